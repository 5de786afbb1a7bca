"""The locks: they agree with pyproject.toml, are pinned by hash, and name no host."""

import json
import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.tree import ROOT, text

PROJECT = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]
PIN = re.compile(r"^([A-Za-z0-9_.-]+)==(\S+)", re.MULTILINE)
WANTED = {
    "requirements.lock": PROJECT["dependencies"],
    "requirements-test.lock": [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]],
    "requirements-build.lock": PROJECT["optional-dependencies"]["build"],
    "requirements-uv.lock": ["uv"],
}
LOCKS = pytest.mark.parametrize("lock", WANTED)


def pins(lock: str) -> dict[str, str]:
    """Return the version of every package in a lock."""
    return {canonicalize_name(pin[1]): pin[2] for pin in PIN.finditer(text(ROOT / lock))}


@LOCKS
def test_a_lock_holds_what_the_project_asks_for(lock: str) -> None:
    locked = pins(lock)
    unmet = [
        str(wanted)
        for wanted in map(Requirement, WANTED[lock])
        if not wanted.specifier.contains(locked.get(canonicalize_name(wanted.name), "0"))
    ]
    assert unmet == []


@LOCKS
def test_every_package_in_a_lock_is_pinned_by_hash(lock: str) -> None:
    entries = text(ROOT / lock).replace("\\\n", " ").splitlines()
    assert [
        entry[:60] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry
    ] == []


@LOCKS
def test_a_lock_names_no_host_and_no_place(lock: str) -> None:
    assert [line for line in text(ROOT / lock).splitlines() if "://" in line or " @ " in line] == []


def test_what_runs_is_what_was_tested() -> None:
    tested = pins("requirements-test.lock")
    running = pins("requirements.lock")
    assert {name: version for name, version in running.items() if tested.get(name) != version} == {}


def test_the_lock_of_the_front_end_names_no_host() -> None:
    lock = json.loads(text(ROOT / "webapp/frontend/package-lock.json"))
    packages = {place: package for place, package in lock["packages"].items() if place}
    assert [place for place, package in packages.items() if "resolved" in package] == []
    assert [place for place, package in packages.items() if "integrity" not in package] == []
