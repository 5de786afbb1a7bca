"""Puts the entrypoints of the web together into one application."""

from datetime import timedelta

from flask import Flask

from webapp.entrypoints.api.registration import install_api
from webapp.entrypoints.http import health
from webapp.entrypoints.http.actor import install_sessions
from webapp.entrypoints.http.assets import install_assets
from webapp.entrypoints.http.bodies import install_refusal_of_nul
from webapp.entrypoints.http.csrf import install_csrf
from webapp.entrypoints.http.headers import install_headers
from webapp.entrypoints.http.limits import install_limits
from webapp.entrypoints.http.locale import install_languages
from webapp.entrypoints.http.parts import keep_parts
from webapp.entrypoints.http.problems import install_problems
from webapp.entrypoints.pages.registration import install_pages
from webapp.services.parts import Parts


def create_app(parts: Parts) -> Flask:
    """Return the web application that works with these parts."""
    settings = parts.settings
    app = Flask("webapp", static_folder="static", template_folder="entrypoints/pages/templates")
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="zhiping",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
    )
    keep_parts(app, parts)
    install_limits(app)
    install_refusal_of_nul(app)
    install_problems(app)
    install_sessions(app)
    install_languages(app)
    install_csrf(app)
    install_assets(app)
    install_headers(app, secure=settings.secure_cookies)
    app.register_blueprint(health.blueprint)
    install_pages(app)
    install_api(app)
    return app
