"""Carrying out deliveries: every step counts once, every failure is told, nothing is lost."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.builders.diagrams import chain, service_task, timer, user_task
from tests.integration.delivery.office import ADMIN, LATER, deploy_work
from webapp.adapters.storage.database import DatabaseAway
from webapp.adapters.storage.models import Job, ProcessInstance
from webapp.jobs.errors import BpmnError, TransientFailure
from webapp.kernel.pagination import PageRequest
from webapp.services import interventions, jobs


def test_operations_run_one_after_the_other_until_the_end(office, calls):
    deploy_work(office)
    instance = office.start("p")
    assert office.run() == 2
    assert office.state(instance) == "COMPLETED"
    assert [job.variables for job in calls] == [{"text": "hello"}, {}]
    assert {job.instance_id for job in calls} == {instance}
    assert {job.county for job in calls} == {"220582"}
    assert calls[0].business_key.startswith("P-220582-")
    assert [job.status for job in office.jobs()] == ["DONE", "DONE"]


def test_a_repeated_delivery_changes_nothing(office, calls):
    deploy_work(office)
    instance = office.start("p")
    first = office.job(element_id="a")
    office.run()
    before = office.version(instance), office.completed(instance)
    for _ in range(3):
        office.perform(first)
    assert (office.version(instance), office.completed(instance)) == before
    assert len(calls) == 2


def test_of_two_runs_at_once_one_is_counted(office):
    """A worker that was thought dead comes back while the handler of another one works."""
    runs = []

    @office.performs("work")
    def work(job):
        runs.append(job.id)
        if len(runs) == 1:
            office.perform(office.job(element_id="a"))
        return {}

    office.deploy("p", chain("p", service_task("a", "work"), user_task("u")))
    instance = office.start("p")
    office.run()
    assert len(runs) == 2
    assert len(set(runs)) == 1  # the key of the outside effect is the same
    assert office.completed(instance).count("a") == 1
    assert office.version(instance) == 2


def test_an_older_delivery_is_superseded(office, calls):
    deploy_work(office)
    office.start("p")
    job = office.job()
    with office.parts.database.writing() as session:
        office.delivery.deliver(session, session.get_one(Job, job.id))
    office.perform(job, delivery=1)
    assert calls == []
    office.perform(job, delivery=2)
    assert len(calls) == 1


def test_what_passes_is_tried_again_later_and_later(office):
    failures = iter([True, True, False])

    @office.performs("work")
    def work(_job):
        if next(failures):
            raise TransientFailure("The register does not answer.")

    office.deploy("p", chain("p", service_task("a", "work")))
    instance = office.start("p")
    clock = office.parts.clock
    pauses = []
    for failed in (1, 2):
        office.run()
        job = office.job()
        assert (job.failures, job.starts, job.last_error) == (
            failed,
            0,
            "The register does not answer.",
        )
        pauses.append((job.not_before - clock.now()).total_seconds())
        clock.offset += timedelta(seconds=pauses[-1] + 1)
    office.run()
    assert office.state(instance) == "COMPLETED"
    assert 7 < pauses[0] < 12.1
    assert 15 < pauses[1] < 24.1


def test_the_other_side_may_name_the_pause(office):
    @office.performs("work")
    def work(_job):
        raise TransientFailure("Closed until Monday.", retry_after=timedelta(days=2))

    office.deploy("p", chain("p", service_task("a", "work")))
    office.start("p")
    office.run()
    pause = office.job().not_before - office.parts.clock.now()
    assert timedelta(hours=47) < pause < timedelta(hours=49)


def test_when_the_attempts_are_spent_an_incident_tells_the_administrator(office):
    @office.performs("work")
    def work(_job):
        raise TransientFailure("The register does not answer.")

    office.deploy("p", chain("p", service_task("a", "work")))
    office.start("p")
    for _ in range(5):
        office.run()
        office.parts.clock.offset += LATER
    [incident] = office.incidents()
    assert (incident.kind, incident.message, incident.trace) == (
        "JOB_NO_RETRIES",
        "The register does not answer.",
        "",
    )
    assert office.job().status == "INCIDENT"
    assert office.run() == 0


def test_a_mistake_in_a_handler_is_an_incident_at_once_with_its_trace(office):
    @office.performs("work")
    def work(_job):
        return {"share": 1 / 0}

    office.deploy("p", chain("p", service_task("a", "work")))
    office.start("p")
    office.run()
    [incident] = office.incidents()
    assert (incident.kind, incident.element_id) == ("HANDLER_FAILED", "a")
    assert incident.message == "ZeroDivisionError: division by zero"
    assert "return {" in incident.trace
    [row] = jobs.list_incidents(office.parts, ADMIN, PageRequest()).rows
    assert (row.incident.id, row.county_name) == (incident.id, "集安市")


def test_a_result_that_cannot_be_stored_is_an_incident_and_not_a_step(office):
    @office.performs("work")
    def work(_job):
        return {"when": object()}

    office.deploy("p", chain("p", service_task("a", "work")))
    instance = office.start("p")
    office.run()
    assert [i.kind for i in office.incidents()] == ["HANDLER_FAILED"]
    assert office.completed(instance).count("a") == 0
    assert office.job().status == "INCIDENT"


@pytest.mark.usefixtures("calls")
def test_an_operation_that_nobody_performs_any_more_is_an_incident(office):
    deploy_work(office)
    office.start("p")
    with office.parts.database.writing() as session:
        session.execute(update(Job).values(operation="gone"))
    office.run()
    [incident] = office.incidents()
    assert incident.kind == "HANDLER_NOT_FOUND"
    assert incident.message == "No handler performs the operation “gone”."


def test_a_retried_job_runs_again_and_two_administrators_do_not_collide(office):
    broken = [True]

    @office.performs("work")
    def work(_job):
        if broken:
            raise ValueError("not yet")

    office.deploy("p", chain("p", service_task("a", "work")))
    instance = office.start("p")
    office.run()
    broken.clear()
    failed = office.job().id
    interventions.retry_job(office.parts, ADMIN, failed, "已修复")
    with pytest.raises(interventions.AlreadyResolved):
        interventions.retry_job(office.parts, ADMIN, failed, "已修复")
    assert office.run() == 1
    assert office.state(instance) == "COMPLETED"
    assert office.incidents() == []


def test_a_job_that_kills_its_worker_stops_after_five_runs(office, calls):
    deploy_work(office)
    office.start("p")
    with office.parts.database.writing() as session:
        session.execute(update(Job).values(starts=5))  # as five killed runs leave it
    office.run()
    assert calls == []
    [incident] = office.incidents()
    assert incident.kind == "JOB_NO_RETRIES"
    assert incident.message == "The job was begun 5 times and never came back."


def test_a_bpmn_error_is_an_incident_where_no_diagram_catches_it(office):
    @office.performs("work")
    def work(_job):
        raise BpmnError("NO_POSTS")

    office.deploy("p", chain("p", service_task("a", "work")))
    office.start("p")
    office.run()
    assert [i.kind for i in office.incidents()] == ["UNHANDLED_ERROR_EVENT"]


def test_a_database_that_is_away_inside_a_handler_is_no_mistake_of_the_handler(office):
    @office.performs("work")
    def work(_job):
        raise DatabaseAway

    office.deploy("p", chain("p", service_task("a", "work")))
    office.start("p")
    office.run()
    assert (office.job().status, office.job().failures) == ("PENDING", 1)


def test_the_job_of_a_cancelled_instance_is_forgotten(office, calls):
    deploy_work(office)
    instance = office.start("p")
    interventions.cancel_process_instance(office.parts, ADMIN, instance, "测试")
    office.run()
    assert calls == []
    assert office.job().status == "CANCELLED"


def test_a_job_whose_instance_ended_while_it_ran_is_given_up_quietly(office):
    @office.performs("work")
    def work(_job):
        with office.parts.database.writing() as session:
            session.execute(update(ProcessInstance).values(state="CANCELLED"))

    office.deploy("p", chain("p", service_task("a", "work")))
    office.start("p")
    office.run()
    assert office.job().status == "CANCELLED"
    assert office.incidents() == []


def test_a_timer_fires_at_its_time_and_not_before(office):
    office.deploy("p", chain("p", timer("wait", "P1D"), user_task("u")))
    instance = office.start("p")
    assert office.run() == 0
    office.parts.clock.offset += timedelta(days=1)
    assert office.run() == 1
    assert "wait" in office.completed(instance)


def test_a_timer_that_arrives_early_by_a_wrong_clock_is_sent_back(office):
    office.deploy("p", chain("p", timer("wait", "P1D"), user_task("u")))
    instance = office.start("p")
    job = office.job()
    office.perform(job)
    again = office.job()
    assert (again.delivery, again.not_before) == (2, job.not_before)
    assert "wait" not in office.completed(instance)
