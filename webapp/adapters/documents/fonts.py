"""The fonts of papers: which there are, and which characters none of them can show."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import typst
from fontTools.ttLib import TTFont, TTLibError

_PACKAGES = ("pylopdf_fonts_zh_cn", "noto_cjk_sans_otc")
_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")

_BODY = ("FangSong", "FangSong_GB2312", "STFangsong", "Noto Serif SC")
_HEADING = ("SimHei", "STHeiti", "Noto Sans SC")
_TITLE = ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "Noto Serif SC")
_REST = ("Noto Sans CJK SC", "Noto Sans CJK KR")

_UNSEEN = frozenset({"Zs", "Zl", "Zp"})
_JOINERS = frozenset("\u200b\u200c\u200d")
_VARIATIONS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


@dataclass(frozen=True)
class Fonts:
    """The fonts of an installation: those of the packages and those of its own folder."""

    collection: typst.Fonts
    characters: frozenset[int]
    families: frozenset[str]

    def faces(self) -> dict[str, Sequence[str]]:
        """Return, for each use, the families that there are, the best first.

        An office that owns the prescribed faces (仿宋, 小标宋) lays them into its folder; what no
        prescribed face has comes from the next family.
        """
        own = sorted(self.families - {*_BODY, *_HEADING, *_TITLE, *_REST})
        wanted = {"body": _BODY, "heading": _HEADING, "title": _TITLE}
        return {
            use: [name for name in (*names, *_REST, *own) if name in self.families]
            for use, names in wanted.items()
        }

    def missing(self, text: str) -> frozenset[str]:
        """Return the characters of a text that would be printed as a box, or that hide others."""
        return frozenset(each for each in text if not self._shows(each))

    def _shows(self, character: str) -> bool:
        if character == "\n" or ord(character) in self.characters or character in _JOINERS:
            return not _is_hidden(character)
        if any(ord(character) in each for each in _VARIATIONS):
            return True  # it only chooses among the shapes of the character before
        return unicodedata.category(character) in _UNSEEN


def _is_hidden(character: str) -> bool:
    """Tell whether a control character could reverse or hide its neighbours."""
    if character == "\n" or character in _JOINERS:
        return False
    return unicodedata.category(character) in ("Cc", "Cf")


@cache
def load(folder: Path | None = None) -> Fonts:
    """Open the fonts of the packages, and those in a folder of the installation's own."""
    folders = [Path(str(files(package))) for package in _PACKAGES]
    if folder is not None:
        folders.append(folder)
    collection = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders)
    )
    return Fonts(
        collection,
        frozenset().union(*(_characters(path) for path in _files(folders))),
        frozenset(collection.families()),
    )


def _files(folders: Iterable[Path]) -> Iterable[Path]:
    for folder in folders:
        yield from (path for path in sorted(folder.iterdir()) if path.suffix.lower() in _ENDINGS)


def _characters(path: Path) -> frozenset[int]:
    """Return the characters of a file; the fonts of a collection share them. No font shows none."""
    number = 0 if path.suffix.lower() in (".ttc", ".otc") else -1
    try:
        with TTFont(path, lazy=True, fontNumber=number) as font:
            return frozenset(font.getBestCmap())
    except (TTLibError, OSError):
        return frozenset()
