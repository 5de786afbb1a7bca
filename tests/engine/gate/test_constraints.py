"""The list of BPMN's constraints names findings that exist, and every rule that it should."""
# ruff: noqa: E501 - a list reads best in few lines

import re

from tests.fixtures.definitions import ROOT
from webapp.engine.rules.catalogue import DECISIONS, RULES

PAGE = ROOT / "webapp" / "docs" / "reference" / "bpmn-constraints.md"
OUR_OWN = {
    "BPMN001", "BPMN007", "BPMN010", "BPMN011", "BPMN050", "BPMN052", "BPMN058", "BPMN060", "BPMN061",
    "BPMN062", "BPMN066", "BPMN079", "BPMN083", "BPMN085", "BPMN086", "BPMN087", "BPMN095", "BPMN096",
    "BPMN112", "BPMN147", "BPMN164", "BPMN165",
}  # fmt: skip
"""Rules of our dialect, or advice: the standard demands nothing of the kind."""


def test_every_finding_that_the_list_names_exists():
    named = set(re.findall(r"BPMN\d{3}", PAGE.read_text(encoding="utf-8")))
    assert named - set(RULES) == set()


def test_every_rule_is_in_the_list_or_our_own():
    named = set(re.findall(r"BPMN\d{3}", PAGE.read_text(encoding="utf-8")))
    assert set(RULES) - set(DECISIONS) - named == OUR_OWN


def test_every_constraint_says_who_checks_it():
    lines = re.findall(
        r"^\| (.+) \| (.+) \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE
    )
    lines = [words for words in lines if words[0] not in {"constraint", "---"}]
    assert len(lines) > 90
    for constraint, section, checker in lines:
        assert re.match(r"[\d.]+|table", section), constraint
        assert re.search(r"BPMN\d{3}|schema|not on a file|not executed|executed", checker), (
            constraint
        )
