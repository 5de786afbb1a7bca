"""Find code that nothing uses, with vulture; templates and names in strings count as use.

Vulture reads Python only. A field that a template shows, a function that is named in a string, or a
field of a marshmallow schema is used without a trace in Python.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from vulture import Vulture
from vulture.config import make_config

from tests.architecture.tree import ROOT, files, name, string_literals, text

WORD = re.compile(r"\w+")
SCHEMAS = ("webapp/entrypoints/api/schemas/", "webapp/formschema/structure.py")
"""Files whose class variables are read by marshmallow."""
STATUTE = "webapp/domain/statute.py"
"""Every number of the law, also those that no rule needs yet."""


def main() -> int:
    """Print what is unused; return how much that is."""
    config = make_config([])
    finder = Vulture(
        ignore_names=config["ignore_names"], ignore_decorators=config["ignore_decorators"]
    )
    finder.scavenge([ROOT / path for path in config["paths"]], exclude=config["exclude"])
    mentioned = set(words_elsewhere())
    unused = [
        item
        for item in finder.get_unused_code(min_confidence=config["min_confidence"])
        if item.name not in mentioned and not is_listed(item.filename, item.typ)
    ]
    for item in unused:
        sys.stdout.write(f"{item.get_report()}\n".replace(f"{ROOT}/", ""))
    return min(len(unused), 1)


def words_elsewhere() -> Iterator[str]:
    """Yield every word of the templates, and of the strings in Python that name something."""
    for path in files(".html", ".js", ".xml", ".txt", under="webapp"):
        yield from WORD.findall(text(path))
    for folder in ("webapp", "handlers"):
        for path in files(".py", under=folder):
            for _, literal in string_literals(path):
                if re.fullmatch(r"[\w.:]+", literal):
                    yield from WORD.findall(literal)


def is_listed(path: Path, kind: str) -> bool:
    """Tell whether this is a field of a marshmallow schema, or a number of the law."""
    return kind == "variable" and name(ROOT / path).startswith((*SCHEMAS, STATUTE))


if __name__ == "__main__":
    sys.exit(main())
