"""Filling a new installation: the fixed organisations, the definitions, the demo's people."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from webapp.access.actor import SYSTEM
from webapp.access.roles import Role
from webapp.adapters.storage.database import Session
from webapp.adapters.storage.models import (
    Membership,
    Organisation,
    Person,
)
from webapp.adapters.storage.repositories import people
from webapp.domain import places
from webapp.kernel.identifiers import new_identifier
from webapp.services import demo, demo_committees, demo_launches, demo_nominations, deployments
from webapp.services.advancing import PROVINCE
from webapp.services.parts import Parts
from webapp.services.people import DEMO_PASSWORD, hash_password

Files = Mapping[str, Mapping[str, bytes]]

_EXPERTS = 13
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"
_GIVEN = (
    "国华", "丽娟", "志强", "秀英", "建军", "晓梅", "永福", "淑珍", "文博", "海燕",
    "立新", "桂兰", "春生", "红霞", "德明", "玉洁", "长河", "雪松", "振宇", "慧敏",
)  # fmt: skip
_UNITS = (
    ("school", "education", "第一中学", "No. 1 Middle School"),
    ("hospital", "health", "人民医院", "People's Hospital"),
    ("farm", "agriculture", "农业技术推广总站", "Agricultural Extension Station"),
)
_SERIES = ("teaching", "health", "agriculture")
_DEPARTMENTS = (
    ("education", "教育局", "Education Bureau"),
    ("health", "卫生健康局", "Health Bureau"),
    ("agriculture", "农业农村局", "Agriculture Bureau"),
)


def seed_organisations(parts: Parts) -> None:
    """Enter the province, the three cities and the ten counties (R1) unless they are there."""
    with parts.database.writing() as session:
        if people.organisation(session, PROVINCE) is not None:
            return
        session.add(
            Organisation(id=PROVINCE, kind="province", name="吉林省", name_en="Jilin Province")
        )
        session.flush()
        for city in places.CITIES:
            session.add(
                Organisation(
                    id=city.code,
                    kind="city",
                    name=city.name,
                    name_en=city.name_en,
                    parent_id=PROVINCE,
                    city_id=city.code,
                )
            )
        session.flush()
        for county in places.COUNTIES:
            session.add(
                Organisation(
                    id=county.code,
                    kind="county",
                    name=county.name,
                    name_en=county.name_en,
                    parent_id=county.city,
                    county_id=county.code,
                    city_id=county.city,
                )
            )


def seed_definitions(parts: Parts, files: Files) -> None:
    """Publish the shipped definitions through the gate; unchanged ones make no new version."""
    for owner in sorted(files, key=lambda owner: owner != PROVINCE):
        changed = deployments.changed_files(parts, owner, files[owner])
        if changed:
            deployments.deploy(parts, SYSTEM, owner, changed, "随系统发布")


def seed_demo(parts: Parts, files: Files) -> None:
    """Fill the demo: organisations, definitions, units and a person for every role."""
    demo.restore_clock(parts)
    seed_organisations(parts)
    seed_definitions(parts, files)
    with parts.database.writing() as session:
        if people.person_named(session, "admin") is not None:
            return
        now = parts.database.now(session)
        _Demo(parts, session, now).fill()
    demo_nominations.seed_channels(parts, now)


class _Demo:
    """The people and units of the demo; all of them are invented."""

    def __init__(self, parts: Parts, session: Session, now: datetime) -> None:
        self._session = session
        self._cipher = parts.cipher
        self._now = now
        self._password = hash_password(DEMO_PASSWORD)
        self._made = 0

    def fill(self) -> None:
        """Enter everything."""
        self._person("admin", [(Role.ADMINISTRATOR, PROVINCE)])
        self._person("owner", [(Role.PROCESS_OWNER, PROVINCE)])
        self._person("supervisor", [(Role.SUPERVISOR, PROVINCE)])
        self._person("province.officer", [(Role.PROVINCIAL_OFFICER, PROVINCE)])
        for city in places.CITIES:
            self._person(f"{city.slug}.reviewer", [(Role.CITY_REVIEWER, city.code)])
            self._person(f"{city.slug}.leader", [(Role.CITY_LEADER, city.code)])
        demo_launches.enter_floor(self._session, self._now)
        for county in places.COUNTIES:
            self._county(county)

    def _county(self, county: places.County) -> None:
        slug = county.slug
        for role, name in (
            (Role.COUNTY_REVIEWER, "reviewer"),
            (Role.COUNTY_LEADER, "leader"),
            (Role.COMMITTEE_OFFICE, "office"),
            (Role.PROCESS_OWNER, "owner"),
            (Role.ADMINISTRATOR, "admin"),
        ):
            self._person(f"{slug}.{name}", [(role, county.code)])
        for key, name, name_en in _DEPARTMENTS:
            self._organisation(county, key, "department", (name, name_en), county.code)
            self._person(f"{slug}.{key}", [(Role.SUPERVISING_DEPARTMENT, f"{county.code}-{key}")])
        for key, department, name, name_en in _UNITS:
            unit = f"{county.code}-{key}"
            self._organisation(county, key, "unit", (name, name_en), f"{county.code}-{department}")
            self._person(f"{slug}.{key}.hr", [(Role.UNIT_HR, unit)])
            self._person(f"{slug}.{key}.head", [(Role.UNIT_HEAD, unit)])
            for number in (1, 2):
                self._person(f"{slug}.{key}.staff{number}", [(Role.APPLICANT, unit)])
        self._pool(county)
        demo_launches.launch(self._session, county, self._now)

    def _organisation(
        self,
        county: places.County,
        key: str,
        kind: str,
        names: tuple[str, str],
        parent: str,
    ) -> None:
        self._session.add(
            Organisation(
                id=f"{county.code}-{key}",
                kind=kind,
                name=f"{county.name}{names[0]}",
                name_en=f"{county.name_en} {names[1]}",
                parent_id=parent,
                county_id=county.code,
                city_id=county.city,
                department_id=parent if kind == "unit" else None,
            )
        )
        self._session.flush()

    def _person(self, username: str, grants: list[tuple[Role, str]]) -> Person:
        number = self._made
        self._made += 1
        name = (
            _SURNAMES[number % len(_SURNAMES)]
            + _GIVEN[(number * 7 + number // len(_SURNAMES)) % len(_GIVEN)]
        )
        id_number = _invented_id_number(number)
        person = Person(
            id=new_identifier(),
            username=username,
            name=name,
            password_hash=self._password,
            id_number=self._cipher.seal_text(id_number),
            id_number_index=self._cipher.index(id_number),
            phone=self._cipher.seal_text(f"1380000{number:04d}"),
            language="zh",
            active=True,
            session_epoch=0,
            created_at=self._now,
        )
        self._session.add(person)
        self._session.flush()
        for role, organisation in grants:
            self._session.add(
                Membership(person_id=person.id, organisation_id=organisation, role=role)
            )
        return person

    def _pool(self, county: places.County) -> None:
        experts = [
            self._person(f"{county.slug}.expert{number}", [(Role.EXPERT, county.code)])
            for number in range(1, _EXPERTS + 1)
        ]
        demo_committees.enter(self._session, county, _SERIES, experts, self._now)


_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def _invented_id_number(number: int) -> str:
    """Return an ID number that passes its check digit and belongs to nobody: area code 220000."""
    born = date(1975, 1, 1) + timedelta(days=number * 17)
    body = f"220000{born:%Y%m%d}{number % 1000:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]
