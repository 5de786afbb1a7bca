"""The tests themselves: fakes instead of mocks, and a short conftest."""

import ast

from tests.architecture.tree import ROOT, files, name, parsed, text


def test_no_test_of_a_unit_uses_a_mock() -> None:
    imports = [
        (name(path), ast.unparse(node))
        for path in files(".py", under="tests/unit")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert [found for found in imports if "mock" in found[1] or "monkeypatch" in found[1]] == []


def test_conftest_only_loads_the_fixtures() -> None:
    assert len(text(ROOT / "tests/conftest.py").splitlines()) <= 50


def test_every_fixture_module_is_named_in_the_readme_of_the_tests() -> None:
    told = text(ROOT / "tests/README.md")
    modules = [path.stem for path in files(".py", under="tests/fixtures")]
    assert [
        module for module in modules if f"`{module}`" not in told and module != "__init__"
    ] == []
