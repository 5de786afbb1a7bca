"""Commands that make an installation and keep its tables up to date."""

import pkgutil

import click

from webapp.entrypoints.cli.kept_secrets import make_secrets
from webapp.settings import Settings, chosen_data_folder

WORK = "webapp.entrypoints.cli.installation"


@click.command()
@click.option("--administrator", metavar="NAME", help="首位管理员 / the first administrator")
def init(administrator: str | None) -> None:
    """Make the data folder, its secrets and the tables; enter places and shipped definitions.

    建立数据文件夹、密钥和数据表，录入行政区划和随系统提供的流程。可重复执行。
    """
    folder = chosen_data_folder()
    if make_secrets(folder):
        click.echo(f"已生成密钥，请妥善备份。/ Made the secrets; keep a copy of them: {folder}")
    settings = Settings.from_environment()
    password = None
    if administrator:
        password = click.prompt("密码 / password", hide_input=True, confirmation_prompt=True)
    pkgutil.resolve_name(f"{WORK}:fill")(settings, administrator, password)
    click.echo("完成。下一步：zhiping doctor / Done. Next: zhiping doctor")


@click.group()
def db() -> None:
    """Look after the tables.

    维护数据表。
    """


@db.command()
def upgrade() -> None:
    """Bring the tables up to date.

    更新数据表。
    """
    changed = pkgutil.resolve_name(f"{WORK}:upgrade")(Settings.from_environment())
    told = ("已更新。/ Updated.", "已是最新。/ They were up to date.")
    click.echo(told[0] if changed else told[1])
