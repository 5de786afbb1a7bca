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
    """Measure how fast this installation is: complete-user-task, task-list; all by default.

    测量速度：complete-user-task（办结任务）、task-list（任务列表）；默认全部。
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


def _table(rows: Sequence[Any]) -> str:
    """Return the rows in columns; a median above its bound is marked."""
    widest = max(len(row.name) for row in rows)
    head = f"{'':{widest}}  {'unit':<10}  {'min':>9}  {'median':>9}  {'max':>9}  {'bound':>7}"
    lines = [head]
    for row in rows:
        bound = "" if row.bound is None else f"{row.bound:g}"
        over = "  !" if row.bound is not None and row.median > row.bound else ""
        lines.append(
            f"{row.name:{widest}}  {row.unit:<10}  {row.min:>9.2f}  {row.median:>9.2f}  "
            f"{row.max:>9.2f}  {bound:>7}{over}"
        )
    return "\n".join(lines)
