"""Rules on DMN files."""

from webapp.engine.decision_tables import (
    AGGREGATIONS,
    HIT_POLICIES,
    Decision,
    DecisionFile,
    Rule,
    Table,
)
from webapp.engine.rules.inspection import Report, blind_filter, foreign_sign

ORDERED = {"PRIORITY", "OUTPUT ORDER"}


def check_decisions(file: DecisionFile, report: Report) -> None:
    """Check every decision of a file."""
    if not file.decisions:
        report.add("DMN002", "")
    for element_id, kind in file.unknown:
        report.add("DMN013", element_id, type=kind)
    for element_id, language in file.languages:
        report.add("DMN019", element_id, language=language)
    seen: set[str] = set()
    for decision in file.decisions:
        if decision.id in seen:
            report.add("DMN015", decision.id, id=decision.id)
        seen.add(decision.id)
        _decision(decision, report)
    _requirements(file, report)


def _decision(decision: Decision, report: Report) -> None:
    if decision.unknown or (decision.table is None) == (decision.literal is None):
        report.add("DMN010", decision.id, parts=", ".join(decision.unknown) or "–")
    if decision.literal is not None:
        _expression(decision.id, "DMN008", decision.literal, report, row=0)
    if decision.table is not None:
        _table(decision.id, decision.table, report)


def _requirements(file: DecisionFile, report: Report) -> None:
    needs = {d.id: d.requires for d in file.decisions}
    for decision in file.decisions:
        todo, seen = list(decision.requires), set[str]()
        while todo:
            needed = todo.pop()
            if needed not in needs or needed == decision.id:
                report.add("DMN005", decision.id, decision=needed)
            elif needed not in seen:
                seen.add(needed)
                todo.extend(needs[needed])


def _table(decision_id: str, table: Table, report: Report) -> None:
    if table.hit_policy not in HIT_POLICIES:
        report.add("DMN003", decision_id, policy=table.hit_policy)
    aggregates = table.aggregation
    if aggregates not in AGGREGATIONS or (
        aggregates and (table.hit_policy != "COLLECT" or len(table.outputs) > 1)
    ):
        report.add("DMN004", decision_id, aggregation=aggregates)
    _outputs(decision_id, table, report)
    for column in table.inputs:
        _expression(decision_id, "DMN006", column.expression, report, row=0)
        if column.allowed:
            _expression(decision_id, "DMN007", column.allowed, report, row=0, unary=True)
    for rule in table.rules:
        _rule(decision_id, table, rule, report)


def _outputs(decision_id: str, table: Table, report: Report) -> None:
    if not table.outputs:
        report.add("DMN017", decision_id)
    if table.hit_policy in ORDERED and not any(o.values for o in table.outputs):
        report.add("DMN011", decision_id)
    names = [o.name for o in table.outputs]
    if len(names) != len(set(names)):
        report.add("DMN014", decision_id)
    for output in table.outputs:
        if output.values and table.hit_policy in ORDERED:
            _expression(decision_id, "DMN008", f"[{output.values}]", report, row=0)
        elif output.values:
            _expression(decision_id, "DMN007", output.values, report, row=0, unary=True)
        if output.default:
            _expression(decision_id, "DMN008", output.default, report, row=0)


def _rule(decision_id: str, table: Table, rule: Rule, report: Report) -> None:
    if len(rule.tests) != len(table.inputs) or len(rule.outputs) != len(table.outputs):
        report.add("DMN009", decision_id, row=rule.number)
        return
    for test in rule.tests:
        if test not in {"", "-"}:
            _expression(decision_id, "DMN007", test, report, row=rule.number, unary=True)
    for output in rule.outputs:
        if output not in {"", "-"}:
            _expression(decision_id, "DMN008", output, report, row=rule.number)


def _expression(
    decision_id: str, code: str, text: str, report: Report, *, row: int, unary: bool = False
) -> None:
    sign = foreign_sign(text)
    if sign:
        report.add("DMN016", decision_id, expression=text, sign=sign)
        return
    problem = report.problem(text, unary=unary)
    if problem:
        report.add(code, decision_id, expression=text, problem=problem, row=row or "–")
        return
    blind = blind_filter(text)
    if blind:
        report.add("DMN018", decision_id, expression=blind)
