"""Delivery by DBOS Transact; the only module that knows it, and that says *workflow*.

DBOS brings a job to a worker and nothing more. If all its tables vanished, `deliver` for each
PENDING job would restore the work.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from dbos import DBOS, DBOSClient, DBOSConfig, DBOSPortableJSONSerializer, EnqueueOptions
from dbos import WorkflowSerializationFormat as Format
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from webapp.adapters.delivery.patience import persistently
from webapp.adapters.delivery.port import GIVEN_UP, Perform, Schedule, delivery_name
from webapp.adapters.delivery.slots import FileSlot, LeasedSlot, Slot
from webapp.adapters.storage.database import Database
from webapp.adapters.storage.models import Job
from webapp.kernel.clock import SystemClock

PROTOCOL = "1"
"""Raised by hand when deliveries change their form.

Never a hash of the code, or an upgrade strands the jobs that wait for months.
"""

_APPLICATION = "zhiping"
_MAX_RECOVERIES = 20  # a back-stop far above our own count of starts, which a reaper cannot reset
_KEPT = timedelta(days=7)
_AT_NIGHT = "30 19 * * *"  # 03:30 in China
_CHUNK = 500
_QUEUE = "jobs"
_PLACES = 32  # deliveries that one worker carries out at the same time


def prepare(engine: Engine) -> None:
    """Create or update the job engine's tables, after the application's own migrations."""
    _be_quiet()
    DBOS.migrate(_url(engine))


class DbosDelivery:
    """The port on DBOS; on SQLite its tables lie in the same file as ours, on PostgreSQL beside."""

    def __init__(self, database: Database, poll_seconds: float = 0.1) -> None:
        """Keep the database; nothing is opened before the first use."""
        _be_quiet()
        self._database = database
        self._poll_seconds = poll_seconds
        self._json_only = DBOSPortableJSONSerializer()
        self._client = DBOSClient(
            system_database_engine=database.engine,
            lazy=True,
            serializer=self._json_only,
            application_name=_APPLICATION,
            retry_connection_errors=False,
        )
        self._slot: Slot | None = None

    def deliver(
        self,
        session: Session,
        job: Job,
        at: datetime | None = None,
        *,
        now: datetime | None = None,
    ) -> None:
        """Promise one more delivery of the job, in the caller's transaction."""
        now = now or self._database.now(session)
        job.not_before = at or now
        job.delivery = (job.delivery or 0) + 1  # a used name would be ignored: never use one again
        options: EnqueueOptions = {
            "queue_name": job.queue,
            "workflow_name": "run_job",
            "workflow_id": delivery_name(job.id, job.delivery),
            "app_version": PROTOCOL,
            "serialization_type": Format.PORTABLE,
        }
        delay = (job.not_before - now).total_seconds()
        if delay > 0:
            options["delay_seconds"] = delay
        self._client.enqueue_in_transaction(session, options, job.id, job.delivery)

    def start(self, slot: str, perform: Perform, schedules: Sequence[Schedule]) -> None:
        """Carry out deliveries in this process until `stop`; `SlotInUse` if the slot is taken."""
        engine = self._database.engine
        self._slot = FileSlot(engine) if self._database.is_sqlite else LeasedSlot(engine, slot)
        self._slot.take()
        try:
            forget = Schedule("forget_ended_deliveries", _AT_NIGHT, self.purge)
            self._launch(slot, perform, [*schedules, forget])
        except BaseException:
            self.stop(0)
            raise
        self._slot.keep(self._reap)

    def _launch(self, slot: str, perform: Perform, schedules: Sequence[Schedule]) -> None:
        def run_job(job_id: str, delivery: int) -> None:
            persistently(lambda: perform(job_id, delivery))

        DBOS.workflow(name="run_job", max_recovery_attempts=_MAX_RECOVERIES)(run_job)
        functions = {s.name: DBOS.workflow(name=s.name)(_scheduled(s.function)) for s in schedules}
        DBOS(config=self._config(slot))
        DBOS.listen_queues([_QUEUE])
        DBOS.launch()  # takes up this slot's own unfinished deliveries
        DBOS.register_queue(
            _QUEUE,
            worker_concurrency=_PLACES,
            polling_interval_sec=self._poll_seconds,
            on_conflict="always_update",
        )
        DBOS.apply_schedules(
            [
                {
                    "schedule_name": s.name,
                    "workflow_fn": functions[s.name],
                    "schedule": s.cron,
                    "context": None,
                }
                for s in schedules
            ]
        )

    def states(self, deliveries: Sequence[str]) -> Mapping[str, str]:
        """Return the states of deliveries, named `<job id>:<number>`; unknown ones are absent."""
        found: dict[str, str] = {}
        for start in range(0, len(deliveries), _CHUNK):
            for row in self._client.list_workflows(
                workflow_ids=list(deliveries[start : start + _CHUNK]),
                load_input=False,
                load_output=False,
            ):
                exceeded = row.status == "MAX_RECOVERY_ATTEMPTS_EXCEEDED"
                found[row.workflow_id] = GIVEN_UP if exceeded else row.status
        return found

    def stop(self, patience: int) -> None:
        """Take nothing new, and wait up to `patience` seconds for what is being carried out."""
        DBOS.destroy(workflow_completion_timeout_sec=patience, destroy_registry=True)
        if self._slot is not None:
            self._slot.leave()
            self._slot = None

    def purge(self) -> int:
        """Forget the deliveries that ended a week ago; return how many those were."""
        before = (SystemClock().now() - _KEPT).astimezone(UTC).isoformat()
        forgotten = 0
        while ended := self._client.list_workflows(
            status=["SUCCESS", "CANCELLED", "ERROR"],
            completed_before=before,
            limit=_CHUNK,
            load_input=False,
            load_output=False,
        ):
            self._client.delete_workflows([row.workflow_id for row in ended])
            forgotten += len(ended)
        return forgotten

    def _reap(self, silent: Sequence[str]) -> int:
        """Give the unfinished deliveries of silent slots back to their queues."""
        orphans = self._client.list_workflows(
            status="PENDING", executor_id=list(silent), load_input=False, load_output=False
        )
        for queue in {row.queue_name for row in orphans}:
            ids = [row.workflow_id for row in orphans if row.queue_name == queue]
            self._client.resume_workflows(ids, queue_name=queue)
        return len(orphans)

    def _config(self, slot: str) -> DBOSConfig:
        config: DBOSConfig = {
            "name": _APPLICATION,
            # SQLite has one worker at a time, which takes up what any other one left.
            "executor_id": "embedded" if self._database.is_sqlite else slot,
            "application_version": PROTOCOL,
            "serializer": self._json_only,
            "system_database_url": _url(self._database.engine),
            "run_migrations": False,
            "max_executor_threads": 64,
            "log_level": "WARNING",
        }
        if not self._database.is_sqlite:  # one pool; on SQLite DBOS opens transactions its own way
            config["system_database_engine"] = self._database.engine
        return config


def _scheduled(function: Callable[[], object]) -> Callable[[datetime, Any], None]:
    """Adapt a function without arguments to what DBOS calls at a scheduled time."""

    def run(_at: datetime, _context: Any) -> None:
        persistently(function)

    return run


def _url(engine: Engine) -> str:
    url = engine.url.set(drivername=engine.dialect.name)
    return url.render_as_string(hide_password=False)


def _be_quiet() -> None:
    logging.getLogger("dbos").setLevel(logging.WARNING)
