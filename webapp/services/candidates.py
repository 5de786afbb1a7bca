"""Who may do something: the organisation that gets a task, and what can be chosen by whom."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from webapp.access.actor import Actor
from webapp.access.roles import LEVELS, Level, Role
from webapp.adapters.storage.models import ProcessInstance
from webapp.domain.places import PROVINCE_CODE
from webapp.engine.definitions import ElementInfo
from webapp.feel.evaluator import Feel, FeelError
from webapp.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be begun in an ad-hoc sub-process, and by whom.

    Without a role and an assignee (what is no user task has none) it is left to administrators.
    """

    element_id: str
    name: str
    name_en: str
    type: str
    role: str = ""
    organisation_id: str | None = None
    assignee: str = ""

    def as_row(self) -> dict[str, Any]:
        """Return the choice as it is stored."""
        return asdict(self)

    def is_open_to(self, actor: Actor) -> bool:
        """Tell whether the person may begin it in the course of ordinary work."""
        if self.assignee:
            return self.assignee == actor.username
        return self.role in set(Role) and actor.holds(Role(self.role), self.organisation_id)


def stored_choices(rows: Sequence[Mapping[str, Any]]) -> tuple[Choice, ...]:
    """Return choices as they were stored."""
    return tuple(Choice(**row) for row in rows)


def find_choice(rows: Sequence[Mapping[str, Any]], element_id: str) -> Choice:
    """Return the choice of this element; `NotFound` when it is none."""
    for choice in stored_choices(rows):
        if choice.element_id == element_id:
            return choice
    raise NotFound(element=element_id)


def make_choice(
    info: ElementInfo, instance: ProcessInstance, variables: Mapping[str, Any], feel: Feel
) -> Choice:
    """Return the choice of an element with those who may make it.

    An expression that fails leaves nobody, so that an administrator must help.
    """
    written = info.properties

    def text(name: str) -> str:
        source = written.get(name, "")
        try:
            value = feel.evaluate(source, variables) if source.startswith("=") else source
        except FeelError:
            value = ""
        return value if isinstance(value, str) else ""

    is_task = info.type == "userTask"
    role, assignee = (text("candidateRole"), text("assignee")) if is_task else ("", "")
    if is_task and role == Role.APPLICANT and not assignee:
        assignee = text_at(variables, "initiator", "username")
    return Choice(
        element_id=info.element_id,
        name=info.name or info.element_id,
        name_en=info.name_en,
        type=info.type,
        role=role,
        organisation_id=organisation_of(role, text("candidateOrganisation"), instance),
        assignee=assignee,
    )


def organisation_of(
    role: str | None, organisation: str | None, instance: ProcessInstance
) -> str | None:
    """Find the organisation that gets a task: the diagram's, else that of the role's level."""
    if organisation:
        return organisation
    if role not in set(Role):
        return None
    level = LEVELS.get(Role(role))
    return {
        Level.UNIT: instance.unit_id,
        Level.DEPARTMENT: instance.department_id,
        Level.COUNTY: instance.county_id,
        Level.CITY: instance.city_id,
        Level.PROVINCE: PROVINCE_CODE,
    }.get(level or Level.PERSON)


def text_at(variables: Mapping[str, Any], *path: str) -> str:
    """Return the text at a path of names; an empty one when there is none."""
    value: Any = variables
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value if isinstance(value, str) else ""
