"""Only what a form asks for or names is shown as it stands."""

from webapp.formschema.sight import in_sight

FORM = {
    "components": [
        {"type": "text", "text": "身份证号：{{person.idNumber}}"},
        {"type": "textfield", "key": "remark"},
        {
            "type": "group",
            "path": "contact",
            "components": [{"type": "textfield", "key": "phone"}],
        },
        {
            "type": "dynamiclist",
            "path": "rows",
            "components": [{"type": "textfield", "key": "number"}],
        },
    ]
}


def test_fields_and_named_texts_stay_and_the_rest_is_masked() -> None:
    data = {
        "person": {"idNumber": "1", "phone": "2", "age": 3},
        "remark": "4",
        "contact": {"phone": "5", "other": "6"},
        "rows": [{"number": "7", "secret": "8"}],
        "others": ["9"],
    }
    assert in_sight(FORM, data, lambda _text: "*") == {
        "person": {"idNumber": "1", "phone": "*", "age": 3},
        "remark": "4",
        "contact": {"phone": "5", "other": "*"},
        "rows": [{"number": "7", "secret": "*"}],
        "others": ["*"],
    }


def test_a_form_without_components_shows_nothing_as_it_stands() -> None:
    assert in_sight({}, {"a": {"b": "c"}}, lambda _text: "*") == {"a": {"b": "*"}}
