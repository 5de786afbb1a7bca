"""Commands that run for long: the web application and the worker."""

import pkgutil

import click

from webapp.entrypoints.cli.ports import check_port
from webapp.settings import Settings


@click.command()
def serve() -> None:
    """Run the web application (and, unless ZHIPING_WORKER_IN_WEB=0, the jobs in it).

    启动网站；除非 ZHIPING_WORKER_IN_WEB=0，作业也在其中运行。
    """
    settings = Settings.from_environment()
    check_port(settings.host, settings.port)
    click.echo(f"职评正在启动… / Zhiping is starting: http://{settings.host}:{settings.port}")
    # What the server needs takes a second to import; the first line should not wait for it.
    pkgutil.resolve_name("webapp.entrypoints.cli.server:run_web")(settings)


@click.command()
def worker() -> None:
    """Run jobs and timers in a process of their own, under the name ZHIPING_SLOT.

    以 ZHIPING_SLOT 为名，单独启动作业进程。
    """
    settings = Settings.from_environment()
    click.echo(f"作业进程正在启动… / The worker is starting: {settings.slot}")
    pkgutil.resolve_name("webapp.entrypoints.cli.server:run_worker")(settings)
