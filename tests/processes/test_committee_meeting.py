"""A committee meets, votes, ranks and signs; Antu interviews the applicants first."""

import pytest

from tests.processes.setting import ANTU, FUSONG, a_world, assert_every_flow_is_taken, nominee
from tests.processes.setting import base as base_of
from webapp.domain.ports.office import Archive

MEMBERS = [
    {"id": f"expert{n:02}", "name": f"专家{n}", "unit": "某校", "specialty": "教育"}
    for n in range(9)
]
COMMITTEE = {"size": 9, "chair": MEMBERS[0], "members": MEMBERS, "alternates": [], "seed": "x"}
APPLICANTS = [nominee(1), nominee(2), nominee(3)]
OPINIONS = {"rows": [], "group": "专家1、专家2、专家3"}
SIGNED = {"announced": True, "signedBy": "专家0"}


def attendance(present, **others):
    ids = [each["id"] for each in MEMBERS[:present]]
    return {"heldOn": "2026-03-02", "ledBy": "chair", "present": ids, "recusals": [], **others}


def start(posts=3, county=FUSONG, world=None):
    given = {
        **base_of(county),
        "roster": {"rows": APPLICANTS, "count": 3},
        "committee": COMMITTEE,
        "application": {"committeeSize": 9},
        "approval": {"approvedPosts": posts},
        "seriesName": "中小学教师",
        "year": 2026,
    }
    return (world or a_world()).start("committee_meeting", given, county=county)


def vote(story, *yes):
    for number in yes:
        ballot = {"yes": number, "no": 9 - number, "abstain": 0, "spoiled": 0}
        story.complete("count_ballots", ballot)


def test_a_committee_of_nine_meets_with_six_and_everybody_who_passed_is_in():
    world = a_world()
    story = start(world=world)
    story.complete("attendance", attendance(6))
    assert story.task("opinions").candidate_role == "expert"
    story.complete("opinions", OPINIONS)
    for yes in (4, 3, 6):
        ballot = {"yes": yes, "no": 6 - yes, "abstain": 0, "spoiled": 0}
        story.complete("count_ballots", ballot)
    assert story.task("sign").assignee == "expert00"
    story.complete("sign", SIGNED)
    assert story.has_ended
    meeting = story.variables["meeting"]
    assert [each["key"] for each in meeting["passed"]] == ["N-3", "N-1"]
    assert [each["key"] for each in meeting["failed"]] == ["N-2"]
    [(kind, minutes)] = world.ports[Archive].documents.values()
    assert (kind, minutes["heldOn"]) == ("minutes", "2026-03-02")


def test_without_a_quorum_another_date_is_set():
    story = start()
    story.complete("attendance", attendance(5))
    assert story.open == ["postpone"]
    story.complete("postpone", {"meetingOn": "2026-03-09"})
    assert story.open == ["attendance"]


def test_without_a_chair_there_is_no_meeting():
    story = start()
    story.complete("attendance", attendance(9, ledBy="nobody"))
    assert story.open == ["postpone"]


def test_a_recused_expert_does_not_vote_on_that_applicant_only():
    story = start()
    recusal = {"expert": "expert01", "applicantKey": "N-1", "reason": "同单位"}
    story.complete("attendance", attendance(9, recusals=[recusal]))
    story.complete("opinions", OPINIONS)
    seen = story.sees("count_ballots")
    assert (seen["applicant"]["key"], seen["present"], seen["voters"]) == ("N-1", 9, 8)
    story.complete("count_ballots", {"yes": 8, "no": 0, "abstain": 0, "spoiled": 0})
    assert story.sees("count_ballots")["voters"] == 9


def test_who_has_withdrawn_is_not_voted_on():
    story = start()
    story.complete("attendance", attendance(9, withdrawn=["N-1", "N-3"]))
    story.complete("opinions", OPINIONS)
    vote(story, 9)
    story.complete("sign", SIGNED)
    assert [each["key"] for each in story.variables["meeting"]["passed"]] == ["N-2"]


def test_equal_votes_for_the_last_post_are_resolved_by_people():
    story = start(posts=1)
    story.complete("attendance", attendance(9))
    story.complete("opinions", OPINIONS)
    vote(story, 8, 8, 7)
    assert [each["key"] for each in story.sees("run_off")["tally"]["tied"]] == ["N-1", "N-2"]
    story.complete("run_off", {"selected": ["N-1", "N-2"], "rule": "再次投票"})
    assert story.open == ["run_off"]
    story.complete("run_off", {"selected": ["N-2"], "rule": "再次投票"})
    story.complete("sign", SIGNED)
    meeting = story.variables["meeting"]
    assert [each["key"] for each in meeting["passed"]] == ["N-2"]
    assert [each["key"] for each in meeting["beyond"]] == ["N-1", "N-3"]


def test_in_antu_every_applicant_is_interviewed_before_the_vote():
    story = start(county=ANTU)
    story.complete("attendance", attendance(9))
    for number in (1, 2, 3):
        assert story.sees("interview")["applicant"]["key"] == f"N-{number}"
        story.complete("interview", {"score": 80 + number, "attended": "yes", "remarks": "清楚"})
    scores = story.sees("opinions")["interviews"]
    assert [(each["key"], each["score"]) for each in scores] == [
        ("N-1", 81), ("N-2", 82), ("N-3", 83),
    ]  # fmt: skip
    story.complete("opinions", OPINIONS)
    vote(story, 9, 9, 9)
    story.complete("sign", SIGNED)
    assert story.has_ended


@pytest.mark.parametrize("county", [FUSONG, ANTU])
def test_every_flow_is_taken(county):
    assert_every_flow_is_taken("committee_meeting", globals(), county)
