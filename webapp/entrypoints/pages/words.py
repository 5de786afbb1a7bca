"""The words for states, kinds and remedies, and the look that goes with each."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from flask_babel import LazyString

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

TASK_STATES = {
    "OPEN": Badge(_("To do"), "state-waiting"),
    "CLAIMED": Badge(_("Claimed"), "state-active"),
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
    "startEvent": _("Start"),
    "endEvent": _("End"),
    "boundaryEvent": _("Boundary event"),
    "intermediateCatchEvent": _("Waiting"),
    "intermediateThrowEvent": _("Event"),
    "exclusiveGateway": _("Branch: one way"),
    "inclusiveGateway": _("Branch: one or more ways"),
    "parallelGateway": _("Branch: all ways"),
    "eventBasedGateway": _("Branch: what happens first"),
}

KINDS = {
    "process": _("Process"),
    "form": _("Form"),
    "decision": _("Decision"),
}

CAUSES = {
    "FAILED_JOB": _("Failed jobs"),
    "ENGINE_INCIDENT": _("Incidents in the diagram"),
    "NOBODY_MAY": _("Tasks that nobody may do"),
    "OVERDUE_TASK": _("Overdue tasks"),
    "OVERDUE_TIMER": _("Overdue timers"),
    "MESSAGE_AWAITED": _("Messages awaited too long"),
    "NO_PROGRESS": _("No progress for long"),
}

JOB_STATES = {
    "PENDING": Badge(_("Waiting"), "state-waiting"),
    "RUNNING": Badge(_("Running"), "state-active"),
    "COMPLETED": Badge(_("Done"), "state-done"),
    "FAILED": Badge(_("Failed"), "state-incident"),
    "INCIDENT": Badge(_("Failed"), "state-incident"),
    "CANCELLED": Badge(_("No longer needed"), "state-cancelled"),
}

CERTIFICATE_STATES = {
    "VALID": Badge(_("Valid"), "state-done"),
    "REVOKED": Badge(_("Revoked"), "state-incident"),
}


def badge(table: dict[str, Badge], key: object) -> Badge:
    """Return the badge of a state; a state without words is shown by its own name."""
    return table.get(str(key), Badge(str(key), "state-waiting"))


def role_name(role: object) -> str:
    """Return the official name of a role in the reader's language."""
    known = {str(item): item for item in Role}
    found = known.get(str(role))
    return in_language(NAMES[found]) if found else str(role or "")
