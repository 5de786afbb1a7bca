"""What all activities have in common: mappings, boundary events, repetition, results."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from webapp.engine.diagrams import Flow, Node
from webapp.engine.elements import compensation
from webapp.engine.elements.boundary import BoundaryEvent
from webapp.engine.elements.catching import Catcher
from webapp.engine.elements.element import ProcessSpec
from webapp.engine.elements.repetition import Repeater
from webapp.engine.scopes import Scope
from webapp.engine.tokens import Token
from webapp.engine.variables import seen_by, write

WAIT: Final = object()
"""What `do` returns when the work is open and its result comes later."""


class Activity(Catcher):
    """A task, a sub-process or a call activity.

    A token at an activity with a repetition is its body; the items are its children, at the same
    element. `internal_data["result"]` is what the work has brought, kept until it is written.
    """

    is_activity: ClassVar[bool] = True

    def __init__(self, spec: ProcessSpec, node: Node) -> None:
        """Keep the node and what governs its repetition."""
        super().__init__(spec, node)
        self.repeater = None if node.repetition is None else Repeater(node.repetition)
        self.result_variable = self.property("resultVariable")

    def _run_hook(self, token: Token) -> bool | None:
        """Begin, or end when the result is there."""
        data = token.internal_data
        if "result" not in data:
            result = self._begin(token)
            if result is WAIT:
                return None
            data["result"] = result
        if "applied" not in data:
            self._apply(token, data["result"])
            data["applied"] = True
            token.drop_children()
        stays = token.is_item or token.is_handler
        token.leaving = () if stays else self.choose(token)
        return True

    def _begin(self, token: Token) -> Any:
        if "reopened" in token.internal_data:
            return self.reopen(token)
        if self.repeater is not None and not token.is_item:
            found = self.repeater.advance(token)
            return WAIT if found is None else found
        for line in self.node.inputs:
            token.data[line.target] = self.mapped(token, line, seen_by(token))
        result = self.do(token)
        if result is WAIT and not token.is_item:
            self.arm(token)
        return result

    def arrive(self, scope: Scope, flow: Flow) -> None:
        """Receive a token; begin when there are as many as the start quantity."""
        needed = self.node.start_quantity
        if needed == 1:
            super().arrive(scope, flow)
            return
        token = scope.joins.get(self.name) or scope.wait_for_more(self)
        arrived: dict[str, int] = token.internal_data["arrived"]
        arrived[flow.id] = arrived.get(flow.id, 0) + 1
        if sum(arrived.values()) == needed:
            del scope.joins[self.name], token.internal_data["arrived"]
            token.wake()

    def do(self, token: Token) -> Any:  # noqa: ARG002 - for subclasses
        """Do the work: return its result, or WAIT."""
        return {}

    def reopen(self, token: Token) -> Any:  # noqa: ARG002 - for those that contain a process
        """Compensate what was done inside."""
        return WAIT

    def arm(self, token: Token) -> None:
        """Let the boundary events wait beside the activity."""
        if not token.internal_data.get("armed"):
            token.internal_data["armed"] = True
            for event in self.boundaries:
                if isinstance(event, BoundaryEvent) and event.awaits:
                    token.scope.place(event, token)

    def _apply(self, token: Token, result: Any) -> None:
        """Write the result: by the output mapping, the result variable, or key by key."""
        if self.repeater is not None and not token.is_item:
            write(token, result)
            return
        got = {self.result_variable: result} if self.result_variable else result
        if self.node.outputs:
            got = self.mapped_outputs(token, got)
        write(token, got)
        if token.is_item and self.repeater is not None:
            self.repeater.collect(token)

    def _on_complete_hook(self, token: Token) -> None:
        """Leave; an item tells its body, and a compensation handler who has called it."""
        super()._on_complete_hook(token)
        if token.is_handler:
            compensation.done(token)
        elif token.is_item or self.repeater is None:
            compensation.remember(token)
        if token.is_item and self.repeater is not None:
            self.repeater.item_done(token.parent, token)

    def _on_cancel(self, token: Token) -> None:
        """Take the handler along that works for this token."""
        if "compensating" in token.internal_data:
            compensation.stop(token)

    def transaction_cancelled(self, token: Token) -> None:
        """Leave a cancelled transaction by its cancel event; of several items all are left."""
        host = token.parent if token.is_item else token
        for event in self.boundaries:
            if isinstance(event, BoundaryEvent) and event.node.has_event("cancel"):
                event.caught(host, {})

    def completed(self, token: Token, result: Mapping[str, Any]) -> None:
        """Go on with the result of the work that was open."""
        token.internal_data["result"] = result
        token.wake()

    def absorb(self, token: Token, result: Mapping[str, Any]) -> None:
        """Nothing here: `_apply` writes the results of activities."""
