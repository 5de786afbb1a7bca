"""Boundary events: what may happen to an activity while it is going on."""

from collections.abc import Mapping
from typing import Any

from webapp.engine.elements import compensation
from webapp.engine.elements.catching import Catcher
from webapp.engine.tokens import Token
from webapp.engine.variables import write


class BoundaryEvent(Catcher):
    """The bpmn:boundaryEvent.

    A message, signal, timer or condition has a waiting token under that of its activity. Errors
    and escalations need none: whoever throws one looks for the event
    (`webapp.engine.elements.propagation`); nor does the cancel event of a transaction. A
    compensation event only tells which handler belongs to the activity.
    """

    def happened(self, token: Token, result: Mapping[str, Any], trigger: Token) -> None:
        """Send a token along the event's flows; interrupt the activity, or wait for more."""
        host = token.parent
        self.fire(token, result)
        if self.node.interrupting:
            _interrupt(host)
        elif not self.listen_again(token, trigger):
            token.vanish()

    def caught(self, host: Token, result: Any) -> None:
        """React to an error, an escalation or a cancellation inside the activity."""
        self.fire(host, result)
        if self.node.interrupting or kind_of(result) == "error":
            _interrupt(host)

    def fire(self, near: Token, result: Any) -> None:
        """Put a token at the event that has happened."""
        near.scope.place(self).internal_data["result"] = result

    def absorb(self, token: Token, result: Any) -> None:
        """Write what the event has brought; of an error also its code."""
        absorb_thrown(self, token, result)


def _interrupt(host: Token) -> None:
    """Take an activity away; a compensation handler has ended with it."""
    host.cancel()
    if host.is_handler:
        compensation.done(host)


def kind_of(result: Any) -> str:
    """Return "error" or "escalation" of what was thrown as such, "" of what else has come."""
    return str(result[0]) if isinstance(result, list) else ""


def absorb_thrown(element: Catcher, token: Token, result: Any) -> None:
    """Write what an event has brought; an error comes with its code, message and variables."""
    if not kind_of(result):
        Catcher.absorb(element, token, result)
        return
    _, code, message, variables = result
    code_variable = element.property("codeVariable")
    result_variable = element.property("resultVariable")
    values: dict[str, Any] = {code_variable: code} if code_variable else {}
    if element.node.outputs:
        values.update(element.mapped_outputs(token, variables))
    elif result_variable:
        values[result_variable] = {"code": code, "message": message, **variables}
    else:
        values.update(variables)
    write(token, values)
