"""Reads printed papers back, as somebody with a PDF reader would."""

import io
from collections.abc import Mapping
from datetime import date
from typing import Any

from pypdf import PdfReader

from webapp.adapters.documents.printing import Print, printer
from webapp.domain.documents import record_hash
from webapp.domain.papers.composing import compose
from webapp.domain.papers.model import Facts, Line, Options, Paper, Slots, Table

OPTIONS = Options(county="222404", korean=False, public_address="https://titles.example")
KOREAN = Options(county="222404", korean=True, public_address="https://titles.example")


def printed(kind: str, record: Mapping[str, Any], options: Options = OPTIONS) -> Print:
    """Print the paper of a record."""
    paper = compose(kind, record, options)
    return printer(None).pdf(paper, date(2026, 11, 23), record_hash(record))


def pages_of(content: bytes) -> list[str]:
    """Return the text of each page."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def text_of(content: bytes) -> str:
    """Return the text without blanks, for a line may break anywhere."""
    return squeezed("".join(pages_of(content)))


def squeezed(text: str) -> str:
    """Return a text without blanks and without marks of possible breaks."""
    return "".join(text.split()).replace("\u200b", "").replace("\u3000", "")


def words_of(paper: Paper) -> list[str]:
    """Return everything that must stand on a printed paper."""
    blocks = [*paper.blocks, *(block for annex in paper.annexes for block in annex.blocks)]
    words = [paper.title, paper.organ, paper.date, paper.number, paper.head, paper.signer]
    words += [paper.addressee, *(annex.title for annex in paper.annexes), *paper.korean]
    for block in blocks:
        match block:
            case Line():
                words.append(block.text)
            case Facts():
                words += [word for row in block.rows for pair in row for word in pair]
            case Table():
                words += [block.caption, *(title for title, _ in block.columns)]
                words += [value for row in block.rows for value in row]
            case Slots():
                words += [word for place in block.places for word in place]
    return [squeezed(word) for word in words if word]


def fonts_of(content: bytes) -> dict[str, bool]:
    """Return the fonts of a PDF, and whether each is embedded."""
    found: dict[str, bool] = {}
    for page in PdfReader(io.BytesIO(content)).pages:
        for font in page["/Resources"]["/Font"].values():
            [inner] = font.get_object()["/DescendantFonts"]
            described = inner.get_object()["/FontDescriptor"]
            found[str(described["/FontName"])] = any(
                f"/FontFile{number}" in described for number in ("", "2", "3")
            )
    return found
