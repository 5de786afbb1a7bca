"""The command behind `./zhiping chaos`."""

import tempfile
import time
from pathlib import Path

import click

from tests.chaos.harness import Plan, run
from tests.chaos.mutants import MUTANTS


@click.command()
@click.option("--seconds", default=60.0, show_default=True, help="杀进程多久 / how long to kill")
@click.option("--instances", default=200, show_default=True, help="流程实例数 / instances to start")
@click.option(
    "--database",
    type=click.Choice(["sqlite", "postgresql", "both"]),
    default="both",
    show_default=True,
    help="数据库 / which database",
)
@click.option("--seed", default=0, help="随机种子，0 为任取 / the seed; 0 takes any")
@click.option(
    "--mutant",
    type=click.Choice(sorted(MUTANTS)),
    default=None,
    help="故意植入的错误，必须被发现 / a wrong design that must be found out",
)
def chaos(seconds: float, instances: int, database: str, seed: int, mutant: str | None) -> None:
    """Kill the web server and the workers at random, then prove that no step is lost or doubled.

    随机杀死网站和作业进程，然后核对：没有一步丢失，也没有一步重复。
    """
    seed = seed or time.time_ns() % 1_000_000
    good = True
    for name in ("sqlite", "postgresql") if database == "both" else (database,):
        with tempfile.TemporaryDirectory(prefix="zhiping-chaos-") as folder:
            plan = Plan(name, seconds, instances, seed, mutant or "")
            report = run(plan, Path(folder))
        click.echo(report)
        good = good and report.verdict.good
    if good == bool(mutant):
        raise SystemExit(1)


if __name__ == "__main__":
    chaos(prog_name="zhiping chaos")
