"""The ad-hoc sub-process: people choose which of its activities to begin, and how often."""

from typing import Any

from webapp.engine.diagrams import Contents, Node
from webapp.engine.elements.activity import WAIT
from webapp.engine.elements.element import ProcessSpec
from webapp.engine.elements.sub_processes import SubProcess
from webapp.engine.errors import ElementNotOpen, OneAtATime, Trouble
from webapp.engine.expressions import shown
from webapp.engine.outcome import Awaited, HistoryKind, IncidentKind, Subscription
from webapp.engine.scopes import Scope, SubScope
from webapp.engine.tokens import Token
from webapp.engine.variables import seen_by


class AdHocSubProcess(SubProcess):
    """The bpmn:adHocSubProcess.

    Its elements without incoming flow can be chosen, any number of times; `activeElements` (FEEL,
    a list of their ids) begins some at once. It ends when the completion condition is true after
    an activity was completed; without a condition, when nothing is going on after the first one.
    """

    def __init__(self, spec: ProcessSpec, node: Node) -> None:
        """Find out what can be chosen."""
        super().__init__(spec, node)
        self.choices = tuple(_choices(node.contents or Contents()))

    def do(self, token: Token) -> Any:
        """Open the choice and begin what is to be begun at once."""
        scope: SubScope | None = token.scope.top.subprocesses.get(token.id)
        if scope is not None:  # again, after an incident at the completion condition
            self._offer(token)
            self._end_if_enough(scope, token)
            return WAIT
        wanted = self._wanted(token)
        scope = self.inner(token)
        scope.begin([])
        token.internal_data["done"] = 0
        token.advance.record(HistoryKind.ELEMENT_ENTERED, token, {"choices": list(self.choices)})
        self._offer(token)
        token.internal_data["wanted"] = wanted
        self._begin_wanted(scope, token)
        return WAIT

    def _begin_wanted(self, scope: SubScope, token: Token) -> bool:
        """Begin what is to be begun at once, in sequential order the next one; False: nothing."""
        wanted: list[str] = token.internal_data["wanted"]
        number = 1 if self.node.ordering == "Sequential" else len(wanted)
        for name in wanted[:number]:
            scope.place(scope.spec.task_specs[name])
        del wanted[:number]
        return scope.is_busy()

    def _wanted(self, token: Token) -> list[str]:
        written = self.property("activeElements")
        if not written:
            return []
        wanted = token.advance.expressions.value(written, seen_by(token))
        if not isinstance(wanted, list) or not all(name in self.choices for name in wanted):
            raise Trouble(
                IncidentKind.EXPRESSION_ERROR,
                f"activeElements must be a list of {', '.join(self.choices)}, "
                f"but it is {shown(wanted)}.",
            )
        return wanted

    def _offer(self, token: Token) -> None:
        place = token.advance.place_of(token)
        token.advance.open(
            token,
            Subscription(**place, name="", kind=Awaited.ACTIVATION, choices=self.choices),
        )

    def activate(self, token: Token, element_id: str) -> None:
        """Begin one of the choices; raise ElementNotOpen, or OneAtATime in sequential order."""
        scope: SubScope = token.scope.top.subprocesses[token.id]
        if element_id not in self.choices or "ending" in token.internal_data:
            raise ElementNotOpen(id=element_id)
        if self.node.ordering == "Sequential" and scope.is_busy():
            raise OneAtATime
        scope.place(scope.spec.task_specs[element_id])

    def left_inside(self, scope: SubScope, token: Token) -> None:
        """Count completed activities, and look whether it is enough."""
        host = scope.host
        if host is None or scope.completed or host.is_reopened:
            return
        if not _counts(token) or token.is_item or token.is_handler:
            return
        host.internal_data["done"] += 1
        try:
            self._end_if_enough(scope, host, token)
        except Trouble as trouble:
            host.advance.fail(host, trouble)

    def _end_if_enough(self, scope: SubScope, host: Token, leaving: Token | None = None) -> None:
        condition = self.node.completion_condition
        if not condition or "ending" in host.internal_data:
            return
        active = sum(_counts(t) for t in scope.tokens() if t is not leaving and not t.is_item)
        counters = {
            "nrOfCompletedInstances": host.internal_data["done"],
            "nrOfActiveInstances": active,
        }
        if not host.advance.expressions.condition(condition, seen_by(host, counters)):
            return
        self._close(host)
        if self.node.cancel_remaining:
            for token in _others(scope, leaving):
                token.cancel()
        if not scope.completed and not scope.is_busy():
            scope.end()

    def _close(self, host: Token) -> None:
        """Offer nothing any more: it ends when nothing goes on."""
        host.internal_data["ending"] = True
        host.advance.close(host)

    def interrupted_inside(self, host: Token) -> None:
        """Offer nothing beside an event sub-process that has interrupted everything else."""
        self._close(host)

    def may_end(self, scope: SubScope) -> bool:
        """Tell whether the sub-process is over when nothing goes on in it."""
        host = scope.host
        if host is None or "ending" in host.internal_data or host.is_reopened:
            return True
        if self._begin_wanted(scope, host):
            return False
        return not self.node.completion_condition and host.internal_data["done"] > 0


def _counts(token: Token) -> bool:
    """Tell whether this is an activity of the sub-process, and no event sub-process of it."""
    return token.element.is_activity and not token.element.node.triggered_by_event


def _choices(contents: Contents) -> list[str]:
    return [
        node.id
        for node in contents.nodes.values()
        if not node.incoming
        and node.type != "boundaryEvent"
        and not node.triggered_by_event
        and not node.compensation
    ]


def _others(scope: Scope, leaving: Token | None) -> list[Token]:
    root = scope.task_tree
    return [t for t in scope.tokens() if t is not leaving and t.parent is root]
