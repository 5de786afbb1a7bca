"""Kills the web server and the workers at random while people use them, then asks the checker."""

import multiprocessing
import random
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from multiprocessing.process import BaseProcess
from pathlib import Path

from sqlalchemy import func, select

from tests.chaos import client, processes
from tests.chaos.checker import Verdict, check
from tests.servers.postgresql import running_server
from webapp.adapters.delivery.port import WAITING, delivery_name
from webapp.adapters.storage.models import Job, ProcessInstance
from webapp.services.parts import Parts
from webapp.settings import Settings

_SECRET = "a secret for chaos that is thirty-two bytes long"
_LONGEST_START = 5.0
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.chaos.processes"])


@dataclass(frozen=True)
class Plan:
    """What a run does: for how long it kills, on which database, with which seed and mutant."""

    database: str = "sqlite"
    seconds: float = 20.0
    instances: int = 200
    seed: int = 1
    mutant: str = ""
    pause: tuple[float, float] = (0.6, 2.4)
    drain: float = 20.0  # seconds without any progress after which what is open counts as lost


@dataclass
class Report:
    """How a run went."""

    plan: Plan
    verdict: Verdict
    kills: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def __str__(self) -> str:
        """Return the run in one line, and what was found in some more."""
        kills = ", ".join(f"{count} {name}" for name, count in sorted(self.kills.items()))
        found = [*self.verdict.lost, *self.verdict.doubled]
        head = (
            f"{self.plan.database}, seed {self.plan.seed}: {self.verdict.instances} instances, "
            f"killed {kills or 'nothing'}; lost {len(self.verdict.lost)}, doubled "
            f"{len(self.verdict.doubled)}; {self.verdict.calls} calls for {self.verdict.steps} "
            f"steps; {self.seconds:.0f} s"
        )
        return "\n  ".join((head, *found[:20]))


class Victim:
    """A process that is started again whenever it is gone."""

    def __init__(
        self, name: str, target: Callable[[Settings, str], None], settings: Settings, mutant: str
    ) -> None:
        """Describe the process; `keep_alive` starts it."""
        self.name = name
        self._target = target
        self._arguments = (settings, mutant)
        self._process: BaseProcess | None = None

    def keep_alive(self) -> None:
        """Start the process unless it lives."""
        if self._process is None or not self._process.is_alive():
            self._process = _CONTEXT.Process(
                target=self._target, args=self._arguments, name=self.name, daemon=True
            )
            self._process.start()

    def kill(self) -> bool:
        """Send kill -9; False when it was not alive."""
        if self._process is None or not self._process.is_alive():
            return False
        self._process.kill()
        self._process.join()
        return True


def run(plan: Plan, folder: Path) -> Report:
    """Carry out a run in the (empty) folder."""
    began = time.monotonic()
    with ExitStack() as stack:
        settings = stack.enter_context(_installation(plan, folder))
        parts = processes.fill(settings)
        stack.callback(parts.database.close)
        victims = _victims(settings, plan)
        stack.callback(lambda: [victim.kill() for victim in victims])
        stop = threading.Event()
        stack.callback(stop.set)
        people = _people(settings.port, plan, stop)
        _wait_for_the_first_instance(parts, victims)
        kills = _kill_for_a_while(plan, parts, victims)
        _let_it_finish(plan, parts, victims, people)
        for victim in victims:
            victim.kill()
        verdict = check(parts, plan.instances)
    return Report(plan, verdict, kills, time.monotonic() - began)


@contextmanager
def _installation(plan: Plan, folder: Path) -> Iterator[Settings]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = Settings(
        data_folder=folder,
        secret_key=_SECRET,
        data_secret=_SECRET,
        port=port,
        secure_cookies=False,
        poll_seconds=0.05,
    )
    if plan.database == "sqlite":
        yield settings
        return
    with running_server() as server, server.database() as url:
        yield replace(settings, database_url=url, worker_in_web=False)


def _victims(settings: Settings, plan: Plan) -> list[Victim]:
    """Name the processes: on SQLite the worker lives in the web server, on PostgreSQL apart."""
    web = Victim("web", processes.run_web, settings, plan.mutant)
    if plan.database == "sqlite":
        return [web]
    return [web] + [
        Victim(slot, processes.run_worker, replace(settings, slot=slot), plan.mutant)
        for slot in ("worker-1", "worker-2")
    ]


def _people(port: int, plan: Plan, stop: threading.Event) -> threading.Thread:
    """Let one person start instances and another one complete tasks; return the first."""

    def starting() -> None:
        pace = plan.seconds / max(plan.instances, 1) / 2
        client.start_instances(client.Server(port, stop), plan.instances, pace)

    def completing() -> None:
        client.complete_tasks(client.Server(port, stop))

    def quietly(work: Callable[[], None]) -> None:
        with suppress(client.Stopped):
            work()

    threads = [
        threading.Thread(target=quietly, args=(work,), daemon=True)
        for work in (starting, completing)
    ]
    for thread in threads:
        thread.start()
    return threads[0]


def _wait_for_the_first_instance(parts: Parts, victims: list[Victim]) -> None:
    """Let everything come up once, so that the killing hits something that works."""
    while _state(parts)[0] == 0:
        _keep_alive(victims)
        time.sleep(0.1)


def _kill_for_a_while(plan: Plan, parts: Parts, victims: list[Victim]) -> Counter[str]:
    """Kill now this one, now that one; the workers more often than the web server."""
    choice = random.Random(plan.seed)  # noqa: S311 - a seed repeats a run, as far as time allows
    kills: Counter[str] = Counter()
    weights = [1.0 if victim.name == "web" else 2.0 for victim in victims]
    end = time.monotonic() + plan.seconds
    while time.monotonic() < end:
        _wait_for_progress(parts, victims)
        pause = time.monotonic() + choice.uniform(*plan.pause)
        while time.monotonic() < min(pause, end):
            _keep_alive(victims)
            time.sleep(0.05)
        victim = choice.choices(victims, weights)[0]
        if victim.kill():
            kills[victim.name] += 1
    return kills


def _wait_for_progress(parts: Parts, victims: list[Victim]) -> None:
    """Let a step be done before the next kill.

    Else a job that is taken up again and again, and killed each time at once, would rightly count
    as one that kills its worker.
    """
    before, latest = _state(parts), time.monotonic() + _LONGEST_START
    while _state(parts) == before and time.monotonic() < latest:
        _keep_alive(victims)
        time.sleep(0.05)


def _keep_alive(victims: list[Victim]) -> None:
    for victim in victims:
        victim.keep_alive()


def _let_it_finish(
    plan: Plan, parts: Parts, victims: list[Victim], people: threading.Thread
) -> None:
    """Wait until nothing is open, or until nothing has moved for a while."""
    state, moved = None, time.monotonic()
    while time.monotonic() - moved < plan.drain:
        _keep_alive(victims)
        now = _state(parts)
        if not people.is_alive() and now[1] == 0 and not _is_something_on_its_way(parts):
            return
        if now != state:
            state, moved = now, time.monotonic()
        time.sleep(0.1)


def _is_something_on_its_way(parts: Parts) -> bool:
    """Tell whether a delivery has not ended: its job may be done a moment earlier."""
    with parts.database.reading() as session:
        jobs = session.execute(select(Job.id, Job.delivery)).all()
    names = [delivery_name(row.id, row.delivery) for row in jobs]
    return any(state in WAITING for state in parts.delivery.states(names).values())


def _state(parts: Parts) -> tuple[int, int, int]:
    """Return how many instances there are, how much is open, how often they were written."""
    with parts.database.reading() as session:
        everything, written = session.execute(
            select(func.count(), func.coalesce(func.sum(ProcessInstance.version), 0)).select_from(
                ProcessInstance
            )
        ).one()
        still = session.scalar(
            select(func.count())
            .select_from(ProcessInstance)
            .where(ProcessInstance.state == "ACTIVE")
        )
        promised = session.scalar(
            select(func.count()).select_from(Job).where(Job.status == "PENDING")
        )
    return everything, (still or 0) + (promised or 0), written
