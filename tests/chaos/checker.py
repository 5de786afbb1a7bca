"""Whether, after all the killing, every step was done exactly once."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.chaos.diagram import ADVANCES, EFFECTS, ELEMENTS
from tests.chaos.processes import OUTSIDE
from webapp.adapters.delivery.port import WAITING, delivery_name
from webapp.adapters.storage.models import (
    BufferedMessage,
    Completion,
    HistoryEvent,
    Incident,
    Job,
    ProcessInstance,
    UserTask,
)
from webapp.services.parts import Parts


@dataclass
class Verdict:
    """What was lost and what was done twice; `calls` is the price of at-least-once delivery."""

    instances: int
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    calls: int = 0
    steps: int = 0

    @property
    def good(self) -> bool:
        """Tell whether every step was done exactly once."""
        return not self.lost and not self.doubled


def check(parts: Parts, started: int) -> Verdict:
    """Read everything that the run has left, and compare it with what should be there."""
    verdict = Verdict(instances=started)
    with parts.database.reading() as session:
        _check_instances(session, verdict, started)
        _check_history(session, verdict)
        _check_rows(session, verdict)
        _check_jobs(session, parts, verdict)
    _check_outside(parts.settings.data_folder / OUTSIDE, verdict)
    return verdict


def _check_instances(session: Session, verdict: Verdict, started: int) -> None:
    """Expect as many echoes as instances, all of them at their end."""
    for process, advances in ADVANCES.items():
        rows = session.execute(
            select(ProcessInstance.id, ProcessInstance.state, ProcessInstance.version).where(
                ProcessInstance.process_id == process
            )
        ).all()
        if len(rows) < started:
            verdict.lost.append(f"{started - len(rows)} of {process} were never started")
        if len(rows) > started:
            verdict.doubled.append(f"{len(rows) - started} of {process} were started twice")
        for instance, state, version in rows:
            if state != "COMPLETED":
                verdict.lost.append(f"{process} {instance} stands still ({state}, {version})")
            elif version != advances:
                verdict.doubled.append(f"{process} {instance} was written {version} times")


def _check_history(session: Session, verdict: Verdict) -> None:
    """Compare the elements that each instance has completed with those of the diagram."""
    instances = session.execute(select(ProcessInstance.id, ProcessInstance.process_id)).all()
    completed: dict[str, Counter[str]] = {row.id: Counter() for row in instances}
    rows = session.execute(
        select(HistoryEvent.instance_id, HistoryEvent.element_id).where(
            HistoryEvent.kind == "ELEMENT_COMPLETED"
        )
    )
    for instance, element in rows:
        completed[instance][element] += 1
    for instance, process in instances:
        for element in ELEMENTS[process]:
            count = completed[instance][element]
            _expect_one(verdict, count, f"{element} of instance {instance}")


def _expect_one(verdict: Verdict, count: int, what: str) -> None:
    if count == 0:
        verdict.lost.append(f"{what} was never completed")
    elif count > 1:
        verdict.doubled.append(f"{what} was completed {count} times")


def _check_rows(session: Session, verdict: Verdict) -> None:
    """Expect one completed task and one delivered message per instance, and no incident."""
    for table, good, name in (
        (UserTask.state, "COMPLETED", "user task"),
        (BufferedMessage.status, "DELIVERED", "message"),
    ):
        counts = dict(session.execute(select(table, func.count()).group_by(table)).all())
        right = counts.pop(good, 0)
        if right > verdict.instances:
            verdict.doubled.append(f"{right - verdict.instances} {name}s too many")
        verdict.lost += [f"{count} {name}s are {state}" for state, count in counts.items()]
    for message in session.scalars(select(Incident.message)):
        verdict.lost.append(f"incident: {message}")


def _check_jobs(session: Session, parts: Parts, verdict: Verdict) -> None:
    rows = session.execute(select(Job.id, Job.delivery, Job.kind, Job.status)).all()
    completions = set(session.scalars(select(Completion.job_id)))
    states = parts.delivery.states([delivery_name(row.id, row.delivery) for row in rows])
    for row in rows:
        name = delivery_name(row.id, row.delivery)
        if row.status != "DONE":
            on_its_way = states.get(name, "no delivery")
            verdict.lost.append(f"{row.kind} {row.id} is {row.status} ({on_its_way})")
        elif row.id not in completions:
            verdict.lost.append(f"{row.kind} {row.id} is done without a completion")
        elif states.get(name) in WAITING:
            verdict.lost.append(f"delivery {name} never ended")


def _check_outside(log: Path, verdict: Verdict) -> None:
    """Compare the calls with the steps: one key for each step, called at least once."""
    calls = [line.split() for line in _lines(log)]
    verdict.calls = len(calls)
    keys: dict[tuple[str, str], set[str]] = {}
    for key, instance, step in calls:
        keys.setdefault((instance, step), set()).add(key)
    verdict.steps = len(keys)
    for (instance, step), used in keys.items():
        _expect_one(verdict, len(used), f"the outside effect of {step} of instance {instance}")
    missing = verdict.instances * EFFECTS - len(keys)
    if missing > 0:
        verdict.lost.append(f"{missing} outside effects are missing")


def _lines(log: Path) -> Iterable[str]:
    return log.read_text(encoding="ascii").splitlines() if log.exists() else ()
