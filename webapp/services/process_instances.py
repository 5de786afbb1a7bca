"""Starting process instances, listing them, and showing where one stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from webapp.access.actor import Actor
from webapp.access.permissions import Permission, may
from webapp.access.roles import Level
from webapp.adapters.storage.database import Session
from webapp.adapters.storage.models import Organisation, ProcessInstance
from webapp.adapters.storage.queries import instances as queries
from webapp.adapters.storage.queries.instances import InstanceFilter, InstanceRow
from webapp.adapters.storage.repositories import definitions, people, registers, settings
from webapp.adapters.storage.repositories import process_instances as instances
from webapp.adapters.storage.repositories.definitions import VersionFacts
from webapp.domain import places
from webapp.engine.commands import StartProcess
from webapp.feel.evaluator import FeelError
from webapp.formschema.checking import check
from webapp.formschema.loading import load_form
from webapp.kernel.clock import CHINA
from webapp.kernel.errors import InvalidInput, NotAllowed, NotFound, RuleBroken
from webapp.kernel.identifiers import new_identifier
from webapp.kernel.pagination import Page, PageRequest
from webapp.kernel.text import Text
from webapp.services import advancing
from webapp.services.advancing import PROVINCE, Step
from webapp.services.bundles import visible_versions
from webapp.services.parts import Parts

__all__ = ["InstanceFilter", "InstanceRow"]


class AlreadyStarted(RuleBroken):
    """The same start was submitted before."""

    code = "ALREADY_STARTED"
    text = Text(
        zh="该申请已提交过，请勿重复提交。",
        en="This start was submitted before; it is not repeated.",
    )


@dataclass(frozen=True, slots=True)
class Startable:
    """A process that the actor may start, at one of the actor's organisations."""

    process_id: str
    name: str
    name_en: str
    description: Text
    organisation_id: str
    organisation_name: str
    owner_id: str
    version: int


@dataclass(frozen=True, slots=True)
class StartForm:
    """The form that comes before a start (None: nothing is asked)."""

    startable: Startable
    form: Mapping[str, Any] | None
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StartedInstance:
    """A new instance and the task that the same person can do next, if any."""

    id: str
    business_key: str
    next_task_id: str | None


def list_startable(parts: Parts, actor: Actor) -> Sequence[Startable]:
    """Return what the actor may start, by organisation, in the order of the names."""
    if not may(actor, Permission.INSTANCE_START):
        return ()
    with parts.database.reading() as session:
        found: dict[tuple[str, str], Startable] = {}
        for grant in actor.grants:
            organisation = people.organisation(session, grant.organisation_id)
            if organisation is None or organisation.county_id is None:
                continue
            visible = visible_versions(session, (organisation.county_id, PROVINCE))
            for (kind, process_id), version in visible.items():
                if kind == "process" and grant.role in version.facts["start_roles"]:
                    found[process_id, organisation.id] = _startable(version, organisation)
        return sorted(found.values(), key=lambda s: (s.organisation_id, s.process_id))


def _startable(version: VersionFacts, organisation: Organisation) -> Startable:
    facts = version.facts
    return Startable(
        process_id=version.key,
        name=version.name,
        name_en=facts["name_en"],
        description=Text(facts["description"]["zh"], facts["description"]["en"]),
        organisation_id=organisation.id,
        organisation_name=organisation.name,
        owner_id=version.owner_id,
        version=version.version,
    )


def _find_startable(parts: Parts, actor: Actor, process_id: str, organisation_id: str) -> Startable:
    for startable in list_startable(parts, actor):
        if (startable.process_id, startable.organisation_id) == (process_id, organisation_id):
            return startable
    raise NotFound(process=process_id)


def read_start_form(parts: Parts, actor: Actor, process_id: str, organisation_id: str) -> StartForm:
    """Return the start form; `NotFound` when the actor may not start this here."""
    startable = _find_startable(parts, actor, process_id, organisation_id)
    with parts.database.reading() as session:
        base = _base_variables(session, actor, organisation_id)
        form = _start_form(session, process_id, str(base["county"]["code"]))
    return StartForm(startable, form, base)


def _start_form(session: Session, process_id: str, county: str) -> Mapping[str, Any] | None:
    visible = visible_versions(session, (county, PROVINCE))
    key = visible["process", process_id].facts["start_form_key"]
    form = visible.get(("form", key)) if key else None
    if form is None:
        return None
    return load_form(definitions.contents(session, [form.id])[form.id])


def start_process_instance(
    parts: Parts,
    actor: Actor,
    process_id: str,
    organisation_id: str,
    submitted: Mapping[str, Any],
    start_key: str,
) -> StartedInstance:
    """Start the newest version that the organisation's county uses.

    `start_key` makes a repeated submission harmless: it is answered with `AlreadyStarted`.
    Raises `InvalidInput` by field of the start form.
    """
    _find_startable(parts, actor, process_id, organisation_id)
    with parts.database.writing() as session:
        base = _base_variables(session, actor, organisation_id)
        form = _start_form(session, process_id, str(base["county"]["code"]))
        data: Mapping[str, Any] = {}
        if form is not None:
            checked = check(form, submitted, base, parts.feel)
            if checked.errors:
                raise InvalidInput(checked.errors)
            data = checked.data
        return start_instance(
            parts, session, actor, (process_id, organisation_id), StartProcess(data), start_key
        )


def start_instance(
    parts: Parts,
    session: Session,
    actor: Actor,
    what: tuple[str, str],
    command: StartProcess,
    start_key: str,
) -> StartedInstance:
    """Start an instance in the caller's transaction, without asking who may.

    `what` is the process and the organisation that starts it.
    """
    process_id, organisation_id = what
    if instances.with_start_key(session, start_key) is not None:
        raise AlreadyStarted
    now = parts.database.now(session)
    base = _base_variables(session, actor, organisation_id)
    county = str(base["county"]["code"])
    bundle = parts.bundles.resolve(session, process_id, (county, PROVINCE), now)
    instance_id = new_identifier()
    base["businessKey"] = _business_key(session, instance_id, process_id, county, now)
    variables = {**command.variables, **base}
    started = replace(command, variables=variables)
    outcome = parts.engine.advance(bundle.definition, None, started, now=now, county=county)
    instance = ProcessInstance(
        id=instance_id,
        business_key=base["businessKey"],
        start_key=start_key,
        process_id=process_id,
        bundle_id=bundle.id,
        title=_title(parts, session, bundle.versions["processes"][process_id], variables),
        state=outcome.state,
        county_id=county,
        city_id=base["city"]["code"],
        department_id=(base["department"] or {}).get("id"),
        unit_id=(base["unit"] or {}).get("id"),
        initiator_id=actor.id,
        snapshot=parts.cipher.seal(outcome.snapshot),
        started_at=now,
        progressed_at=now,
    )
    session.add(instance)
    session.flush()  # the rows written next refer to it
    step = Step(bundle, started, actor, now)
    advancing.write_outcome(parts, session, instance, outcome, step)
    following = advancing.next_task_of(actor, outcome, instance)
    return StartedInstance(instance.id, instance.business_key, following)


def _business_key(
    session: Session, instance_id: str, process_id: str, county: str, now: datetime
) -> str:
    """Make the number by which people speak of the instance, such as RR-220582-2026-0001."""
    short = "".join(word[0] for word in process_id.split("_")).upper()
    series = f"{short}-{county}-{now.astimezone(CHINA).year}"
    return f"{series}-{registers.take_number(session, instance_id, series):04d}"


def _title(parts: Parts, session: Session, version_id: str, variables: Mapping[str, Any]) -> str:
    version = definitions.facts_of(session, [version_id])[version_id]
    expression = version.facts["title_expression"]
    if expression:
        try:
            title = parts.feel.evaluate(expression, variables)
        except FeelError:  # a faulty title must not stop the start
            title = None
        if isinstance(title, str) and title:
            return title[:400]
    return version.name


def _base_variables(session: Session, actor: Actor, organisation_id: str) -> dict[str, Any]:
    """Return what every instance knows of its place in the chain."""
    start = people.organisation(session, organisation_id)
    if start is None or start.county_id is None:
        raise NotFound(organisation=organisation_id)
    wanted = {start.county_id, start.city_id or "", start.department_id or "", PROVINCE}
    found = people.organisations(session, wanted)
    department = start if start.kind == Level.DEPARTMENT else found.get(start.department_id or "")
    return {
        **places.base_variables(start.county_id),
        "settings": settings.in_force(session, start.county_id),
        "unit": {"id": start.id, "name": start.name} if start.kind == Level.UNIT else None,
        "department": (
            None if department is None else {"id": department.id, "name": department.name}
        ),
        "initiator": {"username": actor.username, "name": actor.name},
    }


def list_process_instances(
    parts: Parts, actor: Actor, wanted: InstanceFilter, page: PageRequest
) -> Page[InstanceRow]:
    """Return one page of the instances in the actor's sight, newest first."""
    if not may(actor, Permission.INSTANCE_READ):
        raise NotAllowed
    with parts.database.reading() as session:
        return queries.list_process_instances(session, actor, wanted, page)
