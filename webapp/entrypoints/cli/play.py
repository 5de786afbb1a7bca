"""The command that tries a diagram in memory, step by step, with a fake clock."""

import pkgutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])
WORK = "webapp.entrypoints.cli.playing"
IN_ORDER = ("send", "complete", "advance", "fire", "signal", "activate", "job", "job_error")
"""Options that may be repeated, and whose order on the command line counts."""


class OrderedCommand(click.Command):
    """A command that remembers in which order its options were given."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words twice: once for their order, once as every command does."""
        values, _, order = self.make_parser(ctx).parse_args(args=list(args))
        names = [parameter.name for parameter in order if parameter.name in IN_ORDER]
        given = {name: iter(values[name]) for name in set(names)}
        ctx.meta["steps"] = [(name, next(given[name])) for name in names]
        return super().parse_args(ctx, args)


def step(name: str, form: str, zh: str, en: str) -> Callable[[Command], Command]:
    """Return an option that may be repeated, in the order in which it is carried out."""
    return click.option(f"--{name}", multiple=True, metavar=form, help=f"{zh} / {en}")


@click.command(cls=OrderedCommand)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--process", metavar="ID", default="", help="启动哪个流程 / which process to start")
@click.option(
    "--set",
    "variables",
    multiple=True,
    metavar="NAME=FEEL",
    help="初始变量 / a variable to begin with",
)
@click.option(
    "--start-message", "--message", metavar="NAME[=FEEL]", help="由消息启动 / start by this message"
)
@click.option("--start-signal", metavar="NAME[=FEEL]", help="由信号启动 / start by this signal")
@click.option("--start-element", metavar="ID", help="由该开始事件启动 / start at this start event")
@step("send", "NAME[@KEY][=FEEL]", "送出消息", "send a message")
@step("complete", "ELEMENT[=FEEL]", "办结用户任务或作业", "complete a user task or a job")
@step("advance", "DURATION", "时间推移，如 P3D", "let time pass, such as P3D")
@step("fire", "ELEMENT", "立即触发定时器", "fire a timer, due or not")
@step("signal", "NAME[=FEEL]", "送出信号", "send a signal")
@step("activate", "ELEMENT", "开始自选子流程中的元素", "begin an element of an ad-hoc sub-process")
@step("job", "OPERATION=FEEL", "操作的结果", "what an operation brings")
@step("job-error", "OPERATION=CODE", "操作以 BPMN 错误结束", "an operation ends in a BPMN error")
@click.option("--start-at", metavar="MOMENT", help="开始时刻 / the moment at which it begins")
@click.option(
    "--county", metavar="CODE", help="县代码：带入该县变量 / a county, with its variables"
)
@click.option("--json", "as_json", is_flag=True, help="逐行 JSON / one JSON object a line")
@click.pass_context
def play(ctx: click.Context, /, **options: Any) -> None:
    """Run a diagram in memory with a fake clock, and tell what happens. Needs no database.

    Give all FILES that belong together: diagrams, called processes, decisions. --send, --complete,
    --advance, --fire, --signal and --activate are carried out in the order in which they are given.
    Exit status: 0 ended, 3 still waiting, 4 incident, 5 refused at the gate.

    在内存中试运行流程图（使用虚拟时钟），并说明经过；不需要数据库。
    """
    ctx.exit(pkgutil.resolve_name(f"{WORK}:play")(options, ctx.meta["steps"]))
