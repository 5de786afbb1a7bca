"""What a person is told of a negative decision: who decided, on what basis, what can be done."""

from dataclasses import dataclass

from webapp.domain.places import city_of, county_of
from webapp.domain.statute import DECREE_40, NOTICE, Basis


@dataclass(frozen=True, slots=True)
class Explanation:
    """The organ that decided, the basis of the decision, and the remedy."""

    organ: str
    basis: str
    remedy: str


STAGES = (
    "channel",
    "eligibility",
    "unit",
    "unit_publicity",
    "department",
    "correction",
    "county",
    "round",
)
"""The stages at which a nomination may end; the last four are answered for by the county."""

_BASES = {
    "channel": Basis(NOTICE, "四（一）"),
    "eligibility": Basis(DECREE_40, "第十三条"),
    "unit": Basis(NOTICE, "四（一）"),
    "unit_publicity": Basis(DECREE_40, "第十六条"),
    "department": Basis(NOTICE, "四（一）"),
    "correction": Basis(DECREE_40, "第十八条"),
    "county": Basis(NOTICE, "四（二）"),
    "round": Basis(DECREE_40, "第二十条"),
}


def explain(stage: str, county_code: str, unit: str, department: str = "") -> Explanation:
    """Return what belongs to a negative decision at the stage; raise KeyError for others."""
    basis = str(_BASES[stage])
    county, city = county_of(county_code), city_of(county_code)
    if stage in {"unit", "unit_publicity"}:
        organ, above = unit, department or county.bureau
        return Explanation(organ, basis, f"可以向{organ}提出意见，或者向{above}反映。")
    if stage == "department":
        organ = department or county.bureau
        return Explanation(organ, basis, f"可以向{organ}提出意见，或者向{county.bureau}反映。")
    return Explanation(
        county.bureau,
        basis,
        f"对决定有异议的，可以向{county.bureau}申请复查，"
        f"或者向{city.bureau}投诉（《{DECREE_40}》第二十七条）。",
    )
