"""Importing spreadsheets: templates, the preview with everything wrong, the confirmation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from webapp.access.actor import Actor
from webapp.access.permissions import Permission, may
from webapp.access.roles import LEVELS, NAMES, Level, Role
from webapp.adapters.spreadsheets import reading, writing
from webapp.adapters.storage.database import Session
from webapp.adapters.storage.repositories import importing as storage
from webapp.domain.imports import checking
from webapp.domain.imports.checking import KnownRole, KnownUnit, Register
from webapp.domain.imports.kinds import KINDS, ImportKind
from webapp.domain.imports.reading import Entry, Trouble, read_sheet
from webapp.kernel.clock import CHINA
from webapp.kernel.errors import InvalidInput, NotAllowed, NotFound
from webapp.kernel.tables import Table
from webapp.kernel.text import Text
from webapp.services import batches
from webapp.services.batches import STATES, BatchView, ItemView, NewItem
from webapp.services.parts import Parts
from webapp.services.sight import check_county

_MOST_TOLD = 500
"""How many troubles of the headings are kept; those of lines stand with their lines."""

GIVEN: Mapping[Role, frozenset[str]] = {
    Role.APPLICANT: frozenset({"unit", "department"}),
    Role.UNIT_HR: frozenset({"unit"}),
    Role.UNIT_HEAD: frozenset({"unit"}),
    Role.SUPERVISING_DEPARTMENT: frozenset({"department"}),
    Role.EXPERT: frozenset({"unit", "department"}),
}
"""The roles that an import may give, and the kinds of organisation that a line may name.

Roles of counties and above are never given by a spreadsheet: an administrator answers for those.
"""

_HEADING = Text("表头", "Headings")


class HeadingsWrong(InvalidInput):
    """The columns are not those of the template."""

    code = "HEADINGS_WRONG"
    text = Text("表头与模板不一致。", "The headings are not those of the template.")

    def __init__(self, troubles: Sequence[Trouble]) -> None:
        """Keep a sentence for each column."""
        told = [
            Text(
                f"“{trouble.column.zh}”：{trouble.problem.zh}{trouble.cure.zh}",
                f"“{trouble.column.en}”: {trouble.problem.en} {trouble.cure.en}",
            )
            for trouble in troubles[:_MOST_TOLD]
        ]
        super().__init__({"file": told})


@dataclass(frozen=True, slots=True)
class Preview:
    """An import before it is confirmed: how many lines are right, and everything wrong."""

    batch: BatchView
    kind: ImportKind
    troubles: Sequence[Trouble]


def kind_of(code: str) -> ImportKind:
    """Return a kind of import; `NotFound` for every other word."""
    if code not in KINDS:
        raise NotFound(kind=code)
    return KINDS[code]


def list_imports(parts: Parts, actor: Actor) -> Sequence[BatchView]:
    """Return the latest imports of the actor's counties."""
    return batches.list_imports(parts, actor, list(KINDS))


def template(kind: ImportKind, language: str, form: str) -> bytes:
    """Return the template of a kind as XLSX or CSV, with an example in its second line."""
    columns = [
        column.heading.in_language(language) + ("*" if column.required else "")
        for column in kind.columns
    ]
    table = Table(kind.name.in_language(language), columns, [])
    if form == "csv":
        return writing.csv_bytes(table)
    told = Table(
        Text("填写说明", "How to fill in").in_language(language),
        [
            word.in_language(language)
            for word in (
                Text("列", "Column"),
                Text("说明", "Remark"),
                Text("示例", "Example"),
                Text("必填", "Required"),
            )
        ],
        [
            (
                column.heading.in_language(language),
                column.hint.in_language(language),
                column.example,
                column.required,
            )
            for column in kind.columns
        ],
    )
    return writing.xlsx_bytes(table, told)


def preview(parts: Parts, actor: Actor, where: tuple[str, str], name: str, content: bytes) -> str:
    """Read a file of `(kind, county)` and keep it as a preview; return its identifier.

    Nothing is entered into any register. Raises `InvalidInput` when the file or its headings
    cannot be used at all.
    """
    kind, county = kind_of(where[0]), where[1]
    if not may(actor, Permission.IMPORT_RUN):
        raise NotAllowed
    sheet = read_sheet(reading.read(content), kind.columns)
    if sheet.troubles:
        raise HeadingsWrong(sheet.troubles)
    with parts.database.writing() as session:
        check_county(session, actor, Permission.IMPORT_RUN, county)
        register = register_of(parts, session, county, sheet.entries)
        checking.check(kind, sheet.entries, register)
        items = [
            NewItem(entry.line, "REFUSED" if entry.troubles else "WAITING", _kept(entry))
            for entry in sheet.entries
        ]
        return batches.keep(parts, session, actor, (kind.code, name, county), items)


def register_of(parts: Parts, session: Session, county: str, entries: Sequence[Entry]) -> Register:
    """Return what is on record and matters to these entries."""
    cipher = parts.cipher
    numbers = {
        number: cipher.index(number)
        for number in (
            entry.values.get("id_number", "").replace(" ", "").upper() for entry in entries
        )
    }
    known = storage.people_by_index(session, list(numbers.values()))
    pool = storage.pool_of_people(session, county, [person for person, _ in known.values()])
    wanted = [entry.values.get("username", "").lower() for entry in entries]
    return Register(
        today=parts.clock.now().astimezone(CHINA).date(),
        units=[KnownUnit(*row) for row in storage.units_of(session, county)],
        roles=_roles(),
        people={n: known[index][1] for n, index in numbers.items() if index in known},
        usernames=storage.taken_usernames(session, [name for name in wanted if name]),
        pool=frozenset(
            (number, series)
            for number, index in numbers.items()
            if index in known
            for series in pool.get(known[index][0], ())
        ),
    )


def _roles() -> dict[str, KnownRole]:
    found = {}
    for role, kinds in GIVEN.items():
        known = KnownRole(role.value, NAMES[role].zh, kinds)
        for word in (role.value, NAMES[role].zh, NAMES[role].en):
            found[word.casefold()] = known
    return found


def organisation_for(role: Role, organisation_id: str, county: str) -> str:
    """Return where a role is held that a line gives to somebody of this organisation."""
    return county if LEVELS[role] is Level.COUNTY else organisation_id


def _kept(entry: Entry) -> Mapping[str, Any]:
    return {
        "values": entry.values,
        "troubles": [
            [t.line, t.column.zh, t.column.en, t.problem.zh, t.problem.en, t.cure.zh, t.cure.en]
            for t in entry.troubles
        ],
        "note": None if entry.note is None else [entry.note.zh, entry.note.en],
    }


def troubles_of(item: ItemView) -> Sequence[Trouble]:
    """Return what is wrong with a line."""
    return [
        Trouble(line, Text(*words[0:2]), Text(*words[2:4]), Text(*words[4:6]))
        for line, *words in item.content.get("troubles", ())
    ]


def confirm(parts: Parts, actor: Actor, batch_id: str) -> None:
    """Set out to enter the right lines; those with something wrong stay out."""
    if not may(actor, Permission.IMPORT_RUN):
        raise NotAllowed
    batches.confirm(parts, actor, batch_id, {})


def report(parts: Parts, actor: Actor, batch_id: str, language: str) -> Table:
    """Return what became, or would become, of each line, with what is wrong and how to cure it.

    New accounts stand in it with their first passwords; it is forgotten 30 days after the import.
    """
    batch = batches.read(parts, actor, batch_id)
    kind = kind_of(batch.kind)
    found = batches.list_items(parts, actor, batch_id, "", None).rows
    columns = [
        Text("行", "Line"),
        Text("结果", "Result"),
        *(column.heading for column in kind.columns),
        Text("问题和办法，或者办理说明", "What is wrong and what cures it, or what was done"),
        *_FIRST_SIGN_IN[: 2 if kind.code in ("people", "experts") else 0],
    ]
    rows = [_report_row(kind, item, language) for item in found]
    return Table(batch.title, [column.in_language(language) for column in columns], rows)


_FIRST_SIGN_IN = (Text("登录名", "Sign-in name"), Text("初始密码", "First password"))


def _report_row(kind: ImportKind, item: ItemView, language: str) -> Sequence[str | int]:
    values = item.content.get("values", {})
    told = [
        f"{t.column.in_language(language)}：{t.problem.in_language(language)}"
        f"{t.cure.in_language(language)}"
        for t in troubles_of(item)
    ] or [item.outcome.in_language(language)]
    account = item.content.get("account", ["", ""])
    return [
        item.number,
        STATES[item.state].in_language(language),
        *(values.get(column.key, "") for column in kind.columns),
        " ".join(told),
        *(account if kind.code in ("people", "experts") else ()),
    ]
