"""Checking files before anybody publishes them, without a database."""

from collections.abc import Mapping, Sequence

from webapp.access.roles import Role
from webapp.engine.linting import Catalog, Finding
from webapp.kernel.errors import InvalidInput
from webapp.services import deployments
from webapp.services.deployments import Artifact
from webapp.services.parts import Parts

Findings = Mapping[str, Sequence[Finding]]


def check_files(parts: Parts, files: Mapping[str, bytes], beside: Mapping[str, bytes]) -> Findings:
    """Return by file what the deployment gate would find.

    The files may refer to each other and to those `beside` them, which are not checked themselves.
    """
    artifacts: dict[str, list[Artifact]] = {}
    findings: dict[str, Sequence[Finding]] = {}
    for name, content in files.items():
        try:
            artifacts[name] = deployments.read_artifacts(name, content)
        except InvalidInput as refused:
            # A drawing without an executable process is still looked at: the gate says why.
            said = parts.engine.lint(content, Catalog()) if name.endswith(".bpmn") else ()
            findings[name] = said or unreadable(refused)
    known = [*(each for found in artifacts.values() for each in found), *readable(beside)]
    catalog = Catalog(
        operations={name: task.parameters for name, task in parts.operations.all().items()},
        forms=keys(known, "form"),
        decisions=keys(known, "decision"),
        processes=keys(known, "process"),
        roles=frozenset(role.value for role in Role),
    )
    for name, found in artifacts.items():
        findings[name] = deployments.examine(parts, found[0], catalog)
    return findings


def readable(files: Mapping[str, bytes]) -> list[Artifact]:
    """Return the files that can be read; the others are no help to anybody."""
    found: list[Artifact] = []
    for name, content in files.items():
        try:
            found += deployments.read_artifacts(name, content)
        except InvalidInput:
            continue
    return found


def unreadable(refused: InvalidInput) -> list[Finding]:
    """Return a refusal of the readers as findings, one for each sentence."""
    return [
        Finding(refused.code, "error", place, text)
        for place, texts in refused.fields.items()
        for text in texts
    ]


def keys(artifacts: Sequence[Artifact], kind: str) -> frozenset[str]:
    """Return the keys of the artifacts of one kind."""
    return frozenset(artifact.key for artifact in artifacts if artifact.kind == kind)
