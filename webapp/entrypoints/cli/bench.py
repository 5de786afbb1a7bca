"""The command that measures the speed; the measurements lie with the tests."""

import json
import pkgutil
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import click

_MEASUREMENTS = "tests.bench.running"


@click.command()
@click.argument("names", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="逐行 JSON / one JSON row for each")
def bench(names: Sequence[str], *, as_json: bool) -> None:
    """Measure how fast this installation is; by default everything.

    There are: engine, complete-user-task, task-list, certificate,
    rosters, close-meeting.

    The exit code is 1 when a median is above its bound.

    测量速度：engine（流程引擎，与原版 SpiffWorkflow 对照）、complete-user-task（办结任务）、
    task-list（任务列表）、certificate（电子证书）、
    rosters（两千人名册）、close-meeting（评审会议结束）；默认全部。中位数超出上限时，退出码为 1。
    """
    try:
        running = pkgutil.resolve_name(_MEASUREMENTS)
    except ModuleNotFoundError as error:
        raise click.ClickException(
            "测量需要源代码目录。/ Measuring needs the source folder."
        ) from error
    unknown = set(names) - set(running.NAMES)
    if unknown:
        raise click.UsageError(f"{', '.join(sorted(unknown))}? {', '.join(running.NAMES)}")
    rows = []
    for row in running.measure(names):
        rows.append(row)
        if as_json:
            click.echo(json.dumps(asdict(row), ensure_ascii=False))
    if not as_json:
        click.echo(_table(rows))
    if any(row.is_over for row in rows):
        raise SystemExit(1)


_COLUMNS = ("", "unit", "min", "median", "max", "bound", "stock", "ratio")


def _table(rows: Sequence[Any]) -> str:
    """Return the rows in columns; a median above its bound is marked."""
    cells = [_COLUMNS, *(_cells(row) for row in rows)]
    widths = [max(len(line[number]) for line in cells) for number in range(len(_COLUMNS))]
    lines = ["  ".join(map(_aligned, line, widths, range(len(widths)))) for line in cells]
    marks = ["", *(("! " if row.is_over else "") + row.note for row in rows)]
    return "\n".join(f"{line}  {mark}".rstrip() for line, mark in zip(lines, marks, strict=True))


def _cells(row: Any) -> tuple[str, ...]:
    measured = tuple(f"{value:,.2f}" for value in (row.min, row.median, row.max))
    bound = "" if row.bound is None else f"{row.bound:g}"
    stock = "" if row.stock is None else f"{row.stock:,.2f}"
    ratio = "" if row.stock is None or not row.median else f"{row.stock / row.median:,.1f}×"
    return (row.name, row.unit, *measured, bound, stock, ratio)


def _aligned(text: str, width: int, column: int) -> str:
    return f"{text:<{width}}" if column <= _COLUMNS.index("unit") else f"{text:>{width}}"
