"""Reading and choosing what the law leaves to a county."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.access.actor import Actor
from webapp.access.permissions import Permission, may
from webapp.adapters.storage.repositories import people
from webapp.adapters.storage.repositories import settings as repository
from webapp.domain import county_settings as rules
from webapp.domain.county_settings import Group, Setting
from webapp.domain.places import COUNTIES, County
from webapp.kernel.errors import InvalidInput
from webapp.kernel.text import Text
from webapp.services.parts import Parts
from webapp.services.sight import check_county, counties_in_sight

_SHORTEST_BASIS = 2


@dataclass(frozen=True, slots=True)
class SettingView:
    """One setting of a county: its value, and who chose it when and on what basis, if anybody."""

    setting: Setting
    value: bool | int | str
    basis: str
    changed_by: str
    changed_at: datetime | None


def list_counties(parts: Parts, actor: Actor) -> Sequence[County]:
    """Return the counties whose settings the actor may read."""
    with parts.database.reading() as session:
        seen = counties_in_sight(session, actor, Permission.SETTINGS_READ)
    return [county for county in COUNTIES if county.code in seen]


def may_edit(parts: Parts, actor: Actor, county: str) -> bool:
    """Tell whether the actor may choose for the county."""
    if not may(actor, Permission.SETTINGS_EDIT):
        return False
    with parts.database.reading() as session:
        return county in counties_in_sight(session, actor, Permission.SETTINGS_EDIT)


def read_settings(parts: Parts, actor: Actor, county: str) -> Mapping[Group, Sequence[SettingView]]:
    """Return every setting of a county by group; `NotFound` when it is out of sight."""
    with parts.database.reading() as session:
        check_county(session, actor, Permission.SETTINGS_READ, county)
        values = repository.in_force(session, county)
        chosen = repository.chosen(session, county)
    views: dict[Group, list[SettingView]] = {group: [] for group in Group}
    for setting in rules.SETTINGS:
        row, by = chosen.get(setting.name, (None, ""))
        views[setting.group].append(
            SettingView(
                setting=setting,
                value=values[setting.name],
                basis=row.basis if row else "",
                changed_by=by,
                changed_at=row.changed_at if row else None,
            )
        )
    return views


def choose(
    parts: Parts, actor: Actor, county: str, values: Mapping[str, bool | int | str], basis: str
) -> int:
    """Set what differs from now; return how many settings changed.

    Procedures that are going on keep what held at their start (R39). Raises `SettingRefused` for a
    value outside the law's bounds and `InvalidInput` without a basis; nothing is changed then.
    """
    with parts.database.writing() as session:
        check_county(session, actor, Permission.SETTINGS_EDIT, county)
        now_in_force = repository.in_force(session, county)
        wanted = {name: rules.checked(name, value) for name, value in values.items()}
        changed = {name: value for name, value in wanted.items() if value != now_in_force[name]}
        if changed and len(basis.strip()) < _SHORTEST_BASIS:
            raise InvalidInput(
                {"basis": [Text("请填写依据文件或者理由。", "Please give the document or reason.")]}
            )
        now, person = parts.database.now(session), people.person_named(session, actor.username)
        for name, value in changed.items():
            repository.choose(
                session,
                county,
                name,
                value=value,
                basis=basis.strip(),
                person_id=person.id if person else "",
                now=now,
            )
        return len(changed)
