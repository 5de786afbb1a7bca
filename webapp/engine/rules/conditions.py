"""Rules on conditions of flows, the title, and the language of expressions."""

from webapp.engine.diagrams import Flow
from webapp.engine.rules.inspection import Inspection
from webapp.kernel.text import Text

FOREIGN_LANGUAGES = ("python", "javascript", "groovy", "java", "juel")


def check_conditions(at: Inspection) -> None:
    """Check every condition, and the title of the instance."""
    language = at.diagram.expression_language
    # Drawing tools write XPath there by default, which nobody means; real languages are refused.
    if any(name in language.lower() for name in FOREIGN_LANGUAGES):
        at.report.add("BPMN092", at.process.id, language=language)
    title = at.process.properties.get("title", "")
    place = Text("标题", "title")
    at.value(at.process.id, title, place)
    if "{{" in title:
        at.report.add("BPMN096", at.process.id, place=place.zh, place_en=place.en)
    for contents in at.process.contents.scopes():
        for flow in contents.flows:
            _condition(at, flow)


def _condition(at: Inspection, flow: Flow) -> None:
    if flow.condition is None:
        return
    place = Text(f"顺序流“{flow.name or flow.id}”", f"sequence flow “{flow.name or flow.id}”")
    if flow.condition_language and "feel" not in flow.condition_language.lower():
        at.report.add("BPMN092", flow.id, language=flow.condition_language)
    elif not flow.condition:
        at.report.add("BPMN094", flow.id, place=place.zh, place_en=place.en)
    else:
        at.condition(flow.id, flow.condition, place)
