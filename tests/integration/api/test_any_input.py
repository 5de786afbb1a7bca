"""Whatever a program sends, the API answers or refuses; it never breaks."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fixtures.served import Caller, Served
from tests.integration.access.routes import CHANGING, Call, calls
from tests.integration.api.conformance import deviations, resolved
from webapp.access.permissions import may

PROBLEM = {"$ref": "#/components/schemas/Problem"}
PERMITTED = ("jian.school.hr", "owner", "admin")

WORDS = st.text(max_size=30) | st.sampled_from(
    ["220000", "220582-school", "trial", "recommendation", "process", "=1+", "%00", "原因原因", ""]
)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)
MANY = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def bodies(document: Mapping[str, Any], operation: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Return bodies that are near what the operation takes, and some that are not."""
    content = operation.get("requestBody", {}).get("content", {})
    if "application/json" not in content:
        return VALUES
    schema = resolved(document, content["application/json"]["schema"])
    fitting = {
        name: _fitting(document, inner) | VALUES
        for name, inner in schema.get("properties", {}).items()
    }
    return st.fixed_dictionaries({}, optional=fitting) | VALUES


def _fitting(document: Mapping[str, Any], schema: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    schema = resolved(document, schema)
    kinds = schema.get("type", "string")
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    return st.dictionaries(WORDS, VALUES, max_size=3) if "object" in kinds else WORDS


def changing(served: Served) -> list[Call]:
    real = {
        "kind": "process",
        "owner_id": "220000",
        "key": "trial",
        "process_id": "trial",
        "instance_id": served.start(),
        "task_id": served.task_of(served.start()),
    }
    return [
        call
        for call in calls(served.app, real)
        if call.of_api and call.method in CHANGING and "session" not in call.endpoint
    ]


def operation_of(served: Served, call: Call) -> Mapping[str, Any]:
    for item in served.document["paths"].values():
        for method, operation in item.items():
            if method == call.method.lower() and call.endpoint == (
                f"api.{operation['tags'][0]}.{operation['operationId']}"
            ):
                found: Mapping[str, Any] = operation
                return found
    raise LookupError(str(call))


def test_no_body_breaks_a_change(served: Served) -> None:
    for call in changing(served):
        assert call.permission is not None
        names = [name for name in PERMITTED if may(served.actor(name), call.permission)]
        send_anything(served, call, served.caller(names[0]))


def send_anything(served: Served, call: Call, caller: Caller) -> None:
    """Make the call with many bodies; refusals must be problems."""

    @MANY
    @given(bodies(served.document, operation_of(served, call)))
    def no_body_breaks_it(body: Any) -> None:
        answer = caller.ask(call.method, call.path, json=body)
        assert answer.status_code < 500, f"{call} {body!r}"
        if answer.status_code >= 400:
            assert list(deviations(served.document, PROBLEM, answer.get_json())) == []

    no_body_breaks_it()


FILES = st.dictionaries(
    st.sampled_from(["a.bpmn", "b.dmn", "c/d.json", "../x.bpmn", "e.txt"]) | WORDS,
    st.binary(max_size=60)
    | st.sampled_from(
        [
            b"<a/>",
            b"[]",
            b"{}",
            b'{"type": "default", "components": [{"type": "x"}]}',
            b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
            b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process/></definitions>',
            b"\xff\xfe<\x00a\x00/\x00>\x00",
        ]
    ),
    max_size=3,
)


@pytest.mark.parametrize("path", ["definition-checks", "definition-drafts"])
def test_no_file_breaks_the_gate(served: Served, path: str) -> None:
    caller = served.caller("owner")
    method = "POST" if path == "definition-checks" else "PUT"

    @MANY
    @given(st.sampled_from(["process", "form", "decision"]), FILES)
    def no_file_breaks_it(kind: str, files: Mapping[str, bytes]) -> None:
        for content in files.values():
            status = caller.ask(
                method,
                f"/api/v1/{path}/{kind}/220000/odd",
                data=content,
                content_type="application/xml",
            ).status_code
            assert status < 500, f"{kind} {content!r}"

    no_file_breaks_it()


def test_no_upload_breaks_a_deployment(served: Served) -> None:
    caller = served.caller("owner")

    @MANY
    @given(FILES, WORDS)
    def no_upload_breaks_it(files: Mapping[str, bytes], note: str) -> None:
        edge = b"--edge"
        lines = [edge, b'Content-Disposition: form-data; name="owner_id"', b"", b"220000"]
        lines += [edge, b'Content-Disposition: form-data; name="note"', b"", note.encode()]
        for name, content in files.items():
            quoted = name.encode("utf-8", "replace").replace(b'"', b"").replace(b"\r", b"")
            head = b'Content-Disposition: form-data; name="files"; filename="%s"' % quoted
            lines += [edge, head, b"", content]
        body = b"\r\n".join([*lines, edge + b"--", b""])
        answer = caller.ask(
            "POST",
            "/api/v1/deployments",
            data=body,
            content_type="multipart/form-data; boundary=edge",
        )
        assert answer.status_code < 500, f"{files!r}"

    no_upload_breaks_it()
