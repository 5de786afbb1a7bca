"""The parts that every service works with, built once per process by `webapp.bootstrap`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from webapp.adapters.delivery.port import Delivery
from webapp.adapters.storage.cipher import Cipher
from webapp.adapters.storage.database import Database
from webapp.engine.process_engine import ProcessEngine
from webapp.feel.evaluator import Feel
from webapp.jobs.handling import Operations
from webapp.kernel.clock import SystemClock
from webapp.services.bundles import Bundles
from webapp.settings import Settings


@dataclass(frozen=True, slots=True)
class Parts:
    """What a service needs of the world; no part knows Flask.

    `ports` maps each protocol of `webapp.domain.ports` to the adapter that handlers are given.
    """

    settings: Settings
    database: Database
    engine: ProcessEngine
    feel: Feel
    bundles: Bundles
    delivery: Delivery
    operations: Operations
    ports: Mapping[type, Any]

    @property
    def clock(self) -> SystemClock:
        """Return the application's clock."""
        return self.database.clock

    @property
    def cipher(self) -> Cipher:
        """Return the cipher of sealed values."""
        return self.database.cipher
