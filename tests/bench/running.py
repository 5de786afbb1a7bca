"""Runs the measurements; those on databases on fresh ones with the demo's people in them."""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.bench.certificates import certificates
from tests.bench.completing import completing, files
from tests.bench.engine import measure_engine
from tests.bench.listing import listing
from tests.bench.measuring import Row, noise
from tests.bench.meeting import closing
from tests.bench.rosters import rosters
from tests.servers.postgresql import NoPostgresql, binaries, running_server
from webapp.access.actor import Actor
from webapp.bootstrap import build_parts
from webapp.entrypoints.cli.server import update_tables
from webapp.services import people
from webapp.services.advancing import PROVINCE
from webapp.services.parts import Parts
from webapp.services.seed import seed_demo
from webapp.settings import Settings

Measure = Callable[[Parts, Actor, str], Iterator[Row]]

ON_DATABASES: Mapping[str, Measure] = {
    "complete-user-task": completing,
    "task-list": listing,
    "certificate": certificates,
    "rosters": rosters,
    "close-meeting": closing,
}
"""What is measured on a database, by the name that the command line knows."""

NAMES = ("engine", *ON_DATABASES)
"""What can be measured."""

_SECRET = "a secret for measuring, thirty-two bytes or more"


def measure(names: Sequence[str]) -> Iterator[Row]:
    """Measure what is named (everything, by default); the noise comes first and last."""
    yield from noise()
    for name in names or NAMES:
        yield from measure_engine() if name == "engine" else on_databases(ON_DATABASES[name])
    yield from noise()


def on_databases(measurement: Measure) -> Iterator[Row]:
    """Measure on SQLite and, where it can be had, on PostgreSQL."""
    with fresh_parts("") as parts:
        yield from measurement(parts, reviewer(parts), "sqlite")
    if has_postgresql():
        with (
            running_server("fsync=on") as server,
            server.database() as url,
            fresh_parts(url) as parts,
        ):
            yield from measurement(parts, reviewer(parts), "postgresql")


@contextmanager
def fresh_parts(database_url: str) -> Iterator[Parts]:
    """Lend the application's parts on an empty database that has just been filled."""
    with tempfile.TemporaryDirectory(prefix="zhiping-bench-") as folder:
        settings = Settings(
            data_folder=Path(folder),
            secret_key=_SECRET,
            data_secret=_SECRET,
            database_url=database_url,
            demo=True,
            secure_cookies=False,
        )
        parts = build_parts(settings)
        update_tables(parts)
        seed_demo(parts, {PROVINCE: files()})
        yield parts
        parts.database.close()


def reviewer(parts: Parts) -> Actor:
    """Return the county reviewer who does the work."""
    return people.authenticate(parts, "jian.reviewer", people.DEMO_PASSWORD).actor


def has_postgresql() -> bool:
    """Tell whether PostgreSQL can be measured here."""
    try:
        binaries()
    except NoPostgresql:
        return False
    return True
