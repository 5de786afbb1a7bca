"""One vocabulary, BPMN's: the words of the libraries stay with the modules that wrap them."""

import re

from tests.architecture.tree import files, name, text

LIBRARY_WORDS = re.compile(r"(?<![\w./])(?:workflows?|specs?|task_specs?)(?![\w-])", re.IGNORECASE)
WRAPPERS = (
    "webapp/engine/",
    "webapp/adapters/delivery/",
    "webapp/frontend/",
    "tests/engine/",
    "tests/bench/stock.py",
    "tests/integration/delivery/",
    "tests/chaos/",
    "tests/architecture/",
)
"""Where SpiffWorkflow or DBOS is wrapped, and the tests of that; importlib, in the build script,
has a word of its own."""


def test_the_words_of_the_libraries_stay_inside_their_wrappers() -> None:
    found = [
        f"{name(path)}:{number}: {line.strip()[:80]}"
        for folder in ("webapp", "handlers", "tests")
        for path in files(".py", under=folder)
        if not name(path).startswith(WRAPPERS)
        for number, line in enumerate(text(path).splitlines(), 1)
        if LIBRARY_WORDS.search(line)
    ]
    assert found == []
