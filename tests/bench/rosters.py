"""How long the server takes for pages when a round has 2,000 nominees."""

from collections.abc import Iterator

from sqlalchemy import select

from tests.bench.completing import start
from tests.bench.measuring import Row, milliseconds
from tests.builders.nominations import fill_register
from webapp.access.actor import Actor
from webapp.adapters.storage.models import ProcessInstance
from webapp.app import create_app
from webapp.services.parts import Parts
from webapp.services.people import DEMO_PASSWORD

NOMINEES = 2_000
BOUND = 300.0
_PAGES = (
    "/nominations?county=220582&year=2027",
    "/nominations?county=220582&year=2027&page=40",
    "/instances",
    "/statistics?county=220582&year=2027",
    "/registers/nominations.xlsx",
)
_REQUESTS = 10


def rosters(parts: Parts, actor: Actor, database: str) -> Iterator[Row]:
    """Measure the whole requests, as the application answers them without a network."""
    start(parts)
    with parts.database.reading() as session:
        template = session.scalars(select(ProcessInstance.id)).first()
    fill_register(parts, NOMINEES, str(template))
    browser = create_app(parts).test_client()
    entry = {"username": actor.username, "password": DEMO_PASSWORD}
    assert browser.post("/api/v1/session", json=entry).status_code == 200
    for page in _PAGES:
        assert browser.get(page).status_code == 200, page
        times = [milliseconds(lambda: browser.get(page).get_data()) for _ in range(_REQUESTS)]  # noqa: B023 - called at once
        bound = None if page.endswith("xlsx") else BOUND
        yield Row.of(f"{page} with {NOMINEES:,} nominees on {database}", "ms", times, bound)
