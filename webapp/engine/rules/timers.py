"""Rules on timers."""

from webapp.engine.diagrams import EventDefinition, Node
from webapp.engine.expressions import is_expression
from webapp.engine.rules.inspection import Inspection
from webapp.engine.timing import parse_cycle, parse_duration, parse_moment, whole_days
from webapp.kernel.text import Text


def check_timer(at: Inspection, node: Node, definition: EventDefinition) -> None:
    """Check when a timer fires, and by which calendar."""
    calendar = node.properties.get("calendar", "")
    if calendar not in {"", "working"}:
        at.report.add("BPMN050", node.id)
    if definition.timer == "cycle" and not _may_repeat(node):
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


def _may_repeat(node: Node) -> bool:
    """Tell whether a timer can fire again: it starts instances, or does not interrupt."""
    if node.type == "startEvent" and not node.parent_id:
        return True
    return node.type in {"startEvent", "boundaryEvent"} and not node.interrupting


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
