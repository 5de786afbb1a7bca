"""The words for states, kinds and remedies, and the look that goes with each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from webapp.access.roles import NAMES, Role
from webapp.entrypoints.http.locale import in_language


@dataclass(frozen=True, slots=True)
class Badge:
    """A word and the style of its pill; the word always stands, colour only helps."""

    word: LazyString | str
    style: str


INSTANCE_STATES = {
    "ACTIVE": Badge(_("In progress"), "state-active"),
    "COMPLETED": Badge(_("Finished"), "state-done"),
    "CANCELLED": Badge(_("Cancelled"), "state-cancelled"),
}
STUCK = Badge(_("Needs help"), "state-incident")

ELEMENT_STATES = {
    "active": Badge(_("Now here"), "state-active"),
    "completed": Badge(_("Done"), "state-done"),
    "incident": Badge(_("Needs help"), "state-incident"),
    "none": Badge(_("Not reached"), "state-cancelled"),
}

SEVERITIES = {
    "error": Badge(_("Error"), "state-incident"),
    "warning": Badge(_("Warning"), "state-waiting"),
}

TASK_STATES = {
    "OPEN": Badge(_("To do"), "state-waiting"),
    "CLAIMED": Badge(_("In hand"), "state-active"),
    "COMPLETED": Badge(_("Done"), "state-done"),
    "CANCELLED": Badge(_("No longer needed"), "state-cancelled"),
}

ELEMENT_TYPES = {
    "userTask": _("Task of a person"),
    "manualTask": _("Task of a person"),
    "serviceTask": _("Task of the system"),
    "sendTask": _("Message sent"),
    "receiveTask": _("Message awaited"),
    "scriptTask": _("Calculation"),
    "businessRuleTask": _("Decision table"),
    "callActivity": _("Called process"),
    "subProcess": _("Subprocess"),
    "transaction": _("Transaction"),
    "adHocSubProcess": _("What people choose to do"),
    "startEvent": _("Start event"),
    "endEvent": _("End event"),
    "boundaryEvent": _("Boundary event"),
    "intermediateCatchEvent": _("Waiting"),
    "intermediateThrowEvent": _("Event"),
    "exclusiveGateway": _("Branch: one way"),
    "inclusiveGateway": _("Branch: one or more ways"),
    "parallelGateway": _("Branch: all ways"),
    "eventBasedGateway": _("Branch: what happens first"),
    "complexGateway": _("Branch: by a rule of its own"),
}

KINDS = {
    "process": _("Process"),
    "decision": _("Decision"),
    "form": _("Form"),
}

CAUSES = {
    "FAILED_JOB": _("Failed jobs"),
    "ENGINE_INCIDENT": _("Incidents in the diagram"),
    "NOBODY_MAY": _("Tasks that nobody may do"),
    "OVERDUE_TASK": _("Overdue tasks"),
    "OVERDUE_TIMER": _("Overdue timers"),
    "MESSAGE_AWAITED": _("Messages and signals awaited too long"),
    "NO_PROGRESS": _("No progress for long"),
}

INCIDENTS = {
    "JOB_NO_RETRIES": _("Failed repeatedly"),
    "HANDLER_FAILED": _("A fault in the handler"),
    "HANDLER_NOT_FOUND": _("No handler for this operation"),
    "CONDITION_ERROR": _("No way out of a branch"),
    "EXPRESSION_ERROR": _("An expression cannot be evaluated"),
    "IO_MAPPING_ERROR": _("A mapping cannot be evaluated"),
    "CALLED_ELEMENT_ERROR": _("The called process cannot run"),
    "DECISION_ERROR": _("The decision table cannot be evaluated"),
    "UNHANDLED_ERROR_EVENT": _("An error that the diagram does not catch"),
    "FORM_NOT_FOUND": _("The form is missing"),
    "MESSAGE_NOT_CORRELATED": _("The message finds no receiver"),
    "RUNAWAY": _("The procedure goes round in circles"),
}

CERTIFICATE_STATES = {
    "VALID": Badge(_("Valid"), "state-done"),
    "REPLACED": Badge(_("Replaced: no longer valid"), "state-incident"),
    "ENDED": Badge(_("No longer valid"), "state-incident"),
    "REVOKED": Badge(_("Revoked"), "state-incident"),
}


BATCH_STATES = {
    "PREVIEW": Badge(_("To be confirmed"), "state-waiting"),
    "RUNNING": Badge(_("Under way"), "state-active"),
    "DONE": Badge(_("Finished"), "state-done"),
    "CANCELLED": Badge(_("Given up"), "state-cancelled"),
}
ITEM_STATES = {
    "WAITING": Badge(_("Waiting"), "state-waiting"),
    "DONE": Badge(_("Done"), "state-done"),
    "FAILED": Badge(_("Not done"), "state-incident"),
    "REFUSED": Badge(_("Not right"), "state-incident"),
}

NOMINATION_STATES = {
    "RUNNING": Badge(_("Being checked"), "state-active"),
    "SUBMITTED": Badge(_("Accepted"), "state-waiting"),
    "LISTED": Badge(_("On the roster"), "state-waiting"),
    "CERTIFIED": Badge(_("Title granted"), "state-done"),
    "REFUSED": Badge(_("Refused"), "state-cancelled"),
    "LAPSED": Badge(_("Lapsed"), "state-cancelled"),
    "OBJECTED": Badge(_("Objection upheld"), "state-incident"),
    "WITHDRAWN": Badge(_("Withdrawn"), "state-cancelled"),
    "FAILED": Badge(_("Not passed"), "state-cancelled"),
    "BEYOND": Badge(_("Passed, but no post"), "state-cancelled"),
}

WINDOW_STATES = {
    "none": Badge(_("Not opened"), "state-cancelled"),
    "before": Badge(_("Not open yet"), "state-waiting"),
    "open": Badge(_("Open for applications"), "state-active"),
    "closed": Badge(_("Closed"), "state-done"),
}

COMPLAINT_STEPS = {
    "RECEIVED": _("Received"),
    "ASSIGNED": _("Assigned"),
    "PASSED_UP": _("Handed to the city"),
    "ANSWERED": _("Answered"),
}

NOTICE_COLUMNS = {
    "name": _("Person's name"),
    "unit": _("Unit"),
    "series": _("Series"),
    "specialty": _("Specialty"),
    "title": _("Title"),
    "currentTitle": _("Present title"),
    "appliedTitle": _("Title applied for"),
    "result": _("Result"),
    "sex": _("Sex"),
    "gender": _("Sex"),
    "remark": _("Remark"),
    "post": _("Post"),
}


def notice_column(name: str) -> LazyString | str:
    """Return the heading of a column of a publicity list; an unknown one keeps its own name."""
    return NOTICE_COLUMNS.get(name, name)


def badge(table: Mapping[str, Badge], key: object) -> Badge:
    """Return the badge of a state; a state without words is shown by its own name."""
    return table.get(str(key), Badge(str(key), "state-waiting"))


def instance_badge(row: Any) -> Badge:
    """Return the state of an instance; open incidents come first."""
    stuck = row.state == "ACTIVE" and row.open_incidents
    return STUCK if stuck else badge(INSTANCE_STATES, row.state)


def task_badge(row: Any) -> Badge:
    """Return the state of a task; an open one that somebody has taken is in hand."""
    taken = row.state == "OPEN" and row.assignee_name
    return badge(TASK_STATES, "CLAIMED" if taken else row.state)


def element_badge(state: str) -> Badge:
    """Return the state of an element of a diagram."""
    return badge(ELEMENT_STATES, state)


def certificate_badge(state: str) -> Badge:
    """Return the state of a certificate."""
    return badge(CERTIFICATE_STATES, state)


def batch_badge(state: str) -> Badge:
    """Return the state of a batch."""
    return badge(BATCH_STATES, state)


def item_badge(state: str) -> Badge:
    """Return the state of an item of a batch."""
    return badge(ITEM_STATES, state)


def complaint_step(kind: str) -> LazyString | str:
    """Return what was done about a complaint."""
    return COMPLAINT_STEPS.get(kind, kind)


def element_type(name: str) -> LazyString | str:
    """Return what kind of element it is, in a reader's words."""
    return ELEMENT_TYPES.get(name, name)


def awaited_words(element: Any) -> LazyString | str:
    """Return what an element of a diagram waits for, in a reader's words."""
    name = element.waiting_for
    return {
        "MESSAGE": _("waits for the message “%(name)s”", name=name),
        "SIGNAL": _("waits for the signal “%(name)s”", name=name),
        "CONDITION": _("waits until %(condition)s", condition=name),
        "ACTIVATION": _("something can be chosen"),
    }.get(element.awaited, "")


def incident_kind(name: str) -> LazyString | str:
    """Return what kind of incident it is, in an administrator's words."""
    return INCIDENTS.get(str(name), str(name))


def group_key(group: Any) -> str:
    """Return what the rows of a group share: an error, or the role that has no holder."""
    return role_name(group.key)


def role_name(role: object) -> str:
    """Return the official name of a role in the reader's language; other words as they are."""
    known = {str(item): item for item in Role}
    found = known.get(str(role))
    return in_language(NAMES[found]) if found else str(role or "")


GLOBALS = {
    "instance_states": INSTANCE_STATES,
    "instance_badge": instance_badge,
    "task_badge": task_badge,
    "element_badge": element_badge,
    "awaited_words": awaited_words,
    "batch_badge": batch_badge,
    "certificate_badge": certificate_badge,
    "complaint_step": complaint_step,
    "element_type": element_type,
    "incident_kind": incident_kind,
    "group_key": group_key,
    "item_badge": item_badge,
    "kinds": KINDS,
    "notice_column": notice_column,
    "role_name": role_name,
}
"""What the templates call."""
