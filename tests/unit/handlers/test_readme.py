"""The table of operations in the README of the handlers."""

import re

from tests.fixtures.definitions import ROOT, load_handlers
from webapp.jobs.handling import operations

ROW = re.compile(r"^\| `([\w.]+)` \|([^|]*)\|", re.MULTILINE)


def test_the_readme_lists_every_operation_with_its_parameters():
    load_handlers()
    text = (ROOT / "handlers" / "README.md").read_text(encoding="utf-8")
    listed = {
        name: tuple(filter(None, given.strip().split(", "))) for name, given in ROW.findall(text)
    }
    ours = {
        name: each.parameters
        for name, each in operations.all().items()
        if each.function.__module__.startswith("handlers.")
    }
    assert listed == ours
