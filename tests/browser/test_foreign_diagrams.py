"""Diagrams of other tools go through the editor's modeler and come out with all that they said."""

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from tests.fixtures.definitions import ROOT

HARNESS = Path(__file__).with_name("modeler_harness.js")
FILES = sorted((ROOT / "tests" / "engine" / "foreign").glob("*.bpmn"))
INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
DEFAULTS = {
    "associationDirection": "None",
    "cancelActivity": "true",
    "completionQuantity": "1",
    "isClosed": "false",
    "isCollection": "false",
    "isForCompensation": "false",
    "isInterrupting": "true",
    "itemKind": "Information",
    "isUnlimited": "true",
    "startQuantity": "1",
    "testBefore": "false",
    "typeLanguage": "http://www.w3.org/2001/XMLSchema",
    "expressionLanguage": "http://www.w3.org/1999/XPath",
    "processType": "None",
    "implementation": "##unspecified",
}
"""What an attribute means that is not written; the modeler leaves such words out."""


@pytest.fixture(scope="module")
def answers(browser, bundled):
    """Return what the modeler makes of each file, all in one page."""
    page = browser.new_page()
    page.set_content("<!doctype html><title>modeler</title>")
    page.add_script_tag(content=bundled(HARNESS))
    made = {
        path.stem: page.evaluate("xml => roundTrip(xml)", path.read_text(encoding="utf-8"))
        for path in FILES
    }
    page.close()
    return made


def said(xml):
    """Return everything that a file says, whatever the order and the prefixes."""
    root = etree.fromstring(xml if isinstance(xml, bytes) else xml.encode())
    return Counter(line for element in root.iter("*") for line in lines(element))


def lines(element):
    parent = element.getparent()
    around = "" if parent is None else parent.get("id") or parent.tag
    own = element.get("id") or ""
    if etree.QName(element).localname in {"incoming", "outgoing"}:
        return  # drawn again from the sequence flows
    # The one may stand for the other; the modeler writes the type in an attribute.
    tag = element.tag.replace("}formalExpression", "}expression")
    yield around, tag, own, plain(element.text)
    for name, value in element.attrib.items():
        if DEFAULTS.get(name) != value and not name.startswith(INSTANCE):
            yield own or element.tag, name, number(value)


def plain(text):
    return " ".join((text or "").split())


def number(value):
    """Return `100.0` as `100`."""
    return value.removesuffix(".0")


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_nothing_is_lost_on_the_way_through_the_editor(answers, path):
    before, after = said(path.read_bytes()), said(answers[path.stem]["xml"])
    assert before - after == Counter()


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_what_has_a_place_in_the_picture_is_shown(answers, path):
    answer = answers[path.stem]
    root = etree.parse(path).getroot()
    di = "{http://www.omg.org/spec/BPMN/20100524/DI}"
    drawn = {e.get("bpmnElement") for e in root.iter(f"{di}BPMNShape", f"{di}BPMNEdge")}
    assert drawn - set(answer["shown"]) == set()
    assert answer["warnings"] == []
