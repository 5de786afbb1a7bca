"""Supervision: samples anybody can repeat, a log of what is new, complaints that get an answer."""

import hashlib
from datetime import timedelta

import pytest

from tests.builders.nominations import fill_register
from tests.fixtures.parts import Demo
from tests.fixtures.served import TRIAL
from webapp.access.actor import SYSTEM
from webapp.adapters.spreadsheets import reading
from webapp.domain.supervising import About, draw, level_for
from webapp.kernel.errors import InvalidInput, NotAllowed, NotFound
from webapp.services import (
    complaints,
    deployments,
    exports,
    issues,
    register_exports,
    sampling,
    statistics,
)
from webapp.services.complaints import ComplaintAnswered, TooManyComplaints
from webapp.services.issues import IssueClosed

COUNTY = "220582"
FACTS = "2027年3月1日，单位推荐时未公示申报材料。"


def sent(**values: str) -> dict[str, str]:
    """Return a filled complaint."""
    return {"county": COUNTY, "about": "unit", "text": FACTS, **values}


@pytest.mark.rule("R37")
def test_a_sample_depends_on_nothing_but_seed_and_numbers() -> None:
    population = [f"N{n}" for n in range(100)]
    drawn = draw("seed", population, 10)
    assert drawn == draw("seed", reversed([*population, "N1"]), 10)
    by_hand = sorted(population, key=lambda n: hashlib.sha256(f"seed\n{n}".encode()).hexdigest())
    assert list(drawn) == by_hand[:10]
    assert drawn != draw("another", population, 10)
    assert len(draw("seed", population, 1000)) == 100


@pytest.fixture
def many(filled_on_sqlite: Demo) -> tuple[Demo, list[str]]:
    """Return the demo with 40 nominations."""
    files = {name: file for name, file in TRIAL.items() if "waiting" not in name}
    deployments.deploy(filled_on_sqlite.parts, SYSTEM, "220000", files, "for tests")
    started = filled_on_sqlite.start("jian.school.hr", "trial", "220582-school", {})
    filled_on_sqlite.complete("jian.school.hr", "ask", {"question": "220502198001011230"})
    return filled_on_sqlite, fill_register(filled_on_sqlite.parts, 40, started.id)


@pytest.mark.rule("R37", "A16")
def test_a_supervisor_draws_dossiers_and_sees_their_trail(many: tuple[Demo, list[str]]) -> None:
    demo, keys = many
    supervisor = demo.actor("supervisor")
    given = {"county": COUNTY, "series": "", "year": "2027", "size": "5", "seed": "public seed"}
    first = sampling.take_sample(demo.parts, supervisor, given)
    again = sampling.take_sample(demo.parts, demo.actor("tonghua.reviewer"), given)
    sample, rows = sampling.read_sample(demo.parts, supervisor, first)
    assert [row.number for row in rows] == list(draw("public seed", keys, 5)) == sample.drawn
    assert sampling.read_sample(demo.parts, supervisor, again)[0].drawn == sample.drawn
    assert sample.repeated
    dossier = sampling.read_dossier(demo.parts, supervisor, first, rows[0].number)
    assert dossier.title
    outside = next(key for key in keys if key not in sample.drawn)
    with pytest.raises(NotFound):
        sampling.read_dossier(demo.parts, supervisor, first, outside)
    for username in ("yanbian.reviewer", "yanbian.leader"):
        with pytest.raises(NotFound):
            sampling.read_sample(demo.parts, demo.actor(username), first)
    for username in ("jian.reviewer", "admin"):
        with pytest.raises(NotAllowed):
            sampling.take_sample(demo.parts, demo.actor(username), given)
    with pytest.raises(InvalidInput):
        sampling.take_sample(demo.parts, supervisor, {**given, "year": "2031"})
    file = exports.exported(sampling.sample_table(sample, rows, "zh"), "xlsx")
    assert [c.text for c in reading.read(file.content)[1].cells][1] == rows[0].number


@pytest.mark.rule("R37")
def test_statistics_count_what_the_registers_hold(many: tuple[Demo, list[str]]) -> None:
    demo, _ = many
    supervisor = demo.actor("supervisor")
    rows = statistics.list_figures(demo.parts, supervisor, COUNTY, "", 2027)
    sums = statistics.total(rows)
    assert (sums["applied"], sums["lapsed"], sums["refused"], sums["objected"]) == (40, 5, 5, 5)
    assert (sums["recommended"], sums["listed"], sums["passed"]) == (35, 30, 10)
    assert {row.series for row in rows} == {"teaching", "health"}
    stranger = demo.actor("yanbian.reviewer")
    assert statistics.list_figures(demo.parts, stranger, COUNTY, "", 2027) == []
    assert statistics.list_stages(demo.parts, stranger, COUNTY, "", 2027) == ()
    [posts] = statistics.list_posts(demo.parts, supervisor, COUNTY)
    assert posts.vacant == posts.total - posts.used
    table = statistics.figures_table(rows, "en")
    assert len(table.rows) == 2


@pytest.mark.rule("R36")
def test_what_is_new_is_logged_studied_and_decided(filled: Demo) -> None:
    parts, leader = filled.parts, filled.actor("jian.leader")
    given = {"year": "2027", "series": "teaching", "subject": "退休返聘人员能否申报"}
    issue_id = issues.open_issue(parts, leader, COUNTY, given)
    with pytest.raises(InvalidInput) as caught:
        issues.change_issue(parts, leader, issue_id, given, close=True)
    assert set(caught.value.fields) == {"studied_by", "decision"}
    settled = {**given, "studied_by": "市县联席会", "decision": "不得申报，见规定第四条"}
    issues.change_issue(parts, leader, issue_id, settled, close=True)
    with pytest.raises(IssueClosed):
        issues.change_issue(parts, leader, issue_id, settled)
    [seen] = issues.list_issues(parts, filled.actor("supervisor"), "", 2027)
    assert (seen.number, seen.opened_by, seen.decision) == (1, leader.name, settled["decision"])
    assert not seen.may_edit
    assert issues.list_issues(parts, filled.actor("tumen.leader"), "", None) == []
    with pytest.raises(NotFound):
        issues.open_issue(parts, filled.actor("tumen.leader"), COUNTY, given)
    with pytest.raises(NotAllowed):
        issues.open_issue(parts, filled.actor("supervisor"), COUNTY, given)
    [row] = issues.issue_table([seen], "zh").rows
    assert "退休返聘人员能否申报" in row


@pytest.mark.rule("R37")
def test_a_complaint_is_handled_in_time_and_answered(filled: Demo) -> None:
    parts, reviewer = filled.parts, filled.actor("jian.reviewer")
    receipt = complaints.complain(parts, sent(name="王𠅤", contact="13900000001"), "192.0.2.1")
    with parts.database.reading() as session:
        stored = session.connection().exec_driver_sql("SELECT * FROM complaint").one()
    assert not any(word in str(stored) for word in ("王𠅤", "13900000001", FACTS, "192.0.2.1"))
    [row] = complaints.list_complaints(parts, reviewer, "", None).rows
    assert (row.name, row.contact, row.text) == ("王𠅤", "13900000001", FACTS)
    complaints.assign(parts, reviewer, row.id, "纪检监察机构")
    assert complaints.look_up(parts, receipt.number, "WRONG") is None
    answer = complaints.look_up(parts, receipt.number.lower(), receipt.code.lower())
    assert answer is not None
    assert (answer.state.zh, answer.organ, answer.answer) == ("办理中", "纪检监察机构", "")
    parts.clock.offset += timedelta(days=80)
    watcher = filled.actor("supervisor")
    assert complaints.read_complaint(parts, watcher, row.id).overdue
    with pytest.raises(NotAllowed):
        complaints.assign(parts, watcher, row.id, "x")
    given = {"finding": "属实", "answer": "已责令重新公示。", "upheld": "yes"}
    complaints.answer(parts, reviewer, row.id, given)
    answer = complaints.look_up(parts, receipt.number, receipt.code)
    assert answer is not None
    assert answer.answer == "已责令重新公示。"
    shown = complaints.read_complaint(parts, watcher, row.id)
    assert (shown.overdue, shown.upheld) == (False, True)
    assert [step.kind for step in shown.steps] == ["RECEIVED", "ASSIGNED", "ANSWERED"]
    with pytest.raises(ComplaintAnswered):
        complaints.answer(parts, reviewer, row.id, given)
    [line] = complaints.complaint_table([shown], "zh").rows
    assert "王𠅤" not in str(line)


@pytest.mark.rule("R37")
def test_nobody_handles_a_complaint_about_his_own_office(filled: Demo) -> None:
    parts = filled.parts
    assert [about for about in About if level_for(about) == "city"] == ["committee", "bureau"]
    complaints.complain(parts, sent(about="bureau"), "192.0.2.1")
    complaints.complain(parts, sent(), "192.0.2.1")
    county, city = filled.actor("jian.reviewer"), filled.actor("tonghua.reviewer")
    [own] = complaints.list_complaints(parts, county, "", None).rows
    both = complaints.list_complaints(parts, city, "", None).rows
    [other] = [row for row in both if row.id != own.id]
    with pytest.raises(NotFound):
        complaints.read_complaint(parts, county, other.id)
    complaints.pass_up(parts, county, own.id)
    assert complaints.list_complaints(parts, county, "", None).total == 0
    for stranger in ("tumen.reviewer", "yanbian.leader"):
        with pytest.raises(NotFound):
            complaints.read_complaint(parts, filled.actor(stranger), own.id)


@pytest.mark.rule("R37")
def test_a_flood_of_complaints_and_guessed_codes_are_stopped(filled: Demo) -> None:
    parts = filled.parts
    receipts = [complaints.complain(parts, sent(), "192.0.2.1") for _ in range(5)]
    with pytest.raises(TooManyComplaints):
        complaints.complain(parts, sent(), "192.0.2.1")
    complaints.complain(parts, sent(), "192.0.2.2")
    for _ in range(5):
        assert complaints.look_up(parts, receipts[0].number, "GUESS") is None
    with pytest.raises(TooManyComplaints):
        complaints.look_up(parts, receipts[0].number, receipts[0].code)
    assert complaints.look_up(parts, receipts[1].number, receipts[1].code) is not None
    with pytest.raises(InvalidInput) as caught:
        complaints.complain(parts, {"county": "222401", "about": "x", "text": "短"}, "192.0.2.3")
    assert set(caught.value.fields) == {"county", "about", "text"}


@pytest.mark.rule("R37", "A10")
def test_registers_are_exported_to_those_who_may_read_them(many: tuple[Demo, list[str]]) -> None:
    demo, keys = many
    for name in ("nominations", "posts", "experts"):
        table = register_exports.register_table(demo.parts, demo.actor("supervisor"), name, "zh")
        assert all(len(row) == len(table.columns) for row in table.rows)
        assert "220001197001010019" not in exports.exported(table, "csv").content.decode()
    nominees = register_exports.register_table(
        demo.parts, demo.actor("jian.reviewer"), "nominations", "zh"
    )
    assert {row[3] for row in nominees.rows} >= set(keys)
    for name in ("nominations", "experts"):
        with pytest.raises(NotAllowed):
            register_exports.register_table(demo.parts, demo.actor("jian.school.hr"), name, "zh")
    with pytest.raises(NotFound):
        register_exports.register_table(demo.parts, demo.actor("supervisor"), "people", "zh")
