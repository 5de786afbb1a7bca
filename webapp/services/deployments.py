"""Publishing: files pass the deployment gate together, or nothing is published."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from webapp.access.actor import SYSTEM, Actor
from webapp.access.permissions import Permission, may
from webapp.access.roles import Role
from webapp.adapters.storage.database import Session
from webapp.adapters.storage.models import DefinitionVersion, Deployment
from webapp.adapters.storage.queries import definitions as queries
from webapp.adapters.storage.queries.definitions import DeploymentRow
from webapp.adapters.storage.repositories import definitions, messages, people
from webapp.engine.definitions import DiagramInfo, describe, describe_decision
from webapp.engine.errors import Trouble
from webapp.engine.linting import Catalog, Finding
from webapp.formschema.linting import lint_form
from webapp.formschema.loading import load_form
from webapp.kernel.errors import InvalidInput, NotAllowed, NotFound
from webapp.kernel.identifiers import new_identifier
from webapp.kernel.pagination import Page, PageRequest
from webapp.kernel.text import Text
from webapp.services import arming, rulebook, sending
from webapp.services.advancing import PROVINCE
from webapp.services.bundles import visible_versions
from webapp.services.parts import Parts

__all__ = ["DeploymentRow"]


@dataclass(frozen=True, slots=True)
class Artifact:
    """One diagram, form or decision on its way to being published."""

    kind: str
    key: str
    name: str
    content: bytes
    facts: Mapping[str, Any]


class DefinitionRefused(InvalidInput):
    """The deployment gate refuses what was handed in; nothing was published."""

    code = "DEFINITION_REFUSED"
    text = Text(
        zh="未通过发布检查，共 {count} 处需要更正；未发布任何内容。",
        en="The check before publishing found {count} faults; nothing was published.",
    )

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Keep the findings; errors by element are the fields of the refusal."""
        self.findings = tuple(findings)
        fields: dict[str, list[Text]] = {}
        for finding in findings:
            fields.setdefault(finding.element_id or "", []).append(finding.text)
        super().__init__(fields, count=len(self.findings))


class TimerUnusable(InvalidInput):
    """A timer that starts instances has no moment; nothing was published."""

    code = "TIMER_UNUSABLE"
    text = Text(
        zh="定时启动事件无法确定时间：{reason}；未发布任何内容。",
        en="A timer that starts instances has no moment: {reason} Nothing was published.",
    )

    def __init__(self, trouble: Trouble) -> None:
        """Keep what the engine said of the timer."""
        details = {"reason": trouble.message}
        super().__init__({"": [self.text.fill(details)]}, **details)


def owners_of(session: Session, actor: Actor, role: Role = Role.PROCESS_OWNER) -> frozenset[str]:
    """Return the owners (province, counties) whose definitions the actor's role reaches."""
    held = actor.organisations([role])
    owners = people.counties_below(session, held)
    return owners | ({PROVINCE} if PROVINCE in held else frozenset())


def check_owner(session: Session, actor: Actor, owner_id: str, permission: Permission) -> None:
    """Refuse an actor who may not do this to the owner's definitions.

    A province's owner maintains the province's definitions, and may help any county; a county's
    owner touches that county's only.
    """
    if actor is SYSTEM:
        return
    if not may(actor, permission):
        raise NotAllowed
    if owner_id not in owners_of(session, actor):
        raise NotFound(owner=owner_id)


def read_artifacts(name: str, content: bytes) -> list[Artifact]:
    """Recognise a file by its name: `….bpmn`, `….dmn`, or `forms/<process>/<name>.json`.

    A diagram of several pools is as many artifacts as it holds executable processes, with the same
    content. Raises the refusals of the parsers when the content cannot be read at all.
    """
    path = PurePosixPath(name)
    if path.suffix == ".bpmn":
        first = describe(content)
        others = [describe(content, key) for key in first.processes if key != first.process_id]
        return [_process(info, content) for info in (first, *others)]
    if path.suffix == ".dmn":
        decision = describe_decision(content)
        return [Artifact("decision", decision.decision_ids[0], decision.name, content, {})]
    if path.suffix == ".json":
        form = load_form(content)
        key = f"{path.parent.name}/{path.stem}"
        facts = {"name_en": form.get("title_en", "")}
        return [Artifact("form", key, str(form.get("title", path.stem)), content, facts)]
    raise InvalidInput({name: [Text("不支持此类文件。", "Files of this kind are not supported.")]})


def _process(info: DiagramInfo, content: bytes) -> Artifact:
    facts = {
        "name_en": info.name_en,
        "title_expression": info.title_expression,
        "start_roles": list(info.start_roles),
        "start_form_key": info.start_form_key,
        "called_processes": list(info.called_processes),
        "decisions": list(info.decisions),
        "form_keys": list(info.form_keys),
        "message_starts": list(info.message_starts),
        "signal_starts": list(info.signal_starts),
        "timer_starts": [asdict(timer) for timer in info.timer_starts],
        "description": asdict(info.description),
    }
    return Artifact("process", info.process_id, info.name, content, facts)


def make_catalog(
    parts: Parts, session: Session, owner_id: str, more: Sequence[Artifact] = ()
) -> Catalog:
    """Return what a diagram of the owner may refer to, including what is published with it."""
    owners = tuple(dict.fromkeys((owner_id, PROVINCE)))
    known = {*visible_versions(session, owners), *((a.kind, a.key) for a in more)}

    def of(kind: str) -> frozenset[str]:
        return frozenset(key for known_kind, key in known if known_kind == kind)

    return Catalog(
        operations={
            name: operation.parameters for name, operation in parts.operations.all().items()
        },
        forms=of("form"),
        decisions=of("decision"),
        processes=of("process"),
        roles=frozenset(role.value for role in Role),
        versions=_versions(session, owner_id, owners, more),
        bases=_bases(session, owner_id, more),
    )


def _bases(
    session: Session, owner_id: str, more: Sequence[Artifact]
) -> Mapping[str, frozenset[str]]:
    """Return the rules that a county's own processes may not leave out."""
    if owner_id == PROVINCE:
        return {}
    return rulebook.demanded(session, (each.key for each in more if each.kind == "process"))


def _versions(
    session: Session, owner_id: str, owners: tuple[str, ...], more: Sequence[Artifact]
) -> frozenset[str]:
    """Return the versions of processes that can be called by number, those to come included."""
    coming = {
        f"{artifact.key}@{definitions.latest_version_number(session, *place) + 1}"
        for artifact in more
        for place in ((artifact.kind, artifact.key, owner_id),)
        if artifact.kind == "process" and not _is_newest(session, owner_id, artifact)
    }
    return definitions.numbered_names(session, owners) | coming


def examine(parts: Parts, artifact: Artifact, catalog: Catalog) -> Sequence[Finding]:
    """Return what the gate finds in one artifact, errors and warnings."""
    checks: dict[str, Callable[[], Sequence[Finding]]] = {
        "process": lambda: parts.engine.lint(artifact.content, catalog),
        "decision": lambda: parts.engine.lint_decision(artifact.content),
        "form": lambda: [
            Finding(p.code, p.severity, p.component, p.text)
            for p in lint_form(load_form(artifact.content), parts.feel)
        ],
    }
    return checks[artifact.kind]()


def deploy(
    parts: Parts, actor: Actor, owner_id: str, files: Mapping[str, bytes], note: str
) -> DeploymentRow:
    """Publish files together as new versions of the owner's definitions.

    A file whose content equals the newest version makes no new one. Raises `DefinitionRefused`
    with every finding; nothing is published then.
    """
    with parts.database.writing() as session:
        check_owner(session, actor, owner_id, Permission.DEFINITION_PUBLISH)
        artifacts = [
            artifact
            for name, content in sorted(files.items())
            for artifact in read_artifacts(name, content)
        ]
        deployment_id = publish(parts, session, actor, owner_id, artifacts, note)
        session.flush()
        row = queries.deployment(session, deployment_id)
    if row is None:  # it was written in this transaction
        raise NotFound(deployment=deployment_id)
    return row


def changed_files(parts: Parts, owner_id: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files whose content no newest version of the owner equals."""
    with parts.database.reading() as session:
        present = {
            version.content_hash for version in definitions.latest_versions(session, [owner_id])
        }
    return {
        name: content
        for name, content in files.items()
        if hashlib.sha256(content).hexdigest() not in present
    }


def publish(
    parts: Parts,
    session: Session,
    actor: Actor,
    owner_id: str,
    artifacts: Sequence[Artifact],
    note: str,
) -> str:
    """Publish artifacts in the caller's transaction; return the deployment's id."""
    catalog = make_catalog(parts, session, owner_id, artifacts)
    # The processes of one file are examined with it, once.
    files = {(artifact.kind, artifact.content): artifact for artifact in artifacts}
    errors = [
        finding
        for artifact in files.values()
        for finding in examine(parts, artifact, catalog)
        if finding.severity == "error"
    ]
    if errors:
        raise DefinitionRefused(errors)
    now = parts.database.now(session)
    deployment = Deployment(
        id=new_identifier(), owner_id=owner_id, at=now, by_id=actor.id, note=note
    )
    session.add(deployment)
    session.flush()
    new = [a for a in artifacts if _add_version(session, owner_id, deployment.id, a)]
    begun = {artifact.key: artifact for artifact in new if artifact.kind == "process"}
    _let_begin(parts, session, owner_id, begun, now)
    return deployment.id


def _let_begin(
    parts: Parts, session: Session, owner_id: str, new: Mapping[str, Artifact], now: datetime
) -> None:
    """Arm the timers of new versions, and let them begin with messages that were early."""
    try:
        arming.rearm(parts, session, owner_id, new, now)
    except Trouble as trouble:
        raise TimerUnusable(trouble) from trouble
    names = {name for artifact in new.values() for name in artifact.facts["message_starts"]}
    for message in messages.buffered_under(session, names, now) if names else ():
        sending.carry_message(parts, session, message.id, message.source_instance_id, now)


def _add_version(session: Session, owner_id: str, deployment_id: str, artifact: Artifact) -> bool:
    """Add a version unless the newest one is the same; tell whether one was added."""
    if _is_newest(session, owner_id, artifact):
        return False
    number = definitions.latest_version_number(session, artifact.kind, artifact.key, owner_id)
    session.add(
        DefinitionVersion(
            id=new_identifier(),
            kind=artifact.kind,
            key=artifact.key,
            owner_id=owner_id,
            version=number + 1,
            name=artifact.name,
            content=artifact.content,
            content_hash=hashlib.sha256(artifact.content).hexdigest(),
            facts=dict(artifact.facts),
            deployment_id=deployment_id,
        )
    )
    session.flush()
    return True


def _is_newest(session: Session, owner_id: str, artifact: Artifact) -> bool:
    newest = definitions.latest(session, artifact.kind, artifact.key, owner_id)
    return (
        newest is not None
        and newest.content_hash == hashlib.sha256(artifact.content).hexdigest()
        and newest.facts == artifact.facts
    )


def with_key(artifact: Artifact, key: str) -> Artifact:
    """Return the artifact under another key (a form's key is not in its content)."""
    return replace(artifact, key=key)


def list_deployments(parts: Parts, actor: Actor, page: PageRequest) -> Page[DeploymentRow]:
    """Return one page of the deployments that the actor's roles reach."""
    if not may(actor, Permission.DEFINITION_READ):
        raise NotAllowed
    with parts.database.reading() as session:
        owners = readable_owners(session, actor)
        rows, total = queries.list_deployments(session, owners, page.size, page.offset)
        return Page(rows, total, page)


def read_deployment(parts: Parts, actor: Actor, deployment_id: str) -> DeploymentRow:
    """Return one deployment."""
    if not may(actor, Permission.DEFINITION_READ):
        raise NotAllowed
    with parts.database.reading() as session:
        row = queries.deployment(session, deployment_id)
        if row is None or row.owner_id not in readable_owners(session, actor):
            raise NotFound(deployment=deployment_id)
        return row


def readable_owners(session: Session, actor: Actor) -> frozenset[str]:
    """Return the owners whose definitions the actor may read: one's own reach and the province."""
    reach: frozenset[str] = frozenset({PROVINCE})
    for role in (Role.PROCESS_OWNER, Role.ADMINISTRATOR, Role.SUPERVISOR):
        reach |= owners_of(session, actor, role)
    return reach
