"""Fills and serves the demo, and tells who its people are."""

import time
import unicodedata
from collections.abc import Sequence

import click

from webapp.bootstrap import shipped_definitions
from webapp.domain.places import COUNTIES
from webapp.entrypoints.cli.server import prepare_parts, serve
from webapp.services.people import DEMO_PASSWORD, DemoPerson, demo_people
from webapp.services.seed import seed_demo
from webapp.settings import Settings

SHOWN = "jian"
"""The county whose people are shown; those of the others are named alike."""


def run_demo(settings: Settings, began: float) -> None:
    """Prepare the data, tell about the people, and serve until the process is asked to stop."""
    parts = prepare_parts(settings)
    seed_demo(parts, shipped_definitions())
    people = demo_people(parts)

    def ready() -> None:
        click.echo(welcome(settings, people))
        click.echo(f"\n就绪 / ready: {time.monotonic() - began:.1f} s   停止 / stop: Ctrl-C")

    serve(parts, ready)


def welcome(settings: Settings, people: Sequence[DemoPerson]) -> str:
    """Return what a newcomer needs to know: the address, the password, whom to be."""
    counties = " ".join(county.slug for county in COUNTIES if county.slug != SHOWN)
    return "\n".join(
        (
            "",
            f"  网址 / address    http://{settings.host}:{settings.port}",
            f"  密码 / password   {DEMO_PASSWORD}",
            "",
            table(people_shown(people)),
            "",
            f"  其他县（市、区）把 {SHOWN} 换成下列之一 / for other counties replace {SHOWN} by:",
            f"  {counties}",
        )
    )


def people_shown(people: Sequence[DemoPerson]) -> list[tuple[str, str, str, str]]:
    """Return a row (username, name, role, organisation) for one person of each kind."""
    others = tuple(f"{county.slug}." for county in COUNTIES if county.slug != SHOWN)
    rows = []
    seen: set[str] = set()
    for person in people:
        role, organisation = person.roles[0]
        kind = f"{role.en} {'county' if person.username.startswith(f'{SHOWN}.') else organisation}"
        if person.username.startswith(others) or kind in seen:
            continue
        seen.add(kind)
        rows.append((person.username, person.name, f"{role.zh} {role.en}", organisation))
    return rows


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return the rows in columns; a Chinese character is as wide as two Latin ones."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  "
        + "   ".join(
            cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    )


def width(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
