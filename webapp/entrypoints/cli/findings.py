"""How a finding of the deployment gate is printed."""

import click

from webapp.kernel.text import Text


def tell(severity: str, name: str, element: str | None, code: str, text: Text) -> None:
    """Print one finding: where, what, and both sentences."""
    place = f"{name}{f' [{element}]' if element else ''}"
    click.echo(f"{severity}: {place}: {code} {text.zh}\n    {text.en}")
    if code.startswith(("BPMN", "DMN", "FORM")):
        click.echo(f"    webapp/docs/reference/findings.md#{code.lower()}")
