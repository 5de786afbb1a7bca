"""People who use the web server over HTTP while it is being killed, and never give up."""

import http.client
import json
import threading
import time
from http import HTTPStatus
from typing import Any

from webapp.services.people import DEMO_PASSWORD

COUNTY = "220582"
USERNAME = "jian.reviewer"
_PATIENCE = 60.0
_PAUSE = 0.05


class Server:
    """The web server as one person's program sees it; asks again until there is an answer."""

    def __init__(self, port: int, stop: threading.Event) -> None:
        """Sign in later, at the first request; `stop` ends all trying."""
        self._port = port
        self._stop = stop
        self._cookie = ""
        self._token = ""

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """Return the status and the JSON of an answer, however often the server dies before."""
        while not self._stop.is_set():
            try:
                if not self._token:
                    self._sign_in()
                status, answer, _response = self._once(method, path, body, headers)
            except (OSError, http.client.HTTPException, ValueError):
                time.sleep(_PAUSE)
                continue
            if status < HTTPStatus.INTERNAL_SERVER_ERROR:
                return status, answer
            time.sleep(_PAUSE)
        raise Stopped

    def _sign_in(self) -> None:
        who = {"username": USERNAME, "password": DEMO_PASSWORD}
        status, answer, response = self._once("POST", "/api/v1/session", who, {})
        if status != HTTPStatus.OK:
            raise ValueError(answer)
        self._cookie = str(response.getheader("Set-Cookie")).split(";", 1)[0]
        self._token = answer["csrf_token"]

    def _once(
        self, method: str, path: str, body: Any, headers: dict[str, str]
    ) -> tuple[int, Any, http.client.HTTPResponse]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=20)
        try:
            sent = {
                "Content-Type": "application/json",
                "Cookie": self._cookie,
                "X-CSRFToken": self._token,
                **headers,
            }
            connection.request(method, path, None if body is None else json.dumps(body), sent)
            response = connection.getresponse()
            text = response.read()
            return response.status, json.loads(text) if text else None, response
        finally:
            connection.close()


class Stopped(Exception):
    """The run is over; nobody needs an answer any more."""


def start_instances(server: Server, count: int, pause: float) -> None:
    """Start so many instances, each exactly once, whatever answers get lost."""
    for number in range(count):
        entry = {"process_id": "chaos", "organisation_id": COUNTY, "data": {}}
        status, answer = server.ask(
            "POST", "/api/v1/process-instances", entry, **{"Idempotency-Key": f"start-{number}"}
        )
        if status not in (HTTPStatus.CREATED, HTTPStatus.CONFLICT):
            raise AssertionError((status, answer))
        time.sleep(pause)


def complete_tasks(server: Server) -> None:
    """Complete whatever task is offered, until the run is over."""
    while True:
        _status, page = server.ask("GET", "/api/v1/user-tasks?view=group&size=50")
        for task in page["items"]:
            path = f"/api/v1/user-tasks/{task['id']}/completion"
            status, answer = server.ask("POST", path, {"data": {}})
            if status not in (HTTPStatus.OK, HTTPStatus.CONFLICT):
                raise AssertionError((status, answer))
        time.sleep(_PAUSE)
