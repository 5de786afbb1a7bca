"""Imports: nothing before the confirmation, every line once, whatever dies in between."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from tests.builders.spreadsheets import id_number, sheet
from tests.fixtures.parts import Demo
from webapp.access.permissions import Permission
from webapp.adapters.storage.database import DatabaseAway
from webapp.adapters.storage.models import Membership, Organisation, Person, PoolExpert, UnitPost
from webapp.kernel.errors import NotAllowed, NotFound
from webapp.kernel.pagination import PageRequest
from webapp.services import batches, importing, imports, jobs, people
from webapp.services.batches import BatchNotOpen, NothingToDo
from webapp.services.sight import counties_in_sight

COUNTY = "220582"
SCHOOL = "集安市第一中学"
RARE = "𠅤·阿依努尔·" + "买" * 42
"""50 characters, with interpuncts and one of a supplementary plane."""


def send(demo: Demo, kind: str, *rows: Sequence[str | int], county: str = COUNTY) -> str:
    """Send a sheet as the county's reviewer; return the preview."""
    reviewer = demo.actor("jian.reviewer")
    return imports.preview(demo.parts, reviewer, (kind, county), "f.xlsx", sheet(kind, *rows))


def confirm(demo: Demo, batch_id: str) -> batches.BatchView:
    """Confirm the preview, let the work be done, and return the batch."""
    imports.confirm(demo.parts, demo.actor("jian.reviewer"), batch_id)
    demo.run()
    return batches.read(demo.parts, demo.actor("jian.reviewer"), batch_id)


def lines(demo: Demo, batch_id: str) -> Sequence[batches.ItemView]:
    """Return all lines of an import."""
    reviewer = demo.actor("jian.reviewer")
    return batches.list_items(demo.parts, reviewer, batch_id, "", None).rows


def persons(demo: Demo, *numbers: str) -> list[Person]:
    """Return the people on record with these ID numbers."""
    indexes = [demo.parts.cipher.index(number) for number in numbers]
    with demo.parts.database.reading() as session:
        query = session.query(Person).where(Person.id_number_index.in_(indexes))
        return list(query.order_by(Person.username))


def test_nothing_is_entered_before_the_confirmation(filled: Demo) -> None:
    number = id_number(1)
    batch_id = send(
        filled, "people", (RARE.replace("·", "•"), number, "13900000001", SCHOOL, "申报人", "")
    )
    assert persons(filled, number) == []
    with filled.parts.database.reading() as session:
        stored = session.connection().exec_driver_sql("SELECT content FROM batch_item").scalar()
    assert number.encode() not in bytes(stored)
    batch = confirm(filled, batch_id)
    assert (batch.state, batch.done, batch.failed) == ("DONE", 1, 0)
    [person] = persons(filled, number)
    assert person.name == RARE
    assert filled.parts.cipher.open(person.phone or b"") == b"13900000001"
    with filled.parts.database.reading() as session:
        [role] = session.query(Membership).where(Membership.person_id == person.id)
        assert (role.organisation_id, role.role) == ("220582-school", "applicant")
    [line] = lines(filled, batch_id)
    signed_in = people.authenticate(filled.parts, *line.content["account"])
    assert signed_in.actor.name == RARE
    table = imports.report(filled.parts, filled.actor("jian.office"), batch_id, "zh")
    assert list(table.rows[0][-2:]) == line.content["account"]


def test_everything_wrong_is_told_by_line_and_column_with_a_cure(filled_on_sqlite: Demo) -> None:
    demo = filled_on_sqlite
    right = id_number(7)
    known = id_number(8)
    confirm(demo, send(demo, "people", ("王立", known, "", SCHOOL, "申报人", "wang.li")))
    batch_id = send(
        demo,
        "people",
        ("王丽", right, "", SCHOOL, "申报人、单位人事干部", ""),
        ("王丽", right, "", SCHOOL, "申报人", ""),
        ("王丽", right[:-1] + "A", "", SCHOOL, "申报人", ""),
        ("王" * 51, id_number(9), "138", "第九中学", "申报人", ""),
        ("王9", id_number(10), "", SCHOOL, "县级人社局负责人", "WANG.li"),
        ("王莉", known, "", SCHOOL, "主管部门", ""),
        ("", id_number(11), "", SCHOOL, "", "-"),
    )  # fmt: skip
    found = {
        (item.number, trouble.column.zh): trouble
        for item in lines(demo, batch_id)
        for trouble in imports.troubles_of(item)
    }
    assert all(t.cure.zh and t.cure.en and t.problem.en for t in found.values())
    assert {key: trouble.problem.zh for key, trouble in found.items()} == {
        (3, "公民身份号码"): "与第 2 行重复。",
        (4, "公民身份号码"): "身份号码的位数或校验码不对。",
        (5, "姓名"): "姓名有 51 个字符，超过 50 个。",
        (5, "手机号"): "不是 11 位手机号。",
        (5, "单位"): "本县没有登记这个单位。",
        (6, "姓名"): "姓名里有数字。",
        (6, "角色"): "“县级人社局负责人”不能通过导入授予。",
        (6, "用户名"): "用户名已被使用。",
        (7, "角色"): "“主管部门”不属于这类单位。",
        (8, "姓名"): "必填项为空。",
        (8, "角色"): "必填项为空。",
    }
    batch = confirm(demo, batch_id)
    assert (batch.done, batch.failed, batch.refused) == (1, 0, 6)
    with pytest.raises(BatchNotOpen):
        confirm(demo, batch_id)


def test_who_has_an_account_only_gets_the_roles(filled: Demo) -> None:
    number = id_number(20)
    confirm(filled, send(filled, "people", ("王立", number, "", SCHOOL, "申报人", "")))
    again = confirm(filled, send(filled, "people", ("王立", number, "", SCHOOL, "单位负责人", "")))
    assert again.done == 1
    [person] = persons(filled, number)
    with filled.parts.database.reading() as session:
        roles = {
            row.role for row in session.query(Membership).where(Membership.person_id == person.id)
        }
    assert roles == {"applicant", "unit_head"}


def test_units_experts_and_posts_are_entered(filled: Demo) -> None:
    unit = "集安市第二中学"
    assert confirm(filled, send(filled, "units", (unit, "", "集安市教育局"))).done == 1
    today = filled.parts.clock.now()
    term = f"{today + timedelta(days=700):%Y-%m-%d}"
    expert = ("赵明", id_number(30), unit, "中小学教师", "语文", "是", term)
    assert confirm(filled, send(filled, "experts", expert)).done == 1
    posts = (unit, today.year, 40, "集人社岗〔2026〕3号")
    assert confirm(filled, send(filled, "posts", posts)).done == 1
    assert confirm(filled, send(filled, "posts", (unit, today.year, 41, "更正"))).done == 1
    with filled.parts.database.reading() as session:
        [made] = session.query(Organisation).where(Organisation.name == unit)
        assert (made.department_id, made.city_id) == ("220582-education", "220500")
        [row] = session.query(UnitPost)
        assert (row.unit_id, row.number) == (made.id, 41)
        [member] = session.query(PoolExpert).where(PoolExpert.name == "赵明")
        assert (member.series, member.can_chair) == ("teaching", True)
    again = send(filled, "experts", expert)
    [line] = lines(filled, again)
    assert imports.troubles_of(line)[0].problem.zh == "此人已在该系列专家库中。"
    with pytest.raises(NothingToDo):
        confirm(filled, again)


class Killed(BaseException):
    """What no handler catches: as if the process had been killed."""


def test_a_killed_worker_loses_nothing_and_doubles_nothing(
    filled: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [id_number(n) for n in range(100, 140)]
    rows = [("王立", number, "", SCHOOL, "申报人", "") for number in numbers]
    batch_id = send(filled, "people", *rows)
    hashed = importing.hash_password
    calls = []

    def dying(password: str) -> str:
        calls.append(password)
        if len(calls) in (7, 20):
            raise Killed
        return "x" if len(calls) > 1 else hashed(password)

    monkeypatch.setattr(importing, "hash_password", dying)
    imports.confirm(filled.parts, filled.actor("jian.reviewer"), batch_id)
    with pytest.raises(Killed):
        filled.run()
    with pytest.raises(Killed):
        filled.pass_time(minutes=10)  # the safety net issues another delivery
    filled.pass_time(minutes=10)
    batch = batches.read(filled.parts, filled.actor("jian.reviewer"), batch_id)
    assert (batch.state, batch.done, batch.waiting) == ("DONE", 40, 0)
    assert len(persons(filled, *numbers)) == 40


def test_a_delivery_that_comes_twice_does_its_work_once(filled: Demo) -> None:
    batch_id = send(filled, "people", ("王立", id_number(200), "", SCHOOL, "申报人", ""))
    confirm(filled, batch_id)
    with filled.parts.database.reading() as session:
        job_id, delivery = (
            session.connection()
            .exec_driver_sql("SELECT id, delivery FROM job WHERE kind = 'BATCH'")
            .one()
        )
    jobs.perform(filled.parts, job_id, delivery)
    assert len(persons(filled, id_number(200))) == 1


def test_what_changes_after_the_preview_is_told_for_the_line(filled: Demo) -> None:
    first = send(filled, "units", ("集安市第二中学", "", "集安市教育局"))
    second = send(filled, "units", ("集安市第二中学", "", "集安市教育局"))
    confirm(filled, first)
    batch = confirm(filled, second)
    assert (batch.done, batch.failed) == (0, 1)
    [line] = lines(filled, second)
    assert line.outcome.zh == "预览后登记内容有变化：单位名称：该单位已经登记。请从表中删除这一行。"


def test_another_county_is_out_of_reach(filled_on_sqlite: Demo) -> None:
    demo = filled_on_sqlite
    with pytest.raises(NotFound):
        send(demo, "units", ("图们市第二中学", "", "图们市教育局"), county="222402")
    batch_id = send(demo, "units", ("集安市第二中学", "", "集安市教育局"))
    stranger = demo.actor("tumen.reviewer")
    for attempt in (
        lambda: batches.read(demo.parts, stranger, batch_id),
        lambda: imports.confirm(demo.parts, stranger, batch_id),
        lambda: imports.report(demo.parts, stranger, batch_id, "zh"),
    ):
        with pytest.raises(NotFound):
            attempt()
    with pytest.raises(NotAllowed), demo.parts.database.reading() as session:
        counties_in_sight(session, demo.actor("supervisor"), Permission.IMPORT_RUN)


def test_a_batch_forgets_people_after_thirty_days(filled: Demo) -> None:
    done = send(filled, "people", ("王立", id_number(300), "", SCHOOL, "申报人", ""))
    confirm(filled, done)
    left = send(filled, "people", ("王立", id_number(301), "", SCHOOL, "申报人", ""))
    given_up = send(filled, "people", ("王立", id_number(302), "", SCHOOL, "申报人", ""))
    reviewer = filled.actor("jian.reviewer")
    batches.give_up(filled.parts, reviewer, given_up)
    assert lines(filled, given_up) == []
    filled.parts.clock.offset += timedelta(days=8)
    assert batches.forget(filled.parts) == 1
    assert (lines(filled, left), len(lines(filled, done))) == ([], 1)
    filled.parts.clock.offset += timedelta(days=23)
    assert batches.forget(filled.parts) == 1
    assert lines(filled, done) == []
    assert batches.read(filled.parts, reviewer, done).cleared


def test_a_database_that_is_away_is_waited_for(
    filled_on_sqlite: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch_id = send(filled_on_sqlite, "units", ("集安市第二中学", "", "集安市教育局"))
    tries = []
    told = importing.register_of

    def away(*arguments: object) -> object:
        tries.append(1)
        if len(tries) == 1:
            raise DatabaseAway
        return told(*arguments)

    monkeypatch.setattr(importing, "register_of", away)
    assert confirm(filled_on_sqlite, batch_id).done == 1
    assert len(tries) == 2


def test_a_list_of_five_thousand_lines_is_checked(filled_on_sqlite: Demo) -> None:
    rows = [("王立", id_number(n), "", SCHOOL, "申报人", "") for n in range(5000)]
    batch_id = send(filled_on_sqlite, "people", *rows)
    reviewer = filled_on_sqlite.actor("jian.reviewer")
    page = batches.list_items(
        filled_on_sqlite.parts, reviewer, batch_id, "WAITING", PageRequest(250, 20)
    )
    assert (page.total, page.rows[-1].number) == (5000, 5001)
