"""Diagrams can be redrawn without touching Python, because no Python names what is in them."""

import re
from functools import cache

from lxml import etree

from tests.architecture.tree import files, name, string_literals
from webapp.domain.documents import KINDS

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
OURS = "{http://spiffworkflow.org/bpmn/schema/1.0/core}"
FLOW_NODE = re.compile(r"([Tt]ask|[Gg]ateway|[Ee]vent|callActivity|subProcess)$")
WORD = re.compile(r"\w+")


@cache
def element_ids() -> frozenset[str]:
    """Return the ids of elements that mean nothing else in any diagram and are no plain word.

    A plain word such as `closed` may stand in Python for many reasons; so may a word that a diagram
    also uses as a variable, a parameter, a decision or a process, or a kind of official paper.
    """
    ids: set[str] = set()
    other: set[str] = set(KINDS)
    for path in files(".bpmn"):
        for element in etree.parse(path).getroot().iter():
            if not isinstance(element.tag, str):
                continue
            if element.tag.startswith(BPMN) and FLOW_NODE.search(element.tag):
                ids.add(element.get("id", ""))
            else:
                other.update(spoken_words(element))
    return frozenset(ids - other - {""}) - {word for word in ids if "_" not in word}


def spoken_words(element: etree._Element) -> set[str]:
    """Return the words by which an element names variables, processes, decisions and operations."""
    if element.tag in (f"{BPMN}process", f"{BPMN}message", f"{BPMN}error", f"{BPMN}signal"):
        return {value for key in ("id", "name", "errorCode") if (value := element.get(key))}
    if element.tag.startswith(OURS):
        return {word for value in element.attrib.values() for word in WORD.findall(value)}
    written_as_feel = element.tag.endswith(("Expression", "script", "Condition"))
    return set(WORD.findall(element.text or "")) if written_as_feel else set()


def test_the_diagrams_have_ids_to_look_for() -> None:
    assert len(element_ids()) > 20


def test_no_python_names_an_element_of_a_diagram() -> None:
    found = [
        f"{name(path)}:{line}: {literal}"
        for folder in ("webapp", "handlers")
        for path in files(".py", under=folder)
        if "migrations" not in path.parts  # columns have names of their own
        for line, literal in string_literals(path)
        if literal in element_ids()
    ]
    assert found == []
