"""Form files: what is no form is refused with the place and a sentence."""

import json
from typing import Any

import pytest

from webapp.formschema.loading import MAX_BYTES, load_form
from webapp.formschema.structure import MAX_COMPONENTS, MAX_DEPTH
from webapp.kernel.errors import InvalidInput


def refusals(form: Any) -> dict[str, list[str]]:
    """Return the English sentences by place."""
    source = form if isinstance(form, bytes) else json.dumps(form).encode()
    with pytest.raises(InvalidInput) as caught:
        load_form(source)
    return {place: [text.en for text in texts] for place, texts in caught.value.fields.items()}


def form(*components: Any) -> dict[str, Any]:
    """Return a form with the given components."""
    return {"type": "default", "schemaVersion": 19, "components": list(components)}


def test_a_form_is_returned_as_it_was_written() -> None:
    whole = form(
        {"type": "textfield", "id": "F1", "key": "a", "layout": {"row": "r"}, "label_en": "A"},
        {"type": "group", "components": [{"type": "number", "key": "n", "validate": {"min": 1}}]},
    )
    assert load_form(json.dumps(whole).encode()) == whole


@pytest.mark.parametrize(
    ("form", "place", "sentence"),
    [
        (b"{", "", "The form is no valid JSON"),
        (b"\xff", "", "The form is no valid JSON"),
        (b'{"type": NaN}', "", "The form is no valid JSON"),
        (b"[]", "", "The outermost level of a form is an object."),
        (b" " * (MAX_BYTES + 1), "", "A form file has at most 512 KB."),
        ({}, "type", "This is missing."),
        ({"type": "form", "components": []}, "type", "The outermost type must be `default`."),
        ({"type": "default", "components": 3}, "components", "This must be a list."),
        (form() | {"schemaVersion": 20}, "schemaVersion", "schemaVersion must be from 1 to 19."),
        (form(5), "components.0", "This must be an object."),
        (form({"key": "a"}), "components.0.type", "This is missing."),
        (form({"type": "slider"}), "components.0.type", "Forms do not have this kind"),
        (form({"type": ["x"]}), "components.0.type", "Forms do not have this kind"),
        (form({"type": "number"}), "components.0.key", "This component needs a key."),
        (form({"type": "dynamiclist"}), "components.0.path", "A dynamic list needs a path."),
        (form({"type": "text", "components": []}), "components.0.components", "Only groups"),
        (form({"type": "group", "components": 1}), "components.0.components", "a list."),
        (form({"type": "text", "conditional": 3}), "components.0.conditional", "an object."),
        (form({"type": "text", "label": 3}), "components.0.label", "This must be text."),
        (
            form({"type": "number", "key": "a", "validate": {"required": "yes"}}),
            "components.0.validate.required",
            "This must be true or false.",
        ),
        (
            form({"type": "number", "key": "a", "decimalDigits": -1}),
            "components.0.decimalDigits",
            "not negative.",
        ),
        (
            form({"type": "group", "components": [{"type": "x"}]}),
            "components.0.components.0.type",
            "Forms do not have this kind of component.",
        ),
        (form(*[{"type": "spacer"}] * (MAX_COMPONENTS + 1)), "components", "At most 500"),
    ],
)
def test_a_fault_is_told_with_its_place(form: Any, place: str, sentence: str) -> None:
    found = refusals(form)
    assert sentence in " ".join(found[place])


def test_forms_are_not_nested_without_end() -> None:
    inner: dict[str, Any] = {"type": "group", "components": []}
    for _ in range(MAX_DEPTH + 1):
        inner = {"type": "group", "components": [inner]}
    assert ["At most 8 levels."] in refusals(form(inner)).values()


def test_all_faults_are_told_at_once() -> None:
    assert set(refusals(form({"type": "x"}, {"type": "number"}))) == {
        "components.0.type",
        "components.1.key",
    }
