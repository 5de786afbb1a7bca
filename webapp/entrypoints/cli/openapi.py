"""The command that prints the description of the API."""

import json
import pkgutil
import tempfile
from pathlib import Path

import click

from webapp.entrypoints.cli.kept_secrets import make_secrets
from webapp.settings import Settings


@click.command("export-openapi")
def export_openapi() -> None:
    """Print the OpenAPI description of the API as JSON.

    以 JSON 输出接口说明。
    """
    with tempfile.TemporaryDirectory() as folder:
        make_secrets(Path(folder))
        settings = Settings.from_environment({"ZHIPING_DATA_FOLDER": folder})
        parts = pkgutil.resolve_name("webapp.bootstrap:build_parts")(settings)
        app = pkgutil.resolve_name("webapp.app:create_app")(parts)
        with app.test_request_context():
            description = pkgutil.resolve_name("webapp.entrypoints.api.documents:document")()
        click.echo(json.dumps(description, ensure_ascii=False, indent=2, default=str))
        parts.database.close()
