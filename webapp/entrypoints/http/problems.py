"""Tells every refusal and fault once: a problem document to programs, a page to people.

The only place that knows status numbers (RFC 9457 for the API).
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, flash, jsonify, make_response, redirect, render_template, request
from flask import url_for as address_of
from werkzeug.exceptions import HTTPException

from webapp.access.actor import GUEST
from webapp.entrypoints.http.access import SignInNeeded
from webapp.entrypoints.http.actor import act_as, current_actor, session_ended
from webapp.entrypoints.http.locale import in_language
from webapp.kernel.errors import ApplicationError, InvalidInput, NotAllowed, NotFound, RuleBroken
from webapp.kernel.identifiers import new_identifier
from webapp.kernel.text import Text

_log = logging.getLogger(__name__)

_BY_CODE = {
    "DATABASE_AWAY": HTTPStatus.SERVICE_UNAVAILABLE,
    "SIGN_IN_NEEDED": HTTPStatus.UNAUTHORIZED,
    "TOO_MANY_REQUESTS": HTTPStatus.TOO_MANY_REQUESTS,
    "SIGN_IN_LOCKED": HTTPStatus.TOO_MANY_REQUESTS,
}
_BY_FAMILY: Sequence[tuple[type[ApplicationError], HTTPStatus]] = (
    (NotFound, HTTPStatus.NOT_FOUND),
    (NotAllowed, HTTPStatus.FORBIDDEN),
    (RuleBroken, HTTPStatus.CONFLICT),
    (InvalidInput, HTTPStatus.UNPROCESSABLE_ENTITY),
)

SENTENCES = {
    HTTPStatus.BAD_REQUEST: Text("请求格式不正确。", "The request is malformed."),
    HTTPStatus.NOT_FOUND: NotFound.text,
    HTTPStatus.METHOD_NOT_ALLOWED: Text(
        "该地址不支持此操作。", "This address does not support that operation."
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Text(
        "提交的内容超过 8 MB 上限，未被接收。请压缩后重试。",
        "What you sent exceeds the limit of 8 MB and was not accepted. Please make it smaller.",
    ),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: Text(
        "提交的内容类型不受支持。", "This type of content is not supported."
    ),
    HTTPStatus.PRECONDITION_FAILED: Text(
        "内容已被他人修改，您的操作未生效。请重新读取后再试。",
        "Somebody else has changed this since you read it. Nothing was saved; please read it anew.",
    ),
    HTTPStatus.UNPROCESSABLE_ENTITY: InvalidInput.text,
    HTTPStatus.TOO_MANY_REQUESTS: Text(
        "操作过于频繁，请稍后再试。", "Too many attempts. Please wait a little and try again."
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: Text(
        "系统出现故障，您的操作未保存。故障已记录，请稍后再试。",
        "Something went wrong and nothing was saved. The fault is on record; please try again.",
    ),
}
_OTHER = ApplicationError.text
_SESSION_ENDED = Text("登录已失效，请重新登录。", "Your session has ended. Please sign in again.")

PREFIX = "/api/"
"""Addresses under it are for programs."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One refusal or fault, ready to be shown in the reader's language."""

    status: int
    code: str
    detail: str
    errors: Mapping[str, Sequence[str]]
    reference: str = ""

    def document(self) -> dict[str, Any]:
        """Return the members of the problem document."""
        members: dict[str, Any] = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
        }
        if self.errors:
            members["errors"] = self.errors
        if self.reference:
            members["reference"] = self.reference
        return members


def install_problems(app: Flask) -> None:
    """Answer every exception of the application here, and nowhere else."""
    app.register_error_handler(Exception, answer)


def answer(error: Exception) -> Response:
    """Return the answer for an exception: by the address asked for, not by who raised it."""
    problem = describe(error)
    if wants_document():
        return as_document(problem)
    _settle_actor()
    if isinstance(error, SignInNeeded):
        return to_sign_in()
    return as_page(problem)


def _settle_actor() -> None:
    """Learn who reads the page; when that fails too, the page is shown as to a guest."""
    try:
        current_actor()
    except ApplicationError:
        act_as(GUEST)


def describe(error: Exception) -> Problem:
    """Translate an exception; one that nobody foresaw is logged under a reference."""
    if isinstance(error, ApplicationError):
        return Problem(status_of(error), error.code, in_language(error.message), sentences(error))
    if isinstance(error, HTTPException) and error.code is not None:
        return _of_http(error, error.code)
    reference = new_identifier()
    _log.error("fault %s at %s %s", reference, request.method, request.path, exc_info=error)
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    return Problem(status, "FAULT", in_language(SENTENCES[status]), {}, reference)


def _of_http(error: HTTPException, status: int) -> Problem:
    known = {item.value for item in HTTPStatus}
    text = SENTENCES.get(HTTPStatus(status), _OTHER) if status in known else _OTHER
    name = HTTPStatus(status).name if status in known else "REFUSED"
    details = getattr(error, "data", None) or {}  # the words of a schema, put there by webargs
    return Problem(status, name, in_language(text), flatten(details.get("messages", {})))


def status_of(error: ApplicationError) -> int:
    """Return the status number of a refusal: by its code, else by its family."""
    if error.code in _BY_CODE:
        return _BY_CODE[error.code]
    for family, status in _BY_FAMILY:
        if isinstance(error, family):
            return status
    return HTTPStatus.INTERNAL_SERVER_ERROR


def sentences(error: ApplicationError) -> dict[str, list[str]]:
    """Return the sentences by field, in the reader's language."""
    if not isinstance(error, InvalidInput):
        return {}
    return {path: [in_language(text) for text in texts] for path, texts in error.fields.items()}


def flatten(messages: Any, path: str = "") -> dict[str, list[str]]:
    """Turn marshmallow's nested messages into sentences by dotted path."""
    if isinstance(messages, Mapping):
        found: dict[str, list[str]] = {}
        for key, value in messages.items():
            found |= flatten(value, f"{path}.{key}" if path else str(key))
        return found
    listed = messages if isinstance(messages, list | tuple) else [messages]
    return {path: [str(item) for item in listed]}


def wants_document() -> bool:
    """Tell whether a program asks: below `/api/`, or a script that accepts JSON only."""
    return request.path.startswith(PREFIX) or request.headers.get("Accept") == "application/json"


def as_document(problem: Problem) -> Response:
    """Return the problem document."""
    response = jsonify(problem.document())
    response.status_code = problem.status
    response.content_type = "application/problem+json"
    return response


def as_page(problem: Problem) -> Response:
    """Return the page for people; for a part of a page, only its inner part."""
    part = bool(request.headers.get("HX-Request"))
    html = render_template("problem.html", problem=problem, part=part)
    return make_response(html, problem.status)


def to_sign_in() -> Response:
    """Lead to the sign-in page and afterwards back to where the reader wanted to go."""
    if session_ended():
        flash(in_language(_SESSION_ENDED), "warning")
    wanted = request.full_path.rstrip("?") if request.method == "GET" else ""
    address = address_of("account.show_sign_in", next=wanted or None)
    if request.headers.get("HX-Request"):
        here = request.headers.get("HX-Current-URL", "")
        wanted = here.removeprefix(request.host_url.rstrip("/"))
        response = make_response("", HTTPStatus.NO_CONTENT)
        response.headers["HX-Redirect"] = address_of("account.show_sign_in", next=wanted or None)
        return response
    return make_response(redirect(address))
