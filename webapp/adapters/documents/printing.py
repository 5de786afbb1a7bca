"""Prints a paper as PDF, always the same bytes for the same paper and the same fonts."""

import dataclasses
import hashlib
import io
import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import segno
import typst

from webapp.adapters.documents import fonts
from webapp.domain.papers.model import SEAL_PLACE, Paper

_TEMPLATES = Path(__file__).with_name("templates")
_MAIN = _TEMPLATES / "main.typ"
_EPOCH = date(2023, 11, 13)
"""The day of the notice: papers without a date are dated so, for a file needs some date."""


@dataclass(frozen=True, slots=True)
class Print:
    """A printed paper, and the characters of its record that no font has."""

    content: bytes
    missing: Sequence[str]


class Printer:
    """Typst with its fonts, opened once for each process; one paper at a time."""

    def __init__(self, folder: Path | None = None) -> None:
        """Open the fonts; `folder` may hold more of them."""
        self.fonts = fonts.load(folder)
        self._compiler = typst.Compiler(
            input=_MAIN, root=_TEMPLATES, font_paths=self.fonts.collection, ignore_system_fonts=True
        )
        self._alone = threading.Lock()

    def pdf(self, paper: Paper, dated: date | None, record: str) -> Print:
        """Print a paper; `dated` is the day that the file bears, `record` the hash of its record.

        A character that no font has is printed as its number, [U+20000], and named at the end.
        """
        values = _plain(paper)
        missing = sorted(self.fonts.missing("".join(_strings(values))))
        shown = _readable(values, {each: f"[U+{ord(each):04X}]" for each in missing})
        inputs = {
            "paper": json.dumps(shown),
            "faces": json.dumps(self.fonts.faces()),
            "seal": SEAL_PLACE.zh,
            "record": record,
            "missing": "、".join(f"U+{ord(each):04X}" for each in missing),
            "code": _code(paper.link) if paper.link else "",
        }
        midnight = datetime.combine(dated or _EPOCH, datetime.min.time(), UTC)
        with self._alone:
            content = self._compiler.compile(
                format="pdf", sys_inputs=inputs, timestamp=midnight, pdf_standards="a-2u"
            )
        if not isinstance(content, bytes):
            raise TypeError("Typst returned no file.")
        return Print(content, missing)


def _plain(paper: Paper) -> dict[str, Any]:
    """Return a paper as JSON values; each block says what it is."""
    values = dataclasses.asdict(paper)
    values["blocks"] = [_block(each) for each in paper.blocks]
    values["annexes"] = [
        {"title": each.title, "blocks": [_block(block) for block in each.blocks]}
        for each in paper.annexes
    ]
    return values


def _block(block: Any) -> dict[str, Any]:
    return {"is": type(block).__name__, **dataclasses.asdict(block)}


def _strings(value: Any) -> Sequence[str]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Mapping):
        return [text for each in value.values() for text in _strings(each)]
    if isinstance(value, list | tuple):
        return [text for each in value for text in _strings(each)]
    return ()


def _readable(value: Any, replaced: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return "".join(replaced.get(each, each) for each in value)
    if isinstance(value, Mapping):
        return {key: _readable(each, replaced) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_readable(each, replaced) for each in value]
    return value


def _code(address: str) -> str:
    """Return the QR code of an address as a drawing of lines."""
    drawing = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawing, kind="svg", border=0, xmldecl=False, svgns=True, omitsize=True
    )
    return drawing.getvalue().decode()


@cache
def template_version() -> str:
    """Return what the templates are: equal versions print equal papers."""
    total = hashlib.sha256(version("typst").encode())
    for path in sorted(_TEMPLATES.glob("*.typ")):
        total.update(path.read_bytes())
    return total.hexdigest()[:12]


@cache
def printer(folder: Path | None) -> Printer:
    """Return this process's printer."""
    return Printer(folder)
