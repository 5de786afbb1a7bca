"""The command that plays random processes, to find what the engine would forget or never end."""

import pkgutil
from pathlib import Path

import click

WORK = "webapp.entrypoints.cli.fuzzing"


@click.command()
@click.option(
    "--processes",
    type=click.IntRange(min=1),
    default=100,
    show_default=True,
    help="多少个流程 / how many",
)
@click.option("--seed", type=click.IntRange(min=0), help="第一个流程的种子 / the first one's seed")
@click.option(
    "--keep",
    type=click.Path(dir_okay=False, path_type=Path),
    help="把第一个流程写入文件 / write the first process to a file",
)
@click.option("--json", "as_json", is_flag=True, help="逐行 JSON / one JSON object a line")
def fuzz(processes: int, seed: int | None, keep: Path | None, *, as_json: bool) -> None:
    """Play random processes by random paths. Each must pass the gate and reach its end.

    After every step the instance is loaded from its snapshot and compared with a twin that stays in
    memory. Every process has a seed, printed when it fails: --processes 1 --seed S plays it again.

    随机生成流程并随机执行，每一步后核对存档；失败时给出种子，可据此重现。
    """
    if pkgutil.resolve_name(f"{WORK}:fuzz")(processes, seed, keep, as_json=as_json):
        raise SystemExit(1)
