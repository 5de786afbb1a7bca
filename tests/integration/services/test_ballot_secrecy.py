"""Whoever has only the database cannot join voter and vote, on either database (A7)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from sqlalchemy import inspect, text

from tests.fixtures.parts import Demo
from webapp.adapters.registers import ballots as boxes
from webapp.adapters.storage.models import BallotBox
from webapp.domain.ballots import AlreadyVoted, BallotClosed, PaperIncomplete, RecusedVote
from webapp.domain.ports.ballots import BallotPlan, Ballots, Entry, Voter
from webapp.kernel.errors import NotAllowed, NotFound
from webapp.services import ballots

COUNTY = "220582"
EXPERTS = [f"jian.expert{number}" for number in range(1, 6)]
PEOPLE = [Entry(f"N-{number}", f"申报人{number}") for number in range(1, 4)]
YES = {each.key: "yes" for each in PEOPLE}
NO = {each.key: "no" for each in PEOPLE}


def open_box(demo: Demo, key: str = "box", **barred: frozenset[str]) -> str:
    """Open a box for five experts; `expert2=frozenset({"N-1"})` lets one withdraw."""
    started = demo.start("jian.office", "review_round", COUNTY, {"year": 2026, "series": "health"})
    voters = [Voter(each, each, barred.get(each.split(".")[1], frozenset())) for each in EXPERTS]
    port: Ballots = demo.parts.ports[Ballots]
    return port.open(key, started.id, BallotPlan(COUNTY, "表决", PEOPLE, voters))


def cast(demo: Demo, box: str, username: str, marks: Mapping[str, str]) -> None:
    ballots.cast_vote(demo.parts, demo.actor(username), box, marks)


def close(demo: Demo, box: str) -> list[tuple[str, int, int, int, int]]:
    port: Ballots = demo.parts.ports[Ballots]
    return [(c.key, c.yes, c.no, c.abstain, c.missing) for c in port.close(box)]


def dump(demo: Demo) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Read what the administrator of the database can: every row, hidden columns included."""
    engine = demo.parts.database.engine
    hidden = "rowid" if demo.parts.database.is_sqlite else "xmin::text, xmax::text, ctid::text"
    with engine.connect() as connection:
        for table in inspect(engine).get_table_names():
            own = hidden if table.startswith("ballot") else "1 AS hidden"
            for row in connection.execute(text(f'SELECT {own}, * FROM "{table}"')):  # noqa: S608
                yield table, dict(row._mapping)


def rows_of(demo: Demo, table: str) -> list[Mapping[str, Any]]:
    return [row for name, row in dump(demo) if name == table]


def as_bytes(value: Any) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


@pytest.mark.rule("A7")
def test_the_administrator_of_the_database_cannot_join_voter_and_vote(filled: Demo) -> None:
    """Look at the database before and after every single vote, as backups and logs do."""
    box = open_box(filled)
    seen = [rows_of(filled, "ballot_box")]
    tables = {table for table, _row in dump(filled)}
    for number, expert in enumerate(EXPERTS):
        before = Counter(table for table, _row in dump(filled))
        cast(filled, box, expert, YES if number % 2 else NO)
        assert Counter(table for table, _row in dump(filled)) == before  # no paper has a row
        seen.append(rows_of(filled, "ballot_box"))
    urns = [as_bytes(row["urn"]) for [row] in seen]
    assert len({len(urn) for urn in urns}) == 1  # the length tells nothing
    assert len(set(urns)) == len(urns)  # sealed anew each time, so that equal votes do not show
    others = [
        {name: value for name, value in row.items() if name not in ("urn", "xmin", "xmax", "ctid")}
        for [row] in seen
    ]
    assert all(each == others[0] for each in others)  # no counter, no time of a vote
    voters = rows_of(filled, "ballot_voter")
    assert {row["username"]: bool(row["voted"]) for row in voters} == dict.fromkeys(EXPERTS, True)
    columns = {name for row in voters for name in row}
    assert columns - {"rowid", "xmin", "xmax", "ctid", "hidden"} == {
        "box_id", "username", "name", "barred", "voted",
    }  # fmt: skip
    assert tables == {table for table, _row in dump(filled)}
    assert close(filled, box) == [(f"N-{n}", 2, 3, 0, 0) for n in (1, 2, 3)]


@pytest.mark.rule("A7")
def test_what_one_transaction_wrote_joins_the_voter_with_the_sealed_urn_only(filled: Demo) -> None:
    """The row versions of PostgreSQL say who has voted last; they do not say how."""
    guesses = set()
    for key, marks in (("a", YES), ("b", NO)):
        box = open_box_again(filled, key)
        cast(filled, box, EXPERTS[0], marks)
        [row] = [each for each in rows_of(filled, "ballot_box") if each["id"] == box]
        [voter] = [
            each
            for each in rows_of(filled, "ballot_voter")
            if each["box_id"] == box and each["voted"]
        ]
        if "xmin" in row:
            assert row["xmin"] == voter["xmin"]  # what the database itself always tells
        guesses.add((len(as_bytes(row["urn"])), as_bytes(row["urn"])[:1]))
    assert len(guesses) == 1  # all that shows is alike for yes and no


def open_box_again(demo: Demo, key: str) -> str:
    with demo.parts.database.reading() as session:
        known = session.query(BallotBox).first()
    if known is None:
        return open_box(demo, key)
    port: Ballots = demo.parts.ports[Ballots]
    voters = [Voter(each, each) for each in EXPERTS]
    return port.open(key, known.instance_id, BallotPlan(COUNTY, "表决", PEOPLE, voters))


@pytest.mark.rule("A7")
def test_even_with_the_installations_key_an_open_box_holds_no_papers_only_numbers(
    filled: Demo,
) -> None:
    box = open_box(filled, expert2=frozenset({"N-1"}))
    cast(filled, box, EXPERTS[0], YES)
    cast(filled, box, EXPERTS[1], {"N-2": "no", "N-3": "yes"})
    with filled.parts.database.reading() as session:
        row = session.get(BallotBox, box)
        assert row is not None
        assert row.urn is not None
        assert row.urn_key is not None
        urn = boxes._urn_cipher(filled.parts.cipher, row.urn_key).open(row.urn)
    numbers = [int.from_bytes(urn[at : at + 2]) for at in range(0, len(urn), 2)]
    assert numbers == [1, 0, 0, 1, 1, 0, 2, 0, 0]  # yes, no, abstained of each; no voter, no order


@pytest.mark.rule("A7")
def test_closing_leaves_the_counts_and_destroys_the_rest(filled: Demo) -> None:
    box = open_box(filled)
    cast(filled, box, EXPERTS[0], {"N-1": "yes", "N-2": "no", "N-3": "abstain"})
    counts = close(filled, box)
    assert counts == [("N-1", 1, 0, 0, 4), ("N-2", 0, 1, 0, 4), ("N-3", 0, 0, 1, 4)]
    [row] = rows_of(filled, "ballot_box")
    assert row["urn"] is None
    assert row["urn_key"] is None
    assert close(filled, box) == counts  # a repeated job tells the same


@pytest.mark.rule("A7")
def test_nobody_votes_twice_late_or_for_another(filled: Demo) -> None:
    box = open_box(filled)
    cast(filled, box, EXPERTS[0], YES)
    with pytest.raises(AlreadyVoted):
        cast(filled, box, EXPERTS[0], NO)
    with pytest.raises(NotFound):
        ballots.read_paper(filled.parts, filled.actor("jian.expert9"), box)
    with pytest.raises(NotAllowed):  # the office cannot vote in an expert's place
        cast(filled, box, "jian.office", YES)
    counts = close(filled, box)
    with pytest.raises(BallotClosed) as refused:
        cast(filled, box, EXPERTS[1], YES)
    assert refused.value.message.zh.startswith("投票已经结束，不得补充投票。（依据规则A7）")
    assert close(filled, box) == counts


@pytest.mark.rule("A7", "A11")
def test_a_paper_that_is_not_right_is_refused_whole_and_may_be_sent_again(filled: Demo) -> None:
    box = open_box(filled, expert1=frozenset({"N-2"}))
    with pytest.raises(RecusedVote) as refused:
        cast(filled, box, EXPERTS[0], YES)
    assert "您应当回避对申报人2的表决。（依据规则A11）" in refused.value.message.zh
    with pytest.raises(PaperIncomplete) as incomplete:
        cast(filled, box, EXPERTS[0], {"N-1": "yes"})
    assert incomplete.value.message.zh.startswith("还有1人没有选择：申报人3。")
    cast(filled, box, EXPERTS[0], {"N-1": "yes", "N-3": "no"})
    assert close(filled, box) == [("N-1", 1, 0, 0, 4), ("N-2", 0, 0, 0, 4), ("N-3", 0, 1, 0, 4)]
