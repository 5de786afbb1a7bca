"""The optional Korean line of Yanbian's and Changbai's papers (domain 5.4).

The national language leads. The words are those in public use; an office has them checked by its
translation bureau before it switches the line on.
"""

from collections.abc import Mapping, Sequence

from webapp.domain.places import county_of

_BUREAU = "인력자원및사회보장국"

PLACES: Mapping[str, str] = {
    "220623": "장백조선족자치현",
    "222402": "도문시",
    "222404": "훈춘시",
    "222405": "룡정시",
    "222406": "화룡시",
    "222426": "안도현",
}

KINDS: Mapping[str, str] = {
    "review_form": "직함심사표",
    "overview": "일람표",
    "unit_posting": "공시표",
    "roster": "심사참가자명부",
    "meeting_application": "정례회의신청",
    "draw_record": "심사위원회추첨기록",
    "meeting_notice": "정례회의통지서",
    "minutes": "심사회의기요",
    "publicity": "공시",
    "filing_report": "등록보고",
    "publication": "공포문건",
    "certificate": "전문기술직함 전자증서",
}


def lines(kind: str, county: str, organ: str) -> Sequence[str]:
    """Return the Korean lines below the title: the county's bureau and the kind of paper."""
    place = PLACES.get(county)
    if place is None:
        return ()
    own = organ in (county_of(county).bureau, f"{county_of(county).name}人社局")
    return (f"{place}{_BUREAU}" if own else place, KINDS[kind])
