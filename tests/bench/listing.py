"""How long the server takes for the page of the task list when 10,000 tasks are open."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import insert, select

from tests.bench.completing import COUNTY, start
from tests.bench.measuring import Row, milliseconds, watched
from webapp.access.actor import Actor
from webapp.adapters.storage.models import ProcessInstance, UserTask
from webapp.app import create_app
from webapp.kernel.identifiers import new_identifier
from webapp.services.parts import Parts
from webapp.services.people import DEMO_PASSWORD

OPEN_TASKS = 10_000
BOUND = 60.0
_REQUESTS = 40


def fill(parts: Parts) -> None:
    """Open the tasks, all of them offered to the same role of the same county."""
    start(parts)
    with parts.database.writing() as session:
        instance = session.scalars(select(ProcessInstance.id)).first()
        now = parts.database.now(session)
        rows = [
            {
                "id": new_identifier(),
                "instance_id": instance,
                "process_id": "bench",
                "element_id": "u1",
                "name": f"审核材料 {number}",
                "name_en": f"Check the documents {number}",
                "form_key": "bench/task",
                "state": "OPEN",
                "candidate_role": "county_reviewer",
                "organisation_id": COUNTY,
                "priority": 50,
                "created_at": now - timedelta(minutes=number),
                "due_at": now + timedelta(days=3, minutes=-number),
            }
            for number in range(OPEN_TASKS)
        ]
        session.execute(insert(UserTask), rows)


def listing(parts: Parts, actor: Actor, database: str) -> Iterator[Row]:
    """Measure the whole request, as the application answers it without a network."""
    fill(parts)
    app = create_app(parts)
    browser = app.test_client()
    signed_in = browser.post(
        "/api/v1/session", json={"username": actor.username, "password": DEMO_PASSWORD}
    )
    assert signed_in.status_code == 200, signed_in.text
    page = browser.get("/tasks?view=group")
    assert page.status_code == 200, page.text
    assert str(OPEN_TASKS)[:2] in page.text
    times = [
        milliseconds(lambda: browser.get("/tasks?view=group").get_data()) for _ in range(_REQUESTS)
    ]
    with watched(parts.database.engine) as traffic:
        browser.get("/tasks?view=group")
    name = f"task list page with {OPEN_TASKS:,} open tasks on {database}"
    yield Row.of(name, "ms", times, BOUND)
    yield Row.of(f"{name}: SQL", "statements", [len(traffic.statements)], None)
