"""Every sentence of the pages has its Chinese, and none is left over."""

import re
from collections.abc import Mapping
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from webapp.engine.outcome import HistoryKind, IncidentKind
from webapp.entrypoints.http.locale import CATALOGUES
from webapp.entrypoints.pages.sentences import TELLERS
from webapp.entrypoints.pages.words import CAUSES, INCIDENTS
from webapp.services.monitoring import Cause

ENTRYPOINTS = Path(__file__).parents[3] / "webapp" / "entrypoints"
KEYWORDS: Mapping[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
}


def sentences() -> set[str]:
    """Return every sentence that the pages may say, in English."""
    methods = [("**/templates/**.html", "jinja2"), ("**.py", "python")]
    found = extract_from_dir(str(ENTRYPOINTS), method_map=methods, keywords=KEYWORDS)
    return {m if isinstance(m, str) else m[0] for _file, _line, m, _comments, _context in found}


def chinese() -> dict[str, str]:
    """Return the Chinese of each sentence."""
    with (CATALOGUES / "zh" / "messages.po").open("rb") as file:
        return {
            m.id if isinstance(m.id, str) else m.id[0]: (
                m.string if isinstance(m.string, str) else m.string[0]
            )
            for m in read_po(file, locale="zh")
            if m.id
        }


def test_every_sentence_has_its_chinese_and_none_is_left_over() -> None:
    assert {key for key, words in chinese().items() if words} == sentences()


def test_the_chinese_holds_the_same_places_for_words() -> None:
    for english, words in chinese().items():
        assert places(words) <= places(english), english


def places(text: str) -> set[str]:
    """Return the names in `%(name)s`."""
    return set(re.findall(r"%\((\w+)\)", text))


def test_every_kind_of_history_incident_and_cause_has_its_words() -> None:
    assert {kind.value for kind in HistoryKind} <= set(TELLERS)
    assert {kind.value for kind in IncidentKind} == set(INCIDENTS)
    assert {cause.value for cause in Cause} == set(CAUSES)
