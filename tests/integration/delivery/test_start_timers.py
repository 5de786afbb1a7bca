"""Timers start instances: in every county that uses the process, once for each due time."""

from datetime import datetime, timedelta

import pytest

from tests.builders.diagrams import chain, user_task
from tests.builders.events import by_timer
from tests.integration.delivery.office import ADMIN, COUNTY
from webapp.access.actor import Actor, Grant
from webapp.access.roles import Role
from webapp.adapters.storage.models import ProcessInstance, StartTimer
from webapp.domain.places import COUNTIES
from webapp.kernel.clock import CHINA
from webapp.kernel.pagination import PageRequest
from webapp.services import deployments, process_instances, redelivery, starts
from webapp.services.deployments import TimerUnusable

COUNTY_ADMIN = Actor(None, "a", "县管理员", (Grant(Role.ADMINISTRATOR, COUNTY),))
TASK = user_task("u", role="county_reviewer")
EVERY_DAY = chain("p", TASK, begin=by_timer("Cycle", "R/P1D"))
ALL = sorted(county.code for county in COUNTIES)


def pass_time(office, **span):
    office.parts.clock.offset += timedelta(**span)
    redelivery.redeliver_due(office.parts)
    office.run()


def started(office):
    with office.parts.database.reading() as session:
        return sorted(row.county_id for row in session.query(ProcessInstance))


def armed(office):
    with office.parts.database.reading() as session:
        found = session.query(StartTimer).order_by(StartTimer.county_id)
        return [(row.county_id, row.remaining) for row in found]


def deploy_own(office, diagram):
    office.deploy("p", diagram, owner=COUNTY)


def test_a_process_is_started_once_in_every_county_when_its_time_has_come(office):
    office.deploy("p", chain("p", TASK, begin=by_timer("Duration", "PT1H")))
    assert started(office) == []
    assert [county for county, _ in armed(office)] == ALL
    pass_time(office, minutes=59)
    assert started(office) == []
    pass_time(office, minutes=2)
    assert started(office) == ALL
    assert armed(office) == []
    pass_time(office, days=9)
    assert started(office) == ALL


def test_a_cycle_starts_again_and_again_until_it_is_used_up(office):
    office.deploy("p", chain("p", TASK, begin=by_timer("Cycle", "R2/P1D")))
    assert armed(office) == [(county, 2) for county in ALL]
    pass_time(office, days=1, minutes=1)
    assert (started(office), armed(office)) == (ALL, [(county, 1) for county in ALL])
    pass_time(office, days=1)
    assert (started(office), armed(office)) == (sorted(ALL * 2), [])


def test_every_due_time_that_was_missed_is_made_up_for(office):
    office.deploy("p", EVERY_DAY)
    pass_time(office, days=3, hours=1)
    assert started(office) == sorted(ALL * 3)
    assert armed(office) == [(county, -1) for county in ALL]


def test_a_delivery_that_comes_twice_starts_one_instance(office):
    deploy_own(office, EVERY_DAY)
    office.parts.clock.offset += timedelta(days=1, minutes=1)
    job = office.job(kind="TIMER")
    office.perform(job)
    office.perform(job)
    assert started(office) == [COUNTY]
    assert len(office.jobs(kind="TIMER")) == 2


def test_a_newer_version_takes_the_place_of_the_old_ones_timers(office):
    office.deploy("p", EVERY_DAY)
    office.deploy("p", chain("p", TASK, begin=by_timer("Cycle", "R/P7D")))
    assert len(armed(office)) == len(ALL)
    pass_time(office, days=2)
    assert started(office) == []
    pass_time(office, days=6)
    assert started(office) == ALL


def test_a_newer_version_without_a_timer_is_started_by_none(office):
    office.deploy("p", EVERY_DAY)
    office.deploy("p", chain("p", TASK))
    assert armed(office) == []
    pass_time(office, days=2)
    assert started(office) == []


def test_publishing_the_same_again_leaves_the_timers_alone(office):
    office.deploy("p", EVERY_DAY)
    office.parts.clock.offset += timedelta(hours=20)
    office.deploy("p", EVERY_DAY)
    pass_time(office, hours=5)
    assert started(office) == ALL


def test_a_county_with_its_own_version_goes_by_its_own_timer(office):
    office.deploy("p", EVERY_DAY)
    deploy_own(office, chain("p", TASK, begin=by_timer("Cycle", "R/P7D")))
    pass_time(office, days=1, minutes=1)
    assert started(office) == [county for county in ALL if county != COUNTY]
    office.deploy(
        "p", chain("p", TASK, TASK.replace('"u"', '"v"'), begin=by_timer("Cycle", "R/P2D"))
    )
    pass_time(office, days=6, minutes=1)
    assert started(office).count(COUNTY) == 1


def test_one_event_may_hold_several_timers(office):
    begin = by_timer("Duration", "PT1H") + by_timer("Duration", "PT3H")
    deploy_own(office, chain("p", TASK, begin=begin))
    pass_time(office, hours=2)
    assert (started(office), len(armed(office))) == ([COUNTY], 1)
    pass_time(office, hours=2)
    assert (started(office), armed(office)) == ([COUNTY] * 2, [])


def test_working_days_are_those_of_the_county(office):
    friday = datetime(2026, 3, 6, 10, 0, tzinfo=CHINA)
    office.parts.clock.offset += friday - office.parts.clock.now()
    begin = by_timer("Duration", "P1D", calendar="working")
    deploy_own(office, chain("p", TASK, begin=begin))
    pass_time(office, days=3)
    assert started(office) == []
    pass_time(office, days=1)
    assert started(office) == [COUNTY]


def test_a_date_that_has_gone_by_starts_nothing(office):
    office.deploy("p", chain("p", TASK, begin=by_timer("Date", "2020-01-01T08:00:00+08:00")))
    assert armed(office) == []


def test_a_timer_may_be_reckoned_from_what_is_known_of_the_county(office):
    text = f'=if county.code = "{COUNTY}" then "PT1H" else "PT9H"'
    office.deploy("p", chain("p", TASK, begin=by_timer("Duration", text)))
    pass_time(office, hours=2)
    assert started(office) == [COUNTY]


def test_a_timer_without_a_usable_moment_is_refused_and_nothing_is_published(office):
    with pytest.raises(TimerUnusable):
        office.deploy("p", chain("p", TASK, begin=by_timer("Duration", '="soon"')))
    assert deployments.list_deployments(office.parts, ADMIN, PageRequest()).rows == []


def test_a_start_that_fails_is_shown_and_tried_again(office, monkeypatch):
    deploy_own(office, EVERY_DAY)

    def fail(*_arguments, **_more):
        raise RuntimeError("no number is left")

    monkeypatch.setattr(process_instances, "_business_key", fail)
    pass_time(office, days=1, minutes=1)
    monkeypatch.undo()
    [shown] = starts.list_starts(office.parts, COUNTY_ADMIN).timers
    assert (shown.status, "no number is left" in shown.last_error) == ("INCIDENT", True)
    starts.retry_start(office.parts, ADMIN, shown.job_id)
    office.run()
    assert started(office) == [COUNTY]
    [shown] = starts.list_starts(office.parts, COUNTY_ADMIN).timers
    assert (shown.status, shown.version, shown.remaining) == ("PENDING", 1, -1)
