"""Reads event definitions: those inside an event, and those declared for several events."""

from collections.abc import Iterator, Mapping

from lxml import etree

from webapp.engine.diagrams import EventDefinition
from webapp.engine.safe_xml import bpmn_children, child, flag, local, reference, text, text_of

ENDING = "EventDefinition"
Shared = Mapping[str, EventDefinition]
"""The event definitions at the top of the file, by their ids."""


def is_event_definition(tag: str) -> bool:
    """Tell whether an element of this name is an event definition."""
    return tag.endswith(ENDING)


def read_event_definitions(element: etree._Element, shared: Shared) -> Iterator[EventDefinition]:
    """Return the event definitions of an event, in the order of the file.

    One that refers to a definition that is not there has the kind "reference".
    """
    for item in bpmn_children(element):
        tag = local(item)
        if is_event_definition(tag):
            yield read_event_definition(item)
        elif tag == "eventDefinitionRef":
            yield referred(text(item), shared)


def referred(written: str, shared: Shared) -> EventDefinition:
    """Return the shared definition that is referred to."""
    name = reference(written)
    return shared.get(name, EventDefinition("reference", name))


def read_event_definition(element: etree._Element) -> EventDefinition:
    """Return one event definition."""
    kind = local(element).removesuffix(ENDING)
    timer, body, language = "", "", ""
    if kind == "timer":
        timer, body = _timer(element)
    elif kind == "conditional":
        condition = child(element, "condition")
        body = text(condition)
        language = "" if condition is None else condition.get("language", "")
    attribute = "activityRef" if kind == "compensate" else f"{kind}Ref"
    return EventDefinition(
        kind=kind,
        reference=reference(element.get(attribute, "")),
        timer=timer,
        body=body,
        link=_link(element) if kind == "link" else "",
        waits=flag(element, "waitForCompletion", default=True),
        language=language,
    )


def _timer(element: etree._Element) -> tuple[str, str]:
    for item in bpmn_children(element):
        tag = local(item)
        if tag in {"timeDate", "timeDuration", "timeCycle"}:
            return tag.removeprefix("time").lower(), text(item)
    return "", ""


def _link(element: etree._Element) -> str:
    """Return the name of the link; some tools write only the ids of its other ends."""
    return element.get("name", "") or text_of(element, "target")
