"""Entering one line of an import: each kind's work, checked again against the register of now."""

import secrets
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from webapp.access.actor import Actor
from webapp.access.permissions import Permission
from webapp.access.roles import Role
from webapp.adapters.storage.database import Session
from webapp.adapters.storage.models import (
    Batch,
    BatchItem,
    Organisation,
    Person,
    PoolExpert,
    UnitPost,
)
from webapp.adapters.storage.repositories import importing as storage
from webapp.adapters.storage.repositories import people, registers
from webapp.domain.imports import checking
from webapp.domain.imports.kinds import KINDS, ImportKind
from webapp.domain.imports.reading import Entry
from webapp.domain.places import county_of
from webapp.kernel.clock import CHINA
from webapp.kernel.errors import RuleBroken
from webapp.kernel.identifiers import new_identifier
from webapp.kernel.text import Text
from webapp.services.imports import organisation_for, register_of
from webapp.services.parts import Parts
from webapp.services.people import hash_password
from webapp.services.sight import check_county

Values = Mapping[str, str]
Account = tuple[str, str]
"""The name and the first password of a new account."""

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH = 12


class LineRefused(RuleBroken):
    """The register has changed since the preview."""

    code = "IMPORT_LINE_REFUSED"
    text = Text(
        zh="预览后登记内容有变化：{problem}{cure}",
        en="The register has changed since the preview: {problem} {cure}",
    )


def _carry_out(parts: Parts, session: Session, actor: Actor, batch: Batch, item: BatchItem) -> Text:
    county = str(batch.county_id)
    check_county(session, actor, Permission.IMPORT_RUN, county)
    storage.lock_register(session)
    content = parts.cipher.open_json(item.content or b"")
    values: Values = content["values"]
    _check_again(parts, session, county, (KINDS[batch.kind], item.number), values)
    text, account = _ENTER[batch.kind](parts, session, county, values)
    if account is not None:
        item.content = parts.cipher.seal_json({**content, "account": list(account)})
    return text


def _check_again(
    parts: Parts, session: Session, county: str, line: tuple[ImportKind, int], values: Values
) -> None:
    kind, number = line
    entry = Entry(number, dict(values))
    checking.check(kind, [entry], register_of(parts, session, county, [entry]))
    for trouble in entry.troubles:
        problem = f"{trouble.column.zh}：{trouble.problem.zh}"
        text = Text(problem, f"{trouble.column.en}: {trouble.problem.en}")
        error = LineRefused()
        error.message = Text(
            LineRefused.text.zh.format(problem=text.zh, cure=trouble.cure.zh),
            LineRefused.text.en.format(problem=text.en, cure=trouble.cure.en),
        )
        raise error


def _person(
    parts: Parts, session: Session, county: str, values: Values
) -> tuple[str, Account | None]:
    """Return the person of an ID number, with a new account if there was none."""
    number = values["id_number"]
    index = parts.cipher.index(number)
    known = storage.people_by_index(session, [index]).get(index)
    if known is not None:
        return known[0], None
    identifier = new_identifier()
    username = values.get("username", "") or _new_username(session, county, identifier)
    password = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    session.add(
        Person(
            id=identifier,
            username=username,
            name=values["name"],
            password_hash=hash_password(password),
            id_number=parts.cipher.seal_text(number),
            id_number_index=index,
            phone=parts.cipher.seal_text(values.get("phone", "")),
            language="zh",
            active=True,
            session_epoch=0,
            created_at=parts.database.now(session),
        )
    )
    session.flush()
    return identifier, (username, password)


def _new_username(session: Session, county: str, identifier: str) -> str:
    while True:
        number = registers.take_number(session, f"username {identifier}", f"username-{county}")
        username = f"{county_of(county).slug}.p{number:05d}"
        if people.person_named(session, username) is None:
            return username
        identifier += "+"


Entered = tuple[Text, Account | None]


def _enter_person(parts: Parts, session: Session, county: str, values: Values) -> Entered:
    person, account = _person(parts, session, county, values)
    given = 0
    for code in filter(None, values["role_codes"].split(",")):
        place = organisation_for(Role(code), values["unit_id"], county)
        given += storage.give_role(session, person, place, code)
    if account is not None:
        return Text("已开通账号并授予角色。", "Account opened, roles given."), account
    if given:
        return Text(f"已增加 {given} 个角色。", f"{given} roles added."), None
    return Text("已有这些角色，未作改动。", "The roles were held already."), None


def _enter_unit(_parts: Parts, session: Session, county: str, values: Values) -> Entered:
    place = people.organisation(session, county)
    number = registers.take_number(session, f"unit {new_identifier()}", f"unit-{county}")
    identifier = f"{county}-u{number:05d}"
    session.add(
        Organisation(
            id=identifier,
            kind="unit",
            name=values["name"],
            name_en=values.get("name_en", ""),
            parent_id=values["department_id"],
            county_id=county,
            city_id=place.city_id if place else None,
            department_id=values["department_id"],
        )
    )
    return Text(f"已登记，单位代码 {identifier}。", f"Entered as {identifier}."), None


def _enter_expert(parts: Parts, session: Session, county: str, values: Values) -> Entered:
    person, account = _person(parts, session, county, values)
    storage.give_role(session, person, county, Role.EXPERT.value)
    session.add(
        PoolExpert(
            id=new_identifier(),
            county_id=county,
            series=values["series"],
            person_id=person,
            name=values["name"],
            unit=values["unit"],
            specialty=values["specialty"],
            can_chair=values["can_chair"] == "yes",
            origin="county",
            term_starts_on=parts.clock.now().astimezone(CHINA).date(),
            term_ends_on=date.fromisoformat(values["term_ends_on"]),
        )
    )
    return Text("已加入专家库。", "Added to the pool."), account


def _enter_posts(parts: Parts, session: Session, county: str, values: Values) -> Entered:
    now = parts.database.now(session)
    year, number = int(values["year"]), int(values["number"])
    posts = UnitPost(
        unit_id=values["unit_id"],
        year=year,
        county_id=county,
        number=number,
        source=values["source"],
        recorded_at=now,
    )
    storage.keep_unit_post(session, posts)
    return Text(f"{year} 年 {number} 个岗位。", f"{number} posts in {year}."), None


_ENTER: Mapping[str, Callable[[Parts, Session, str, Values], Entered]] = {
    "people": _enter_person,
    "units": _enter_unit,
    "experts": _enter_expert,
    "posts": _enter_posts,
}

WORK: Mapping[str, Any] = dict.fromkeys(_ENTER, _carry_out)
"""What enters a line, by the kind of import."""
