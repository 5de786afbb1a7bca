"""What is taken from a submission, what is refused, and with which sentence."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.browser.form_payloads import FORM
from webapp.feel.evaluator import Feel
from webapp.formschema import sentences
from webapp.formschema.checking import Checked, check
from webapp.formschema.filling import MAX_ROWS
from webapp.kernel.text import Text

FEEL = Feel()


def form(*components: dict[str, Any]) -> dict[str, Any]:
    """Return a form with the given components."""
    return {"type": "default", "components": list(components)}


def field(kind: str, key: str, **more: Any) -> dict[str, Any]:
    """Return a component that holds a value."""
    return {"type": kind, "key": key, **more}


def judged(component: dict[str, Any], value: Any, **stored: Any) -> Checked:
    """Check one value sent for one component."""
    return check(form(component), {component["key"]: value}, stored, FEEL)


def sentences_for(component: dict[str, Any], value: Any, **stored: Any) -> list[str]:
    """Return the English sentences about one value."""
    errors = judged(component, value, **stored).errors
    return [text.en for text in errors.get(component["key"], ())]


@pytest.mark.parametrize(
    ("kind", "more", "sent", "kept"),
    [
        ("textfield", {}, "a\nb\tc", "a b c"),
        ("textarea", {}, "a\nb", "a\nb"),
        ("textfield", {}, 3.0, "3"),
        ("textfield", {}, True, "true"),
        ("textfield", {}, None, ""),
        ("textfield", {}, "a\x00\ud800", "a\ufffd\ufffd"),
        ("number", {}, "3.50", 3.5),
        ("number", {}, " 7 ", 7),
        ("number", {}, "0x10", 16),
        ("number", {}, "", None),
        ("number", {"serializeToString": True}, "12.50", "12.50"),
        ("checkbox", {}, True, True),
        ("checkbox", {}, None, False),
        ("datetime", {"subtype": "date"}, "2026-11-30", "2026-11-30"),
        ("datetime", {"subtype": "time"}, "09:30+08:00", "09:30+08:00"),
        ("datetime", {"subtype": "datetime"}, "2026-11-30T09:30", "2026-11-30T09:30"),
        ("radio", {"values": [{"label": "A", "value": 1}]}, 1, 1),
        ("taglist", {"values": ["a", "b"]}, ["b"], ["b"]),
        ("filepicker", {}, [{"id": "f", "size": 3, "x": 1}], [{"id": "f", "size": 3}]),
        ("filepicker", {}, "files::1", "files::1"),
    ],
)
def test_a_value_is_read_as_its_kind_does(kind: str, more: Any, sent: Any, kept: Any) -> None:
    checked = judged(field(kind, "it", **more), sent)
    assert (checked.data, checked.errors) == ({"it": kept}, {})
    assert type(checked.data["it"]) is type(kept)


@pytest.mark.parametrize(
    ("kind", "more", "sent", "sentence"),
    [
        ("textfield", {}, ["a"], sentences.NO_TEXT),
        ("number", {}, "abc", sentences.NO_NUMBER),
        ("number", {}, True, sentences.NO_NUMBER),
        ("number", {}, "1e9999", sentences.NO_NUMBER),
        ("checkbox", {}, "on", sentences.NO_CHECKBOX),
        ("datetime", {"subtype": "date"}, "2026-02-30", sentences.NO_DATE),
        ("datetime", {"subtype": "time"}, "25:00", sentences.NO_TIME),
        ("datetime", {"subtype": "datetime"}, "2026-02-03", sentences.NO_DATETIME),
        ("radio", {"values": [1]}, True, sentences.NOT_OFFERED),
        ("select", {"values": ["a"]}, "evil", sentences.NOT_OFFERED),
        ("checklist", {"values": ["a"]}, ["a", "evil"], sentences.NOT_OFFERED),
        ("checklist", {"values": ["a"]}, "a", sentences.NO_LIST),
        ("filepicker", {}, [{"id": 5}], sentences.NO_FILE),
    ],
)
def test_what_a_field_cannot_hold_is_told(kind: str, more: Any, sent: Any, sentence: Text) -> None:
    assert judged(field(kind, "it", **more), sent).errors == {"it": (sentence,)}


NEEDED = "This field is required."
FORMLESS = "This does not have the required form."
NO_MAIL = "Please give a valid e-mail address."
NO_PHONE = "Please give a phone number with its country code, such as +8613900000000."
OWN_WORDS = {"patternErrorMessage": "以 x 开头", "patternErrorMessage_en": "x first"}


@pytest.mark.parametrize(
    ("kind", "validate", "sent", "told"),
    [
        ("textfield", {"required": True}, "", NEEDED),
        ("checkbox", {"required": True}, False, NEEDED),
        ("number", {"required": True}, 0, None),
        ("textfield", {"minLength": 2}, " x ", "At least 2 characters are needed."),
        ("textfield", {"maxLength": "=n"}, "xyz", "At most 2 characters are possible."),
        ("textfield", {"maxLength": 1}, "𠮷", "At most 1 characters are possible."),
        ("textfield", {"minLength": 2}, "", None),
        ("number", {"min": "=n"}, 1, "This must be at least 2."),
        ("number", {"max": 0.3}, 0.4, "This must be at most 0.3."),
        ("number", {"max": 0.3}, 0.3, None),
        ("number", {"min": "=nobody"}, 1, None),
        ("textfield", {"pattern": "^[A-Z]+$"}, "b", FORMLESS),
        ("textfield", {"pattern": "^x"} | OWN_WORDS, "b", "x first"),
        ("textfield", {"pattern": "("}, "b", FORMLESS),
        ("textfield", {"validationType": "email"}, "a@b", None),
        ("textfield", {"validationType": "email"}, "a b@c", NO_MAIL),
        ("textfield", {"validationType": "phone"}, "+8613900000000", None),
        ("textfield", {"validationType": "phone"}, "13900000000", NO_PHONE),
    ],
)
def test_a_broken_rule_is_told(kind: str, validate: Any, sent: Any, told: str | None) -> None:
    found = sentences_for(field(kind, "a", validate=validate), sent, n=2)
    assert found == ([told] if told else [])


@pytest.mark.parametrize(
    ("more", "sent", "told"),
    [
        ({"decimalDigits": 0}, 1.5, "This must be a whole number."),
        ({"decimalDigits": 2}, "1.005", "At most 2 decimal places are possible."),
        ({"decimalDigits": 2}, "1.500", None),
        ({"increment": 0.1}, 0.35, "This must be a multiple of 0.1; the nearest are 0.3 and 0.4."),
        ({"increment": "0.1"}, 0.3, None),
        ({"increment": 5}, -7, "This must be a multiple of 5; the nearest are -5 and 0."),
    ],
)
def test_a_number_has_the_wanted_precision(more: Any, sent: Any, told: str | None) -> None:
    assert sentences_for(field("number", "a", **more), sent) == ([told] if told else [])


def test_a_required_list_of_choices_must_not_be_empty() -> None:
    needed = {"required": True}
    assert sentences_for(field("taglist", "a", values=["x"], validate=needed), []) == [NEEDED]
    no = field("radio", "a", values=[False], validate=needed)
    assert judged(no, value=False).errors == {}


def test_a_forged_list_of_options_does_not_count() -> None:
    cc = field("checklist", "cc", valuesKey="people")
    checked = check(form(cc), {"cc": ["evil"], "people": ["evil"]}, {"people": ["wang"]}, FEEL)
    assert checked.errors == {"cc": (sentences.NOT_OFFERED,)}
    assert checked.data == {"cc": []}


def test_options_computed_by_feel_are_checked_too() -> None:
    grade = field("select", "grade", valuesExpression="=for n in [1, 2] return n * base")
    assert judged(grade, 20, base=10).errors == {}
    assert judged(grade, 30, base=10).errors == {"grade": (sentences.NOT_OFFERED,)}


def test_readonly_and_disabled_fields_keep_what_is_stored() -> None:
    fields = form(
        field("textfield", "plain", readonly=True),
        field("textfield", "off", disabled=True),
        field("textfield", "feel", readonly="=locked"),
        field("textfield", "open", readonly="=not(locked)"),
    )
    sent = dict.fromkeys(("plain", "off", "feel", "open"), "new")
    stored = dict.fromkeys(("plain", "off", "feel", "open"), "old") | {"locked": True}
    assert check(fields, sent, stored, FEEL).data == {"plain": "old", "feel": "old", "open": "new"}


def test_data_of_no_field_are_left_out() -> None:
    checked = check(form(field("textfield", "a")), {"a": "x", "limit": 99}, {"limit": 1}, FEEL)
    assert checked.data == {"a": "x"}


def test_hidden_fields_are_left_out_and_not_judged() -> None:
    fields = form(
        field("checkbox", "agreed"),
        field("textfield", "why", validate={"required": True}, conditional={"hide": "=agreed"}),
        {
            "type": "group",
            "path": "more",
            "conditional": {"hide": "=agreed"},
            "components": [field("number", "n", validate={"required": True})],
        },
    )
    assert check(fields, {"agreed": True, "why": "x"}, {}, FEEL).data == {"agreed": True}
    assert check(fields, {"agreed": True}, {}, FEEL).errors == {}
    assert set(check(fields, {"agreed": False}, {}, FEEL).errors) == {"why", "more.n"}


def test_expressions_are_computed_here() -> None:
    fields = form(
        field("expression", "verdict", expression="=if total > 5 then 1 else 0"),
        field("expression", "total", expression="=a + 1"),
        field("number", "a"),
    )
    sent = {"a": 9, "total": 0, "verdict": 0}
    assert check(fields, sent, {}, FEEL).data == {"verdict": 1, "total": 10, "a": 9}


def works(**more: Any) -> dict[str, Any]:
    """Return a form with a list."""
    inside = [
        field("textfield", "title", validate={"required": True}),
        field("number", "pages", validate={"max": "=i[1] * 10"}),
    ]
    return form({"type": "dynamiclist", "path": "works", "components": inside, **more})


def test_errors_in_lists_name_the_row() -> None:
    rows = [{"title": "a", "pages": 11}, {"title": "", "pages": 11}]
    assert set(check(works(), {"works": rows}, {}, FEEL).errors) == {
        "works.0.pages",
        "works.1.title",
    }


def test_an_emptied_list_is_empty_and_no_row_brings_foreign_data() -> None:
    assert check(works(), {}, {"works": [{"title": "old"}]}, FEEL).data == {"works": []}
    sent = {"works": [{"title": "a", "approved": True}]}
    assert check(works(), sent, {}, FEEL).data == {"works": [{"title": "a", "pages": None}]}


def test_a_list_with_fixed_rows_keeps_their_number_and_their_other_data() -> None:
    stored = {"works": [{"title": "a", "id": 1}, {"title": "b", "id": 2}]}
    sent = {"works": [{"title": "new"}, {}, {"title": "third"}]}
    assert check(works(allowAddRemove=False), sent, stored, FEEL).data == {
        "works": [{"title": "new", "id": 1, "pages": None}, {"title": "b", "id": 2, "pages": None}]
    }


def test_too_many_rows_are_refused() -> None:
    checked = check(works(), {"works": [{}] * (MAX_ROWS + 1)}, {}, FEEL)
    assert [text.en for text in checked.errors["works"]] == ["At most 500 rows are possible."]


def test_a_group_replaces_the_stored_one_without_losing_its_other_data() -> None:
    fields = form({"type": "group", "path": "unit", "components": [field("textfield", "name")]})
    stored = {"unit": {"name": "old", "id": 7}}
    checked = check(fields, {"unit": {"name": "new", "id": 99}}, stored, FEEL)
    assert checked.data == {"unit": {"name": "new", "id": 7}}
    assert stored == {"unit": {"name": "old", "id": 7}}


def test_what_was_not_sent_stays_as_it_is_stored_or_takes_its_default() -> None:
    fields = form(
        field("textfield", "a"), field("number", "b", defaultValue=4), field("number", "c")
    )
    assert check(fields, {}, {"a": "old"}, FEEL).data == {"a": "old", "b": 4, "c": None}


def test_something_that_is_no_object_is_refused_as_a_whole() -> None:
    assert check(form(), [1], {}, FEEL).errors == {"": (sentences.NO_OBJECT,)}


NAMES = st.sampled_from(["name", "years", "works", "unit", "contact", "papers", "pages", "authors"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=10,
)


@settings(max_examples=60, deadline=None)
@given(JSON, st.dictionaries(NAMES, JSON, max_size=3))
def test_any_json_gets_an_answer(sent: Any, stored: dict[str, Any]) -> None:
    assert isinstance(check(FORM, sent, stored, FEEL), Checked)
