"""Commands for diagrams, decisions and forms: check them, publish them."""

import pkgutil
from pathlib import Path

import click

from webapp.settings import Settings

WORK = "webapp.entrypoints.cli.publishing"
FILES = click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)


@click.command()
@FILES
def lint(files: tuple[Path, ...]) -> None:
    """Check diagrams, decisions and forms, as publishing would. Needs no database.

    检查流程图、决策表和表单，与发布时的检查相同；不需要数据库。
    """
    if pkgutil.resolve_name(f"{WORK}:lint")(files):
        raise SystemExit(1)


@click.command()
@click.argument("owner")
@FILES
@click.option("--note", default="", help="说明 / a note for the list of versions")
def deploy(owner: str, files: tuple[Path, ...], note: str) -> None:
    """Publish FILES together as new versions of OWNER's (220000, or a county's code).

    把这些文件一起发布为 OWNER（220000 或县代码）的新版本；有一处不合格则全部不发布。
    """
    settings = Settings.from_environment()
    if not pkgutil.resolve_name(f"{WORK}:deploy")(settings, owner, files, note):
        raise SystemExit(1)
