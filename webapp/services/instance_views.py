"""Where one process instance stands: its page, its diagrams, its history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from webapp.access.actor import Actor
from webapp.access.permissions import Permission, may
from webapp.access.roles import Role
from webapp.adapters.storage.database import Session
from webapp.adapters.storage.queries import instances as queries
from webapp.adapters.storage.queries.instances import (
    HistoryRow,
    IncidentRow,
    InstanceRow,
    JobRow,
    TimerRow,
)
from webapp.adapters.storage.queries.subscriptions import (
    SubscriptionRow,
    subscription_row,
    subscriptions_of,
)
from webapp.adapters.storage.queries.user_tasks import UserTaskRow, open_tasks_of
from webapp.adapters.storage.repositories import definitions
from webapp.adapters.storage.repositories import process_instances as instances
from webapp.domain.places import PROVINCE_CODE
from webapp.engine.definitions import ElementInfo
from webapp.kernel.errors import NotFound
from webapp.services.ad_hoc import ChoiceRow, choice_rows
from webapp.services.bundles import LoadedBundle, visible_versions
from webapp.services.parts import Parts

__all__ = ["ChoiceRow", "HistoryRow", "IncidentRow", "JobRow", "SubscriptionRow", "TimerRow"]

Element = tuple[str, str]
"""An element by its process id and its own id."""


@dataclass(frozen=True, slots=True)
class DiagramRef:
    """One diagram of an instance (its own or a called one), and where the tokens stand in it.

    `newest` is the version that a new instance of the county would use: 0 when it is this one.
    """

    process_id: str
    name: str
    name_en: str
    owner_id: str
    version: int
    newest: int
    active: tuple[str, ...]
    completed: tuple[str, ...]
    incident: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """One element of a diagram in words: the diagram's twin for readers who cannot see it.

    `awaited` is MESSAGE, SIGNAL, CONDITION or ACTIVATION where `waiting_for` names what is awaited.
    """

    process_id: str
    element_id: str
    name: str
    name_en: str
    type: str
    state: str
    since: datetime | None
    waiting_for: str
    awaited: str
    holders: str


@dataclass(frozen=True, slots=True)
class InstanceView:
    """A process instance as its page shows it. The reasons of incidents are for those who watch."""

    row: InstanceRow
    diagrams: Sequence[DiagramRef]
    outline: Sequence[OutlineRow]
    open_tasks: Sequence[UserTaskRow]
    timers: Sequence[TimerRow]
    subscriptions: Sequence[SubscriptionRow]
    choices: Sequence[ChoiceRow]
    jobs: Sequence[JobRow]
    incidents: Sequence[IncidentRow]
    variables: Mapping[str, Any]
    version: int
    may_intervene: bool


def read_process_instance(parts: Parts, actor: Actor, instance_id: str) -> InstanceView:
    """Return all that is known of an instance; `NotFound` when it is out of the actor's sight."""
    with parts.database.reading() as session:
        row = queries.instance_row(session, actor, instance_id)
        instance = instances.load(session, instance_id)
        if row is None or instance is None:
            raise NotFound(instance=instance_id)
        bundle = parts.bundles.get(session, instance.bundle_id)
        awaited = subscriptions_of(session, instance_id)
        waits = _Waits(
            tasks=open_tasks_of(session, actor, instance_id, parts.clock.now()),
            timers=queries.timers_of(session, instance_id),
            subscriptions=[subscription_row(waiting) for waiting in awaited],
            jobs=queries.jobs_of(session, instance_id),
            incidents=queries.incidents_of(session, instance_id),
            completed=queries.completed_elements(session, instance_id),
            entered=queries.entered_elements(session, instance_id),
        )
        return InstanceView(
            row=row,
            diagrams=_diagrams(session, bundle, waits, instance.county_id),
            outline=[_outline_row(info, waits) for info in _shown(bundle, waits)],
            open_tasks=waits.tasks,
            timers=waits.timers,
            subscriptions=waits.subscriptions,
            choices=choice_rows(actor, awaited),
            jobs=waits.jobs,
            incidents=[_told(incident, actor) for incident in waits.incidents],
            variables=_variables(parts, actor, bundle, instance.snapshot),
            version=instance.version,
            may_intervene=may(actor, Permission.INTERVENE),
        )


@dataclass(frozen=True, slots=True)
class _Waits:
    tasks: Sequence[UserTaskRow]
    timers: Sequence[TimerRow]
    subscriptions: Sequence[SubscriptionRow]
    jobs: Sequence[JobRow]
    incidents: Sequence[IncidentRow]
    completed: set[Element]
    entered: set[Element]

    def active(self) -> set[Element]:
        places: list[TimerRow | SubscriptionRow | JobRow] = [
            *self.timers,
            *self.subscriptions,
            *self.jobs,
        ]
        return {(p.process_id, p.element_id) for p in places} | self._task_places() | self.entered

    def _task_places(self) -> set[Element]:
        return {(task.process_id, task.element_id) for task in self.tasks}

    def stuck(self) -> set[Element]:
        return {(place.process_id, place.element_id) for place in self.incidents}


def _told(incident: IncidentRow, actor: Actor) -> IncidentRow:
    """Leave out what only those who watch, or only those who help, can make sense of."""
    if may(actor, Permission.INTERVENE):
        return incident
    watching = may(actor, Permission.MONITORING_READ)
    return replace(incident, message=incident.message if watching else "", trace="")


def _variables(
    parts: Parts, actor: Actor, bundle: LoadedBundle, snapshot: bytes
) -> Mapping[str, Any]:
    """Return the variables to those who watch or help; applicants and experts see their forms."""
    if not actor.has(Role.ADMINISTRATOR):
        return {}
    return parts.engine.variables(bundle.definition, parts.cipher.open(snapshot))


def _versions(bundle: LoadedBundle) -> Mapping[str, str]:
    """Return the version of each process of the bundle.

    Of several versions of one, called by number, the usual one stands for all.
    """
    found: dict[str, str] = {}
    for name, version in sorted(bundle.versions["processes"].items()):
        found.setdefault(name.partition("@")[0], version)
    return found


def _diagrams(
    session: Session, bundle: LoadedBundle, waits: _Waits, county: str
) -> list[DiagramRef]:
    versions = _versions(bundle)
    visible = visible_versions(session, (county, PROVINCE_CODE))
    labels = queries.version_labels(session, list(versions.values()))
    active, stuck = waits.active(), waits.stuck()
    touched = {process for process, _ in active | stuck | waits.completed}
    root = bundle.definition.process_id
    order = [root, *sorted(key for key in versions if key != root and key in touched)]

    def of(process_id: str, elements: set[Element]) -> tuple[str, ...]:
        return tuple(sorted(element for process, element in elements if process == process_id))

    def newest(process_id: str) -> int:
        found = visible.get(("process", process_id))
        return 0 if found is None or found.id == versions[process_id] else found.version

    return [
        DiagramRef(
            process_id=process_id,
            name=labels[versions[process_id]].name,
            name_en=labels[versions[process_id]].name_en,
            owner_id=labels[versions[process_id]].owner_id,
            version=labels[versions[process_id]].version,
            newest=newest(process_id),
            active=of(process_id, active),
            completed=of(process_id, waits.completed - active - stuck),
            incident=of(process_id, stuck),
        )
        for process_id in order
    ]


_UNTOLD = frozenset(
    {"sequenceFlow", "exclusiveGateway", "parallelGateway", "inclusiveGateway", "complexGateway"}
)


def _shown(bundle: LoadedBundle, waits: _Waits) -> list[ElementInfo]:
    root = bundle.definition.process_id
    touched = {process for process, _ in waits.active() | waits.stuck() | waits.completed} | {root}
    return [
        info
        for info in bundle.definition.elements.values()
        if info.process_id in touched and info.type not in _UNTOLD and info.name
    ]


def _outline_row(info: ElementInfo, waits: _Waits) -> OutlineRow:
    place = (info.process_id, info.element_id)
    state, since, waiting, awaited, holders = "none", None, "", "", ""
    if place in waits.stuck():
        state = "incident"
    elif place in waits.active():
        state = "active"
    elif place in waits.completed:
        state = "completed"
    for task in waits.tasks:
        if (task.process_id, task.element_id) == place:
            since = task.created_at
            holders = task.assignee_name or task.organisation_name
    for subscription in waits.subscriptions:
        if (subscription.process_id, subscription.element_id) == place:
            since, waiting = subscription.since, subscription.message
            awaited = subscription.kind
    return OutlineRow(
        process_id=info.process_id,
        element_id=info.element_id,
        name=info.name,
        name_en=info.name_en,
        type=info.type,
        state=state,
        since=since,
        waiting_for=waiting,
        awaited=awaited,
        holders=holders,
    )


def read_diagram(parts: Parts, actor: Actor, instance_id: str, process_id: str) -> bytes:
    """Return the diagram in exactly the version that the instance runs."""
    with parts.database.reading() as session:
        instance = instances.load(session, instance_id)
        if instance is None or not queries.is_visible(session, actor, instance_id):
            raise NotFound(instance=instance_id)
        bundle = parts.bundles.get(session, instance.bundle_id)
        version = _versions(bundle).get(process_id)
        if version is None:
            raise NotFound(process=process_id)
        return definitions.contents(session, [version])[version]


def list_history(parts: Parts, actor: Actor, instance_id: str) -> Sequence[HistoryRow]:
    """Return the history of an instance, oldest first."""
    with parts.database.reading() as session:
        if not queries.is_visible(session, actor, instance_id):
            raise NotFound(instance=instance_id)
        rows = queries.history_of(session, instance_id)
    if may(actor, Permission.MONITORING_READ):
        return rows
    return [replace(row, details=_details_for_staff(row)) for row in rows]


def _details_for_staff(row: HistoryRow) -> dict[str, Any]:
    """Leave out the technical reason of a failure."""
    if row.kind not in _FAILURES:
        return row.details
    return {key: value for key, value in row.details.items() if key not in ("message", "error")}


_FAILURES = frozenset({"INCIDENT_OPENED", "JOB_FAILED"})
