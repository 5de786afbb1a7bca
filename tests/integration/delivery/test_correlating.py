"""Messages and receivers find each other, whoever comes first."""

from sqlalchemy import delete

from tests.builders.diagrams import chain, receive, user_task
from tests.integration.delivery.office import ADMIN
from webapp.adapters.storage.models import BufferedMessage, ProcessInstance
from webapp.services import advancing, interventions


def statuses(office):
    with office.parts.database.reading() as session:
        rows = session.query(BufferedMessage).order_by(BufferedMessage.created_at)
        return [row.status for row in rows]


def deploy_receiver(office):
    waiting = receive("wait", "news", "=businessKey")
    diagram = chain("p", waiting, user_task("u", role="county_reviewer"), messages=("news",))
    office.deploy("p", diagram)


def key_of(office, instance):
    with office.parts.database.reading() as session:
        return session.get_one(ProcessInstance, instance).business_key


def test_a_message_reaches_the_instance_that_waits_for_it(office):
    deploy_receiver(office)
    instance, other = office.start("p"), office.start("p")
    office.run()
    office.publish("news", key_of(office, instance), {"text": "yes"})
    office.run()
    assert "wait" in office.completed(instance)
    assert "wait" not in office.completed(other)
    assert statuses(office) == ["DELIVERED"]


def test_a_message_for_nobody_is_kept_until_somebody_waits(office):
    deploy_receiver(office)
    office.publish("news", "P-220582-2026-0001")
    office.run()
    assert statuses(office) == ["BUFFERED"]
    instance = office.start("p")
    year = key_of(office, instance)
    if year != "P-220582-2026-0001":  # the key holds the year of the test's run
        office.publish("news", year)
    office.run()
    assert "wait" in office.completed(instance)


def test_two_kept_messages_reach_two_receivers_in_their_order(office):
    twice = (receive("first", "news", '="k"'), receive("second", "news", '="k"'))
    office.deploy("p", chain("p", *twice, messages=("news",)))
    for number in (1, 2):
        office.publish("news", "k", {"number": number})
    office.run()
    instance = office.start("p")
    office.run()
    assert office.state(instance) == "COMPLETED"
    assert statuses(office) == ["DELIVERED", "DELIVERED"]


def test_a_message_goes_to_one_receiver_only_and_to_the_one_that_waited_longest(office):
    office.deploy("p", chain("p", receive("wait", "news", '="k"'), messages=("news",)))
    first, second = office.start("p"), office.start("p")
    office.run()
    office.publish("news", "k")
    office.run()
    assert [office.state(i) for i in (first, second)] == ["COMPLETED", "ACTIVE"]


def test_an_incident_at_a_receiver_is_told_there(office, monkeypatch):
    deploy_receiver(office)
    instance = office.start("p")
    office.publish("news", key_of(office, instance))

    def refuse(*_arguments, **_more):
        raise RuntimeError("broken snapshot")

    monkeypatch.setattr(advancing, "advance", refuse)
    office.run()
    monkeypatch.undo()
    [incident] = office.incidents()
    assert (incident.kind, incident.instance_id, incident.element_id) == (
        "MESSAGE_NOT_CORRELATED",
        instance,
        "wait",
    )
    assert statuses(office) == ["BUFFERED"]
    interventions.retry_job(office.parts, ADMIN, str(incident.job_id), "已修复")
    office.run()
    assert "wait" in office.completed(instance)


def test_a_message_that_was_deleted_ends_its_job(office):
    office.publish("news", "k")
    with office.parts.database.writing() as session:
        session.execute(delete(BufferedMessage))
    office.run()
    assert office.job().status == "CANCELLED"
