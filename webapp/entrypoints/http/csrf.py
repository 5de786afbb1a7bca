"""Refuses a change that did not come from one of our own pages."""

from flask import Flask, request
from flask_wtf.csrf import CSRFError, CSRFProtect

from webapp.entrypoints.http.actor import current_actor
from webapp.kernel.errors import RuleBroken
from webapp.kernel.text import Text

_protection = CSRFProtect()


class PageExpired(RuleBroken):
    """The page has been open for too long."""

    code = "PAGE_EXPIRED"
    text = Text(
        zh="页面已过期，您的操作未生效。请刷新页面后重试。",
        en="This page has expired and nothing was saved. Please reload it and try again.",
    )


def install_csrf(app: Flask) -> None:
    """Check the token of every change, except where a guest asks the API.

    A guest has no session that a foreign page could abuse; the only change open to guests there is
    to sign in, and its body must be JSON, which a foreign form cannot send.
    """
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    app.config.setdefault("WTF_CSRF_TIME_LIMIT", 12 * 3600)
    app.config["WTF_CSRF_SSL_STRICT"] = False  # a reverse proxy may end TLS under another name
    _protection.init_app(app)

    @app.before_request
    def check() -> None:
        if request.endpoint is None:
            return
        if request.path.startswith("/api/") and current_actor().id is None:
            return
        try:
            _protection.protect()
        except CSRFError as error:
            raise PageExpired from error
