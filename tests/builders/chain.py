"""The whole chain of one teacher as a list of steps: who does what, with which form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from webapp.domain.places import COUNTIES, PROVINCE_BUREAU, city_of
from webapp.domain.ports.nominations import Channel, Nominations
from webapp.kernel.clock import CHINA

BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)
"""A Monday from which on no holiday disturbs the count for a month."""

WINDOW_OPENS = date(2026, 3, 1)
WINDOW_CLOSES = date(2026, 3, 27)
NAME = "李秀英"


@dataclass(frozen=True, slots=True)
class Step:
    """One act: a person completes the task at an element, experts vote, or else time passes."""

    username: str = ""
    element_id: str = ""
    answer: Mapping[str, Any] = field(default_factory=dict)
    working_days: int = 0


OPENING = {
    "year": 2026,
    "series": "teaching",
}
"""The start form of a round."""

DECLARATION = {
    "year": 2026,
    "series": "teaching",
    "title": "高级教师",
    "specialty": "语文",
    "person": {
        "name": NAME,
        "idNumber": "220502198001011230",
        "phone": "13800001234",
        "education": "本科",
        "currentTitle": "一级教师",
        "currentLevel": "middle",
        "yearsInPost": 9,
        "serving": True,
    },
    "materials": {"summary": "任教二十年，担任班主任十五年，所带班级成绩稳定。"},
    "pledge": True,
}
"""The start form of a nomination."""

CONDITIONS = {
    name: {"verdict": "met", "evidence": "已核对"}
    for name in ("serving", "level", "education", "integrity", "criteria", "authentic")
}
"""What the county finds on every condition; the examination belongs to other series."""

_APPRAISAL = {
    "methods": ["debriefing", "appraisal"],
    "scores": {"ethics": 95, "ability": 90, "performance": 92, "tasks": 90, "recognition": 96},
    "opinion": "师德良好，教学实绩突出，群众认可。",
}
_POLL = {
    "heldOn": "2026-03-02",
    "invited": 30,
    "returned": 28,
    "satisfied": 27,
    "monitor": "赵明",
}
_APPLICATION = {
    "committeeSize": 5,
    "meetingOn": "2026-04-20",
    "place": "政务服务中心三楼会议室",
    "postsWanted": 1,
    "contact": "评委会办公室 0435-0000000",
    "plan": "按评审标准逐人评议，无记名投票表决。",
    "supervision": "纪检监察机构全程监督。",
}
_APPROVAL = {
    "outcome": "approve",
    "number": "人社评批〔2026〕5号",
    "date": "2026-04-02",
    "approvedPosts": 1,
}
_OPINIONS = {"rows": [{"score": 88, "opinion": "一贯业绩突出，同意提交表决。"}]}
_INTERVIEW = {"rows": [{"attended": "yes", "score": 88, "remarks": "思路清楚"}]}
_PUBLICATION = {"number": "人社〔2026〕9号", "issuedOn": "2026-04-20", "sameList": True}
_APPOINTMENT = {"appointedOn": "2026-05-06", "contract": "聘字〔2026〕1号", "grade7": True}


def open_window(register: Nominations, county: str) -> None:
    """Open the window of the chain's year, as the province would."""
    channel = Channel(
        county,
        2026,
        WINDOW_OPENS,
        WINDOW_CLOSES,
        PROVINCE_BUREAU,
        "吉人社函〔2026〕1号",
    )
    register.open_channel(f"chain-{county}", channel)


def slug_of(county: str) -> str:
    """Return the word with which the usernames of a county's people begin."""
    return next(place.slug for place in COUNTIES if place.code == county)


def steps(county: str) -> list[Step]:
    """Return the steps from the appraisal in the unit to the appointment.

    In 集安市 the unit polls the colleagues; in 安图县 the committee interviews the applicant.
    """
    slug, city = slug_of(county), city_of(county).slug
    hr, head = f"{slug}.school.hr", f"{slug}.school.head"
    office = f"{slug}.office"
    polled = [Step(hr, "peer_appraisal", _POLL)] if county == "220582" else []
    interviewed = [Step(CHAIR, "interview", _INTERVIEW)] if county == "222426" else []
    return [
        Step(hr, "appraise", _APPRAISAL),
        *polled,
        Step(
            head,
            "recommend",
            {"outcome": "recommend", "opinion": "同意推荐", "meetingOn": "2026-03-02"},
        ),
        Step(hr, "unit_check", {"outcome": "pass", "truthful": True, "signer": "王校长"}),
        Step(working_days=5),
        Step(f"{slug}.education", "department_review", {"outcome": "pass", "opinion": "同意上报"}),
        Step(
            f"{slug}.reviewer",
            "county_check",
            {"outcome": "accept", "conditions": CONDITIONS},
        ),
        Step(working_days=20),
        Step(office, "meeting_application", _APPLICATION),
        Step(f"{city}.leader", "city_approval", _APPROVAL),
        Step(office, "attendance", {"ledBy": "chair", "present": ALL, "closed": True}),
        *interviewed,
        Step(CHAIR, "opinions", _OPINIONS),
        Step(VOTERS, answer={"mark": "yes"}),
        Step(office, "close_ballot", {"closed": True}),
        Step(CHAIR, "sign", {"announced": True, "signedBy": "主任委员"}),
        Step(working_days=5),
        Step(f"{city}.reviewer", "receive_city", {"outcome": "received"}),
        Step(f"{city}.reviewer", "publication_document", _PUBLICATION),
        Step("province.officer", "receive_province", {"outcome": "received"}),
        Step("province.officer", "verify", {"outcome": "correct"}),
        Step(hr, "appoint", _APPOINTMENT),
    ]


ALL = "all that are offered"
"""Stands for every option of a choice whose options are known only when the task is open."""

VOTERS = "everybody who may vote"
"""Stands for the experts present; the step is the same vote of each on everybody."""

CHAIR = "the chair of the committee drawn"
"""Stands for the expert to whom the task was given."""
