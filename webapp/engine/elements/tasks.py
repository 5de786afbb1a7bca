"""Tasks: work for people, for handlers, for FEEL and for decision tables; messages."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from webapp.engine import outcome
from webapp.engine.elements.activity import WAIT, Activity
from webapp.engine.elements.propagation import send_message
from webapp.engine.errors import Trouble
from webapp.engine.expressions import shown
from webapp.engine.outcome import HistoryKind, IncidentKind
from webapp.engine.timing import due_moment
from webapp.engine.tokens import Token
from webapp.engine.variables import seen_by

DEFAULT_ATTEMPTS = 5
DEFAULT_PRIORITY = 50


class PassThrough(Activity):
    """The bpmn:task and bpmn:manualTask: nothing that the engine could do or wait for."""


class UserTask(Activity):
    """The bpmn:userTask: work for a person, with a form."""

    def do(self, token: Token) -> Any:
        """Open the user task."""
        advance, seen = token.advance, seen_by(token)
        text = advance.expressions.text
        task = outcome.UserTask(
            **advance.place_of(token),
            form_key=form_key(self.node.process_id, self.node.id, self.property("formKey")),
            candidate_role=text(self.property("candidateRole"), seen),
            candidate_organisation=text(self.property("candidateOrganisation"), seen),
            assignee=text(self.property("assignee"), seen),
            due_at=self._due_at(token, seen),
            priority=self._priority(token, seen),
        )
        advance.open(token, task)
        advance.record(
            HistoryKind.ELEMENT_ENTERED,
            token,
            {"role": task.candidate_role} if task.candidate_role else {},
        )
        return WAIT

    def _due_at(self, token: Token, seen: Mapping[str, Any]) -> datetime | None:
        advance = token.advance
        value = advance.expressions.value(self.property("dueDate"), seen)
        if value is None or value == "":
            return None
        return due_moment(value, advance.now, self.calendar(token), end_of_day=True)

    def _priority(self, token: Token, seen: Mapping[str, Any]) -> int:
        value = token.advance.expressions.value(self.property("priority"), seen)
        if value is None or value == "":
            return DEFAULT_PRIORITY
        try:
            return int(value)
        except (TypeError, ValueError) as error:
            raise Trouble(
                IncidentKind.EXPRESSION_ERROR,
                f"The priority must be a whole number, but it is {shown(value)}.",
            ) from error


def form_key(process_id: str, element_id: str, written: str) -> str:
    """Return the key of a user task's form: `<process id>/<name>`."""
    if not written:
        return f"{process_id}/{element_id}"
    return written if "/" in written else f"{process_id}/{written}"


class ServiceTask(Activity):
    """The bpmn:serviceTask: a job for a handler, performed outside the engine."""

    def __init__(self, *arguments: Any) -> None:
        """Take the result variable from the operator."""
        super().__init__(*arguments)
        operator = self.node.operator
        if operator is not None and operator.result_variable:
            self.result_variable = operator.result_variable

    def do(self, token: Token) -> Any:
        """Ask for the job; its parameters are all that the handler sees."""
        advance, operator = token.advance, self.node.operator
        if operator is None:
            raise Trouble(IncidentKind.HANDLER_NOT_FOUND, "The service task names no operation.")
        seen = seen_by(token)
        variables = {
            name: advance.expressions.value(source, seen, IncidentKind.IO_MAPPING_ERROR)
            for name, source in operator.parameters.items()
        }
        job = outcome.JobRequest(
            **advance.place_of(token),
            operation=operator.operation,
            variables=variables,
            max_attempts=int(self.property("retries") or DEFAULT_ATTEMPTS),
        )
        advance.open(token, job)
        advance.record(HistoryKind.ELEMENT_ENTERED, token, {"operation": job.operation})
        return WAIT


class ScriptTask(Activity):
    """The bpmn:scriptTask: a FEEL expression whose value is written."""

    def do(self, token: Token) -> Any:
        """Evaluate the script."""
        found = token.advance.expressions.evaluate(self.node.script, seen_by(token))
        if not self.result_variable and not isinstance(found, Mapping):
            raise Trouble(
                IncidentKind.EXPRESSION_ERROR,
                f"Without a result variable the script must give a context, not {shown(found)}.",
            )
        return found


class BusinessRuleTask(Activity):
    """The bpmn:businessRuleTask: a decision table or literal expression."""

    def __init__(self, *arguments: Any) -> None:
        """Take the decision's id as the result variable unless another is named."""
        super().__init__(*arguments)
        self.result_variable = self.result_variable or self.node.decision

    def do(self, token: Token) -> Any:
        """Make the decision."""
        decisions = token.advance.decisions
        return decisions.decide(self.node.decision, seen_by(token), token.advance.expressions)


class SendTask(Activity):
    """The bpmn:sendTask: throws its message."""

    def do(self, token: Token) -> Any:
        """Throw the message."""
        send_message(self, token, self.events[0])
        return {}


class ReceiveTask(Activity):
    """The bpmn:receiveTask: waits for its message."""

    def do(self, token: Token) -> Any:
        """Open the subscription."""
        self.listen(token)
        return WAIT
