"""Building the parts of a process: engine, database, delivery, registers, handlers."""

import importlib
import pkgutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from webapp.adapters.delivery.dbos_delivery import DbosDelivery
from webapp.adapters.delivery.port import Delivery
from webapp.adapters.registers.archive import StoredArchive
from webapp.adapters.registers.ballots import StoredBallots
from webapp.adapters.registers.calendar import StoredCalendar
from webapp.adapters.registers.certificates import StoredCertificates
from webapp.adapters.registers.committees import StoredDraws, StoredExpertPool
from webapp.adapters.registers.integrity import StoredIntegrity, StoredTitles
from webapp.adapters.registers.launches import StoredLaunches
from webapp.adapters.registers.nominations import StoredNominations
from webapp.adapters.registers.notices import StoredNotices
from webapp.adapters.registers.office import (
    StoredNotifier,
    StoredNumbering,
)
from webapp.adapters.registers.posts import StoredPosts
from webapp.adapters.storage.cipher import Cipher
from webapp.adapters.storage.database import Database, make_engine
from webapp.domain.ports.ballots import Ballots
from webapp.domain.ports.calendar import WorkingCalendar
from webapp.domain.ports.certificates import Certificates
from webapp.domain.ports.experts import Draws, ExpertPool
from webapp.domain.ports.integrity import Integrity, Titles
from webapp.domain.ports.launches import Launches
from webapp.domain.ports.nominations import Nominations
from webapp.domain.ports.notices import Notices
from webapp.domain.ports.office import Archive, Notifier, Numbering
from webapp.domain.ports.posts import Posts
from webapp.engine.process_engine import ProcessEngine
from webapp.feel.evaluator import Feel
from webapp.jobs.handling import Operations, operations
from webapp.kernel.clock import SystemClock
from webapp.services.advancing import PROVINCE
from webapp.services.bundles import Bundles
from webapp.services.parts import Parts
from webapp.settings import Settings


def build_parts(settings: Settings) -> Parts:
    """Build everything that services need, after any fork.

    Nothing is read from the database yet: bring its tables up to date before using the parts.
    """
    if settings.embedded:
        settings.data_folder.mkdir(parents=True, exist_ok=True)
    cipher = Cipher(settings.data_secret.encode())
    database = Database(make_engine(settings.url), cipher, SystemClock())
    return assemble(settings, database, DbosDelivery(database, settings.poll_seconds))


def assemble(settings: Settings, database: Database, delivery: Delivery) -> Parts:
    """Put the parts together on an open database; tests hand in their own delivery."""
    feel = Feel()
    handed_out = register_ports(database, settings.public_address)
    engine = ProcessEngine(feel, handed_out[WorkingCalendar])
    return Parts(
        settings=settings,
        database=database,
        engine=engine,
        feel=feel,
        bundles=Bundles(engine),
        delivery=delivery,
        operations=discover_handlers(),
        ports=handed_out,
    )


def register_ports(database: Database, public_address: str) -> Mapping[type, Any]:
    """Return the adapter behind each port that a handler may ask for."""
    return {
        Archive: StoredArchive(database, public_address),
        Ballots: StoredBallots(database),
        Certificates: StoredCertificates(database),
        Draws: StoredDraws(database),
        ExpertPool: StoredExpertPool(database),
        Launches: StoredLaunches(database),
        Integrity: StoredIntegrity(database),
        Nominations: StoredNominations(database),
        Notices: StoredNotices(database),
        Notifier: StoredNotifier(database),
        Numbering: StoredNumbering(database),
        Posts: StoredPosts(database),
        Titles: StoredTitles(database),
        WorkingCalendar: StoredCalendar(database),
    }


def discover_handlers() -> Operations:
    """Import every module of the `handlers` package, so that each registers its operations."""
    package = importlib.import_module("handlers")
    for module in pkgutil.iter_modules(package.__path__, "handlers."):
        importlib.import_module(module.name)
    return operations


def shipped_definitions() -> Mapping[str, Mapping[str, bytes]]:
    """Return the diagrams, decisions and forms that come with the application, by owner.

    Names are paths below `bpmn/` and `forms/`; a county's own files lie below `counties/<code>/`.
    """
    package = Path(__file__).parent
    root = package / "seed" if (package / "seed").is_dir() else package.parent
    files: dict[str, dict[str, bytes]] = {}
    for folder in ("bpmn", "forms"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix not in (".bpmn", ".dmn", ".json"):
                continue
            parts = path.relative_to(root / folder).parts
            owner = parts[1] if parts[0] == "counties" else PROVINCE
            files.setdefault(owner, {})["/".join((folder, *parts))] = path.read_bytes()
    return files
