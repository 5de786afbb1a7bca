"""A signal reaches all who wait for it when it is thrown, once each, and starts processes."""

import pytest

from tests.builders.diagrams import chain, user_task
from tests.builders.events import by_signal, catch_signal, throw_signal
from tests.integration.delivery.office import ADMIN, COUNTY
from webapp.adapters.storage.models import ProcessInstance, Signal
from webapp.engine.outcome import ThrownSignal
from webapp.services import advancing, interventions, messages, redelivery

ELSEWHERE = "222404"
NEWS = ThrownSignal("news", {"text": "yes"}, "")


def deploy_listener(office):
    waiting = catch_signal("wait", "news")
    office.deploy("p", chain("p", waiting, signals=("news",)))


def deploy_thrower(office):
    office.deploy("t", chain("t", throw_signal("tell", "news"), signals=("news",)))


def states(office, instances):
    return [office.state(instance) for instance in instances]


def running(office, process_id):
    with office.parts.database.reading() as session:
        found = session.query(ProcessInstance).filter_by(process_id=process_id)
        return sorted(row.county_id for row in found)


def test_fifty_instances_hear_a_signal_of_another_one_once_each(office):
    deploy_listener(office)
    deploy_thrower(office)
    waiting = [office.start("p") for _ in range(50)]
    office.start("t")
    assert len(office.jobs(kind="SIGNAL", status="PENDING")) == 50
    office.run()
    assert states(office, waiting) == ["COMPLETED"] * 50
    assert [office.version(instance) for instance in waiting] == [2] * 50
    assert len(office.jobs(kind="SIGNAL", status="DONE")) == 50


def test_a_signal_survives_the_loss_of_every_delivery_and_is_still_heard_once(office):
    deploy_listener(office)
    waiting = [office.start("p") for _ in range(3)]
    messages.publish_signal(office.parts, ADMIN, NEWS)
    office.perform(office.jobs(kind="SIGNAL")[0])
    office.delivery.lose_everything()
    redelivery.redeliver_due(office.parts)
    for job in office.jobs(kind="SIGNAL"):
        office.perform(job)
        office.perform(job)
    office.run()
    assert states(office, waiting) == ["COMPLETED"] * 3
    assert [office.version(instance) for instance in waiting] == [2] * 3


def test_who_goes_on_waiting_hears_each_signal_once(office):
    beside = (
        '<bpmn:boundaryEvent id="heard" name="heard" attachedToRef="u" cancelActivity="false">'
        '<bpmn:signalEventDefinition signalRef="signal_news"/></bpmn:boundaryEvent>'
        '<bpmn:endEvent id="noted" name="noted"/>'
        '<bpmn:sequenceFlow id="on" sourceRef="heard" targetRef="noted"/>'
    )
    task = user_task("u", role="county_reviewer") + beside
    office.deploy("p", chain("p", task, signals=("news",)))
    instance = office.start("p")
    for number in (1, 2):
        messages.publish_signal(office.parts, ADMIN, NEWS)
        job = office.jobs(kind="SIGNAL")[-1]
        for _ in range(3):
            office.perform(job)
        assert office.completed(instance).count("heard") == number


def test_a_county_does_not_hear_what_is_thrown_in_another(office):
    deploy_listener(office)
    deploy_thrower(office)
    here, there = office.start("p"), office.start("p", county=ELSEWHERE)
    office.start("t", county=ELSEWHERE)
    office.run()
    assert states(office, [here, there]) == ["ACTIVE", "COMPLETED"]


def test_the_province_is_heard_everywhere(office):
    deploy_listener(office)
    both = [office.start("p"), office.start("p", county=ELSEWHERE)]
    messages.publish_signal(office.parts, ADMIN, NEWS)
    office.run()
    assert states(office, both) == ["COMPLETED", "COMPLETED"]


def test_who_begins_to_wait_later_does_not_hear_it(office):
    deploy_listener(office)
    messages.publish_signal(office.parts, ADMIN, NEWS)
    office.run()
    late = office.start("p")
    office.run()
    assert office.state(late) == "ACTIVE"


def test_who_has_stopped_waiting_is_left_alone(office):
    deploy_listener(office)
    instance = office.start("p")
    messages.publish_signal(office.parts, ADMIN, NEWS)
    interventions.cancel_process_instance(office.parts, ADMIN, instance, "不再需要")
    office.run()
    assert office.job(kind="SIGNAL").status == "CANCELLED"
    assert office.incidents() == []


def test_what_a_signal_brings_is_there_afterwards(office):
    task = user_task("u", role="county_reviewer")
    office.deploy("p", chain("p", catch_signal("wait", "news"), task, signals=("news",)))
    instance = office.start("p")
    messages.publish_signal(office.parts, ADMIN, NEWS)
    office.run()
    assert office.variables(instance)["text"] == "yes"


def test_a_signal_published_twice_under_one_id_is_one_signal(office):
    deploy_listener(office)
    office.start("p")
    first = messages.publish_signal(office.parts, ADMIN, NEWS, "signal-1")
    again = messages.publish_signal(office.parts, ADMIN, NEWS, "signal-1")
    assert again == first
    assert len(office.jobs(kind="SIGNAL")) == 1


def test_a_signal_starts_what_begins_with_it_in_the_county_where_it_is_thrown(office):
    deploy_thrower(office)
    task = user_task("u", role="county_reviewer")
    office.deploy("s", chain("s", task, signals=("news",), begin=by_signal("news")))
    office.start("t")
    job = office.job(kind="START")
    office.perform(job)
    office.perform(job)
    assert running(office, "s") == [COUNTY]
    with office.parts.database.reading() as session:
        [signal] = session.query(Signal)
        assert (signal.scope_id, signal.receivers, signal.starts) == (COUNTY, 0, 1)


def test_a_process_that_no_longer_begins_with_the_signal_is_not_started(office):
    task = user_task("u", role="county_reviewer")
    office.deploy("s", chain("s", task, signals=("news",), begin=by_signal("news")))
    messages.publish_signal(office.parts, ADMIN, NEWS, scope_id=COUNTY)
    office.deploy("s", chain("s", task))
    office.run()
    assert running(office, "s") == []


def test_an_incident_at_one_that_hears_is_told_there_and_the_others_go_on(office, monkeypatch):
    deploy_listener(office)
    first, second = office.start("p"), office.start("p")
    messages.publish_signal(office.parts, ADMIN, NEWS)
    advance = advancing.advance

    def refuse(parts, session, instance, *rest):
        if instance.id == first:
            raise RuntimeError("broken snapshot")
        return advance(parts, session, instance, *rest)

    monkeypatch.setattr(advancing, "advance", refuse)
    office.run()
    monkeypatch.undo()
    [incident] = office.incidents()
    assert (incident.instance_id, incident.element_id) == (first, "wait")
    assert states(office, [first, second]) == ["ACTIVE", "COMPLETED"]
    interventions.retry_job(office.parts, ADMIN, str(incident.job_id), "已修复")
    office.run()
    assert office.state(first) == "COMPLETED"


def test_a_signal_of_an_advance_that_is_rolled_back_was_never_thrown(office, monkeypatch):
    deploy_listener(office)
    deploy_thrower(office)
    office.start("p")

    def fail(*_arguments, **_more):
        raise RuntimeError("the history is full")

    monkeypatch.setattr(advancing, "_write_history", fail)
    with pytest.raises(RuntimeError, match="the history is full"):
        office.start("t")
    assert office.jobs(kind="SIGNAL") == []
