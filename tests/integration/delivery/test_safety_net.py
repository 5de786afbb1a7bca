"""The safety net under the job engine, and the lists that show what is on its way."""

from datetime import timedelta

import pytest

from tests.builders.diagrams import chain, service_task, timer, user_task
from tests.integration.delivery.office import ADMIN, REVIEWER, deploy_work
from webapp.access.actor import Actor, Grant
from webapp.access.roles import Role
from webapp.kernel.identifiers import new_identifier
from webapp.kernel.pagination import PageRequest
from webapp.services import jobs, user_tasks


@pytest.mark.usefixtures("calls")
def test_a_lost_job_engine_is_made_good_by_the_safety_net(office):
    office.deploy("p", chain("p", service_task("a", "work"), timer("wait", "PT1H")))
    instance = office.start("p")
    office.delivery.lose_everything()
    assert office.run() == 0
    assert jobs.reconcile(office.parts) == 0  # nobody worries yet
    office.parts.clock.offset += timedelta(minutes=6)
    assert jobs.reconcile(office.parts) == 1
    office.run()
    office.delivery.lose_everything()
    office.parts.clock.offset += timedelta(hours=2)
    assert jobs.reconcile(office.parts) == 1
    office.run()
    assert office.state(instance) == "COMPLETED"
    assert jobs.reconcile(office.parts) == 0


def test_a_moved_clock_delivers_many_timers(office):
    office.deploy("p", chain("p", timer("wait", "P1D"), user_task("u")))
    for _ in range(5):
        office.start("p")
    office.delivery.lose_everything()
    office.parts.clock.offset += timedelta(days=1)
    assert jobs.redeliver_due(office.parts) == 5
    assert jobs.redeliver_due(office.parts) == 0
    assert office.run() == 5


@pytest.mark.usefixtures("calls")
def test_a_delivery_that_the_engine_gave_up_is_an_incident(office, monkeypatch):
    deploy_work(office)
    office.start("p")
    monkeypatch.setattr(office.delivery, "states", lambda names: dict.fromkeys(names, "GIVEN_UP"))
    office.parts.clock.offset += timedelta(hours=1)
    assert jobs.reconcile(office.parts) == 0
    [incident] = office.incidents()
    assert incident.message == "The job always ended the worker that carried it out."


@pytest.mark.usefixtures("calls")
def test_the_list_of_jobs_shows_what_is_in_sight(office):
    deploy_work(office)
    instance = office.start("p")
    [row] = jobs.list_jobs(
        office.parts, ADMIN, jobs.JobFilter(status="PENDING", instance_id=instance), PageRequest()
    ).rows
    assert (row.element_id, row.operation, row.status) == ("a", "work", "PENDING")
    elsewhere = Actor("someone", "x", "", (Grant(Role.ADMINISTRATOR, "222426"),))
    assert jobs.list_jobs(office.parts, elsewhere, jobs.JobFilter(), PageRequest()).total == 0


def test_a_job_that_vanished_is_no_trouble(office):
    jobs.perform(office.parts, new_identifier(), 1)


@pytest.mark.usefixtures("calls")
def test_a_user_task_after_a_job_can_be_done(office):
    office.deploy(
        "p", chain("p", service_task("a", "work"), user_task("u", role="county_reviewer"))
    )
    instance = office.start("p")
    office.run()
    [row] = user_tasks.list_user_tasks(office.parts, REVIEWER, "group", "", PageRequest()).rows
    user_tasks.complete_user_task(office.parts, REVIEWER, row.id, {})
    assert office.state(instance) == "COMPLETED"
