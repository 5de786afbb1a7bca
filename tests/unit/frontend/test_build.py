"""The bundle is built when a source changed, never half; and it stays within its budget."""

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from webapp.frontend import build as front

# KB, gzipped, of an entry with every chunk it loads at once; raise one with a reason only
SCRIPT_BUDGET = {
    "app": 42,
    "viewer": 75,
    "form": 205,
    "modeler": 520,
    "dmnview": 250,
    "feel.iife": 64,
}
STYLE_BUDGET = {"app": 90, "viewer": 7, "form": 13, "modeler": 62, "dmnview": 5}
IMPORTED = re.compile(r"""(?:from|import)\s*["'](\./[^"']+\.js)["']""")


@pytest.fixture
def frontend(tmp_path):
    """Return a small front end whose packages are installed."""
    folder = tmp_path / "frontend"
    (folder / "src").mkdir(parents=True)
    (folder / "src" / "app.js").write_text("one")
    (folder / "build.mjs").write_text("")
    (folder / "package-lock.json").write_text("{}")
    (folder / "node_modules").mkdir()
    lock = front.hashlib.sha256(b"{}").hexdigest()
    (folder / "node_modules" / ".lock-hash").write_text(lock)
    return folder


@pytest.fixture
def node(tmp_path):
    """Stand in for Node.js: copy src/app.js to where it is told; fail if the source says so."""
    script = tmp_path / "node"
    script.write_text(
        "#!/bin/sh\n"
        "out=${2#--out=}\n"
        'mkdir -p "$out" && cp src/app.js "$out/app.js"\n'
        "if grep -q fail src/app.js; then exit 3; fi\n"
    )
    script.chmod(0o755)
    return script


def test_a_bundle_is_built_once_and_again_only_after_a_change(frontend, node, tmp_path):
    dist = tmp_path / "static" / "dist"
    assert not front.is_fresh(frontend, dist)
    assert front.build(frontend, dist, node)
    assert front.is_fresh(frontend, dist)
    assert not front.build(frontend, dist, node)
    (frontend / "src" / "app.js").write_text("two")
    assert not front.is_fresh(frontend, dist)
    assert front.build(frontend, dist, node)
    assert (dist / "app.js").read_text() == "two"


def test_a_failed_build_leaves_the_old_bundle_whole_and_says_which_step_failed(
    frontend, node, tmp_path
):
    dist = tmp_path / "static" / "dist"
    front.build(frontend, dist, node)
    (frontend / "src" / "app.js").write_text("fail")
    with pytest.raises(front.BuildError, match=r"build\.mjs.*ended with 3"):
        front.build(frontend, dist, node)
    assert (dist / "app.js").read_text() == "one"
    assert [path.name for path in dist.parent.iterdir()] == ["dist"]


def test_a_renamed_source_makes_the_bundle_stale_but_the_readme_does_not(frontend):
    before = front.digest(frontend)
    (frontend / "README.md").write_text("words")
    assert front.digest(frontend) == before
    (frontend / "src" / "app.js").rename(frontend / "src" / "other.js")
    assert front.digest(frontend) != before


def test_the_check_needs_nothing_but_the_standard_library():
    command = [sys.executable, "-I", "-S", str(front.FRONTEND / "build.py"), "--check"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode in {0, 1}, done.stderr) == (True, "")


def test_packages_are_pinned_exactly_and_the_lock_names_no_host():
    package = json.loads((front.FRONTEND / "package.json").read_text())
    loose = [name for name, pin in package["dependencies"].items() if not pin[0].isdigit()]
    lock = json.loads((front.FRONTEND / "package-lock.json").read_text())
    resolved = [name for name, entry in lock["packages"].items() if "resolved" in entry]
    assert (loose, resolved) == ([], [])
    assert "ignore-scripts=true" in (front.FRONTEND / ".npmrc").read_text()


def test_sources_are_short_and_leave_the_marks_of_bpmn_io_alone():
    sources = [
        path for path in (front.FRONTEND / "src").rglob("*") if path.suffix in {".js", ".css"}
    ]
    long = {path.name: path.read_text().count("\n") for path in sources}
    assert {name: lines for name, lines in long.items() if lines > 400} == {}
    touching = [
        path.name for path in sources if re.search(r"(bjs|fjs)-powered-by", path.read_text())
    ]
    assert touching == []


def loaded_with(entry: Path) -> set[Path]:
    """Return the entry and all modules it imports at once."""
    found, waiting = set(), [entry]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        names = IMPORTED.findall(path.read_text())
        waiting.extend((path.parent / name).resolve() for name in names)
    return found


def kilobytes(paths) -> float:
    """Return the gzipped size of the files together."""
    return sum(len(gzip.compress(path.read_bytes())) for path in paths) / 1000


@pytest.fixture
def dist():
    if not front.is_fresh():
        pytest.skip("the browser bundle is not built or is stale")
    return front.DIST


@pytest.mark.parametrize(("name", "budget"), SCRIPT_BUDGET.items())
def test_an_island_stays_within_its_budget(dist, name, budget):
    size = kilobytes(loaded_with(dist / f"{name}.js"))
    assert budget * 0.6 < size <= budget


@pytest.mark.parametrize(("name", "budget"), STYLE_BUDGET.items())
def test_a_style_sheet_stays_within_its_budget(dist, name, budget):
    assert budget * 0.5 < kilobytes([dist / f"{name}.css"]) <= budget
