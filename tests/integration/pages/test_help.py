"""The help: its contents lead to every page, and every finding of the check is explained."""

import re

import pytest
from markupsafe import escape

from tests.integration.pages.visiting import Visitor
from webapp.engine.rules.catalogue import ADVICE, RULES
from webapp.entrypoints.pages.help import PAGES
from webapp.formschema.advice import ADVICE as FORM_ADVICE
from webapp.formschema.linting import CODES

WHOLE = {**ADVICE, **FORM_ADVICE}
SEVERITIES = {
    "zh": {"error": "错误", "warning": "提醒"},
    "en": {"error": "Error", "warning": "Warning"},
}


def test_the_contents_lead_to_every_page(visitor: Visitor) -> None:
    contents = visitor.get("/help").text
    assert [name for name in PAGES if f'href="/help/{name}"' not in contents] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_finding_has_its_place_severity_sentence_and_advice(
    visitor: Visitor, language: str
) -> None:
    visitor.get("/help")
    visitor.post("/language", language=language, next="/")
    page = visitor.get("/help/findings").text
    places = re.findall(r'<section class="explanation" id="(\w+)">(.*?)</section>', page, re.DOTALL)
    rules = {**RULES, **CODES}
    assert sorted(code for code, _ in places) == sorted(rules)
    for code, text in places:
        severity, sentence = rules[code]
        said = escape(re.split(r"[{“]", sentence.in_language(language))[0])
        parts = (
            code,
            SEVERITIES[language][severity],
            said,
            escape(WHOLE[code].in_language(language)),
        )
        assert [part for part in parts if part not in text] == [], code
        assert not re.search(r"\{\w|…\.", text), code
