"""The register of nominations on both databases: entered once, listed once, ended once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from webapp.adapters.registers.integrity import StoredIntegrity, StoredTitles
from webapp.adapters.registers.nominations import StoredNominations
from webapp.domain.ports.integrity import Bar, HeldTitle
from webapp.domain.ports.nominations import Channel, Nominee
from webapp.services import seed
from webapp.services.parts import Parts

COUNTY = "222426"
RARE = "𠅤努尔·阿不都热合曼"
ID = "220502198001011230"
CHANNEL = Channel(COUNTY, 2026, date(2026, 1, 1), date(2026, 3, 31), "省", "吉人社函1号")
NOMINEE = Nominee(
    "N-1", RARE, ID, "第一中学", "222426-school", "教育局", "li", "teaching", "语文", "高级教师"
)
BAR = Bar("sanction", ID, RARE, "记过", "处分1号", date(2026, 1, 1), date(2026, 12, 31), COUNTY)
TITLE = HeldTitle(
    ID, RARE, "targeted", "deputy_senior", "teaching", "高级教师", date(2023, 5, 1), COUNTY, "C-1"
)


@pytest.fixture
def register(parts: Parts) -> StoredNominations:
    seed.seed_organisations(parts)
    return StoredNominations(parts.database)


def enter(register: StoredNominations, number: int, **others: str) -> str:
    key = f"N-{number}"
    nominee = replace(NOMINEE, key=key, id_number=f"{number:018}", **others)
    assert register.enter(f"job {key}", COUNTY, 2026, nominee)
    return key


def test_the_latest_window_of_a_year_counts(register):
    assert register.channel(COUNTY, 2026) is None
    register.open_channel("a", CHANNEL)
    longer = replace(CHANNEL, closes_on=date(2026, 4, 30))
    register.open_channel("b", longer)
    register.open_channel("a", CHANNEL)
    assert register.channel(COUNTY, 2026) == longer


def test_a_nomination_is_entered_once_with_every_character_of_its_name(register):
    assert register.enter("job", COUNTY, 2026, NOMINEE)
    assert register.enter("job", COUNTY, 2026, NOMINEE)
    assert register.nominee("N-1") == NOMINEE
    assert register.pending(COUNTY, "teaching", 2026) == 1
    assert register.nominee("N-2") is None


def test_a_person_has_one_nomination_under_way_in_a_year(register):
    register.enter("job", COUNTY, 2026, NOMINEE)
    second = replace(NOMINEE, key="N-2")
    assert not register.enter("job 2", COUNTY, 2026, second)
    register.settle("N-1", "REFUSED", "理由")
    assert register.enter("job 2", COUNTY, 2026, second)


def test_a_roster_closes_once_in_its_order_and_takes_nobody_in_afterwards(register):
    for number, unit in ((1, "乙校"), (2, "甲校"), (3, "甲校")):
        assert register.submit(enter(register, number, unit=unit), "hash")
    late = enter(register, 4)
    names = [each.key for each in register.close_roster("r", COUNTY, "teaching", 2026, "R-1")]
    assert names == ["N-1", "N-2", "N-3"]
    assert not register.submit(late, "hash")
    assert register.submit("N-1", "hash")
    register.settle("N-2", "WITHDRAWN")
    register.settle("N-2", "CERTIFIED")
    assert register.state("N-2") == "WITHDRAWN"
    again = register.close_roster("r", COUNTY, "teaching", 2026, "R-1")
    assert (
        [each.key for each in again]
        == ["N-1", "N-3"]
        == [each.key for each in register.roster("R-1")]
    )
    assert not register.submit("unknown", "hash")


def test_nobody_is_lost_between_acceptance_and_the_closing_of_the_roster(register):
    keys = [enter(register, number) for number in range(1, 21)]
    with ThreadPoolExecutor(8) as threads:
        accepted = [threads.submit(register.submit, key, "hash") for key in keys[:10]]
        closed = threads.submit(register.close_roster, "r", COUNTY, "teaching", 2026, "R-1")
        accepted += [threads.submit(register.submit, key, "hash") for key in keys[10:]]
        taken = {key for key, each in zip(keys, accepted, strict=True) if each.result()}
        closed.result()
    assert {each.key for each in register.roster("R-1")} == taken


def test_what_bars_a_person_counts_on_its_days_and_is_entered_once(parts):
    seed.seed_organisations(parts)
    integrity = StoredIntegrity(parts.database)
    for key in ("a", "a"):
        integrity.record(key, BAR)
    assert integrity.bars(ID, date(2026, 12, 31)) == [BAR]
    assert integrity.bars(ID, date(2027, 1, 1)) == []
    assert integrity.bars("another", date(2026, 6, 1)) == []


def test_a_title_ends_once(parts):
    seed.seed_organisations(parts)
    titles = StoredTitles(parts.database)
    titles.record("a", TITLE)
    titles.record("a", TITLE)
    titles.end("C-1", date(2026, 2, 1), "revoked")
    titles.end("C-1", date(2026, 3, 1), "left")
    ended = replace(TITLE, ended_on=date(2026, 2, 1), end_reason="revoked")
    assert titles.held(ID) == [ended]
