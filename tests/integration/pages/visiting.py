"""A visitor of the pages: keeps cookies and brings the token of the page."""

import re
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from webapp.services.people import DEMO_PASSWORD

_TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')


class Visitor:
    """One browser, without its scripts."""

    def __init__(self, app: Flask) -> None:
        """Begin as a guest."""
        self._client = app.test_client()
        self.token = ""

    def get(self, address: str, **options: Any) -> TestResponse:
        """Ask for a page; remember its token."""
        answer = self._client.get(address, buffered=True, **options)
        found = _TOKEN.search(answer.text) if answer.mimetype == "text/html" else None
        if found:
            self.token = found.group(1)
        return answer

    def post(self, address: str, /, **fields: str) -> TestResponse:
        """Send a form with the token."""
        data = {"csrf_token": self.token, **fields}
        return self._client.post(address, data=data)

    def send(self, method: str, address: str, body: Any, **headers: str) -> TestResponse:
        """Send JSON as a script of the page does."""
        sent = {"X-CSRFToken": self.token, "Accept": "application/json", **headers}
        return self._client.open(address, method=method, json=body, headers=sent)

    def send_file(self, method: str, address: str, body: bytes, **headers: str) -> TestResponse:
        """Send a file as the diagram editor does."""
        sent = {"X-CSRFToken": self.token, "Accept": "application/json", **headers}
        return self._client.open(
            address, method=method, data=body, headers=sent, content_type="application/xml"
        )

    def sign_in(self, username: str) -> "Visitor":
        """Sign in as a person of the demo."""
        self.get("/sign-in")
        answer = self.post("/sign-in", username=username, password=DEMO_PASSWORD)
        assert answer.status_code == 303, answer.text
        self.get("/account")
        return self
