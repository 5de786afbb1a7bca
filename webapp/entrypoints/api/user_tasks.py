"""User tasks: finding them, taking them, completing them."""

from http import HTTPStatus
from typing import Any

from webapp.access.permissions import Permission
from webapp.entrypoints.api.blueprint import Blueprint, refusals
from webapp.entrypoints.api.paging import cut, wanted
from webapp.entrypoints.api.schemas.pages import PageQuery, page_of
from webapp.entrypoints.api.schemas.user_tasks import (
    AssigneeEntry,
    CompletedTaskAnswer,
    DraftSavedAnswer,
    FormDataEntry,
    PersonChoiceAnswer,
    UserTaskAnswer,
    UserTaskCountsAnswer,
    UserTaskDetailAnswer,
    UserTaskQuery,
)
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.kernel.pagination import Page
from webapp.services import interventions, people, user_tasks
from webapp.services.people import PersonChoice
from webapp.services.user_tasks import CompletedTask, TaskCounts, UserTaskRow, UserTaskView

blueprint = Blueprint("user-tasks", "Work that waits for people")

_TAKEN = refusals(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)


@blueprint.route("")
@requires(Permission.TASK_READ)
@blueprint.arguments(UserTaskQuery, location="query")
@blueprint.response(HTTPStatus.OK, page_of(UserTaskAnswer))
def list_user_tasks(query: dict[str, Any]) -> Page[UserTaskRow]:
    """List one's own open tasks, those offered to one's roles, or those one has completed."""
    return user_tasks.list_user_tasks(
        current_parts(), current_actor(), query["view"], query["text"], wanted(query)
    )


@blueprint.route("/counts")
@requires(Permission.TASK_READ)
@blueprint.response(HTTPStatus.OK, UserTaskCountsAnswer)
def count_user_tasks() -> TaskCounts:
    """Count what waits for the person and for the person's groups."""
    return user_tasks.count_user_tasks(current_parts(), current_actor())


@blueprint.route("/<task_id>")
@requires(Permission.TASK_READ)
@blueprint.response(HTTPStatus.OK, UserTaskDetailAnswer)
@blueprint.doc(responses=refusals(HTTPStatus.NOT_FOUND))
def read_user_task(task_id: str) -> UserTaskView:
    """Read a task with its form and data."""
    return user_tasks.read_user_task(current_parts(), current_actor(), task_id)


@blueprint.route("/<task_id>/claim", methods=["PUT"])
@requires(Permission.TASK_COMPLETE)
@blueprint.response(HTTPStatus.NO_CONTENT)
@blueprint.doc(responses=_TAKEN)
def claim_user_task(task_id: str) -> None:
    """Take a group's task, so that colleagues see who does it."""
    user_tasks.claim_user_task(current_parts(), current_actor(), task_id)


@blueprint.route("/<task_id>/claim", methods=["DELETE"])
@requires(Permission.TASK_COMPLETE)
@blueprint.response(HTTPStatus.NO_CONTENT)
@blueprint.doc(responses=_TAKEN)
def release_user_task(task_id: str) -> None:
    """Give a claimed task back to the group."""
    user_tasks.release_user_task(current_parts(), current_actor(), task_id)


@blueprint.route("/<task_id>/draft", methods=["PUT"])
@requires(Permission.TASK_COMPLETE)
@blueprint.arguments(FormDataEntry)
@blueprint.response(HTTPStatus.OK, DraftSavedAnswer)
@blueprint.doc(responses=_TAKEN)
def save_draft(entry: dict[str, Any], task_id: str) -> dict[str, Any]:
    """Keep what is filled in so far; it need not be right yet."""
    at = user_tasks.save_draft(current_parts(), current_actor(), task_id, entry["data"])
    return {"saved_at": at}


@blueprint.route("/<task_id>/completion", methods=["POST"])
@requires(Permission.TASK_COMPLETE)
@blueprint.arguments(FormDataEntry)
@blueprint.response(HTTPStatus.OK, CompletedTaskAnswer)
@blueprint.doc(responses=_TAKEN)
def complete_user_task(entry: dict[str, Any], task_id: str) -> CompletedTask:
    """Complete a task with its form.

    Errors are told by field (422). Of two people who complete the same task at once one gets 409;
    nothing of the other form is kept.
    """
    return user_tasks.complete_user_task(current_parts(), current_actor(), task_id, entry["data"])


@blueprint.route("/<task_id>/candidates")
@requires(Permission.INTERVENE)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(HTTPStatus.OK, page_of(PersonChoiceAnswer))
@blueprint.doc(responses=refusals(HTTPStatus.NOT_FOUND))
def list_candidates(query: dict[str, Any], task_id: str) -> Page[PersonChoice]:
    """List the people who hold the task's role at its organisation."""
    rows = people.list_people_for_task(current_parts(), current_actor(), task_id)
    return cut(rows, wanted(query))


@blueprint.route("/<task_id>/assignee", methods=["PUT"])
@requires(Permission.INTERVENE)
@blueprint.arguments(AssigneeEntry)
@blueprint.response(HTTPStatus.NO_CONTENT)
@blueprint.doc(responses=_TAKEN)
def reassign_user_task(entry: dict[str, Any], task_id: str) -> None:
    """Give an open task to another person or back to its group; the reason is recorded."""
    interventions.reassign_user_task(
        current_parts(), current_actor(), task_id, entry["username"], entry["reason"]
    )
