"""Rules on events: which kinds are possible where, and what they refer to."""

from collections.abc import Callable, Iterator

from webapp.engine.diagrams import EVENTS, Contents, Definition, EventDefinition, Node
from webapp.engine.expressions import is_expression
from webapp.engine.rules.correlation import has_standard_key
from webapp.engine.rules.inspection import Inspection
from webapp.engine.rules.timers import check_timer
from webapp.kernel.text import Text

TRIGGERS = {"message", "timer", "signal", "conditional"}
RAISED = {"error", "escalation"}
THROWN = {"message", "signal", "escalation", "compensate"}
ENDING = {"error", "terminate"}
START_OF_EVENT_SUB_PROCESS = "start of an event sub-process"
POSSIBLE: dict[str, set[str]] = {
    "startEvent": {"none", "message", "timer", "signal"},
    "intermediateCatchEvent": TRIGGERS | {"link"},
    "intermediateThrowEvent": THROWN | {"none", "link"},
    "endEvent": THROWN | ENDING | {"none", "cancel"},
    "boundaryEvent": TRIGGERS | RAISED | {"cancel", "compensate"},
    START_OF_EVENT_SUB_PROCESS: TRIGGERS | RAISED | {"compensate"},
}
COMBINED: dict[str, set[str]] = {
    "startEvent": TRIGGERS - {"conditional"},
    "intermediateCatchEvent": TRIGGERS,
    "intermediateThrowEvent": THROWN,
    "endEvent": THROWN | ENDING,
    "boundaryEvent": TRIGGERS | RAISED,
    START_OF_EVENT_SUB_PROCESS: TRIGGERS | RAISED,
}
"""What may stand together in one event."""
WAITING = {"intermediateCatchEvent", "boundaryEvent", "receiveTask"}
CAUGHT = {*WAITING, "startEvent"}


def check_events(at: Inspection) -> None:
    """Check every event, and the tasks that send or receive messages."""
    _scope(at, at.process.contents, None)
    for around in at.process.contents.scopes():
        for node in around.nodes.values():
            if node.contents is not None:
                _scope(at, node.contents, node)


def _scope(at: Inspection, contents: Contents, host: Node | None) -> None:
    for node in contents.nodes.values():
        if node.type in EVENTS:
            _event(at, contents, node, host)
        elif node.type in {"sendTask", "receiveTask"}:
            begins = node.instantiating or _is_behind_a_start(contents, node)
            _message(at, node, node.message_ref, needs_key=not begins)


def _event(at: Inspection, contents: Contents, node: Node, host: Node | None) -> None:
    starts = node.type == "startEvent" and host is not None and host.triggered_by_event
    place = START_OF_EVENT_SUB_PROCESS if starts else node.type
    missing = [d for d in node.definitions if d.kind == "reference"]
    for definition in missing:
        at.report.add("BPMN056", node.id, reference=definition.reference)
    if missing:
        return
    impossible = list(_impossible(node, place))
    for code, kind in impossible:
        at.report.add(code, node.id, kind=kind)
    if impossible or not _has_its_place(at, contents, node, host):
        return
    for definition in node.definitions:
        begins = place == "startEvent" or _is_behind_a_start(contents, node)
        _definition(at, node, definition, begins=begins)


def _is_behind_a_start(contents: Contents, node: Node) -> bool:
    """Tell whether an event stands behind an event-based gateway, any of whose events starts."""
    sources = [contents.nodes[f.source] for f in node.incoming if f.source in contents.nodes]
    return any(
        n.type == "eventBasedGateway" and n.instantiating and n.gateway_type != "Parallel"
        for n in sources
    )


def _impossible(node: Node, place: str) -> Iterator[tuple[str, str]]:
    """Return the kinds that cannot stand here, each with the code of the finding."""
    if node.event_kind != "multiple":
        if node.event_kind not in POSSIBLE[place]:
            yield "BPMN040", node.event_kind
        return
    if node.parallel_multiple and place == "startEvent":
        yield "BPMN055", "multiple"
    possible = TRIGGERS & COMBINED[place] if node.parallel_multiple else COMBINED[place]
    for definition in node.definitions:
        if definition.kind not in possible:
            yield "BPMN054", definition.kind
    ending = [d.kind for d in node.definitions if d.kind in ENDING]
    if place == "endEvent" and len(ending) > 1:
        yield "BPMN054", " + ".join(ending)


def _has_its_place(at: Inspection, contents: Contents, node: Node, host: Node | None) -> bool:
    """Check that a cancel event has to do with a transaction."""
    if not node.has_event("cancel"):
        return True
    if node.type == "boundaryEvent":
        attached = contents.nodes.get(node.attached_to)
        fine = attached is not None and attached.type == "transaction"
    else:
        fine = host is not None and host.type == "transaction"
    if not fine:
        at.report.add("BPMN040", node.id, kind="cancel")
    return fine


def _definition(at: Inspection, node: Node, definition: EventDefinition, *, begins: bool) -> None:
    if definition.kind == "message":
        _message(at, node, definition.reference, needs_key=not begins)
    elif definition.kind == "signal":
        _signal(at, node, definition, begins=begins)
    elif definition.kind in _CHECKS:
        _CHECKS[definition.kind](at, node, definition)


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
    catches = node.type in CAUGHT
    key = node.properties.get("correlationKey", declared.properties.get("correlationKey", ""))
    if needs_key and not key.strip() and not has_standard_key(at, reference, catches=catches):
        at.report.add("BPMN044" if catches else "BPMN052", node.id)
    at.value(node.id, key, Text("关联键", "correlation key"))
    _payload(at, node, declared)


def _payload(at: Inspection, node: Node, declared: Definition) -> None:
    payload = node.properties.get("payload", declared.properties.get("payload", ""))
    at.value(node.id, payload, Text("消息内容", "payload"))


def _signal(at: Inspection, node: Node, definition: EventDefinition, *, begins: bool) -> None:
    declared = _declared(at, definition.reference, "signal")
    if declared is None or not declared.name.strip():
        at.report.add("BPMN057", node.id, reference=definition.reference)
        return
    if begins and is_expression(declared.name):
        at.report.add("BPMN058", node.id)
    at.value(node.id, declared.name, Text("信号名称", "name of the signal"))
    _payload(at, node, declared)


def _condition(at: Inspection, node: Node, definition: EventDefinition) -> None:
    place = Text("条件事件", "conditional event")
    if definition.language and "feel" not in definition.language.lower():
        at.report.add("BPMN092", node.id, language=definition.language)
    elif not definition.body:
        at.report.add("BPMN094", node.id, place=place.zh, place_en=place.en)
    else:
        at.condition(node.id, definition.body, place)


def _error(at: Inspection, node: Node, definition: EventDefinition) -> None:
    catches = node.type != "endEvent"
    declared = _declared(at, definition.reference, "error")
    if declared is None:
        if definition.reference or not catches:
            at.report.add("BPMN045", node.id, reference=definition.reference)
    elif not declared.code:
        at.report.add("BPMN046", declared.id)
    _cancels(at, node, definition)


def _cancels(at: Inspection, node: Node, _definition: EventDefinition) -> None:
    if node.type in {"boundaryEvent", "startEvent"} and not node.interrupting:
        at.report.add("BPMN051", node.id)


def _compensation(at: Inspection, node: Node, definition: EventDefinition) -> None:
    if node.type == "startEvent":  # at a boundary it has no meaning whether the event interrupts
        _cancels(at, node, definition)


def _escalation(at: Inspection, node: Node, definition: EventDefinition) -> None:
    declared = _declared(at, definition.reference, "escalation")
    catches_any = node.type in {"boundaryEvent", "startEvent"} and not definition.reference
    if not catches_any and (declared is None or not declared.code):
        at.report.add("BPMN047", node.id, reference=definition.reference)


_CHECKS: dict[str, Callable[[Inspection, Node, EventDefinition], None]] = {
    "timer": check_timer,
    "conditional": _condition,
    "error": _error,
    "cancel": _cancels,
    "compensate": _compensation,
    "escalation": _escalation,
}
