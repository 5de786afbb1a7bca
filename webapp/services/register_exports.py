"""Whole registers as tables: nominations, the ledger of posts, expert pools."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from webapp.access.actor import Actor
from webapp.access.permissions import Permission, may
from webapp.adapters.storage.database import Session
from webapp.adapters.storage.queries import exports as queries
from webapp.domain.places import county_of
from webapp.domain.titles import SERIES
from webapp.kernel.errors import NotAllowed, NotFound
from webapp.kernel.tables import Table
from webapp.kernel.text import Text
from webapp.services.parts import Parts
from webapp.services.sight import counties_in_sight


@dataclass(frozen=True, slots=True)
class _Register:
    title: Text
    columns: Sequence[Text]
    rows: Callable[[Session, Collection[str]], Sequence[tuple[Any, ...]]]
    readers: Sequence[Permission]


_COUNTY = Text("县（市、区）", "County")
_SERIES = Text("系列", "Series")
_NAME = Text("姓名", "Name")
_UNIT = Text("单位", "Unit")
_SPECIALTY = Text("专业", "Specialty")

REGISTERS: Mapping[str, _Register] = {
    "nominations": _Register(
        Text("申报人员名册", "Nominations"),
        (
            _COUNTY,
            Text("年度", "Year"),
            _SERIES,
            Text("申报编号", "Number"),
            _NAME,
            _UNIT,
            _SPECIALTY,
            Text("申报职称", "Title"),
            Text("状态", "State"),
            Text("原因", "Reasons"),
            Text("更新时间", "Changed"),
        ),
        queries.nominations,
        (Permission.NOMINATION_EDIT, Permission.SUPERVISION_READ),
    ),
    "posts": _Register(
        Text("岗位台账", "Ledger of posts"),
        (
            _COUNTY,
            Text("时间", "When"),
            Text("事项", "Move"),
            Text("数量", "Number"),
            Text("说明", "Subject"),
            Text("依据文件", "Document"),
            Text("经办人", "By"),
        ),
        queries.posts,
        (Permission.LEDGER_READ,),
    ),
    "experts": _Register(
        Text("评审专家库", "Expert pools"),
        (
            _COUNTY,
            _SERIES,
            _NAME,
            _UNIT,
            _SPECIALTY,
            Text("可任主任委员", "May chair"),
            Text("任期截止", "Term ends on"),
            Text("提前退出", "Ended on"),
        ),
        queries.experts,
        (Permission.EXPERT_EDIT, Permission.SUPERVISION_READ),
    ),
}
"""The registers by name, with the permissions of which one is needed (A10: pools are closed)."""


def register_table(parts: Parts, actor: Actor, name: str, language: str) -> Table:
    """Return a register of the counties in the actor's sight."""
    if name not in REGISTERS:
        raise NotFound(register=name)
    register = REGISTERS[name]
    held = [permission for permission in register.readers if may(actor, permission)]
    if not held:
        raise NotAllowed
    with parts.database.reading() as session:
        counties = frozenset().union(*(counties_in_sight(session, actor, p) for p in held))
        rows = [_worded(row, language) for row in register.rows(session, counties)]
    columns = [column.in_language(language) for column in register.columns]
    return Table(register.title.in_language(language), columns, rows)


def _worded(row: tuple[Any, ...], language: str) -> tuple[Any, ...]:
    county, *rest = row
    named = (SERIES[v].name.in_language(language) if v in SERIES else v for v in rest)
    return (county_of(county).name, *named)
