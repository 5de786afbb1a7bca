"""The parts of a paper, independent of how they are printed: PDF and spreadsheet use the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from webapp.kernel.text import Text


class Style(StrEnum):
    """How a paper looks: with a red head (GB/T 9704), without one, or as a certificate."""

    OFFICIAL = "official"
    PLAIN = "plain"
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph; `role` is `text`, `heading`, `note`, or `flush` without indentation."""

    text: str
    role: str = "text"


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and their values as a table of boxes; a row holds one or two pairs."""

    rows: Sequence[Sequence[tuple[str, str]]]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; each column has a title and a width as a share of the line."""

    columns: Sequence[tuple[str, float]]
    rows: Sequence[Sequence[str]]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Slots:
    """Places to sign by hand, each with what it is for and what is known of it already."""

    places: Sequence[tuple[str, str]]


Block = Line | Facts | Table | Slots


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex on pages of its own."""

    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. `organ` and `date` sign it, beside the place for the electronic seal."""

    style: Style
    title: str
    organ: str
    date: str
    blocks: Sequence[Block]
    number: str = ""
    head: str = ""
    signer: str = ""
    addressee: str = ""
    annexes: Sequence[Annex] = ()
    korean: Sequence[str] = ()
    wide: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """What a paper was archived with besides its record, so that it can be made again."""

    county: str
    korean: bool = False
    public_address: str = ""

    def as_record(self) -> Mapping[str, str | bool]:
        """Return the options as they are stored."""
        return {
            "county": self.county,
            "korean": self.korean,
            "publicAddress": self.public_address,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, str | bool]) -> "Options":
        """Return stored options."""
        return cls(
            county=str(record.get("county", "")),
            korean=record.get("korean") is True,
            public_address=str(record.get("publicAddress", "")),
        )


SEAL_PLACE = Text(
    "电子印章位置（待接入国家统一电子印章系统）",
    "Place of the electronic seal (the national system is yet to be connected)",
)
"""What stands where the seal will be: no seal is ever drawn (decree 716, Art 9)."""
