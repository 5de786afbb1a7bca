"""Messages are dropped when they come twice, kept for a time, and discarded for a reason."""

from datetime import timedelta

import pytest

from tests.builders.diagrams import chain, receive, user_task
from tests.builders.events import by_message
from tests.integration.delivery.office import ADMIN, COUNTY
from webapp.access.actor import Actor, Grant
from webapp.access.roles import Role
from webapp.adapters.storage.models import BufferedMessage, ProcessInstance
from webapp.engine.outcome import ThrownMessage
from webapp.kernel.errors import InvalidInput, NotAllowed, NotFound
from webapp.kernel.pagination import PageRequest
from webapp.services import forgetting, messages
from webapp.services.interventions import AlreadyResolved

COUNTY_ADMIN = Actor(None, "a", "县管理员", (Grant(Role.ADMINISTRATOR, COUNTY),))
ELSEWHERE_ADMIN = Actor(None, "b", "邻县管理员", (Grant(Role.ADMINISTRATOR, "222404"),))
SUPERVISOR = Actor(None, "s", "监督", (Grant(Role.SUPERVISOR, "220000"),))
TASK = user_task("u", role="county_reviewer")
NEWS = ThrownMessage("news", "k", {"text": "yes"}, "")


def deploy_receiver(office):
    office.deploy("p", chain("p", receive("wait", "news", '="k"'), messages=("news",)))


def deploy_begun(office):
    office.deploy("s", chain("s", TASK, messages=("news",), begin=by_message("news")))


def publish(office, message_id=None, organisation_id=None, actor=ADMIN):
    return messages.publish_message(office.parts, actor, NEWS, message_id, organisation_id)


def running(office, process_id):
    with office.parts.database.reading() as session:
        found = session.query(ProcessInstance).filter_by(process_id=process_id)
        return [row.county_id for row in found]


def statuses(office):
    with office.parts.database.reading() as session:
        rows = session.query(BufferedMessage).order_by(BufferedMessage.created_at)
        return [row.status for row in rows]


def shown(office, actor=ADMIN):
    return messages.list_kept_messages(office.parts, actor, PageRequest())


def test_a_message_that_comes_again_under_its_id_is_dropped_even_after_its_delivery(office):
    deploy_receiver(office)
    first, second = office.start("p"), office.start("p")
    made = publish(office, "m-1")
    office.run()
    again = publish(office, "m-1")
    office.run()
    assert (again.id, again.status) == (made.id, "DELIVERED")
    assert [office.state(instance) for instance in (first, second)] == ["COMPLETED", "ACTIVE"]


def test_a_message_from_outside_starts_a_process_at_the_place_that_it_names_and_once(office):
    deploy_begun(office)
    for _ in range(2):
        publish(office, "m-1", COUNTY)
        office.run()
    assert running(office, "s") == [COUNTY]
    assert statuses(office) == ["DELIVERED"]


def test_a_message_from_outside_that_names_no_place_starts_nothing(office):
    deploy_begun(office)
    publish(office)
    office.run()
    assert (running(office, "s"), statuses(office)) == ([], ["BUFFERED"])


def test_a_message_may_come_before_the_process_that_begins_with_it_is_published(office):
    publish(office, organisation_id=COUNTY)
    office.run()
    deploy_begun(office)
    office.run()
    assert running(office, "s") == [COUNTY]


def test_an_administrator_sends_to_places_within_reach_only(office):
    publish(office, organisation_id=COUNTY, actor=COUNTY_ADMIN)
    with pytest.raises(NotFound):
        publish(office, organisation_id=COUNTY, actor=ELSEWHERE_ADMIN)


def test_a_message_is_kept_for_as_long_as_the_settings_say(office):
    publish(office)
    office.run()
    [row] = shown(office).kept.rows
    assert row.expires_at - row.created_at == timedelta(days=90)
    office.parts.clock.offset += timedelta(days=89)
    assert forgetting.expire_messages(office.parts) == 0
    office.parts.clock.offset += timedelta(days=2)
    assert shown(office).kept.total == 0
    assert forgetting.expire_messages(office.parts) == 1
    assert [(row.name, row.status) for row in shown(office).ended] == [("news", "EXPIRED")]


def test_a_message_whose_time_is_over_reaches_nobody(office):
    deploy_receiver(office)
    publish(office)
    office.run()
    office.parts.clock.offset += timedelta(days=91)
    instance = office.start("p")
    office.run()
    assert office.state(instance) == "ACTIVE"


def test_kept_and_awaited_messages_stand_side_by_side_without_their_contents(office):
    deploy_receiver(office)
    office.start("p")
    thrown = ThrownMessage("news", "another key", {"secret": "内容"}, "")
    messages.publish_message(office.parts, ADMIN, thrown)
    office.run()
    found = shown(office, SUPERVISOR)
    assert [(row.name, row.correlation_key) for row in found.kept.rows] == [("news", "another key")]
    [awaited] = found.awaited
    assert (awaited.name, awaited.correlation_key, awaited.element_name) == ("news", "k", "wait")
    assert "内容" not in repr(found)


def test_a_discarded_message_reaches_nobody_and_keeps_the_reason(office):
    deploy_receiver(office)
    made = publish(office)
    office.run()
    messages.discard_message(office.parts, ADMIN, made.id, "发送有误")
    with pytest.raises(AlreadyResolved):
        messages.discard_message(office.parts, ADMIN, made.id, "发送有误")
    instance = office.start("p")
    office.run()
    assert office.state(instance) == "ACTIVE"
    [row] = shown(office).ended
    assert (row.status, row.ended_by, row.reason) == ("DISCARDED", "管理员", "发送有误")


def test_discarding_needs_a_reason_a_role_and_sight(office):
    made = publish(office, organisation_id=COUNTY)
    for actor, reason, refusal in (
        (ADMIN, " ", InvalidInput),
        (SUPERVISOR, "理由充分", NotAllowed),
        (ELSEWHERE_ADMIN, "理由充分", NotFound),
    ):
        with pytest.raises(refusal):
            messages.discard_message(office.parts, actor, made.id, reason)
    messages.discard_message(office.parts, COUNTY_ADMIN, made.id, "理由充分")
    assert statuses(office) == ["DISCARDED"]


def test_a_key_of_many_parts_may_be_longer_than_its_column(office):
    key = '["' + '","'.join(["第一中学语文教研组"] * 40) + '"]'
    office.deploy("p", chain("p", receive("wait", "news", "=long"), messages=("news",)))
    instance = office.start("p", {"long": key})
    office.publish("news", key[:-2] + 'x"]')
    office.run()
    assert office.state(instance) == "ACTIVE"
    office.publish("news", key)
    office.run()
    assert office.state(instance) == "COMPLETED"
