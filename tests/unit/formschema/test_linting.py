"""Forms that would mislead people are refused before they are deployed."""

from typing import Any

import pytest

from webapp.feel.evaluator import Feel
from webapp.formschema.advice import ADVICE
from webapp.formschema.linting import CODES, lint_form

FEEL = Feel()


def field(kind: str, key: str = "a", **more: Any) -> dict[str, Any]:
    """Return a component with a label."""
    return {"type": kind, "key": key, "label": "A", **more}


def listing(*components: Any, **more: Any) -> dict[str, Any]:
    """Return a list of rows."""
    return {"type": "dynamiclist", "path": "rows", "components": list(components), **more}


BROKEN: dict[str, list[dict[str, Any]]] = {
    "FORM001": [field("number", id="F"), field("number", "b", id="F")],
    "FORM002": [field("number"), field("textfield")],
    "FORM003": [field("number", conditional={"hide": "=1 +"})],
    "FORM004": [field("textfield", validate={"pattern": "("})],
    "FORM005": [field("select")],
    "FORM006": [{"type": "iframe", "url": "x"}],
    "FORM007": [field("number", "end date")],
    "FORM008": [listing(field("number", readonly=True))],
    "FORM009": [field("textfield", validate={"min": 3})],
    "FORM010": [field("number", validate={"min": "three"})],
    "FORM011": [field("number", validate={"min": 3, "max": 1})],
    "FORM012": [field("radio", values=["x", "x"])],
    "FORM013": [field("number", label="年限")],
    "FORM014": [{"type": "number", "key": "a"}],
    "FORM015": [{"type": "group", "components": []}],
    "FORM016": [listing(field("number"), readonly="=x != null")],
    "FORM017": [field("number", "b", conditional={"hide": "=years > 20"})],
}


def codes(*components: dict[str, Any]) -> list[str]:
    """Return the codes found in a form with the given components."""
    return [found.code for found in lint_form({"components": list(components)}, FEEL)]


def test_every_rule_has_its_advice_in_both_languages() -> None:
    assert set(ADVICE) == set(CODES)
    assert [code for code, advice in ADVICE.items() if not (advice.zh and advice.en)] == []


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_rule_finds_what_it_is_for(code: str) -> None:
    assert codes(*BROKEN[code]) == [code]


@pytest.mark.parametrize(
    "components",
    [
        [field("number", label="年限", label_en="Years", validate={"min": "=low", "max": 3})],
        [field("select", values=[{"label": "是", "label_en": "Yes", "value": "yes"}])],
        [field("select", valuesKey="people"), field("taglist", "b", valuesExpression="=x.y")],
        [listing(field("number")), field("number")],
        [listing(field("number", readonly=True), allowAddRemove=False)],
        [field("number", "unit.a"), field("number", "unit.b")],
        [field("number", conditional={"hide": "=years != null and years > 20"})],
        [field("expression", expression="=sum(rows.a)")],
    ],
)
def test_a_sound_form_is_let_pass(components: list[dict[str, Any]]) -> None:
    assert codes(*components) == []


@pytest.mark.parametrize(
    "components",
    [
        [field("number"), field("number", "a.b")],
        [field("number", "rows.x"), listing(field("number"))],
        [{"type": "group", "path": "g", "components": [field("number")]}, field("number", "g.a")],
        [listing(field("number"), field("number"))],
    ],
)
def test_two_components_never_share_their_data(components: list[dict[str, Any]]) -> None:
    assert codes(*components) == ["FORM002"]


@pytest.mark.parametrize(
    "component",
    [
        field("number", validate={"max": "=1 +"}),
        field("expression", expression="=1 +"),
        field("expression", expression="1 + 1"),
        field("expression"),
        field("select", valuesExpression="=[1"),
        field("number", readonly="=a b c"),
    ],
)
def test_every_place_of_feel_is_read(component: dict[str, Any]) -> None:
    assert "FORM003" in codes(component)


def test_a_problem_speaks_both_languages_and_names_its_component() -> None:
    (found,) = lint_form({"components": BROKEN["FORM003"]}, FEEL)
    assert (found.severity, found.component) == ("error", "a")
    assert found.text.en == "The FEEL of hide is wrong: something is missing at character 4."
    assert found.text.zh == "“hide”中的表达式有误：第 4 个字符处缺少内容。"
