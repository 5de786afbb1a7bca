"""What may be chosen, refused, done or permitted is documented, and nothing else is."""

import re
from dataclasses import fields

import pytest

from tests.architecture import reference
from tests.architecture.tree import ROOT, files, text
from webapp.engine.outcome import IncidentKind
from webapp.settings import Settings

FOLDER = ROOT / "webapp/docs/reference"


@pytest.mark.parametrize("file", reference.PAGES)
def test_the_reference_page_says_what_the_code_says(file: str) -> None:
    made = reference.PAGES[file]()
    assert text(FOLDER / file) == reference.page(FOLDER / file, made), "run: poe reference"


def test_every_error_code_belongs_to_one_refusal() -> None:
    rows = reference.error_codes().splitlines()
    kinds = {
        kind
        for kind in reference.descendants(reference.ApplicationError)
        if kind.__module__.startswith("webapp.")
    }
    assert len(rows) - 2 == len({kind.code for kind in kinds})
    without = [kind for kind in kinds if "code" not in vars(kind) or "text" not in vars(kind)]
    assert without == []


def test_every_setting_is_documented() -> None:
    documented = set(re.findall(r"^\| `(ZHIPING_\w+)`", text(FOLDER / "settings.md"), re.MULTILINE))
    assert documented == {f"ZHIPING_{field.name.upper()}" for field in fields(Settings)}


def test_every_kind_of_incident_is_documented() -> None:
    documented = set(re.findall(r"^\| `(\w+)`", text(FOLDER / "incidents.md"), re.MULTILINE))
    assert documented == {kind.value for kind in IncidentKind}


def test_every_finding_of_the_deployment_gate_is_documented() -> None:
    documented = set(re.findall(r"^\| `(\w+\d{3})`", text(FOLDER / "findings.md"), re.MULTILINE))
    used = {
        code
        for folder in ("webapp/engine", "webapp/formschema", "webapp/services")
        for path in files(".py", under=folder)
        for code in reference.FINDING.findall(text(path))
    }
    assert documented == used
