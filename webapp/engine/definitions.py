"""Process definitions: diagrams and decisions parsed once, and what others may know of them."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from webapp.engine.building import build
from webapp.engine.decisions import Decisions, read_decisions
from webapp.engine.diagrams import Diagram, Node, Process, awaited_by, instantiating
from webapp.engine.elements.element import ProcessSpec
from webapp.engine.elements.sub_processes import called_name
from webapp.engine.elements.tasks import form_key
from webapp.engine.errors import DiagramUnreadable
from webapp.engine.normaliser import normalise
from webapp.engine.reading import read_diagram
from webapp.kernel.text import Text

REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of a process: its own diagram, those it calls, and its decisions."""

    process_id: str
    diagrams: Mapping[str, bytes]
    decisions: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def content_hash(self) -> str:
        """Return a digest of everything that decides how an instance runs."""
        digest = hashlib.sha256(self.process_id.encode())
        for kind, files in ((b"diagram", self.diagrams), (b"decision", self.decisions)):
            for name in sorted(files):
                for part in (kind, name.encode(), files[name]):
                    digest.update(len(part).to_bytes(8, "big"))
                    digest.update(part)
        return digest.hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class ElementInfo:
    """What the other floors may know of an element."""

    process_id: str
    element_id: str
    name: str
    name_en: str
    type: str
    lane: str
    candidate_role: str
    form_key: str
    documentation: str
    incoming: tuple[str, ...]
    outgoing: tuple[str, ...]
    properties: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TimerStart:
    """A timer that starts instances: its event, "date", "duration" or "cycle", and the text."""

    element_id: str
    kind: str
    text: str
    calendar: str


@dataclass(frozen=True, slots=True)
class DiagramInfo:
    """What a diagram says about itself, before it is deployed."""

    process_id: str
    name: str
    name_en: str
    title_expression: str
    start_roles: tuple[str, ...]
    start_form_key: str
    called_processes: tuple[str, ...]
    decisions: tuple[str, ...]
    form_keys: tuple[str, ...]
    operations: tuple[str, ...]
    message_starts: tuple[str, ...]
    signal_starts: tuple[str, ...]
    timer_starts: tuple[TimerStart, ...]
    processes: tuple[str, ...]
    elements: tuple[ElementInfo, ...]
    description: Text


@dataclass(frozen=True, slots=True)
class Definition:
    """A process with everything it calls, ready to run; shared by threads, never changed."""

    content_hash: str
    process_id: str
    specs: Mapping[str, ProcessSpec]
    elements: Mapping[tuple[str, str], ElementInfo]
    decisions: Decisions

    @property
    def spec(self) -> ProcessSpec:
        """Return the specification of the top process."""
        return self.specs[self.process_id]


class DefinitionCache:
    """Keeps the definitions last used, by content hash."""

    def __init__(self, size: int = REMEMBERED) -> None:
        """Start empty; at most `size` definitions are kept."""
        self._size = size
        self._lock = threading.Lock()
        self._known: OrderedDict[str, Definition] = OrderedDict()

    def compile(self, sources: Sources) -> Definition:
        """Return the definition of these sources, parsed at the first call."""
        key = sources.content_hash
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        definition = parse(sources, key)
        with self._lock:
            self._known[key] = definition
            while len(self._known) > self._size:
                self._known.popitem(last=False)
        return definition


def parse(sources: Sources, content_hash: str) -> Definition:
    """Return a definition; raise DiagramUnreadable when a file is no diagram."""
    specs: dict[str, ProcessSpec] = {}
    elements: dict[tuple[str, str], ElementInfo] = {}
    for name, xml in sources.diagrams.items():  # the id, perhaps with a version: `<id>@<n>`
        diagram = read_diagram(xml)
        process = main_process(diagram, name.partition("@")[0])
        for info in _elements(process):
            elements.setdefault((info.process_id, info.element_id), info)
        normalise(diagram)
        specs.update({spec.name: spec for spec in _build(process, diagram, name)})
    if sources.process_id not in specs:
        raise DiagramUnreadable(
            Text(
                zh=f"缺少流程“{sources.process_id}”。",
                en=f"The process “{sources.process_id}” is missing.",
            )
        )
    decisions = read_decisions(sources.decisions)
    return Definition(content_hash, sources.process_id, specs, elements, decisions)


def _build(process: Process, diagram: Diagram, name: str) -> list[ProcessSpec]:
    try:
        return list(build(process, diagram, name))
    except KeyError as error:  # the deployment gate says it better, but it may not have been asked
        name = str(error.args[0])
        raise DiagramUnreadable(
            Text(zh=f"“{name}”不存在或无法执行。", en=f"“{name}” is missing or cannot be executed.")
        ) from error


def main_process(diagram: Diagram, process_id: str = "") -> Process:
    """Return the process that the file is there for; raise DiagramUnreadable."""
    process = diagram.main(process_id)
    if process is None:
        raise DiagramUnreadable(
            Text(zh="文件中没有可执行的流程。", en="It holds no executable process.")
        )
    return process


def _elements(process: Process) -> list[ElementInfo]:
    return [_info(node) for node in process.contents.everything()]


def _info(node: Node) -> ElementInfo:
    is_user_task = node.type == "userTask"
    return ElementInfo(
        process_id=node.process_id,
        element_id=node.id,
        name=node.name,
        name_en=node.properties.get("nameEn", ""),
        type=node.type,
        lane=node.lane,
        candidate_role=node.properties.get("candidateRole", ""),
        form_key=(
            form_key(node.process_id, node.id, node.properties.get("formKey", ""))
            if is_user_task
            else node.properties.get("formKey", "")
        ),
        documentation=node.documentation,
        incoming=tuple(dict.fromkeys(f.source for f in node.incoming)),
        outgoing=tuple(dict.fromkeys(f.target for f in node.outgoing)),
        properties=dict(node.properties),
    )


def describe(xml: bytes, process_id: str = "") -> DiagramInfo:
    """Return what a diagram says about itself; raise DiagramUnreadable.

    Of several executable processes it is the one of this id, else the first.
    """
    diagram = read_diagram(xml)
    process = main_process(diagram, process_id)
    nodes = list(process.contents.everything())
    own = process.properties
    return DiagramInfo(
        process_id=process.id,
        name=process.name,
        name_en=own.get("nameEn", ""),
        title_expression=own.get("title", ""),
        start_roles=tuple(r.strip() for r in own.get("startRoles", "").split(",") if r.strip()),
        start_form_key=_start_form_key(process),
        called_processes=_distinct(called_name(n) for n in nodes if n.called),
        decisions=_distinct(n.decision for n in nodes),
        form_keys=_distinct(i.form_key for i in _elements(process) if i.type == "userTask"),
        operations=_distinct(n.operator.operation for n in nodes if n.operator is not None),
        message_starts=_starts_named(diagram, process, "message"),
        signal_starts=_starts_named(diagram, process, "signal"),
        timer_starts=_timer_starts(process),
        processes=tuple(p.id for p in diagram.processes if p.executable),
        elements=tuple(_elements(process)),
        description=Text(
            zh=own.get("descriptionZh", process.documentation),
            en=own.get("descriptionEn", own.get("descriptionZh", process.documentation)),
        ),
    )


def _distinct(names: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _start_form_key(process: Process) -> str:
    """Return the form of the none start event; its default is `<process id>/start`."""
    for node in process.contents.nodes.values():
        if node.type == "startEvent" and node.event_kind == "none":
            written = node.properties.get("formKey", "")
            return form_key(process.id, "start", written)
    return ""


def _starts_named(diagram: Diagram, process: Process, kind: str) -> tuple[str, ...]:
    """Return the names of the messages or signals that start the process."""
    return _distinct(
        diagram.declared[reference].name
        for node in instantiating(process.contents)
        for found, reference in awaited_by(node)
        if found == kind and reference in diagram.declared
    )


def _timer_starts(process: Process) -> tuple[TimerStart, ...]:
    return tuple(
        TimerStart(node.id, definition.timer, definition.body, node.properties.get("calendar", ""))
        for node in instantiating(process.contents)
        for definition in node.definitions
        if definition.kind == "timer"
    )


@dataclass(frozen=True, slots=True)
class DecisionInfo:
    """What a decision file says about itself."""

    decision_ids: tuple[str, ...]
    name: str


def describe_decision(xml: bytes) -> DecisionInfo:
    """Return the decisions of a DMN file; raise DiagramUnreadable."""
    decisions = read_decisions({"": xml})
    found = list(decisions.by_id.values())
    return DecisionInfo(tuple(decisions.by_id), found[0].name if found else "")
