"""Figures per county, series and year, counted from the registers and the history (R37)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from webapp.access.actor import Actor
from webapp.access.permissions import Permission
from webapp.adapters.storage.queries import statistics as queries
from webapp.adapters.storage.queries.statistics import Key
from webapp.domain.places import county_of
from webapp.domain.ports.posts import Posts, Round
from webapp.domain.titles import SERIES
from webapp.kernel.clock import CHINA
from webapp.kernel.tables import Table
from webapp.kernel.text import Text
from webapp.services.parts import Parts
from webapp.services.sight import counties_in_sight

FIGURES = {
    "applied": Text("申报", "applied"),
    "recommended": Text("单位推荐公示", "recommended"),
    "checked": Text("审核通过", "checked"),
    "corrected": Text("补正", "corrected"),
    "lapsed": Text("逾期未补正", "lapsed"),
    "refused": Text("未通过", "refused"),
    "withdrawn": Text("撤回", "withdrawn"),
    "listed": Text("参评", "listed"),
    "failed": Text("评审未通过", "not passed"),
    "passed": Text("评审通过", "passed"),
    "objected": Text("异议成立", "objections upheld"),
    "certificates": Text("证书", "certificates"),
    "revoked": Text("撤销", "revoked"),
}
"""What is counted, with the name of each figure."""

_CORRECTION = "correction"
_SECONDS = 86_400.0


@dataclass(slots=True)
class Figures:
    """The figures of one county, series and year."""

    county: str
    series: str
    year: int
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIGURES, 0))

    @property
    def county_name(self) -> str:
        """Return the name of the county."""
        return county_of(self.county).name

    @property
    def series_name(self) -> Text:
        """Return the name of the series."""
        return SERIES[self.series].name if self.series in SERIES else Text(self.series, self.series)


@dataclass(frozen=True, slots=True)
class PostFigures:
    """The posts of one county: the ledger's total, used and vacant."""

    county_name: str
    total: int
    used: int

    @property
    def vacant(self) -> int:
        """Return how many are left."""
        return self.total - self.used


@dataclass(frozen=True, slots=True)
class Stage:
    """How long one step took, in days."""

    name: Text
    number: int
    median: float
    longest: float


def list_figures(
    parts: Parts, actor: Actor, county: str, series: str, year: int | None
) -> Sequence[Figures]:
    """Return the figures in the actor's sight, narrowed to what is named."""
    with parts.database.reading() as session:
        sight = counties_in_sight(session, actor, Permission.LEDGER_READ)
        wanted = sight & {county} if county else sight
        found: dict[Key, Figures] = {}
        for key, state, number, posted, listed in queries.nominations(session, wanted):
            _count_nominations(_of(found, key), state, number, posted, listed)
        for key, number in queries.passing_through(session, wanted, _CORRECTION):
            _of(found, key).counts["corrected"] += number
        codes = {entry.name.zh: code for code, entry in SERIES.items()}
        for place, name, day, status in queries.certificates(session, wanted):
            counts = _of(found, (place, codes.get(name, name), day.year)).counts
            counts["certificates"] += 1
            counts["revoked"] += status == "REVOKED"
    rows = (
        row
        for row in found.values()
        if (not series or row.series == series) and (year is None or row.year == year)
    )
    return sorted(rows, key=lambda row: (-row.year, row.county, row.series))


def _of(found: dict[Key, Figures], key: Key) -> Figures:
    return found.setdefault(key, Figures(*key))


_BY_STATE = {
    "LAPSED": "lapsed",
    "REFUSED": "refused",
    "WITHDRAWN": "withdrawn",
    "FAILED": "failed",
    "BEYOND": "failed",
    "OBJECTED": "objected",
}


def _count_nominations(row: Figures, state: str, number: int, posted: int, listed: int) -> None:
    counts = row.counts
    counts["applied"] += number
    counts["recommended"] += posted
    counts["checked"] += number if state == "SUBMITTED" else listed
    counts["listed"] += listed
    if state in _BY_STATE:
        counts[_BY_STATE[state]] += number
    if state in ("CERTIFIED", "OBJECTED"):
        counts["passed"] += listed


def total(rows: Iterable[Figures]) -> dict[str, int]:
    """Return the sums of the figures."""
    sums = dict.fromkeys(FIGURES, 0)
    for row in rows:
        for name, number in row.counts.items():
            sums[name] += number
    return sums


def list_posts(parts: Parts, actor: Actor, county: str) -> Sequence[PostFigures]:
    """Return the posts of the counties in the actor's sight."""
    with parts.database.reading() as session:
        sight = counties_in_sight(session, actor, Permission.LEDGER_READ)
    posts: Posts = parts.ports[Posts]
    found = []
    today = parts.clock.now().astimezone(CHINA).date()
    for code in sorted(sight & {county} if county else sight):
        standing = posts.standing(Round(code, "statistics", today.year, today))
        found.append(PostFigures(county_of(code).name, standing.total, standing.occupied))
    return found


def list_stages(parts: Parts, actor: Actor, county: str, series: str, year: int) -> Sequence[Stage]:
    """Return how long each step of the nominations of a county and year took."""
    with parts.database.reading() as session:
        if county not in counties_in_sight(session, actor, Permission.LEDGER_READ):
            return ()
        spans: dict[tuple[str, str], list[float]] = {}
        for zh, en, began, ended in queries.steps(session, county, series, year):
            spans.setdefault((zh, en), []).append((ended - began).total_seconds() / _SECONDS)
    return [
        Stage(Text(zh, en or zh), len(days), round(sorted(days)[len(days) // 2], 1),
              round(max(days), 1))
        for (zh, en), days in spans.items()
    ]  # fmt: skip


def figures_table(rows: Sequence[Figures], language: str) -> Table:
    """Return the figures as a table."""
    columns = (
        Text("年度", "Year"),
        Text("县（市、区）", "County"),
        Text("系列", "Series"),
        *FIGURES.values(),
    )
    return Table(
        Text("评审统计", "Statistics").in_language(language),
        [column.in_language(language) for column in columns],
        [
            (
                row.year,
                row.county_name,
                row.series_name.in_language(language),
                *(row.counts[name] for name in FIGURES),
            )
            for row in rows
        ],
    )
