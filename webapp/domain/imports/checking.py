"""Checks the entries of a spreadsheet against the rules and against what is on record."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from webapp.domain.imports import kinds
from webapp.domain.imports.kinds import ImportKind
from webapp.domain.imports.reading import Entry
from webapp.domain.names import LONGEST_NAME, is_id_number, normal_name, same_name
from webapp.domain.titles import SERIES
from webapp.kernel.text import Text

_PHONE = re.compile(r"1[3-9]\d{9}\Z")
_USERNAME = re.compile(r"[a-z][a-z0-9._-]{2,39}\Z")
_BETWEEN = re.compile(r"[、，,;；/\s]+")
_LONGEST = 200
_MOST_POSTS = 5000
_LONGEST_TERM = 3
"""Years that an expert's term lasts at most (A4)."""


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit or department of the county: its identifier, name and kind."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class KnownRole:
    """A role that an import may give, and the kinds of organisation at which it is held."""

    code: str
    name: str
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Register:
    """What is on record and matters to the file.

    `people` are the names of people with an account by ID number, `pool` pairs of ID number and
    series, `roles` the roles by every word that names them.
    """

    today: date
    units: Sequence[KnownUnit] = ()
    roles: Mapping[str, KnownRole] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    usernames: frozenset[str] = frozenset()
    pool: frozenset[tuple[str, str]] = frozenset()


def check(kind: ImportKind, entries: Sequence[Entry], register: Register) -> None:
    """Note in every entry what is wrong with it; right values are brought into their form."""
    units = _by_name(register.units)
    for entry in entries:
        if not entry.troubles:
            for key, value in entry.values.items():
                _plain(kind, entry, key, value)
        if not entry.troubles:
            _CHECKS[kind.code](kind, entry, register, units)
    _repeated(kind, entries)


def _plain(kind: ImportKind, entry: Entry, key: str, value: str) -> None:
    strange = [c for c in value if unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn")]
    if strange:
        entry.refuse(
            kind.column(key),
            Text("含有不能保存的字符。", "There is a character that cannot be kept."),
            Text("请删除后重新输入。", "Delete it and type it again."),
        )
    elif len(value) > _LONGEST:
        entry.refuse(
            kind.column(key),
            Text(f"内容超过 {_LONGEST} 个字符。", f"There are more than {_LONGEST} characters."),
            Text("请缩短。", "Please shorten it."),
        )


def _by_name(units: Sequence[KnownUnit]) -> dict[str, KnownUnit]:
    return {normal_name(word): unit for unit in units for word in (unit.name, unit.id)}


Units = Mapping[str, KnownUnit]


def _people(kind: ImportKind, entry: Entry, register: Register, units: Units) -> None:
    _name(kind, entry)
    _id_number(kind, entry)
    phone = entry.values["phone"]
    if phone and not _PHONE.match(phone):
        entry.refuse(
            kind.column("phone"),
            Text("不是 11 位手机号。", "This is no mobile number of 11 digits."),
            Text("请核对号码，或者留空。", "Check the number, or leave it empty."),
        )
    unit = _unit(kind, entry, units)
    if unit is not None:
        _roles(kind, entry, register, unit)
    _username(kind, entry, register)
    known = register.people.get(entry.values["id_number"])
    if known is not None and not entry.troubles:
        _same_person(kind, entry, known)


def _same_person(kind: ImportKind, entry: Entry, known: str) -> None:
    if same_name(known, entry.values["name"]):
        entry.note = Text(
            "此人已有账号，只增加角色。", "This person has an account and only gets the roles."
        )
        return
    entry.refuse(
        kind.column("name"),
        Text(
            "该身份号码已登记，但姓名不同。",
            "The ID number is on record under another name.",
        ),
        Text(
            "请核对姓名和号码；姓名确已变更的，请管理员先更正。",
            "Check name and number; if the name has changed, an administrator corrects it first.",
        ),
    )


def _name(kind: ImportKind, entry: Entry) -> None:
    name = normal_name(entry.values["name"])
    entry.values["name"] = name
    wrong = None
    if len(name) > LONGEST_NAME:
        wrong = Text(
            f"姓名有 {len(name)} 个字符，超过 {LONGEST_NAME} 个。",
            f"The name has {len(name)} characters, more than {LONGEST_NAME}.",
        )
    elif any(character.isdigit() for character in name) or not name:
        wrong = Text("姓名里有数字。", "There are digits in the name.")
    if wrong is not None:
        cure = Text("请填写身份证上的姓名。", "Enter the name as the ID card shows it.")
        entry.refuse(kind.column("name"), wrong, cure)


def _id_number(kind: ImportKind, entry: Entry) -> None:
    number = entry.values["id_number"].replace(" ", "").upper()
    entry.values["id_number"] = number
    if not is_id_number(number):
        entry.refuse(
            kind.column("id_number"),
            Text("身份号码的位数或校验码不对。", "Its length or its check digit is wrong."),
            Text("请对照身份证逐位核对。", "Compare it with the ID card, digit by digit."),
        )


def _unit(kind: ImportKind, entry: Entry, units: Units, key: str = "unit") -> KnownUnit | None:
    found = units.get(normal_name(entry.values[key]))
    if found is None:
        entry.refuse(
            kind.column(key),
            Text("本县没有登记这个单位。", "No unit of this county is on record under this name."),
            Text(
                "请填单位全称或者代码；新单位请先用“单位”表导入。",
                "Give its full name or code; import new units with the sheet of units first.",
            ),
        )
        return None
    entry.values[f"{key}_id"] = found.id
    return found


def _roles(kind: ImportKind, entry: Entry, register: Register, unit: KnownUnit) -> None:
    codes = []
    for word in filter(None, _BETWEEN.split(entry.values["roles"])):
        role = register.roles.get(word.casefold())
        if role is None:
            entry.refuse(
                kind.column("roles"),
                Text(f"“{word}”不能通过导入授予。", f"“{word}” cannot be given by an import."),
                Text(
                    "请用模板说明中的角色；县级及以上角色由系统管理员授予。",
                    "Use the roles that the template names; an administrator gives those of "
                    "counties and above.",
                ),
            )
        elif unit.kind not in role.kinds:
            entry.refuse(
                kind.column("roles"),
                Text(
                    f"“{role.name}”不属于这类单位。",
                    f"“{role.name}” is not held at an organisation of this kind.",
                ),
                Text("请核对单位或者角色。", "Check the unit, or the role."),
            )
        else:
            codes.append(role.code)
    entry.values["role_codes"] = ",".join(dict.fromkeys(codes))


def _username(kind: ImportKind, entry: Entry, register: Register) -> None:
    username = entry.values["username"].lower()
    entry.values["username"] = username
    if not username:
        return
    if not _USERNAME.match(username):
        entry.refuse(
            kind.column("username"),
            Text("用户名格式不对。", "The user name has a wrong form."),
            Text(
                "用 3 至 40 个小写字母、数字、点或横线，以字母开头；也可以留空。",
                "Use 3 to 40 small letters, digits, dots or dashes, a letter first; or leave it.",
            ),
        )
    elif username in register.usernames:
        entry.refuse(
            kind.column("username"),
            Text("用户名已被使用。", "The user name is taken."),
            Text("请换一个，或者留空。", "Choose another one, or leave it empty."),
        )


def _units(kind: ImportKind, entry: Entry, _register: Register, units: Units) -> None:
    name = normal_name(entry.values["name"])
    entry.values["name"] = name
    if name in units:
        entry.refuse(
            kind.column("name"),
            Text("该单位已经登记。", "This unit is on record already."),
            Text("请从表中删除这一行。", "Take this line out."),
        )
    department = _unit(kind, entry, units, "department")
    if department is not None and department.kind != "department":
        entry.refuse(
            kind.column("department"),
            Text("这不是主管部门。", "This is no supervising department."),
            Text("请填写县级主管部门。", "Give a department of the county."),
        )


def _experts(kind: ImportKind, entry: Entry, register: Register, _units: Units) -> None:
    _name(kind, entry)
    _id_number(kind, entry)
    series = _series(entry.values["series"])
    if series is None:
        entry.refuse(
            kind.column("series"),
            Text("没有这个系列。", "There is no such series."),
            Text("请填写系列名称，例如中小学教师。", "Give its name, such as 中小学教师."),
        )
    else:
        entry.values["series"] = series
        if (entry.values["id_number"], series) in register.pool:
            entry.refuse(
                kind.column("id_number"),
                Text("此人已在该系列专家库中。", "This expert is in the pool already."),
                Text("请从表中删除这一行。", "Take this line out."),
            )
    _term(kind, entry, register.today)
    word = entry.values["can_chair"].casefold()
    entry.values["can_chair"] = "yes" if word in ("是", "yes", "y", "true", "1") else ""


def _series(word: str) -> str | None:
    for code, series in SERIES.items():
        if word.casefold() in (code, series.name.zh, series.name.en.casefold()):
            return code
    return None


def _term(kind: ImportKind, entry: Entry, today: date) -> None:
    try:
        ends = date.fromisoformat(entry.values["term_ends_on"].replace("/", "-"))
    except ValueError:
        ends = date.min
    if not today < ends <= today.replace(year=today.year + _LONGEST_TERM, day=min(today.day, 28)):
        entry.refuse(
            kind.column("term_ends_on"),
            Text(
                f"任期截止日期不对，或者超过 {_LONGEST_TERM} 年（A4）。",
                f"This is no day, or the term is longer than {_LONGEST_TERM} years (A4).",
            ),
            Text("请按 2029-11-30 的样子填写。", "Write it like 2029-11-30."),
        )
    else:
        entry.values["term_ends_on"] = ends.isoformat()


def _posts(kind: ImportKind, entry: Entry, register: Register, units: Units) -> None:
    _unit(kind, entry, units)
    year = entry.values["year"].removesuffix("年")
    entry.values["year"] = year
    if not (year.isdecimal() and abs(int(year[:6]) - register.today.year) <= 1):
        entry.refuse(
            kind.column("year"),
            Text("年度应是今年或者前后一年。", "The year is this one or one beside it."),
            Text("请填写四位年度。", "Give the year with four digits."),
        )
    number = entry.values["number"]
    if not (number.isdecimal() and int(number[:9]) <= _MOST_POSTS):
        entry.refuse(
            kind.column("number"),
            Text("岗位数应是整数。", "The number of posts is a whole number."),
            Text("请填写核准的岗位总数。", "Enter the number of approved posts."),
        )


_CHECKS: Mapping[str, Callable[[ImportKind, Entry, Register, Units], None]] = {
    "people": _people,
    "units": _units,
    "experts": _experts,
    "posts": _posts,
}

_IDENTITY: Mapping[str, tuple[str, ...]] = {
    "people": ("id_number",),
    "units": ("name",),
    "experts": ("id_number", "series"),
    "posts": ("unit_id", "year"),
}
"""What may stand in a file only once."""


def _repeated(kind: ImportKind, entries: Sequence[Entry]) -> None:
    first: dict[tuple[str, ...], int] = {}
    names: dict[str, int] = {}
    for entry in entries:
        key = tuple(entry.values.get(part, "") for part in _IDENTITY[kind.code])
        if all(key) and (seen := first.setdefault(key, entry.line)) != entry.line:
            _refuse_repetition(kind, entry, _IDENTITY[kind.code][0], seen)
        username = entry.values.get("username", "")
        if username and (seen := names.setdefault(username, entry.line)) != entry.line:
            _refuse_repetition(kind, entry, "username", seen)


def _refuse_repetition(kind: ImportKind, entry: Entry, key: str, seen: int) -> None:
    entry.refuse(
        kind.column(key.removesuffix("_id")) if kind is kinds.POSTS else kind.column(key),
        Text(f"与第 {seen} 行重复。", f"The same stands in line {seen}."),
        Text("请只保留一行。", "Keep one of the lines."),
    )
