"""The demo: an installation with its own data, secrets and people, in one process."""

import pkgutil
import shutil
import time
from pathlib import Path

import click

from webapp.entrypoints.cli.kept_secrets import make_secrets
from webapp.entrypoints.cli.ports import check_port
from webapp.settings import Settings


@click.command()
@click.option("--port", default=8080, show_default=True, help="端口 / the port to listen on")
@click.option("--host", default="127.0.0.1", show_default=True, help="地址 / the address")
@click.option("--fresh", is_flag=True, help="清空后重新开始 / begin again from nothing")
@click.option("--folder", type=click.Path(path_type=Path), default=Path(".run/demo"), hidden=True)
def demo(port: int, host: str, folder: Path, *, fresh: bool) -> None:
    """Open a working system with invented people in ten counties.

    打开带有演示数据的系统：十个县（市、区），各种角色的人员，均为虚构。
    """
    began = time.monotonic()
    check_port(host, port)
    click.echo("职评演示系统正在启动… / The Zhiping demo is starting…")
    if fresh:
        shutil.rmtree(folder, ignore_errors=True)
    make_secrets(folder)
    settings = Settings.from_environment(
        {
            "ZHIPING_DATA_FOLDER": str(folder),
            "ZHIPING_DEMO": "1",
            "ZHIPING_HOST": host,
            "ZHIPING_PORT": str(port),
            "ZHIPING_SECURE_COOKIES": "0",
        }
    )
    # What the server needs takes a second to import; the first line should not wait for it.
    pkgutil.resolve_name("webapp.entrypoints.cli.demo_server:run_demo")(settings, began)
