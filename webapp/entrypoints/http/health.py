"""Tells machines whether the application works: `/healthz` for everybody, `/metrics` for few."""

from http import HTTPStatus

from flask import Blueprint, Response, jsonify, request
from prometheus_client import CollectorRegistry, Gauge, generate_latest

from webapp.access.permissions import Permission
from webapp.entrypoints.http.access import demand, requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.services import monitoring

blueprint = Blueprint("health", __name__)

_LOOPBACK = frozenset({"127.0.0.1", "::1"})
_FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-IP")


@blueprint.get("/healthz")
@requires(Permission.PUBLIC_READ)
def show_health() -> Response:
    """Answer 200 while the application works, 503 while it does not."""
    health = monitoring.health(current_parts())
    response = jsonify({"ok": health.ok, "checks": dict(health.checks)})
    response.status_code = HTTPStatus.OK if health.ok else HTTPStatus.SERVICE_UNAVAILABLE
    return response


@blueprint.get("/metrics")
def show_metrics() -> Response:
    """Return the figures in Prometheus' text format, to this machine or an administrator."""
    if not from_this_machine():
        demand(current_actor(), Permission.METRICS_READ)
    registry = CollectorRegistry()
    for name, value in monitoring.metrics(current_parts()).items():
        Gauge(f"zhiping_{name}", name.replace("_", " "), registry=registry).set(value)
    return Response(generate_latest(registry), content_type="text/plain; version=0.0.4")


def from_this_machine() -> bool:
    """Tell whether the request comes from here and not from a proxy on its behalf."""
    forwarded = any(name in request.headers for name in _FORWARDED)
    return request.remote_addr in _LOOPBACK and not forwarded


show_metrics.permission = Permission.METRICS_READ  # type: ignore[attr-defined]
