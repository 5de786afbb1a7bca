"""Composes the paper of any kind from its record."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from webapp.domain.documents import kind_of
from webapp.domain.papers import certificates, korean, meetings, people, results, sittings
from webapp.domain.papers.model import Options, Paper

_COMPOSERS: Mapping[str, Callable[[Mapping[str, Any]], Paper]] = {
    "review_form": people.review_form,
    "overview": people.overview,
    "unit_posting": people.unit_posting,
    "roster": meetings.roster,
    "meeting_application": meetings.meeting_application,
    "meeting_notice": meetings.meeting_notice,
    "draw_record": sittings.draw_record,
    "minutes": sittings.minutes,
    "publicity": results.publicity,
    "filing_report": results.filing_report,
    "publication": results.publication,
}


def compose(kind: str, content: Mapping[str, Any], options: Options) -> Paper:
    """Return what stands on the paper; the same record and options make the same paper."""
    code = kind_of(kind).code
    composer = _COMPOSERS.get(code)
    paper = composer(content) if composer else certificates.certificate(content, options)
    if not options.korean:
        return paper
    return replace(paper, korean=korean.lines(code, options.county, paper.organ))
