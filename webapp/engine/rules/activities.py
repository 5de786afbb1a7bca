"""Rules on activities: who does the work, by which form, operation, decision or process."""

import re
from collections.abc import Callable

from webapp.engine.diagrams import ACTIVITIES, Node, Repetition
from webapp.engine.elements.sub_processes import called_name
from webapp.engine.elements.tasks import form_key
from webapp.engine.expressions import is_expression
from webapp.engine.rules.inspection import Inspection
from webapp.engine.rules.items import check_items
from webapp.engine.timing import parse_duration, parse_moment, whole_days
from webapp.kernel.text import Text

IDLE = {"task"}
CONSTANT = {"retries", "calledVersion"}
"""Whole numbers that cannot be an expression."""
_CONTEXT = re.compile(r"=?\s*(\{|if\b|context\b|get value\b|[A-Za-z_\u4e00-\u9fff][\w.]*\s*\Z)")


def check_activities(at: Inspection) -> None:
    """Check every activity, and the start form."""
    for node in at.process.contents.everything():
        if node.type in ACTIVITIES:
            _common(at, node)
            check = _CHECKS.get(node.type)
            if check is not None:
                check(at, node)
            if node.repetition is not None:
                if node.repetition.kind == "loop":
                    _loop(at, node, node.repetition)
                else:
                    check_items(at, node, node.repetition)
        elif node.type == "startEvent" and node.properties.get("formKey"):
            _form(at, node, "start")


def _common(at: Inspection, node: Node) -> None:
    for name in ("startQuantity", "completionQuantity"):
        written = node.attributes.get(name, "1").strip()
        if not (written.isdecimal() and int(written) >= 1):
            at.report.add("BPMN067", node.id, name=name, least=1)
    for line in (*node.inputs, *node.outputs):
        if not line.source.strip() or not line.target.strip():
            at.report.add("BPMN084", node.id, source=line.source, target=line.target)
        else:
            place = Text(f"映射到“{line.target}”", f"mapping to “{line.target}”")
            at.value(node.id, line.source, place)
    if node.type in IDLE:
        at.report.add("BPMN083", node.id)


def _form(at: Inspection, node: Node, default: str) -> None:
    written = node.properties.get("formKey", "")
    form = form_key(node.process_id, default, written)
    if form not in at.catalog.forms:
        at.report.add("BPMN062", node.id, form=form)


def _user_task(at: Inspection, node: Node) -> None:
    own = node.properties
    role = own.get("candidateRole", "")
    if not role and not own.get("assignee"):
        at.report.add("BPMN060", node.id)
    if role and not is_expression(role) and role not in at.catalog.roles:
        at.report.add("BPMN061", node.id, role=role)
    for name in ("candidateRole", "candidateOrganisation", "assignee", "priority", "dueDate"):
        at.value(node.id, own.get(name, ""), Text(f"属性“{name}”", f"property “{name}”"))
    _form(at, node, node.id)
    _whole_number(at, node, "priority", 0)
    _due_date(at, node)


def _due_date(at: Inspection, node: Node) -> None:
    text = node.properties.get("dueDate", "")
    calendar = node.properties.get("calendar", "")
    if calendar not in {"", "working"}:
        at.report.add("BPMN050", node.id)
    if not text or is_expression(text):
        return
    try:
        if text.startswith("P"):
            counts_days = whole_days(parse_duration(text)) is not None
            if calendar == "working" and not counts_days:
                at.report.add("BPMN050", node.id)
        else:
            parse_moment(text)
    except ValueError:
        at.report.add("BPMN086", node.id, text=text)


def _whole_number(at: Inspection, node: Node, name: str, least: int) -> None:
    text = node.properties.get(name, "")
    if not text or (is_expression(text) and name not in CONSTANT):
        return
    if not (text.isdecimal() and int(text) >= least):
        at.report.add("BPMN067", node.id, name=name, least=least)


def _service_task(at: Inspection, node: Node) -> None:
    operator = node.operator
    if operator is None or not operator.operation:
        at.report.add("BPMN063", node.id)
        return
    operation = operator.operation
    for name, source in operator.parameters.items():
        at.value(node.id, source, Text(f"参数“{name}”", f"parameter “{name}”"))
    _whole_number(at, node, "retries", 1)
    known = at.catalog.operations.get(operation)
    if known is None:
        at.report.add("BPMN064", node.id, operation=operation)
        return
    for name in known:
        if name not in operator.parameters:
            at.report.add("BPMN065", node.id, operation=operation, parameter=name)
    for name in operator.parameters.keys() - set(known):
        at.report.add("BPMN066", node.id, operation=operation, parameter=name)


def _business_rule_task(at: Inspection, node: Node) -> None:
    if not node.decision:
        at.report.add("BPMN068", node.id)
    elif node.decision not in at.catalog.decisions:
        at.report.add("BPMN069", node.id, decision=node.decision)


def _call_activity(at: Inspection, node: Node) -> None:
    if not node.called:
        at.report.add("BPMN070", node.id)
        return
    _whole_number(at, node, "calledVersion", 1)
    beside = next((p for p in at.diagram.processes if p.id == node.called), None)
    if beside is not None and not any(map(_starts_plainly, beside.contents.nodes.values())):
        at.report.add("BPMN146", node.id, process=node.called)
    pinned, versions = called_name(node), at.catalog.versions
    if beside is None and node.called not in at.catalog.processes:
        at.report.add("BPMN071", node.id, process=node.called)
    elif versions is not None and pinned != node.called and pinned not in versions:
        at.report.add("BPMN071", node.id, process=pinned)


def _starts_plainly(node: Node) -> bool:
    return node.type == "startEvent" and not node.definitions


def _script_task(at: Inspection, node: Node) -> None:
    if node.script_format.lower() != "feel":
        at.report.add("BPMN072", node.id, language=node.script_format or "–")
    elif not node.script:
        at.report.add("BPMN073", node.id)
    else:
        at.expression(node.id, node.script, Text("脚本", "script"))
        if not node.properties.get("resultVariable") and not _may_be_context(node.script):
            at.report.add("BPMN087", node.id)


def _may_be_context(script: str) -> bool:
    """Tell whether a script may give a context; what surely gives something else is refused."""
    return _CONTEXT.match(script.strip()) is not None or "(" in script


def _loop(at: Inspection, node: Node, repetition: Repetition) -> None:
    maximum = repetition.loop_maximum
    if not repetition.loop_condition and not maximum:
        at.report.add("BPMN080", node.id)
    if maximum and not (maximum.isdecimal() and int(maximum) >= 1):
        at.report.add("BPMN067", node.id, name="loopMaximum", least=1)
    if repetition.loop_condition:
        at.expression(node.id, repetition.loop_condition, Text("循环条件", "loop condition"))


_CHECKS: dict[str, Callable[[Inspection, Node], None]] = {
    "userTask": _user_task,
    "serviceTask": _service_task,
    "businessRuleTask": _business_rule_task,
    "callActivity": _call_activity,
    "scriptTask": _script_task,
}
