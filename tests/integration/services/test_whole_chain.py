"""One teacher's whole chain through services: in one differing county on each database."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import select

from tests.builders import chain
from tests.builders.chain import ALL, CHAIR, VOTERS, Step
from tests.fixtures.parts import Demo
from webapp.adapters.storage.models import Certificate
from webapp.domain.ports.nominations import Nominations
from webapp.kernel.pagination import PageRequest
from webapp.services import ballots, instance_views, process_instances, registers, user_tasks
from webapp.services.process_instances import InstanceFilter

PAGE = PageRequest(1, 100)


def holder(demo: Demo, step: Step, county: str) -> str:
    """Return who does the step; the chair is whichever expert the task was given to."""
    if step.username != CHAIR:
        return step.username
    experts = [f"{chain.slug_of(county)}.expert{number}" for number in range(1, 14)]
    [chair] = [
        username
        for username in experts
        if any(task.mine and task.element_id == step.element_id for task in demo.tasks(username))
    ]
    return chair


def answered(demo: Demo, username: str, step: Step) -> Mapping[str, Any]:
    """Return the step's answer with what only the open task can tell."""
    [task] = [task for task in demo.tasks(username) if task.element_id == step.element_id]
    seen = user_tasks.read_user_task(demo.parts, demo.actor(username), task.id).data
    answer = dict(step.answer)
    if answer.get("present") == ALL:
        answer["present"] = [member["id"] for member in seen["committee"]["members"]]
    if "rows" in step.answer:
        answer["rows"] = [{**each, **step.answer["rows"][0]} for each in seen["rows"]]
    return answer


def cast_votes(demo: Demo, county: str, mark: str) -> None:
    """Let every expert who may vote do so on the page."""
    for number in range(1, 14):
        actor = demo.actor(f"{chain.slug_of(county)}.expert{number}")
        for own in ballots.list_own_ballots(demo.parts, actor):
            paper = ballots.read_paper(demo.parts, actor, own.id)
            marks = {each.key: mark for each in paper.entries}
            ballots.cast_vote(demo.parts, actor, own.id, marks)


def play(demo: Demo, county: str, steps: list[Step]) -> None:
    for step in steps:
        if step.username == VOTERS:
            cast_votes(demo, county, step.answer["mark"])
            continue
        if not step.element_id:
            demo.pass_working_days(step.working_days)
            continue
        username = holder(demo, step, county)
        demo.complete(username, step.element_id, answered(demo, username, step))


OWN = {"sqlite": ("220582", "peer_appraisal"), "postgresql": ("222426", "interview")}
"""Each of the two differing counties, with the step of its own, on one of the databases."""


def test_a_teacher_comes_from_declaration_to_certificate(
    filled: Demo, request: pytest.FixtureRequest
) -> None:
    county, own = OWN[request.node.callspec.params["filled"]]
    filled.set_clock(chain.BEGIN)
    chain.open_window(filled.parts.ports[Nominations], county)
    slug = chain.slug_of(county)
    filled.start(f"{slug}.office", "review_round", county, chain.OPENING)
    person = filled.start(
        f"{slug}.school.staff1", "nomination", f"{county}-school", chain.DECLARATION
    )
    steps = chain.steps(county)
    assert own in {step.element_id for step in steps}
    play(filled, county, steps)

    admin = filled.actor("admin")
    rows = process_instances.list_process_instances(filled.parts, admin, InstanceFilter(), PAGE)
    assert {row.state for row in rows.rows} == {"COMPLETED"}, [r.waiting_for for r in rows.rows]
    told = instance_views.list_history(filled.parts, admin, person.id)
    with filled.parts.database.reading() as session:
        number = session.scalars(select(Certificate.number)).one()
    found = registers.verify_certificate(filled.parts, number, chain.NAME)
    assert found is not None
    assert found.validity.zh.endswith("范围内有效")
    assert told[-1].kind == "INSTANCE_COMPLETED"
