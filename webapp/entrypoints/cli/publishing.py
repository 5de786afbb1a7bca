"""The work behind `lint` and `deploy`."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from webapp.access.actor import SYSTEM
from webapp.bootstrap import build_parts, shipped_definitions
from webapp.entrypoints.cli.findings import tell
from webapp.entrypoints.cli.kept_secrets import make_secrets
from webapp.services import deployments
from webapp.services.checking import check_files
from webapp.services.deployments import DefinitionRefused
from webapp.settings import Settings


def lint(files: Sequence[Path]) -> int:
    """Say what is wrong with the files; return how many errors there are."""
    beside = {
        name: data for owned in shipped_definitions().values() for name, data in owned.items()
    }
    with tempfile.TemporaryDirectory() as folder:
        make_secrets(Path(folder))
        parts = build_parts(Settings.from_environment({"ZHIPING_DATA_FOLDER": folder}))
        found = check_files(parts, {str(path): path.read_bytes() for path in files}, beside)
        parts.database.close()
    errors = 0
    for name, findings in found.items():
        for finding in findings:
            errors += finding.severity == "error"
            tell(finding.severity, name, finding.element_id, finding.code, finding.text)
    click.echo(f"{len(files)} 个文件，{errors} 处错误 / {len(files)} files, {errors} errors")
    return errors


def deploy(settings: Settings, owner: str, files: Sequence[Path], note: str) -> bool:
    """Publish the files together; say what was published, or why nothing was."""
    parts = build_parts(settings)
    contents = {str(path): path.read_bytes() for path in files}
    try:
        made = deployments.deploy(parts, SYSTEM, owner, contents, note)
    except DefinitionRefused as refused:
        for finding in refused.findings:
            tell(finding.severity, owner, finding.element_id, finding.code, finding.text)
        click.echo(f"{refused.message.zh}\n{refused.message.en}", err=True)
        return False
    for kind, key, version in made.versions:
        click.echo(f"{kind} {key}: v{version}")
    click.echo(f"{made.id}")
    return True
