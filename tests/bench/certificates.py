"""How long a certificate takes: composed, printed, signed, sealed, stored; the printer is warm."""

from collections.abc import Iterator

from sqlalchemy import select

from tests.bench.completing import start
from tests.bench.measuring import Row, milliseconds
from tests.builders.papers import FULL
from webapp.access.actor import Actor
from webapp.adapters.storage.models import ProcessInstance
from webapp.domain.ports.office import Archive
from webapp.services import documents
from webapp.services.parts import Parts

BOUND = 400.0
_REPETITIONS = 20
_NAMES = 2_000
_LONG_BOUND = 10_000.0


def certificates(parts: Parts, actor: Actor, database: str) -> Iterator[Row]:
    """Measure certificates one after the other, and a roster of 2,000 names."""
    start(parts)
    with parts.database.reading() as session:
        instance = session.scalars(select(ProcessInstance.id)).first()
    assert instance is not None
    archive: Archive = parts.ports[Archive]

    def made(number: int) -> str:
        return archive.archive(f"bench-{number}", instance, "certificate", FULL["certificate"])

    waiting = [made(number) for number in range(_REPETITIONS + 1)]
    documents.read_pdf(parts, actor, waiting.pop())  # opens the fonts and the key
    times = [
        milliseconds(lambda: documents.read_pdf(parts, actor, waiting.pop()))
        for _ in range(_REPETITIONS)
    ]
    yield Row.of(f"certificate printed and signed on {database}", "ms", times, BOUND)
    rows = [
        {"number": number, "name": f"申报人{number}", "unit": "第一中学", "title": "高级教师"}
        for number in range(_NAMES)
    ]
    roster = archive.archive("bench-roster", instance, "roster", FULL["roster"] | {"rows": rows})
    once = milliseconds(lambda: documents.read_pdf(parts, actor, roster))
    yield Row.of(f"roster of {_NAMES:,} printed on {database}", "ms", [once], _LONG_BOUND)
