"""Rules on events: which kinds are possible where, and what they refer to."""

from webapp.engine.diagrams import EVENTS, Contents, Definition, EventDefinition, Node
from webapp.engine.expressions import is_expression
from webapp.engine.rules.inspection import Inspection
from webapp.engine.timing import parse_cycle, parse_duration, parse_moment, whole_days
from webapp.kernel.text import Text

POSSIBLE: dict[str, set[str]] = {
    "startEvent": {"none", "message"},
    "intermediateCatchEvent": {"message", "timer", "link"},
    "intermediateThrowEvent": {"none", "message", "escalation", "link"},
    "endEvent": {"none", "message", "error", "escalation", "terminate"},
    "boundaryEvent": {"message", "timer", "error", "escalation"},
}
EVENT_SUB_PROCESS = {"message", "timer", "error", "escalation"}
WAITING = {"intermediateCatchEvent", "boundaryEvent", "receiveTask"}


def check_events(at: Inspection) -> None:
    """Check every event, and the tasks that send or receive messages."""
    _scope(at, at.process.contents, inside_event=False)
    for node in at.process.contents.everything():
        if node.contents is not None:
            _scope(at, node.contents, inside_event=node.triggered_by_event)


def _scope(at: Inspection, contents: Contents, *, inside_event: bool) -> None:
    for node in contents.nodes.values():
        starts_event = inside_event and node.type == "startEvent"
        if node.type in EVENTS:
            _event(at, node, starts_event=starts_event)
        elif node.type in {"sendTask", "receiveTask"}:
            _message(at, node, node.message_ref, needs_key=True)
        if node.compensation:
            at.report.add("BPMN053", node.id)


def _event(at: Inspection, node: Node, *, starts_event: bool) -> None:
    kind = node.event_kind
    if kind == "multiple":
        at.report.add("BPMN041", node.id)
        return
    if kind not in (EVENT_SUB_PROCESS if starts_event else POSSIBLE[node.type]):
        at.report.add("BPMN040", node.id, kind=kind)
        return
    definition = node.definition
    if definition is None:
        return
    if kind == "message":
        needs_key = node.type != "startEvent" or starts_event
        _message(at, node, definition.reference, needs_key=needs_key)
    elif kind == "timer":
        _timer(at, node, definition)
    elif kind == "error":
        _error(at, node, definition)
    elif kind == "escalation":
        _escalation(at, node, definition)


def _declared(at: Inspection, reference: str, kind: str) -> Definition | None:
    found = at.diagram.declared.get(reference)
    return found if found is not None and found.kind == kind else None


def _message(at: Inspection, node: Node, reference: str, *, needs_key: bool) -> None:
    declared = _declared(at, reference, "message")
    if declared is None:
        at.report.add("BPMN042", node.id, reference=reference)
        return
    if not declared.name:
        at.report.add("BPMN043", declared.id)
    catches = node.type in WAITING or node.type == "startEvent"
    key = node.properties.get("correlationKey", declared.properties.get("correlationKey", ""))
    if needs_key and not key.strip():
        at.report.add("BPMN044" if catches else "BPMN052", node.id)
    at.value(node.id, key, Text("关联键", "correlation key"))
    payload = node.properties.get("payload", declared.properties.get("payload", ""))
    at.value(node.id, payload, Text("消息内容", "payload"))


def _error(at: Inspection, node: Node, definition: EventDefinition) -> None:
    catches = node.type != "endEvent"
    declared = _declared(at, definition.reference, "error")
    if declared is None:
        if definition.reference or not catches:
            at.report.add("BPMN045", node.id, reference=definition.reference)
    elif not declared.code:
        at.report.add("BPMN046", declared.id)
    if node.type == "boundaryEvent" and not node.interrupting:
        at.report.add("BPMN051", node.id)


def _escalation(at: Inspection, node: Node, definition: EventDefinition) -> None:
    declared = _declared(at, definition.reference, "escalation")
    catches_any = node.type in {"boundaryEvent", "startEvent"} and not definition.reference
    if not catches_any and (declared is None or not declared.code):
        at.report.add("BPMN047", node.id, reference=definition.reference)


def _timer(at: Inspection, node: Node, definition: EventDefinition) -> None:
    calendar = node.properties.get("calendar", "")
    if calendar not in {"", "working"}:
        at.report.add("BPMN050", node.id)
    interrupts = node.type == "intermediateCatchEvent" or node.interrupting
    if definition.timer == "cycle" and interrupts:
        at.report.add("BPMN049", node.id)
    if is_expression(definition.body):
        at.expression(node.id, definition.body, Text("定时器", "timer"))
        return
    try:
        days = _plain_days(definition)
    except ValueError:
        at.report.add("BPMN048", node.id, text=definition.body)
        return
    if calendar == "working" and not days:
        at.report.add("BPMN050", node.id)


def _plain_days(definition: EventDefinition) -> bool:
    """Tell whether the timer counts whole days; raise ValueError when it is not valid."""
    text = definition.body
    if definition.timer == "date":
        parse_moment(text)
        return False
    if definition.timer == "cycle":
        return whole_days(parse_duration(parse_cycle(text).duration)) is not None
    if definition.timer == "duration":
        return whole_days(parse_duration(text)) is not None
    raise ValueError(text)
