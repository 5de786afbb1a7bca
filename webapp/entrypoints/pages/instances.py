"""The list of procedures and the page of one: where it stands, and what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, render_template, request

from webapp.access.permissions import Permission, may
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.entrypoints.pages.display import masked, named
from webapp.entrypoints.pages.paging import address_of_page, part_wanted, wanted_page
from webapp.entrypoints.pages.sentences import Sentence, tell
from webapp.services import instance_views, organisations, people, process_instances
from webapp.services.process_instances import InstanceFilter

blueprint = Blueprint("instances", __name__)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an instance stands, in the words and drawings of its page."""

    instance: instance_views.InstanceView
    history: Sequence[Sentence]

    def outline(self, process_id: str) -> list[instance_views.OutlineRow]:
        """Return the elements of one diagram, as its twin in words lists them."""
        return [row for row in self.instance.outline if row.process_id == process_id]


def diagram_state(diagram: instance_views.DiagramRef) -> dict[str, Any]:
    """Return the markers that the viewer draws into a diagram."""
    return {
        "active": list(diagram.active),
        "completed": list(diagram.completed),
        "incident": list(diagram.incident),
    }


def standing(instance_id: str) -> Standing:
    """Read an instance and tell its history in the reader's language, newest first."""
    parts, actor = current_parts(), current_actor()
    view = instance_views.read_process_instance(parts, actor, instance_id)
    names = {(row.process_id, row.element_id): named(row) for row in view.outline}
    rows = instance_views.list_history(parts, actor, instance_id)
    return Standing(view, list(reversed(tell(rows, names))))


@blueprint.get("/instances")
@requires(Permission.INSTANCE_READ)
def list_instances() -> str:
    """Show the procedures in the reader's sight; htmx gets the list alone."""
    parts, args = current_parts(), request.args
    wanted = InstanceFilter(
        text=args.get("text", "").strip()[:100],
        process_id=args.get("process", ""),
        county_id=args.get("county", ""),
        state=args.get("state", ""),
        with_incidents=args.get("incidents") == "1",
    )
    page = process_instances.list_process_instances(parts, current_actor(), wanted, wanted_page())
    template = "instances/rows.html" if part_wanted("instance-list") else "instances/list.html"
    return render_template(
        template,
        wanted=wanted,
        page=page,
        counties=organisations.list_counties(parts),
        address=address_of_page(
            "instances.list_instances",
            text=wanted.text,
            process=wanted.process_id,
            county=wanted.county_id,
            state=wanted.state,
            incidents="1" if wanted.with_incidents else "",
        ),
    )


@blueprint.get("/instances/<instance_id>")
@requires(Permission.INSTANCE_READ)
def show_instance(instance_id: str) -> str:
    """Show one procedure; administrators find the remedies on it."""
    here = standing(instance_id)
    return render_template(
        "instances/instance.html",
        standing=here,
        instance=here.instance,
        waits=waits_of(here.instance),
        variables=masked(dict(here.instance.variables)),
        may_open_tasks=may(current_actor(), Permission.TASK_READ),
        candidates=candidates_of(here.instance),
    )


def waits_of(view: instance_views.InstanceView) -> list[str]:
    """Return what the instance waits for, each thing once, by name."""
    places = (*view.open_tasks, *view.jobs, *view.timers, *view.subscriptions)
    names = [named(place, "name" if hasattr(place, "name") else "element_name") for place in places]
    return list(dict.fromkeys(name for name in names if name))


def candidates_of(view: instance_views.InstanceView) -> dict[str, Sequence[people.PersonChoice]]:
    """Return, for an administrator, who could take each open task."""
    if not view.may_intervene:
        return {}
    parts, actor = current_parts(), current_actor()
    return {t.id: people.list_people_for_task(parts, actor, t.id) for t in view.open_tasks}


@blueprint.get("/instances/<instance_id>/diagrams/<process_id>.bpmn")
@requires(Permission.INSTANCE_READ)
def show_diagram(instance_id: str, process_id: str) -> Response:
    """Return the diagram in the version that the instance runs."""
    content = instance_views.read_diagram(current_parts(), current_actor(), instance_id, process_id)
    return Response(content, content_type="application/xml; charset=utf-8")
