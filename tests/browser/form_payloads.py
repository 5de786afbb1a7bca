"""A form with every kind of field, and submissions for it with wrong types among the right ones."""

import random
from typing import Any, NamedTuple

SEED = 211

OPTIONS = [
    {"label": "甲", "value": "a"},
    {"label": "乙", "value": "b"},
    {"label": "三", "value": 3},
]
FORM: dict[str, Any] = {
    "type": "default",
    "schemaVersion": 19,
    "components": [
        {
            "type": "textfield",
            "id": "F_name",
            "key": "name",
            "validate": {"required": True, "minLength": 2, "pattern": "^[^0-9]*$"},
        },
        {
            "type": "textarea",
            "id": "F_note",
            "key": "note",
            "validate": {"maxLength": "=longest", "required": True},
        },
        {
            "type": "textfield",
            "id": "F_mail",
            "key": "mail",
            "validate": {"validationType": "email"},
        },
        {
            "type": "number",
            "id": "F_years",
            "key": "years",
            "decimalDigits": 0,
            "validate": {"required": True, "min": 0, "max": "=limit + 10"},
        },
        {
            "type": "number",
            "id": "F_score",
            "key": "score",
            "increment": 0.5,
            "decimalDigits": 2,
            "defaultValue": 60.25,
            "validate": {"min": "=years"},
        },
        {"type": "number", "id": "F_code", "key": "code", "serializeToString": True},
        {
            "type": "datetime",
            "id": "F_day",
            "key": "day",
            "subtype": "date",
            "validate": {"required": True},
        },
        {"type": "datetime", "id": "F_clock", "key": "clock", "subtype": "time"},
        {"type": "datetime", "id": "F_moment", "key": "moment", "subtype": "datetime"},
        {"type": "checkbox", "id": "F_agreed", "key": "agreed", "validate": {"required": True}},
        {"type": "radio", "id": "F_way", "key": "way", "values": OPTIONS},
        {
            "type": "select",
            "id": "F_expert",
            "key": "expert",
            "valuesKey": "people",
            "validate": {"required": True},
        },
        {
            "type": "select",
            "id": "F_size",
            "key": "size",
            "valuesExpression": "=for n in [1, 2, 5] return n * years",
        },
        {
            "type": "checklist",
            "id": "F_papers",
            "key": "papers",
            "values": OPTIONS,
            "validate": {"required": True},
        },
        {"type": "taglist", "id": "F_copies", "key": "copies", "valuesKey": "people"},
        {
            "type": "textfield",
            "id": "F_reason",
            "key": "reason",
            "conditional": {"hide": '=way = "a" or agreed'},
            "validate": {"required": True},
        },
        {
            "type": "textfield",
            "id": "F_detail",
            "key": "detail",
            "conditional": {"hide": '=reason = null or reason = ""'},
        },
        {"type": "textfield", "id": "F_title", "key": "title", "readonly": "=locked"},
        {"type": "textfield", "id": "F_number", "key": "number", "disabled": True},
        {
            "type": "group",
            "id": "G_unit",
            "path": "unit.contact",
            "conditional": {"hide": "=years > 20"},
            "components": [
                {
                    "type": "textfield",
                    "id": "F_street",
                    "key": "street",
                    "validate": {"required": True},
                },
                {
                    "type": "group",
                    "id": "G_bare",
                    "components": [
                        {"type": "checkbox", "id": "F_rural", "key": "rural"},
                    ],
                },
            ],
        },
        {
            "type": "dynamiclist",
            "id": "L_works",
            "path": "works",
            "isRepeating": True,
            "allowAddRemove": True,
            "defaultRepetitions": 2,
            "components": [
                {
                    "type": "number",
                    "id": "F_pages",
                    "key": "pages",
                    "validate": {"required": True, "max": "=limit"},
                },
                {
                    "type": "textfield",
                    "id": "F_journal",
                    "key": "journal",
                    "conditional": {"hide": "=this.pages > 5 or count(i) > 1"},
                    "validate": {"required": True, "minLength": "=i[1] + 1"},
                },
                {
                    "type": "expression",
                    "id": "F_double",
                    "key": "double",
                    "computeOn": "change",
                    "expression": "=this.pages * 2 + i[1]",
                },
                {
                    "type": "dynamiclist",
                    "id": "L_authors",
                    "path": "authors",
                    "isRepeating": True,
                    "allowAddRemove": True,
                    "components": [
                        {
                            "type": "textfield",
                            "id": "F_author",
                            "key": "author",
                            "validate": {"required": True, "maxLength": "=parent.pages"},
                        },
                        {
                            "type": "checkbox",
                            "id": "F_first",
                            "key": "first",
                            "conditional": {"hide": "=parent.parent.limit > 6"},
                        },
                    ],
                },
            ],
        },
        {
            "type": "expression",
            "id": "F_total",
            "key": "total",
            "computeOn": "change",
            "expression": "=sum(works.pages)",
        },
        {
            "type": "expression",
            "id": "F_verdict",
            "key": "verdict",
            "computeOn": "change",
            "expression": '=if total > 9 then "enough" else if total = null then "none" else "few"',
        },
        {"type": "text", "id": "T_hint", "text": "## {{name}}"},
        {"type": "separator", "id": "T_line"},
    ],
}

JUNK: list[Any] = [None, True, False, 0, -1, 3, 2.5, "", "x", [], {}, ["a"], {"a": 1}, "\u3000"]
WORDS: list[Any] = ["王", "李四", "line\nbreak", "a1", " b ", "𠮷𠮷", "long enough text", "\ttab"]
NUMBERS: list[Any] = [0, 1, 4, 7, 12, 25, -3, 2.5, 0.125, 1e3, "8", "3.50", "x", " 9 ", "0x10", ""]


def mixed(source: random.Random, good: list[Any], bad: list[Any]) -> Any:
    """Return mostly one of the good values."""
    return source.choice(good if source.random() < 0.75 else bad)


def payload(source: random.Random) -> dict[str, Any]:
    """Return a submission with wrong types and missing entries among the right ones."""
    some = {
        "name": mixed(source, WORDS, JUNK),
        "note": mixed(source, WORDS, JUNK),
        "mail": mixed(source, ["a@b.cn", "a@b", "a b@c.cn", "@", "a@-b.cn"], JUNK),
        "years": mixed(source, NUMBERS, JUNK),
        "score": mixed(source, NUMBERS, JUNK),
        "code": mixed(source, [1, "12.50", 2.5, "x"], [None, [], {}, True, ""]),
        "day": mixed(source, ["2026-11-30", "2024-02-29"], [*JUNK, "2026-13-01", "11/30/2026"]),
        "clock": mixed(source, ["09:30", "23:45"], [*JUNK, "x:y"]),
        "moment": mixed(source, ["2026-11-30T09:30", "2024-02-29T00:00"], JUNK),
        "agreed": mixed(source, [True, False], JUNK),
        "way": mixed(source, ["a", "b", 3], [*JUNK, "evil"]),
        "expert": mixed(source, ["wang", "li"], [*JUNK, "evil"]),
        "size": mixed(source, [4, 8, 12, 14, None], [300, "x", {"a": 1}]),
        "papers": mixed(source, [["a"], ["a", 3], ["b", "evil"], []], JUNK),
        "copies": mixed(source, [["wang"], ["li", "wang"], ["evil"]], JUNK),
        "reason": mixed(source, WORDS, JUNK),
        "detail": mixed(source, WORDS, JUNK),
        "title": mixed(source, WORDS, JUNK),
        "number": "forged",
        "total": 99,
        "verdict": "forged",
        "unit": {"contact": {"street": mixed(source, WORDS, JUNK), "rural": source.choice(JUNK)}},
    }
    sent = {name: value for name, value in some.items() if source.random() < 0.85}
    return sent | {"works": works(source)}


def works(source: random.Random) -> list[Any]:
    """Return rows of a list, each with a list inside."""
    rows: list[Any] = []
    for _ in range(source.randrange(4)):
        authors = [
            {"author": mixed(source, WORDS, JUNK), "first": source.choice(JUNK)}
            for _ in range(source.randrange(3))
        ]
        row = {"pages": mixed(source, NUMBERS, JUNK), "journal": mixed(source, WORDS, JUNK)}
        rows.append(mixed(source, [row | {"authors": authors, "double": 1}], [None, 5, [], "x"]))
    return rows


def variables(source: random.Random) -> dict[str, Any]:
    """Return what is stored with the task, some values of fields among it."""
    return {
        "limit": source.choice([2, 5, 8]),
        "longest": source.choice([3, 8, None]),
        "locked": source.random() < 0.3,
        "people": [{"label": "王", "value": "wang"}, "li", {"value": None}, {}],
        "title": "kept",
        "number": "R-7",
        **({"note": "earlier"} if source.random() < 0.5 else {}),
    }


class Case(NamedTuple):
    """One payload, and the variables stored with its task."""

    number: int
    sent: dict[str, Any]
    stored: dict[str, Any]


def case_of(number: int) -> Case:
    """Return the payload with this number; always the same one."""
    source = random.Random(f"{SEED}/{number}")  # noqa: S311  (a test's payloads)
    stored = variables(source)
    return Case(number, payload(source), stored)
