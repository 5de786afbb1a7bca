"""Supervision: samples that anybody can draw again, and complaints that nobody can lose sight of.

R36 (new problems are studied and recorded), R37 (supervision, complaints), document 56 of 2024
(random checks; who authorises supervises).
"""

import hashlib
from collections.abc import Iterable, Sequence
from enum import StrEnum

from webapp.kernel.text import Text

ALGORITHM = "sha256-order-1"
"""The k dossiers whose SHA-256 of `<seed>\\n<number>` is smallest, in that order."""

MOST_DRAWN = 200


def draw(seed: str, population: Iterable[str], size: int) -> Sequence[str]:
    """Return a sample that depends on nothing but the seed and the population's numbers.

    The order in which the population is given does not matter, so whoever has the list and the
    seed can draw the same sample with any SHA-256.
    """
    ranked = sorted(
        set(population), key=lambda key: (hashlib.sha256(f"{seed}\n{key}".encode()).digest(), key)
    )
    return ranked[:size]


class About(StrEnum):
    """Whom a complaint is about."""

    UNIT = "unit"
    APPLICANT = "applicant"
    EXPERT = "expert"
    COMMITTEE = "committee"
    BUREAU = "bureau"
    OTHER = "other"


ABOUT = {
    About.UNIT: Text("用人单位的推荐", "the recommendation of a unit"),
    About.APPLICANT: Text("申报人的材料或者条件", "an applicant's papers or conditions"),
    About.EXPERT: Text("评审专家", "an expert"),
    About.COMMITTEE: Text("评委会及其办公室", "the committee or its office"),
    About.BUREAU: Text("县级人社部门", "the county bureau"),
    About.OTHER: Text("其他", "something else"),
}

LEVELS = {
    "county": Text("县级人社部门", "County bureau"),
    "city": Text("市（州）人社部门", "City bureau"),
}


def level_for(about: About) -> str:
    """Return who handles a complaint: nobody handles one about his own office.

    What concerns the committee or the bureau of the county goes to the city that authorised it
    (谁授权、谁负责监管).
    """
    return "city" if about in (About.COMMITTEE, About.BUREAU) else "county"


COMPLAINT_DAYS = 30
"""Working days within which a complaint is answered; the offices' own promise, see the page."""
