"""A file of several pools is as many processes; a call may name the version that it means."""

import pytest

from tests.builders.diagrams import (
    chain,
    form,
    one_process,
    pools,
    properties,
    timer,
    user_task,
)
from tests.fixtures.parts import Demo
from webapp.access.actor import SYSTEM
from webapp.adapters.storage.models import DefinitionVersion
from webapp.services import checking, definitions, deployments, instance_views
from webapp.services.deployments import DefinitionRefused

OWNER = "owner"
HR = "jian.school.hr"
SCHOOL = "220582-school"
PROVINCE, COUNTY = "220000", "220582"

FORMS = {f"forms/{key}.json": form() for key in ("buyer/ask", "seller/answer", "sub/do")}


def both(ask: str = "ask") -> bytes:
    """Return a file with two pools, each of which somebody may start."""
    return pools(
        one_process("buyer", user_task(ask, name=ask), suffix="_b", startRoles="unit_hr"),
        one_process("seller", user_task("answer"), suffix="_s", startRoles="unit_hr"),
    )


def deploy(demo: Demo, files: dict[str, bytes], owner: str = PROVINCE) -> list[str]:
    row = deployments.deploy(demo.parts, SYSTEM, owner, {**files, **FORMS}, "test")
    return [f"{key} {number}" for kind, key, number in row.versions if kind == "process"]


def test_each_executable_process_of_a_file_is_a_definition_of_its_own(filled: Demo) -> None:
    assert deploy(filled, {"bpmn/market.bpmn": both()}) == ["buyer 1", "seller 1"]
    for key in ("buyer", "seller"):
        actor = filled.actor(OWNER)
        found = definitions.read_definition(filled.parts, actor, "process", key, PROVINCE)
        assert (found.row.name, found.content) == (key, both())
        filled.start(HR, key, SCHOOL, {})
    assert sorted(task.element_id for task in filled.tasks(HR)) == ["answer", "ask"]


def test_a_file_that_has_changed_is_a_new_version_of_every_process_in_it(filled: Demo) -> None:
    deploy(filled, {"bpmn/market.bpmn": both()})
    assert deploy(filled, {"bpmn/market.bpmn": both()}) == []
    changed = both().replace(b'name="answer"', b'name="Answer"')
    assert deploy(filled, {"bpmn/market.bpmn": changed}) == ["buyer 2", "seller 2"]


def test_an_instance_shows_the_diagram_of_its_pool(filled: Demo) -> None:
    deploy(filled, {"bpmn/market.bpmn": both()})
    instance = filled.start(HR, "seller", SCHOOL, {}).id
    actor = filled.actor(HR)
    view = instance_views.read_process_instance(filled.parts, actor, instance)
    assert [(d.process_id, d.active) for d in view.diagrams] == [("seller", ("answer",))]
    assert instance_views.read_diagram(filled.parts, actor, instance, "seller") == both()


def test_what_one_pool_lacks_is_found_once_for_the_file(filled: Demo) -> None:
    lacking = {"market.bpmn": both("unknown")}
    found = checking.check_files(filled.parts, lacking, FORMS)["market.bpmn"]
    assert [
        (finding.code, finding.element_id) for finding in found if finding.severity == "error"
    ] == [("BPMN062", "unknown")]
    with pytest.raises(DefinitionRefused) as refused:
        deploy(filled, {"bpmn/market.bpmn": both("unknown")})
    assert [finding.code for finding in refused.value.findings] == ["BPMN062"]


def test_an_editor_that_publishes_one_pool_publishes_the_others_of_the_file(filled: Demo) -> None:
    deploy(filled, {"bpmn/market.bpmn": both()})
    changed = both().replace(b'name="answer"', b'name="Answer"')
    made = definitions.publish_definition(
        filled.parts, filled.actor(OWNER), "process", "seller", PROVINCE, changed, "改名"
    )
    assert made.version == 2
    with filled.parts.database.reading() as session:
        [buyer] = session.query(DefinitionVersion).filter_by(key="buyer", version=2)
        assert buyer.content == changed


def calling(version: str) -> bytes:
    """Return a process that calls one version of another."""
    own = properties(calledVersion=version) if version else ""
    activity = (
        f'<bpmn:callActivity id="call" name="call" calledElement="sub">{own}</bpmn:callActivity>'
    )
    return chain("caller", activity, startRoles="unit_hr")


def sub(name: str) -> bytes:
    """Return the process that is called, with a task of this name."""
    return chain("sub", user_task("do", name=name))


def told(demo: Demo) -> list[str]:
    return sorted(task.name for task in demo.tasks(HR))


def test_a_call_that_names_a_version_gets_it_whatever_is_published_later(filled: Demo) -> None:
    deploy(filled, {"bpmn/sub.bpmn": sub("one"), "bpmn/caller.bpmn": calling("1")})
    assert deploy(filled, {"bpmn/sub.bpmn": sub("two")}) == ["sub 2"]
    instance = filled.start(HR, "caller", SCHOOL, {}).id
    assert told(filled) == ["one"]
    view = instance_views.read_process_instance(filled.parts, filled.actor(HR), instance)
    assert [(d.process_id, d.version) for d in view.diagrams] == [("caller", 1), ("sub", 1)]
    shown = instance_views.read_diagram(filled.parts, filled.actor(HR), instance, "sub")
    assert shown == sub("one")
    filled.complete(HR, "do", {})
    view = instance_views.read_process_instance(filled.parts, filled.actor(HR), instance)
    assert view.row.state == "COMPLETED"


def test_a_version_named_by_the_province_is_the_provinces_in_every_county(filled: Demo) -> None:
    deploy(filled, {"bpmn/sub.bpmn": sub("province"), "bpmn/caller.bpmn": calling("1")})
    deploy(filled, {"bpmn/sub.bpmn": sub("county")}, COUNTY)
    filled.start(HR, "caller", SCHOOL, {})
    assert told(filled) == ["province"]


def test_a_version_named_by_a_county_is_its_own_before_the_provinces(filled: Demo) -> None:
    deploy(filled, {"bpmn/sub.bpmn": sub("province")})
    deploy(filled, {"bpmn/sub.bpmn": sub("county"), "bpmn/caller.bpmn": calling("1")}, COUNTY)
    filled.start(HR, "caller", SCHOOL, {})
    assert told(filled) == ["county"]


def test_a_call_without_a_version_gets_the_newest(filled: Demo) -> None:
    deploy(filled, {"bpmn/sub.bpmn": sub("one"), "bpmn/caller.bpmn": calling("")})
    deploy(filled, {"bpmn/sub.bpmn": sub("two")})
    filled.start(HR, "caller", SCHOOL, {})
    assert told(filled) == ["two"]


def test_a_version_that_does_not_exist_is_refused_at_the_call(filled: Demo) -> None:
    with pytest.raises(DefinitionRefused) as refused:
        deploy(filled, {"bpmn/sub.bpmn": sub("one"), "bpmn/caller.bpmn": calling("2")})
    [finding] = refused.value.findings
    assert (finding.code, finding.element_id) == ("BPMN071", "call")
    assert "sub@2" in finding.text.en


def test_two_versions_of_one_process_run_in_the_same_instance(filled: Demo) -> None:
    first = '<bpmn:callActivity id="old" name="old" calledElement="sub">{}</bpmn:callActivity>'
    second = '<bpmn:callActivity id="new" name="new" calledElement="sub"/>'
    caller = chain(
        "caller", first.format(properties(calledVersion="1")), second, startRoles="unit_hr"
    )
    deploy(filled, {"bpmn/sub.bpmn": sub("one"), "bpmn/caller.bpmn": caller})
    with_wait = chain("sub", timer("wait", "PT1H"), user_task("do", name="two"))
    deploy(filled, {"bpmn/sub.bpmn": with_wait})
    instance = filled.start(HR, "caller", SCHOOL, {}).id
    filled.complete(HR, "do", {})
    filled.pass_time(hours=2)
    assert told(filled) == ["two"]
    filled.complete(HR, "do", {})
    view = instance_views.read_process_instance(filled.parts, filled.actor(HR), instance)
    assert view.row.state == "COMPLETED"
