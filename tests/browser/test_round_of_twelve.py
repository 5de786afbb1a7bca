"""Twelve nominees in 图们市, from a spreadsheet to certificates, and what may befall them."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser.driving import complete_task, start
from tests.browser.twelve import (
    CITY,
    COUNTY,
    FAILS,
    LAPSES,
    MOVES,
    OBJECTED,
    RECUSED,
    SCHOOL,
    SLUG,
    TEACHERS,
    Picture,
    Round,
    declaration,
    staff,
    username_of,
)
from tests.browser.waiting import PATIENCE, pass_working_days
from tests.builders import chain
from webapp.adapters.storage.models import (
    BallotBox,
    Certificate,
    Nomination,
    PostOccupation,
)
from webapp.domain.ports.nominations import Nominations
from webapp.services import ballots
from webapp.services.parts import Parts

HR, HEAD = f"{SLUG}.t.hr", f"{SLUG}.t.head"
OFFICE, REVIEWER, LEADER = f"{SLUG}.office", f"{SLUG}.reviewer", f"{SLUG}.leader"
WITHIN = len(TEACHERS) - 1
"""Those whom the meeting judges: everybody but the one who lapsed."""


def test_twelve_apply_and_each_goes_the_way_of_the_rules(
    page: Page, demo_parts: Parts, picture: Picture
) -> None:
    demo_parts.clock.offset += chain.BEGIN - demo_parts.clock.now()
    chain.open_window(demo_parts.ports[Nominations], COUNTY)
    review = Round(page, demo_parts, picture)
    people_come_in(review)
    they_apply(review)
    the_unit_recommends(review)
    the_county_checks(review)
    the_city_approves(review)
    recused = the_meeting_is_held(review)
    the_list_is_posted(review)
    certificates_are_made(review)
    one_moves_away(review)
    assert states(demo_parts) == {
        name: {LAPSES: "LAPSED", FAILS: "FAILED", OBJECTED: "OBJECTED"}.get(name, "CERTIFIED")
        for name in TEACHERS
    }
    assert recused == RECUSED
    every_rule_is_kept(review)


def people_come_in(review: Round) -> None:
    """Import a school and its people, as the county."""
    review.sign_in(REVIEWER)
    review.bring_in("units", (SCHOOL, "", "图们市教育局"))
    review.bring_in("people", *staff())


def they_apply(review: Round) -> None:
    """Begin the round; one teacher applies in the browser, eleven beside it."""
    page = review.page
    review.sign_in(OFFICE)
    start(page, "年度评审", review.start_words("review_round", chain.OPENING))
    review.sign_in(username_of(0))
    start(page, "个人申报", review.start_words("nomination", declaration(0, TEACHERS[0])))
    for number, name in list(enumerate(TEACHERS))[1:]:
        review.hand_in(number, name)


def the_unit_recommends(review: Round) -> None:
    """Appraise, recommend, promise that all is true, and post for five days."""
    appraisal, recommendation, unit_check = (
        answer_at(name) for name in ("appraise", "recommend", "unit_check")
    )
    review.take_all(HR, "appraise", appraisal, len(TEACHERS))
    review.take_all(HEAD, "recommend", recommendation, len(TEACHERS))
    review.take_all(HR, "unit_check", unit_check, len(TEACHERS))
    review.posted("unit", len(TEACHERS))
    pass_working_days(review.page, 5)


def the_county_checks(review: Round) -> None:
    """Accept eleven, and ask one to correct, who does not."""
    department = answer_at("department_review")
    review.take_all(f"{SLUG}.education", "department_review", department, len(TEACHERS))
    waiting = review.waits("county_check", len(TEACHERS))
    key = next(each.number for each in waiting if each.title.startswith(LAPSES))
    review.take(
        REVIEWER,
        "county_check",
        {
            "conditions": chain.CONDITIONS,
            "outcome": "correct",
            "items": [{"material": "学历证书", "problem": "扫描件不清晰，请重新上传"}],
        },
        key,
    )
    review.take_all(REVIEWER, "county_check", answer_at("county_check"), WITHIN)
    pass_working_days(review.page, 6)
    review.waits("read_decision", 1)
    pass_working_days(review.page, 14)


def the_city_approves(review: Round) -> None:
    """Apply for the meeting; the prefecture approves."""
    review.waits("meeting_application", 1)
    application = {**answer_at("meeting_application"), "postsWanted": WITHIN}
    review.take(OFFICE, "meeting_application", application)
    review.waits("city_approval", 1)
    approval = {**answer_at("city_approval"), "approvedPosts": WITHIN}
    review.take(f"{CITY}.leader", "city_approval", approval)


def the_meeting_is_held(review: Round) -> str:
    """Let an expert withdraw from one, groups write opinions, all vote; return from whom."""
    [(task, _, _, _)] = review.waits("attendance", 1)
    seen = review.seen(OFFICE, task)
    members = seen["committee"]["members"]
    rows = seen["roster"]["rows"]
    withdrawn = next(each for each in rows if each["name"] == RECUSED)
    recusal = {
        "expert": members[0]["id"],
        "applicantKey": withdrawn["key"],
        "reason": "曾共同承担课题",
    }
    answer = {
        "ledBy": "chair",
        "present": [each["id"] for each in members],
        "recusals": [recusal],
        "closed": True,
    }
    review.look(OFFICE, "attendance")
    review.beside(OFFICE, task, answer)
    for task, _, leader, _ in review.waits("opinions", 0):
        shown = review.seen(leader, task)["rows"]
        written = [{**row, "score": 88, "opinion": "一贯业绩突出。"} for row in shown]
        review.beside(leader, task, {"rows": written})
    review.waits("close_ballot", 1)
    vote(review, [each["id"] for each in members])
    review.take(OFFICE, "close_ballot", {"closed": True})
    [(_, _, chair, _)] = review.waits("sign", 1)
    review.take(chair, "sign", answer_at("sign"))
    return str(withdrawn["name"])


def vote(review: Round, members: Sequence[str]) -> None:
    """Vote: the first expert in the browser, the others beside it, all against one."""
    page = review.page
    with review.parts.database.reading() as session:
        ballot = session.scalars(select(BallotBox.id)).one()
    for number, username in enumerate(members):
        paper = ballots.read_paper(review.parts, review.actor(username), ballot)
        marks = {each.key: "no" if each.name == FAILS else "yes" for each in paper.entries}
        assert (RECUSED in {each.name for each in paper.entries}) is (number > 0)
        if number:
            ballots.cast_vote(review.parts, review.actor(username), ballot, marks)
            continue
        review.sign_in(username)
        page.goto("/tasks")
        page.get_by_role("link", name="有 1 场表决等待您投票").click()
        page.get_by_role("link", name=re.compile("评审表决")).click()
        for each in paper.entries:
            row = page.get_by_role("group", name=re.compile(each.name))
            row.get_by_role("radio", name="反对" if each.name == FAILS else "赞成").check()
        review.picture(page, "twelve-ballot")
        page.get_by_role("button", name="投票").click()
        page.locator("dialog[open]").get_by_role("button", name="投票").click()
        expect(page.get_by_text("选票已投入票箱").first).to_be_visible()


def the_list_is_posted(review: Round) -> None:
    """Post ten; somebody objects to one of them, and is right."""
    page = review.page
    [(number, notice)] = review.posted("county", 1)
    page.context.clear_cookies()
    page.goto(f"/publicity/{notice}")
    expect(page.get_by_role("row", name=re.compile(OBJECTED))).to_be_visible()
    expect(page.get_by_role("row", name=re.compile(FAILS))).to_have_count(0)
    review.picture(page, "twelve-publicity")
    review.sign_in(REVIEWER)
    report = {
        "publicityKey": number,
        "person": OBJECTED,
        "unitName": SCHOOL,
        "objector": "李某",
        "facts": "论文系他人所写。",
    }
    start(page, "登记公示异议", review.start_words("objection_report", report))
    page.wait_for_timeout(1_000)
    pass_working_days(page, 5)
    review.waits("investigate_county", 1)
    found = {"findings": "经查属实。", "investigators": "王某、赵某"}
    review.take(REVIEWER, "investigate_county", found)
    review.waits("decide_county", 1)
    decision = {"outcome": "upheld", "reasons": "反映问题属实", "answer": "已书面答复"}
    review.take(LEADER, "decide_county", decision)


def certificates_are_made(review: Round) -> None:
    """File with the city, publish, file with the province, and check nine certificates."""
    holders = len(TEACHERS) - 3
    review.waits("receive_city", 1)
    review.take(f"{CITY}.reviewer", "receive_city", answer_at("receive_city"))
    review.waits("publication_document", 1)
    publication = answer_at("publication_document")
    review.take(f"{CITY}.reviewer", "publication_document", publication)
    review.waits("receive_province", 1)
    review.take("province.officer", "receive_province", answer_at("receive_province"))
    review.take_all("province.officer", "verify", answer_at("verify"), holders)
    review.waits("appoint", holders)
    with review.parts.database.reading() as session:
        found = session.scalars(select(Certificate.holder).where(Certificate.county_id == COUNTY))
        assert set(found) == set(TEACHERS) - {LAPSES, FAILS, OBJECTED}


def one_moves_away(review: Round) -> None:
    """Transfer a holder out of the county: the certificate ends, the post is free again."""
    page, number = review.page, certificate_of(review.parts, MOVES)
    before = occupied(review.parts)
    check(page, number, MOVES)
    expect(page.get_by_text(re.compile("双定向.*仅限.*范围内有效")).first).to_be_visible()
    review.sign_in(REVIEWER)
    event = {
        "number": number,
        "kind": "transferred_out",
        "happenedOn": "2026-04-18",
        "document": "延州人社调〔2026〕7号",
    }
    start(page, "持证人员变动", review.start_words("holder_event", event))
    review.waits("confirm", 1)
    review.sign_in(REVIEWER)
    complete_task(page, "核实变动", {"核实结果": "属实，予以登记"})
    for _ in range(PATIENCE // 500):
        check(page, number, MOVES)
        if page.get_by_text("失效").count():
            break
        page.wait_for_timeout(500)
    expect(page.get_by_text("失效").first).to_be_visible()
    review.picture(page, "twelve-no-longer-valid")
    assert occupied(review.parts) == before - 1


def check(page: Page, number: str, holder: str) -> None:
    """Verify a certificate as a member of the public."""
    page.context.clear_cookies()
    page.goto("/certificates")
    page.get_by_label("证书编号").fill(number)
    page.get_by_label("持证人姓名或校验码").fill(holder)
    page.get_by_role("button", name="查验").click()
    expect(page.get_by_text(number).first).to_be_visible()


def certificate_of(parts: Parts, holder: str) -> str:
    """Return the number of a person's certificate."""
    with parts.database.reading() as session:
        query = select(Certificate.number).where(
            Certificate.county_id == COUNTY, Certificate.holder == holder
        )
        return session.scalars(query).one()


def occupied(parts: Parts) -> int:
    """Count the posts of the county that somebody holds."""
    with parts.database.reading() as session:
        query = select(PostOccupation).where(
            PostOccupation.county_id == COUNTY, PostOccupation.freed_at.is_(None)
        )
        return len(session.scalars(query).all())


def states(parts: Parts) -> dict[str, str]:
    """Return how each nomination stands in the register."""
    with parts.database.reading() as session:
        query = select(Nomination.name, Nomination.state).where(Nomination.county_id == COUNTY)
        return {name: state for name, state in session.execute(query) if name in TEACHERS}


def every_rule_is_kept(review: Round) -> None:
    """Look at the rules page: it is green for every number."""
    page = review.page
    page.goto("/help/rules")
    expect(page.get_by_text("共57条规则，已落实57条")).to_be_visible()
    review.picture(page, "twelve-rules")


def answer_at(element_id: str) -> Mapping[str, Any]:
    """Return what the chain's person answers at an element."""
    return next(step.answer for step in chain.steps(COUNTY) if step.element_id == element_id)
