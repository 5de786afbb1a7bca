"""The work behind `fuzz`."""

import json
import secrets
import time
from dataclasses import asdict
from pathlib import Path

import click

from webapp.play.random_plays import Played, play
from webapp.play.random_processes import write
from webapp.play.world import player_engine

SEEDS = 10**9


def fuzz(processes: int, seed: int | None, keep: Path | None, *, as_json: bool) -> int:
    """Play so many processes, say what went wrong, sum up; return how many went wrong."""
    first = secrets.randbelow(SEEDS) if seed is None else seed
    if keep is not None:
        _keep(first, keep)
    engine = player_engine()
    began = time.perf_counter()
    played = []
    for number in range(first, first + processes):
        one = play(number, engine)
        played.append(one)
        if as_json:
            click.echo(json.dumps(asdict(one), ensure_ascii=False))
        elif one.trouble:
            click.echo(f"seed {one.seed}: {one.trouble}")
    failed = sum(1 for one in played if one.trouble)
    _sum_up(played, failed, time.perf_counter() - began, as_json=as_json)
    return failed


def _sum_up(played: list[Played], failed: int, seconds: float, *, as_json: bool) -> None:
    totals = {
        "seed": played[0].seed,
        "processes": len(played),
        "elements": sum(one.elements for one in played),
        "steps": sum(one.steps for one in played),
        "failed": failed,
        "seconds": round(seconds, 1),
        "processes_per_second": round(len(played) / seconds, 1),
    }
    if as_json:
        click.echo(json.dumps({"event": "RESULT", **totals}))
        return
    click.echo(
        "种子 seed {seed}: {processes} 个流程 processes, {elements} 个元素 elements, "
        "{steps} 步 steps, {failed} 个失败 failed, {seconds} s, "
        "{processes_per_second} 个/秒 a second".format_map(totals)
    )


def _keep(seed: int, file: Path) -> None:
    """Write the process of a seed into a file, and those that it calls beside it."""
    sources = write(seed)
    for process_id, xml in sources.diagrams.items():
        own = process_id == sources.process_id
        path = file if own else file.with_name(f"{file.stem}.{process_id}{file.suffix}")
        path.write_bytes(xml)
        click.echo(f"{path}", err=True)
