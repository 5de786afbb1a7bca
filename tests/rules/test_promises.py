"""The unit answers for the truth, and a promise or shared data stands in for proofs."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from tests.builders import chain
from tests.fixtures.definitions import ROOT, feel
from tests.processes.setting import base
from webapp.formschema.checking import check


def complaints(form: str, answer: Mapping[str, Any]) -> set[str]:
    """Return the fields with which a form is not content."""
    schema = json.loads((ROOT / "forms" / f"{form}.json").read_bytes())
    return set(check(schema, answer, base(), feel()).errors)


@pytest.mark.rule("R24")
def test_nothing_passes_the_unit_without_a_signed_statement_of_its_truth() -> None:
    assert complaints("nomination/unit_check", {"outcome": "pass"}) == {"truthful", "signer"}
    unsigned = {"outcome": "pass", "truthful": True, "signer": ""}
    assert complaints("nomination/unit_check", unsigned) == {"signer"}
    assert complaints("nomination/unit_check", {**unsigned, "signer": "王校长"}) == set()


@pytest.mark.rule("A15")
def test_a_promise_stands_in_for_certificates_and_nothing_has_to_be_uploaded() -> None:
    assert complaints("nomination/start", chain.DECLARATION) == set()
    assert complaints("nomination/start", {**chain.DECLARATION, "pledge": False}) == {"pledge"}
    problem = {
        "problem": "春季学生厌学",
        "solution": "逐户家访，分层教学",
        "benefit": "social",
        "proof": "promise",
        "effect": "辍学率下降",
    }
    materials = {**chain.DECLARATION["materials"], "problems": [problem]}
    assert complaints("nomination/start", {**chain.DECLARATION, "materials": materials}) == set()


@pytest.mark.rule("R11")
def test_a_problem_solved_says_how_and_to_what_benefit() -> None:
    materials = {**chain.DECLARATION["materials"], "problems": [{"problem": "春季学生厌学"}]}
    found = complaints("nomination/start", {**chain.DECLARATION, "materials": materials})
    assert found == {
        f"materials.problems.0.{name}" for name in ("solution", "benefit", "proof", "effect")
    }
