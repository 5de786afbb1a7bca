"""Tells the history of an instance in plain sentences."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from webapp.entrypoints.pages.display import masked


@dataclass(frozen=True, slots=True)
class Sentence:
    """One line of the history: when, and what happened."""

    at: datetime
    text: str
    reason: str
    is_problem: bool


class Fact:
    """One row of the history with the words that every sentence may need."""

    def __init__(self, row: Any, names: Mapping[tuple[str, str], str]) -> None:
        """Take the row; `names` holds the elements' names in the reader's language."""
        self.row = row
        self.details: Mapping[str, Any] = row.details or {}
        self.element = names.get((row.process_id, row.element_id)) or row.element_name
        self.who = row.actor_name or _("The system")

    def detail(self, *keys: str) -> str:
        """Return the first of the details that is there, masked."""
        found = next((self.details[key] for key in keys if self.details.get(key)), "")
        return str(masked(str(found)))


def _entered(fact: Fact) -> str:
    if fact.row.element_type in ("callActivity", "subProcess", "transaction", "adHocSubProcess"):
        return _("“%(element)s” begins.", element=fact.element)
    if fact.row.element_type in ("userTask", "manualTask"):
        return _("“%(element)s” is waiting to be handled.", element=fact.element)
    if fact.row.element_type in ("serviceTask", "sendTask"):
        return _("The system is handling “%(element)s”.", element=fact.element)
    return _("Waiting at “%(element)s”.", element=fact.element)


def _completed(fact: Fact) -> str:
    if fact.row.element_type in ("userTask", "manualTask") and fact.row.actor_name:
        return _("%(who)s completed “%(element)s”.", who=fact.who, element=fact.element)
    return _("“%(element)s” is done.", element=fact.element)


def _started(fact: Fact) -> str:
    if fact.row.actor_name:
        return _("%(who)s started the procedure.", who=fact.who)
    if fact.detail("signal"):
        return _("The procedure was started by a signal.")
    if fact.detail("timer"):
        return _("The procedure was started by a timer.")
    return _("The procedure was started by a message of another procedure.")


TELLERS: dict[str, Callable[[Fact], str]] = {
    "INSTANCE_STARTED": _started,
    "INSTANCE_COMPLETED": lambda _fact: _("The procedure is finished."),
    "INSTANCE_CANCELLED": lambda _fact: _("The procedure was ended before its time."),
    "ELEMENT_ENTERED": _entered,
    "ELEMENT_COMPLETED": _completed,
    "ELEMENT_CANCELLED": lambda f: _("“%(element)s” is no longer needed.", element=f.element),
    "ERROR_CAUGHT": lambda f: _(
        "“%(element)s” ended differently (%(code)s); the way for that case was taken.",
        element=f.element,
        code=f.detail("error_code", "code"),
    ),
    "MESSAGE_THROWN": lambda f: _("“%(element)s” was sent.", element=f.element),
    "MESSAGE_RECEIVED": lambda f: _("“%(element)s” has arrived.", element=f.element),
    "SIGNAL_THROWN": lambda f: _("“%(element)s” was announced.", element=f.element),
    "SIGNAL_RECEIVED": lambda f: _("“%(element)s” was heard.", element=f.element),
    "CONDITION_MET": lambda f: _("The condition of “%(element)s” is met.", element=f.element),
    "ESCALATION_UNCAUGHT": lambda f: _(
        "“%(element)s” was reported; the diagram provides no way for it.", element=f.element
    ),
    "COMPENSATION_THROWN": lambda f: _(
        "“%(element)s”: what was done before is to be undone.", element=f.element
    ),
    "COMPENSATION_STARTED": lambda f: _("“%(element)s” is being undone.", element=f.element),
    "TRANSACTION_CANCELLED": lambda f: _("“%(element)s” was called off.", element=f.element),
    "TIMER_FIRED": lambda f: _("The time of “%(element)s” has come.", element=f.element),
    "INCIDENT_OPENED": lambda f: _(
        "“%(element)s” cannot go on: %(message)s",
        element=f.element,
        message=f.detail("message", "error", "kind"),
    ),
    "USER_TASK_CLAIMED": lambda f: _(
        "%(who)s claimed “%(element)s”.", who=f.who, element=f.element
    ),
    "USER_TASK_RELEASED": lambda f: _(
        "%(who)s released “%(element)s”.", who=f.who, element=f.element
    ),
    "JOB_FAILED": lambda f: _(
        "The system could not handle “%(element)s”: %(message)s",
        element=f.element,
        message=f.detail("message", "error", "last_error"),
    ),
    "JOB_RETRIED": lambda f: _(
        "%(who)s had the system try “%(element)s” again.", who=f.who, element=f.element
    ),
    "USER_TASK_REASSIGNED": lambda f: _(
        "%(who)s gave “%(element)s” to %(assignee)s.",
        who=f.who,
        element=f.element,
        assignee=f.detail("to") or _("the whole group"),
    ),
    "VARIABLES_CHANGED": lambda f: _(
        "%(who)s changed data of the procedure: %(names)s.", who=f.who, names=_names(f)
    ),
    "TIMER_FIRED_BY_ADMINISTRATOR": lambda f: _(
        "%(who)s ended the waiting at “%(element)s”.", who=f.who, element=f.element
    ),
    "MESSAGE_DELIVERED_BY_ADMINISTRATOR": lambda f: _(
        "%(who)s delivered “%(element)s” by hand.", who=f.who, element=f.element
    ),
    "ELEMENT_CHOSEN": lambda f: _("%(who)s began “%(element)s”.", who=f.who, element=f.element),
    "ELEMENT_CHOSEN_BY_ADMINISTRATOR": lambda f: _(
        "%(who)s began “%(element)s” in the place of those who should.",
        who=f.who,
        element=f.element,
    ),
    "MESSAGE_DISCARDED_BY_ADMINISTRATOR": lambda f: _(
        "%(who)s discarded the message “%(message)s”.", who=f.who, message=f.detail("message")
    ),
    "ELEMENT_RETRIED": lambda f: _(
        "%(who)s had “%(element)s” run again.", who=f.who, element=f.element
    ),
    "INSTANCE_CANCELLED_BY_ADMINISTRATOR": lambda f: _(
        "%(who)s cancelled the procedure.", who=f.who
    ),
}
"""A sentence per kind. The kinds are those of the engine and of the services."""

PROBLEMS = frozenset({"INCIDENT_OPENED", "JOB_FAILED"})


_UNTOLD = frozenset(
    {
        "startEvent",
        "exclusiveGateway",
        "inclusiveGateway",
        "parallelGateway",
        "eventBasedGateway",
        "complexGateway",
    }
)
"""Elements whose completion tells a reader nothing."""


def _worth_telling(row: Any) -> bool:
    return not (str(row.kind) == "ELEMENT_COMPLETED" and row.element_type in _UNTOLD)


def _names(fact: Fact) -> str:
    listed = fact.details.get("names") or fact.details.get("variables") or []
    return ", ".join(str(name) for name in listed)


def tell(rows: Sequence[Any], names: Mapping[tuple[str, str], str]) -> list[Sentence]:
    """Return the history as sentences, in the order of the rows."""
    return [_tell(Fact(row, names)) for row in rows if _worth_telling(row)]


def _tell(fact: Fact) -> Sentence:
    kind = str(fact.row.kind)
    teller = TELLERS.get(kind)
    text = teller(fact) if teller else f"{fact.element} {kind}".strip()
    return Sentence(fact.row.at, text, fact.detail("reason"), kind in PROBLEMS)
