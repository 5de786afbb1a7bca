"""One person's whole chain in two counties, every form filled in as in the browser."""

import json

import pytest

from tests.builders.chain import CONDITIONS, open_window
from tests.fixtures.definitions import ROOT, feel
from tests.fixtures.ports import FakeExpertPool
from tests.processes.setting import ANTU, JIAN, MATERIALS, PERSON, a_world, base
from webapp.domain import certificate_number
from webapp.domain.ports.ballots import Ballots
from webapp.domain.ports.certificates import Certificates
from webapp.domain.ports.nominations import Nominations
from webapp.domain.ports.notices import Notices
from webapp.formschema.checking import check

DECLARATION = {
    "year": 2026,
    "series": "teaching",
    "title": "高级教师",
    "specialty": "语文",
    "person": PERSON,
    "materials": MATERIALS,
    "pledge": True,
}
SCORES = {"ethics": 95, "ability": 90, "performance": 92, "tasks": 90, "recognition": 96}
ANSWERS = {
    "appraise": {"methods": ["debriefing"], "scores": SCORES, "opinion": "表现突出"},
    "peer_appraisal": {
        "heldOn": "2026-03-02", "invited": 30, "returned": 28, "satisfied": 27, "monitor": "赵某",
    },
    "recommend": {"outcome": "recommend", "opinion": "同意推荐", "meetingOn": "2026-03-02"},
    "unit_check": {"outcome": "pass", "truthful": True, "signer": "王校长"},
    "department_review": {"outcome": "pass", "opinion": "同意上报"},
    "county_check": {"outcome": "accept", "conditions": CONDITIONS},
    "meeting_application": {
        "committeeSize": 9, "meetingOn": "2026-05-20", "place": "政务中心", "postsWanted": 2,
        "contact": "电话", "plan": "方案", "supervision": "纪检监督",
    },
    "city_approval": {
        "outcome": "approve", "number": "文号9", "date": "2026-04-02", "approvedPosts": 2,
    },
    "close_ballot": {"closed": True},
    "sign": {"announced": True, "signedBy": "主任委员"},
    "receive_city": {"outcome": "received"},
    "publication_document": {
        "number": "人社〔2026〕5号", "issuedOn": "2026-05-06", "sameList": True,
    },
    "receive_province": {"outcome": "received"},
    "verify": {"outcome": "correct"},
    "appoint": {"appointedOn": "2026-06-01", "contract": "聘字1号", "grade7": True},
}  # fmt: skip


def form_of(form_key, county):
    own = ROOT / "forms" / "counties" / county / f"{form_key}.json"
    path = own if own.exists() else ROOT / "forms" / f"{form_key}.json"
    return json.loads(path.read_bytes())


def checked(form_key, county, answer, stored):
    found = check(form_of(form_key, county), answer, stored, feel())
    assert not found.errors, (form_key, found.errors)
    return found.data


def fill_in(story, element_id, **more):
    stored = story.sees(element_id)
    key = story.task(element_id).form_key
    answer = {**ANSWERS.get(element_id, {}), **more}
    story.complete(element_id, checked(key, story.county, answer, stored))


def start(world, process, county, answer, **more):
    known = {**base(county), **more}
    data = checked(f"{process}/start", county, answer, known)
    return world.start(process, {**known, **data}, county=county)


def hold_meeting(review, world):
    members = review.sees("attendance")["committee"]["members"]
    present = [each["id"] for each in members]
    fill_in(review, "attendance", ledBy="chair", present=present, recusals=[], closed=True)
    if "interview" in review.open:
        answer = {"attended": "yes", "score": 88, "remarks": "思路清楚"}
        rows = [{**each, **answer} for each in review.sees("interview")["rows"]]
        fill_in(review, "interview", rows=rows)
    while "opinions" in review.open:
        answer = {"score": 90, "opinion": "业绩突出"}
        rows = [{**each, **answer} for each in review.sees("opinions")["rows"]]
        fill_in(review, "opinions", rows=rows)
    world.ports[Ballots].vote(7)
    fill_in(review, "close_ballot")
    fill_in(review, "sign")


@pytest.mark.parametrize(("county", "own"), [(JIAN, "peer_appraisal"), (ANTU, "interview")])
def test_a_teacher_comes_from_declaration_to_certificate(county, own):
    world = a_world(pool=FakeExpertPool(20, consent="吉人社函〔2026〕1号", consent_size=9))
    open_window(world.ports[Nominations], county)
    opening = {"year": 2026, "series": "teaching"}
    review = start(world, "review_round", county, opening, businessKey="R-1")
    person = start(world, "nomination", county, DECLARATION, businessKey="N-1")
    for element_id in ("appraise", "peer_appraisal", "recommend", "unit_check"):
        if element_id in person.open:
            fill_in(person, element_id)
    world.advance("P9D")
    fill_in(person, "department_review")
    fill_in(person, "county_check")
    world.advance("P30D")
    fill_in(review, "meeting_application")
    fill_in(review, "city_approval")
    hold_meeting(review, world)
    [public] = [each for each in world.ports[Notices].published.values() if each.level == "county"]
    assert public.rows[0]["name"] == "李秀英"
    world.advance("P14D")
    for element_id in ("receive_city", "publication_document", "receive_province", "verify"):
        fill_in(review, element_id)
    assert review.has_ended
    fill_in(person, "appoint")
    assert person.has_ended
    assert own in person.passed + review.passed
    [(data, issued)] = world.ports[Certificates].issued.values()
    assert (data.holder, data.county) == ("李秀英", county)
    assert certificate_number.parse(issued.number) is not None
