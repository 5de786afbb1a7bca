"""Loads the fixtures: one module per noun in `tests/fixtures`, named in `tests/README.md`."""

from pathlib import Path

pytest_plugins = [
    f"tests.fixtures.{module.stem}"
    for module in sorted(Path(__file__).with_name("fixtures").glob("[a-z]*.py"))
]
