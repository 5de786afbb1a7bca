"""Process instances: starting them, finding them, seeing where they stand, helping them."""

from http import HTTPStatus
from typing import Any

from flask import Response, url_for

from webapp.access.permissions import Permission
from webapp.entrypoints.api.blueprint import Blueprint, header, refusals
from webapp.entrypoints.api.headers import (
    expected_version,
    idempotency_key,
    precondition,
    version_tag,
)
from webapp.entrypoints.api.paging import cut, wanted
from webapp.entrypoints.api.schemas.entries import ReasonEntry
from webapp.entrypoints.api.schemas.pages import PageQuery, page_of
from webapp.entrypoints.api.schemas.process_instances import (
    ActivationEntry,
    BegunAnswer,
    HistoryAnswer,
    InstanceAnswer,
    InstanceDetailAnswer,
    InstanceQuery,
    StartedAnswer,
    StartEntry,
    VariablesAnswer,
    VariablesEntry,
)
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.kernel.identifiers import new_identifier
from webapp.kernel.pagination import Page
from webapp.services import ad_hoc, instance_views, interventions, process_instances
from webapp.services.ad_hoc import Begun
from webapp.services.instance_views import HistoryRow, InstanceView
from webapp.services.process_instances import InstanceFilter, InstanceRow, StartedInstance

blueprint = Blueprint("process-instances", "Runs of a process")

_LONGEST_START_KEY = 100
_START_KEY = header(
    "Idempotency-Key",
    "Any text of the caller's own. A second start with the same key is refused with 409 "
    "(ALREADY_STARTED), so a start may be repeated after a lost answer.",
    longest=_LONGEST_START_KEY,
)
_VERSION = header(
    "If-Match",
    "The ETag of the variables as the caller knows them; if the instance has advanced meanwhile, "
    "the answer is 412 and nothing is changed.",
)
_OUTDATED = refusals(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, HTTPStatus.PRECONDITION_FAILED)


@blueprint.route("")
@requires(Permission.INSTANCE_READ)
@blueprint.arguments(InstanceQuery, location="query")
@blueprint.response(HTTPStatus.OK, page_of(InstanceAnswer))
def list_process_instances(query: dict[str, Any]) -> Page[InstanceRow]:
    """List the instances within the person's sight, the newest first."""
    filters = InstanceFilter(
        text=query["text"],
        process_id=query["process_id"],
        county_id=query["county_id"],
        state=query["state"],
        with_incidents=query["with_incidents"],
    )
    return process_instances.list_process_instances(
        current_parts(), current_actor(), filters, wanted(query)
    )


@blueprint.route("", methods=["POST"])
@requires(Permission.INSTANCE_START)
@blueprint.arguments(StartEntry)
@blueprint.response(HTTPStatus.CREATED, StartedAnswer)
@blueprint.doc(
    parameters=[_START_KEY], responses=refusals(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)
)
def start_process_instance(
    entry: dict[str, Any],
) -> tuple[StartedInstance, HTTPStatus, dict[str, str]]:
    """Start the version of a process that the organisation's county uses."""
    actor = current_actor()
    key = idempotency_key(_LONGEST_START_KEY)
    started = process_instances.start_process_instance(
        current_parts(),
        actor,
        entry["process_id"],
        entry["organisation_id"],
        entry["data"],
        # One person's keys cannot meet another's.
        f"{actor.id}:{key}" if key else new_identifier(),
    )
    address = url_for(".read_process_instance", instance_id=started.id)
    return started, HTTPStatus.CREATED, {"Location": address}


@blueprint.route("/<instance_id>")
@requires(Permission.INSTANCE_READ)
@blueprint.response(HTTPStatus.OK, InstanceDetailAnswer)
@blueprint.doc(responses=refusals(HTTPStatus.NOT_FOUND))
def read_process_instance(instance_id: str) -> InstanceView:
    """Read where an instance stands: its diagrams, and everything it waits for."""
    return instance_views.read_process_instance(current_parts(), current_actor(), instance_id)


@blueprint.route("/<instance_id>/history")
@requires(Permission.INSTANCE_READ)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(HTTPStatus.OK, page_of(HistoryAnswer))
@blueprint.doc(responses=refusals(HTTPStatus.NOT_FOUND))
def list_history(query: dict[str, Any], instance_id: str) -> Page[HistoryRow]:
    """List what has happened in an instance, the oldest first."""
    rows = instance_views.list_history(current_parts(), current_actor(), instance_id)
    return cut(rows, wanted(query))


@blueprint.route("/<instance_id>/diagrams/<process_id>")
@requires(Permission.INSTANCE_READ)
@blueprint.response(HTTPStatus.OK, {"type": "string"}, content_type="application/xml")
@blueprint.doc(responses=refusals(HTTPStatus.NOT_FOUND))
def read_diagram(instance_id: str, process_id: str) -> Response:
    """Read a diagram (BPMN 2.0 XML) in exactly the version that the instance runs."""
    content = instance_views.read_diagram(current_parts(), current_actor(), instance_id, process_id)
    return Response(content, content_type="application/xml")


@blueprint.route("/<instance_id>/variables")
@requires(Permission.INTERVENE)
@blueprint.response(HTTPStatus.OK, VariablesAnswer)
@blueprint.doc(responses=refusals(HTTPStatus.NOT_FOUND))
def read_variables(instance_id: str) -> tuple[InstanceView, HTTPStatus, dict[str, str]]:
    """Read the variables of an instance; the ETag names its state."""
    view = instance_views.read_process_instance(current_parts(), current_actor(), instance_id)
    return view, HTTPStatus.OK, version_tag(view.version)


@blueprint.route("/<instance_id>/variables", methods=["PATCH"])
@requires(Permission.INTERVENE)
@blueprint.arguments(VariablesEntry)
@blueprint.response(HTTPStatus.NO_CONTENT)
@blueprint.doc(parameters=[_VERSION], responses=_OUTDATED)
def change_variables(entry: dict[str, Any], instance_id: str) -> None:
    """Set some variables; the others stay. The history names them, not their values."""
    with precondition():
        interventions.change_variables(
            current_parts(),
            current_actor(),
            instance_id,
            entry["variables"],
            entry["reason"],
            expected_version(),
        )


@blueprint.route("/<instance_id>/activations", methods=["POST"])
@requires(Permission.TASK_COMPLETE)
@blueprint.arguments(ActivationEntry)
@blueprint.response(HTTPStatus.OK, BegunAnswer)
@blueprint.doc(responses=refusals(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT))
def activate_element(entry: dict[str, str], instance_id: str) -> Begun:
    """Begin one of the `choices` of an instance: an element of an open ad-hoc sub-process."""
    return ad_hoc.activate_element(
        current_parts(),
        current_actor(),
        instance_id,
        entry["subscription_id"],
        entry["element_id"],
    )


@blueprint.route("/<instance_id>/cancellation", methods=["POST"])
@requires(Permission.INTERVENE)
@blueprint.arguments(ReasonEntry)
@blueprint.response(HTTPStatus.NO_CONTENT)
@blueprint.doc(responses=refusals(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT))
def cancel_process_instance(entry: dict[str, str], instance_id: str) -> None:
    """End an instance at once; the reason is recorded."""
    interventions.cancel_process_instance(
        current_parts(), current_actor(), instance_id, entry["reason"]
    )
