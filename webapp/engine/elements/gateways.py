"""Gateways: splits that choose, joins that count the tokens on their own incoming flows."""

from collections.abc import Iterable, Mapping
from typing import Any

from SpiffWorkflow.util.task import TaskState

from webapp.engine.diagrams import Flow
from webapp.engine.elements.element import Element
from webapp.engine.errors import Trouble
from webapp.engine.scopes import Scope
from webapp.engine.tokens import Token
from webapp.engine.variables import seen_by


class ExclusiveGateway(Element):
    """The bpmn:exclusiveGateway: the first flow whose condition is true, else the default."""

    def choose(self, token: Token) -> tuple[Flow, ...]:
        """Return one flow; conditions are asked in the order of the file."""
        seen = seen_by(token)
        for flow in self.flows:
            if flow is self.default:
                continue
            if flow.condition is None or self.holds(token, flow, seen):
                return (flow,)
        if self.default is not None:
            return (self.default,)
        if not self.flows:
            return ()
        raise self.no_way_out()


class Join(Element):
    """A gateway that waits for tokens on several incoming flows."""

    def arrive(self, scope: Scope, flow: Flow) -> None:
        """Count the token on its flow, and go on when enough have come."""
        if len(self.node.incoming) == 1:
            scope.place(self)
            return
        token = scope.joins.get(self.name) or scope.wait_for_more(self)
        arrived: dict[str, int] = token.internal_data["arrived"]
        arrived[flow.id] = arrived.get(flow.id, 0) + 1
        self.check(token)

    def check(self, token: Token) -> None:
        """Let the join go on if it can."""

    def go_on(self, token: Token) -> None:
        """Use up one token per incoming flow that has any; surplus tokens stay and wait."""
        arrived = token.internal_data.pop("arrived")
        left = {flow: count - 1 for flow, count in arrived.items() if count > 1}
        del token.scope.joins[self.name]
        if left:
            self.check(token.scope.wait_for_more(self, left))
        token.wake()


class ParallelGateway(Join):
    """The bpmn:parallelGateway: waits for a token on each incoming flow, takes all outgoing."""

    def check(self, token: Token) -> None:
        """Go on when every incoming flow has brought a token."""
        if len(token.internal_data["arrived"]) == len(self.node.incoming):
            self.go_on(token)

    def choose(self, token: Token) -> tuple[Flow, ...]:  # noqa: ARG002 - all flows, always
        """Return all outgoing flows."""
        return self.flows


class SynchronisingJoin(Join):
    """A join that may have to know whether more tokens can still come."""

    def can_still_come(self, token: Token, empty: Iterable[Flow], full: Iterable[Flow]) -> bool:
        """Tell whether a token elsewhere can reach an empty flow, and none that is full.

        What belongs to a token (boundary events, the events behind a gateway) counts as that token.
        """
        root = token.scope.task_tree
        others = {
            t.element.name
            for t in token.scope.tokens()
            if t.parent is root and t.element is not self and t.may_leave
        }
        coming = set().union(*(others & self._reaching(f) for f in empty))
        coming -= set().union(*(self._reaching(f) for f in full))
        return bool(coming)

    def _reaching(self, flow: Flow) -> frozenset[str]:
        """Return the elements from which a token can come to the flow, not through this one."""
        known = self.spec.reaching.get(flow.id)
        if known is None:
            known = self.spec.reaching[flow.id] = frozenset(self._search(flow))
        return known

    def _search(self, flow: Flow) -> set[str]:
        nodes = self.spec.contents.nodes
        found: set[str] = set()
        todo = [flow.source]
        while todo:
            name = todo.pop()
            if name in found or name == self.name:
                continue
            found.add(name)
            todo.extend(f.source for f in nodes[name].incoming)
            if nodes[name].attached_to:
                todo.append(nodes[name].attached_to)
        return found


class InclusiveGateway(SynchronisingJoin):
    """The bpmn:inclusiveGateway: every flow whose condition is true; the join of such splits.

    The join goes on when no token elsewhere in the scope can still reach an incoming flow that
    is empty, as section 13.4.3 of the BPMN 2.0 specification demands.
    """

    def check(self, token: Token) -> None:
        """Wait for the rest to come to rest, unless every flow has brought a token."""
        if len(token.internal_data["arrived"]) == len(self.node.incoming):
            self.go_on(token)

    def choose(self, token: Token) -> tuple[Flow, ...]:
        """Return the flows whose condition is true, else the default."""
        if len(self.flows) == 1 and self.flows[0].condition is None:
            return self.flows
        return super().choose(token)

    def settle(self, token: Token) -> bool:
        """Go on if no token can still come on an empty flow."""
        arrived: Mapping[str, int] = token.internal_data["arrived"]
        empty = [f for f in self.node.incoming if f.id not in arrived]
        full = [f for f in self.node.incoming if f.id in arrived]
        if self.can_still_come(token, empty, full):
            return False
        self.go_on(token)
        return True


class ComplexGateway(SynchronisingJoin):
    """The bpmn:complexGateway: begins when its activation condition is true.

    Then (section 13.4.5 of the specification) it waits for the tokens that can still come on the
    other incoming flows, takes them in, and leaves once more by the flows whose condition is true
    then: conditions can tell the two by `waitingForStart`. Flows without a condition are taken at
    the start only.
    """

    def arrive(self, scope: Scope, flow: Flow) -> None:
        """Count the token on its flow."""
        if len(self.node.incoming) == 1:
            scope.place(self).internal_data["waitingForStart"] = True
        else:
            super().arrive(scope, flow)

    def work(self, token: Token) -> bool:
        """Leave; after an incident at the activation condition ask that once more."""
        arrived = token.internal_data.pop("arrived", None)
        if arrived is None:
            return True
        self.check(token.scope.wait_for_more(self, arrived))
        token.vanish()
        return False

    def check(self, token: Token) -> None:
        """Begin as soon as the activation condition is true; its trouble is the gateway's own."""
        if "used" in token.internal_data:
            return
        if token.state == TaskState.ERROR:
            token.advance.close(token)
            token.wait()
        try:
            self._begin_if_enough(token)
        except Trouble as trouble:
            token.advance.fail(token, trouble)

    def _begin_if_enough(self, token: Token) -> None:
        arrived: dict[str, int] = token.internal_data["arrived"]
        counters = {
            "activationCount": len(arrived),
            "arrived": {f.id: arrived.get(f.id, 0) for f in self.node.incoming},
            "waitingForStart": True,
        }
        condition = self.node.activation_condition
        if token.advance.expressions.condition(condition, seen_by(token, counters)):
            self._leave(token, start=True)
            token.internal_data["used"] = list(arrived)
            token.internal_data["arrived"] = _less(arrived, arrived)

    def settle(self, token: Token) -> bool:
        """Take in the rest when nothing more can come, and be ready for the next start."""
        used = token.internal_data.get("used")
        if used is None:
            return False
        arrived: dict[str, int] = token.internal_data["arrived"]
        rest = [f for f in self.node.incoming if f.id not in used]
        empty = [f for f in rest if f.id not in arrived]
        full = [f for f in self.node.incoming if f not in empty]
        if self.can_still_come(token, empty, full):
            return False
        late = [f.id for f in rest if f.id in arrived]
        self._leave(token, start=False)
        del token.internal_data["used"]
        token.internal_data["arrived"] = _less(arrived, late)
        if token.internal_data["arrived"]:
            self.check(token)
        else:
            token.vanish()
        return True

    def _leave(self, token: Token, *, start: bool) -> None:
        token.scope.place(self).internal_data["waitingForStart"] = start

    def choose(self, token: Token) -> tuple[Flow, ...]:
        """Return the flows to take: those whose condition is true, at the start also the others."""
        start: bool = token.internal_data["waitingForStart"]
        seen = seen_by(token, {"waitingForStart": start})
        chosen = tuple(
            f
            for f in self.flows
            if f is not self.default
            and (start if f.condition is None else self.holds(token, f, seen))
        )
        if chosen or not start:
            return chosen
        if self.default is not None:
            return (self.default,)
        raise self.no_way_out()


def _less(arrived: Mapping[str, int], used: Iterable[str]) -> dict[str, int]:
    """Return the tokens that are left when one was used on each of these flows."""
    names = set(used)
    left = {flow: count - (flow in names) for flow, count in arrived.items()}
    return {flow: count for flow, count in left.items() if count}


class EventBasedGateway(Element):
    """The bpmn:eventBasedGateway: the first of the events behind it decides the way."""

    def work(self, token: Token) -> bool:
        """Wait at every event behind the gateway."""
        if not token.internal_data.get("armed"):
            token.internal_data["armed"] = True
            for flow in self.flows:
                event = token.scope.place(self.spec.task_specs[flow.target], token)
                event.internal_data["behind"] = flow.id
        return False

    def decided(self, token: Token, event: Token) -> None:
        """Take the flow to the event that came first; the others are no longer waited for."""
        chosen = event.internal_data.pop("behind")
        flow = next(f for f in self.flows if f.id == chosen)
        self.record_completion(token)
        token.advance.flows.append((self.spec.process_id, flow.id))
        going_on = token.scope.place(event.element)
        going_on.internal_data["result"] = event.internal_data["result"]
        event.vanish()
        token.drop_children()
        token.vanish()

    def completion_details(self, token: Token) -> Mapping[str, Any]:  # noqa: ARG002
        """Return nothing: the event behind the gateway has its own entry."""
        return {}
