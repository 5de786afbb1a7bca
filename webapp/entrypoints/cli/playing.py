"""The work behind `play`."""

from collections.abc import Mapping, Sequence
from typing import Any

import click

from webapp.entrypoints.cli.findings import tell
from webapp.entrypoints.cli.main import complain
from webapp.kernel.text import Text
from webapp.play.script import Play, Script, perform
from webapp.play.telling import Result, finding_line, json_lines, text_lines

BAD_INPUT = 2
_UNREADABLE = Text(
    zh="无法读取文件 {file}（{reason}）。", en="The file {file} cannot be read ({reason})."
)


def play(options: Mapping[str, Any], steps: Sequence[tuple[str, str]]) -> int:
    """Play the files as the options say; tell what happened; return the exit status."""
    try:
        files = {str(path): path.read_bytes() for path in options["files"]}
    except OSError as error:
        complain(_UNREADABLE.fill({"file": error.filename, "reason": error.strerror}))
        return BAD_INPUT
    starts = {kind: options[f"start_{kind}"] for kind in ("message", "signal", "element")}
    script = Script(
        files=files,
        process=options["process"] or "",
        start={kind: text for kind, text in starts.items() if text is not None},
        variables=options["variables"],
        steps=steps,
        start_at=options["start_at"] or "",
        county=options["county"] or "",
    )
    played = perform(script)
    _tell(played, as_json=options["as_json"])
    if played.error is not None:
        complain(played.error.message)
        return BAD_INPUT
    return played.result


def _tell(played: Play, *, as_json: bool) -> None:
    if played.result is Result.REFUSED:
        for name, findings in played.findings.items():
            for found in findings:
                if as_json:
                    click.echo(finding_line(name, found))
                else:
                    tell(found.severity, name, found.element_id, found.code, found.text)
    elif played.world.stories:
        for line in (json_lines if as_json else text_lines)(played.world):
            click.echo(line)
