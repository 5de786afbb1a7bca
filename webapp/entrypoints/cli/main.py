"""The group of all commands; each is imported only when it is called, so that help is quick."""

import pkgutil
import sys
from collections.abc import Mapping

import click

from webapp.kernel.errors import ApplicationError, InvalidInput
from webapp.kernel.text import Text
from webapp.settings import BadSettings

HERE = "webapp.entrypoints.cli"

COMMANDS: Mapping[str, str] = {
    "init": f"{HERE}.installing:init",
    "serve": f"{HERE}.serving:serve",
    "worker": f"{HERE}.serving:worker",
    "demo": f"{HERE}.demo:demo",
    "lint": f"{HERE}.definitions:lint",
    "play": f"{HERE}.play:play",
    "deploy": f"{HERE}.definitions:deploy",
    "doctor": f"{HERE}.doctor:doctor",
    "db": f"{HERE}.installing:db",
    "export-openapi": f"{HERE}.openapi:export_openapi",
    "bench": f"{HERE}.bench:bench",
    "fuzz": f"{HERE}.fuzz:fuzz",
}
"""Where each command lives."""


class CommandGroup(click.Group):
    """A group that knows its commands by name and imports the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which they are explained."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module and return the command; None for an unknown name."""
        del ctx
        where = COMMANDS.get(cmd_name)
        if where is None:
            return None
        command: click.Command = pkgutil.resolve_name(where)
        return command


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """Zhiping 职评: professional titles, reviewed by BPMN processes."""


def main() -> None:
    """Run the command line; what a person can mend is told in both languages, without a trace."""
    try:
        commands(prog_name="zhiping")
    except BadSettings as error:
        complain(Text(zh=f"设置有误：{error}", en=f"The settings are wrong: {error}"))
        sys.exit(2)
    except ApplicationError as error:
        complain(error.message)
        if isinstance(error, InvalidInput):
            for field, texts in error.fields.items():
                for text in texts:
                    complain(Text(zh=f"  [{field}] {text.zh}", en=f"  [{field}] {text.en}"))
        sys.exit(1)


def complain(text: Text) -> None:
    """Tell a person what went wrong, on standard error."""
    click.echo(f"{text.zh}\n{text.en}", err=True)
