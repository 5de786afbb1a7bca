"""Which versions an instance uses: resolved for its county once, at its start, and kept."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from webapp.adapters.storage.database import Session
from webapp.adapters.storage.repositories import definitions
from webapp.adapters.storage.repositories.definitions import VersionFacts
from webapp.domain.places import PROVINCE_CODE
from webapp.engine.definitions import Definition, Sources
from webapp.engine.process_engine import ProcessEngine
from webapp.formschema.loading import load_form
from webapp.kernel.errors import NotFound, RuleBroken
from webapp.kernel.text import Text

_KEPT = 256

Form = Mapping[str, Any]


class CalledProcessMissing(RuleBroken):
    """A called process is not published."""

    code = "CALLED_PROCESS_MISSING"
    text = Text(
        zh="流程“{caller}”调用的“{missing}”尚未发布，无法启动。",
        en="The process “{caller}” calls “{missing}”, which is not published; it cannot start.",
    )


@dataclass(frozen=True, slots=True)
class LoadedBundle:
    """The parsed contents of a bundle, shared by all instances that use it."""

    id: str
    definition: Definition
    versions: Mapping[str, Mapping[str, str]]
    forms: Mapping[str, Form]
    names_en: Mapping[tuple[str, str], str]


def visible_versions(
    session: Session, owners: tuple[str, ...]
) -> dict[tuple[str, str], VersionFacts]:
    """Return what the first of the owners sees: its own version, else that of the next one."""
    chosen: dict[tuple[str, str], VersionFacts] = {}
    rank = {owner: place for place, owner in enumerate(owners)}
    for version in definitions.latest_versions(session, owners):
        present = chosen.get((version.kind, version.key))
        if present is None or rank[version.owner_id] < rank[present.owner_id]:
            chosen[version.kind, version.key] = version
    return chosen


def version_named(
    session: Session,
    name: str,
    caller: VersionFacts,
    visible: Mapping[tuple[str, str], VersionFacts],
) -> VersionFacts | None:
    """Return the process that a diagram calls, by its id, or by `<id>@<version>` exactly that one.

    A version's number is that of the caller's owner, or else the province's: it means the same in
    every county, whatever the county has of its own.
    """
    process_id, _at, number = name.partition("@")
    if not number:
        return visible.get(("process", name))
    owners = (caller.owner_id, PROVINCE_CODE)
    found = definitions.numbered(session, process_id, int(number), owners)
    return found.get(caller.owner_id) or found.get(PROVINCE_CODE)


def _closure(
    session: Session, process_id: str, visible: Mapping[tuple[str, str], VersionFacts]
) -> dict[str, dict[str, str]]:
    """Follow calls, decisions and forms from the root process."""
    root = visible["process", process_id]
    contents: dict[str, dict[str, str]] = {"processes": {}, "decisions": {}, "forms": {}}
    waiting = [(root, process_id)]
    while waiting:
        caller, key = waiting.pop()
        if key in contents["processes"]:
            continue
        version = version_named(session, key, caller, visible)
        if version is None:
            raise CalledProcessMissing(caller=caller.key, missing=key)
        contents["processes"][key] = version.id
        waiting += [(version, called) for called in version.facts["called_processes"]]
        _add_parts(contents, version, visible)
    return contents


def _add_parts(
    contents: Mapping[str, dict[str, str]],
    version: VersionFacts,
    visible: Mapping[tuple[str, str], VersionFacts],
) -> None:
    for name in version.facts["decisions"]:
        decision = visible.get(("decision", name))
        if decision is None:
            raise CalledProcessMissing(caller=version.key, missing=name)
        contents["decisions"][name] = decision.id
    for name in version.facts["form_keys"]:
        form = visible.get(("form", name))
        if form is not None:  # a start needs none; the gate has seen to the others
            contents["forms"][name] = form.id


class Bundles:
    """The bundles that this process has loaded; the least recently used ones are forgotten."""

    def __init__(self, engine: ProcessEngine) -> None:
        """Start empty."""
        self._engine = engine
        self._loaded: OrderedDict[str, LoadedBundle] = OrderedDict()
        self._lock = threading.Lock()

    def resolve(
        self, session: Session, process_id: str, owners: tuple[str, ...], now: datetime
    ) -> LoadedBundle:
        """Fix the versions for a new instance: the county's own first, else the province's.

        Raises `NotFound` for an unknown process, `CalledProcessMissing` for a part of it.
        """
        visible = visible_versions(session, owners)
        if ("process", process_id) not in visible:
            raise NotFound(process=process_id)
        contents = _closure(session, process_id, visible)
        text = orjson.dumps(contents, option=orjson.OPT_SORT_KEYS)
        bundle_id = hashlib.sha256(process_id.encode() + b"\n" + text).hexdigest()
        # Asked every time: that it is loaded does not say that it was committed.
        definitions.keep_bundle(session, bundle_id, process_id, owners[0], contents, now)
        return self._load(session, bundle_id, process_id, contents)

    def get(self, session: Session, bundle_id: str) -> LoadedBundle:
        """Return a bundle by its id."""
        with self._lock:
            loaded = self._loaded.get(bundle_id)
            if loaded is not None:
                self._loaded.move_to_end(bundle_id)
                return loaded
        row = definitions.bundle(session, bundle_id)
        if row is None:
            raise NotFound(bundle=bundle_id)
        return self._load(session, bundle_id, row.process_id, row.contents)

    def _load(
        self,
        session: Session,
        bundle_id: str,
        process_id: str,
        contents: Mapping[str, Mapping[str, str]],
    ) -> LoadedBundle:
        with self._lock:
            if bundle_id in self._loaded:
                return self._loaded[bundle_id]
        wanted = [version for part in contents.values() for version in part.values()]
        content = definitions.contents(session, wanted)
        definition = self._engine.compile(
            Sources(
                process_id=process_id,
                diagrams={key: content[v] for key, v in contents["processes"].items()},
                decisions={key: content[v] for key, v in contents["decisions"].items()},
            )
        )
        loaded = LoadedBundle(
            id=bundle_id,
            definition=definition,
            versions=contents,
            forms={key: load_form(content[v]) for key, v in contents["forms"].items()},
            names_en={place: info.name_en for place, info in definition.elements.items()},
        )
        with self._lock:
            self._loaded[bundle_id] = loaded
            while len(self._loaded) > _KEPT:
                self._loaded.popitem(last=False)
        return loaded
