"""The command that looks at an installation, point by point."""

import pkgutil

import click

from webapp.settings import Settings


@click.command()
def doctor() -> None:
    """Look at the installation, point by point, and say what to do about each fault.

    逐项检查本机安装，并说明如何处理。
    """
    settings = Settings.from_environment()
    click.echo("设置 / settings: ok")
    examine = pkgutil.resolve_name("webapp.entrypoints.cli.examination:examine")
    faults = 0
    for finding in examine(settings):
        faults += not finding.ok
        mark = click.style("ok", fg="green") if finding.ok else click.style("!!", fg="red")
        click.echo(f"{mark}  {finding.subject.zh} / {finding.subject.en}: {finding.found}")
        if not finding.ok:
            click.echo(f"    {finding.remedy.zh}\n    {finding.remedy.en}")
    if faults:
        raise SystemExit(1)
