"""Turns the data of a form into what a person would read and choose in the browser.

`worded(form, {"outcome": "pass"})` is `{"审核意见": "通过"}`: the keys become labels, the values of
choices become their words, dates get the form that the date field takes.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from webapp.bootstrap import shipped_definitions
from webapp.engine.definitions import ElementInfo, describe
from webapp.services.advancing import PROVINCE

Component = Mapping[str, Any]


def shipped(county: str, ending: str) -> Iterator[tuple[str, bytes]]:
    """Give the shipped files of a kind: the province's, then (they win) the county's own."""
    files = shipped_definitions()
    for owner in (PROVINCE, county):
        for name, content in files.get(owner, {}).items():
            if name.endswith(ending):
                yield name, content


def elements(county: str) -> dict[str, ElementInfo]:
    """Return the user tasks of the county's diagrams, by element id."""
    return {
        element.element_id: element
        for _name, content in shipped(county, ".bpmn")
        for element in describe(content).elements
        if element.type == "userTask"
    }


def forms(county: str) -> dict[str, Component]:
    """Return the county's forms, by form key."""
    return {
        "/".join(name.removesuffix(".json").split("/")[-2:]): json.loads(content)
        for name, content in shipped(county, ".json")
    }


def worded(form: Component, answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answer by labels, in the order of the form."""
    return dict(_worded(form["components"], answer))


def _worded(components: list[Component], answer: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for component in components:
        if component["type"] == "group":
            inner = answer.get(component["path"], {}) if component.get("path") else answer
            if all(each["type"] == "group" for each in component["components"]):
                yield from _groups(component["components"], inner)
            else:
                yield from _worded(component["components"], inner)
        elif component["type"] == "dynamiclist":
            rows = answer.get(component["path"])
            if rows:
                yield (
                    component["label"],
                    [dict(_worded(component["components"], row)) for row in rows],
                )
        elif component.get("key") in answer:
            yield component["label"], _words(component, answer[component["key"]])


def _groups(components: list[Component], answer: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give groups of equal fields by their own labels."""
    for component in components:
        if component["path"] in answer:
            inner = dict(_worded(component["components"], answer[component["path"]]))
            yield component["label"], inner


def _words(component: Component, value: Any) -> Any:
    words = {option["value"]: option["label"] for option in component.get("values", ())}
    if isinstance(value, list):
        return [words.get(one, one) for one in value]
    if component["type"] == "datetime":
        return str(value).replace("-", "/")
    return value if isinstance(value, bool) else words.get(value, value)
