"""The floors at run time: what a module loads, also by ways that import-linter cannot see."""

import subprocess
import sys

import pytest

from tests.architecture.tree import ROOT, files, name

WEB = ("flask", "werkzeug", "waitress")
SQL = ("sqlalchemy", "alembic")
ENGINE = ("SpiffWorkflow",)
JOBS = ("dbos",)

STRANGERS = {
    "webapp.kernel": (*WEB, *SQL, *ENGINE, *JOBS, "lxml", "quickjs"),
    "webapp.jobs": (*WEB, *SQL, *ENGINE, *JOBS, "webapp.domain", "webapp.access"),
    "webapp.domain": (*WEB, *SQL, *ENGINE, *JOBS, "quickjs", "webapp.engine"),
    "webapp.access": (*WEB, *SQL, *ENGINE, *JOBS),
    "webapp.formschema": (*WEB, *SQL, *ENGINE, *JOBS, "webapp.engine"),
    "webapp.feel": (*WEB, *SQL, *ENGINE, *JOBS, "webapp.engine"),
    "webapp.engine": (*WEB, *SQL, *JOBS, "handlers", "webapp.adapters", "webapp.formschema"),
    "webapp.play": (*WEB, *SQL, *JOBS, "handlers", "webapp.adapters", "webapp.services"),
    "webapp.services": (*WEB, "handlers", "webapp.entrypoints"),
    "handlers": (*WEB, *SQL, *ENGINE, *JOBS, "webapp.engine", "webapp.services"),
    "webapp.settings": (*WEB, *SQL, *ENGINE, *JOBS),
    "webapp.entrypoints.cli.main": (*WEB, *SQL, *ENGINE, *JOBS, "handlers"),
}
"""What no module of a package may bring along, even by way of another package."""


def modules_of(package: str) -> list[str]:
    """Return the package and its modules, migrations left out."""
    folder = package.replace(".", "/")
    if not (ROOT / folder).is_dir():
        return [package]
    paths = [name(path) for path in files(".py", under=folder)]
    dotted = [
        path.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in paths
    ]
    return [module for module in dotted if ".migrations" not in module]


@pytest.mark.parametrize("package", STRANGERS)
def test_importing_a_floor_loads_no_stranger(package: str) -> None:
    code = (
        "import importlib, sys\n"
        f"for module in {modules_of(package)!r}: importlib.import_module(module)\n"
        f"print(*(name for name in {STRANGERS[package]!r} if name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout.split(), done.stderr) == ([], "")


def test_the_package_itself_holds_no_code() -> None:
    code = "import sys; old = set(sys.modules); import webapp; print(*set(sys.modules) - old)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["webapp"]
