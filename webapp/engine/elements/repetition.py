"""Activities that are done more than once: multi-instance and standard loop."""

from collections.abc import Mapping
from typing import Any

from SpiffWorkflow.util.task import TaskState

from webapp.engine.diagrams import Repetition
from webapp.engine.elements.propagation import throw_event
from webapp.engine.errors import Trouble
from webapp.engine.expressions import shown
from webapp.engine.outcome import HistoryKind, IncidentKind
from webapp.engine.tokens import Token
from webapp.engine.variables import seen_by

MAXIMUM_ITEMS = 10_000


class Repeater:
    """Starts the items of a body token, collects their results and tells when it is enough."""

    def __init__(self, repetition: Repetition) -> None:
        """Keep what the diagram says."""
        self.repetition = repetition

    def advance(self, body: Token) -> Mapping[str, Any] | None:
        """Start, go on or finish: return what to write at the end, None while items are open."""
        if self.repetition.kind == "loop":
            return self._loop(body)
        if "total" not in body.internal_data:
            self._begin(body)
        return self._go_on(body)

    def _begin(self, body: Token) -> None:
        items = self._items(body)
        data = body.internal_data
        data.update(total=len(items), done=0, next=0)
        if self.repetition.output_collection:
            data["results"] = [None] * len(items)
        if items:
            body.element.arm(body)
            body.advance.record(HistoryKind.ELEMENT_ENTERED, body, {"instances": len(items)})
        if self.repetition.kind == "sequential":
            data["items"] = items
        else:
            for item in items:
                self._start_item(body, item)

    def _items(self, body: Token) -> list[Any]:
        expressions, seen = body.advance.expressions, seen_by(body)
        variable, collection = self.repetition.input_variable, self.repetition.input_collection
        if variable or collection:
            items = seen.get(variable) if variable else expressions.evaluate(collection, seen)
            if not isinstance(items, list):
                raise Trouble(
                    IncidentKind.EXPRESSION_ERROR,
                    f"“{variable or collection}” must be a list, but it is {shown(items)}.",
                )
        else:
            count = expressions.evaluate(self.repetition.cardinality, seen)
            if not isinstance(count, int) or isinstance(count, bool) or count < 0:
                raise Trouble(
                    IncidentKind.EXPRESSION_ERROR,
                    f"“{self.repetition.cardinality}” must be a whole number, "
                    f"but it is {shown(count)}.",
                )
            items = [None] * min(count, MAXIMUM_ITEMS + 1)
        if len(items) > MAXIMUM_ITEMS:
            raise Trouble(
                IncidentKind.EXPRESSION_ERROR, f"More than {MAXIMUM_ITEMS} items are too many."
            )
        return items

    def _start_item(self, body: Token, item: Any) -> None:
        number = body.internal_data["next"]
        body.internal_data["next"] = number + 1
        token = body.scope.place(body.element, body, f"{body.id}.{number + 1}")
        token.internal_data["item"] = number
        token.data["loopCounter"] = number + 1
        if self.repetition.input_element:
            token.data[self.repetition.input_element] = item

    def _go_on(self, body: Token) -> Mapping[str, Any] | None:
        data = body.internal_data
        if not self._throw_behaviours(body):
            return None
        if data["done"] == data["total"] or (data["done"] and self._enough(body)):
            return self._finish(body)
        if self.repetition.kind == "sequential" and data["next"] == data["done"]:
            self._start_item(body, data["items"][data["next"]])
        return None

    def _enough(self, body: Token) -> bool:
        condition = self.repetition.completion_condition
        if not condition:
            return False
        return body.advance.expressions.condition(condition, seen_by(body, self._counters(body)))

    def _counters(self, body: Token) -> dict[str, Any]:
        data = body.internal_data
        counters: dict[str, Any] = {
            "nrOfInstances": data["total"],
            "nrOfCompletedInstances": data["done"],
            "nrOfActiveInstances": data["next"] - data["done"],
        }
        if self.repetition.output_collection:
            counters[self.repetition.output_collection] = data["results"]
        return counters

    def _finish(self, body: Token) -> Mapping[str, Any]:
        results = body.internal_data.get("results")
        return {} if results is None else {self.repetition.output_collection: results}

    def collect(self, item: Token) -> None:
        """Evaluate what an item contributes to the output collection."""
        if not self.repetition.output_collection:
            return
        variable, seen = self.repetition.output_variable, seen_by(item)
        item.internal_data["output"] = (
            seen.get(variable)
            if variable
            else item.advance.expressions.evaluate(self.repetition.output_element or "null", seen)
        )

    def item_done(self, body: Token, item: Token) -> None:
        """Put the item's contribution in its place and let the body look at it at once."""
        data = body.internal_data
        data["done"] += 1
        if "results" in data:
            data["results"][item.internal_data["item"]] = item.internal_data["output"]
        body.wake(next_=True)

    def _throw_behaviours(self, body: Token) -> bool:
        """Throw what is due after each item; False when a catcher has taken the activity away."""
        data, behaviours = body.internal_data, self.repetition.behaviours
        while data.get("thrown", 0) < data["done"] * len(behaviours):
            behaviour = behaviours[data.get("thrown", 0) % len(behaviours)]
            if self._is_due(body, behaviour.when):
                throw_event(body.element, body, behaviour.throws)
            data["thrown"] = data.get("thrown", 0) + 1
            if body.state == TaskState.CANCELLED:
                return False
        return True

    def _is_due(self, body: Token, when: str) -> bool:
        if when in {"None", "One"}:
            is_first = body.internal_data.get("thrown", 0) < len(self.repetition.behaviours)
            return when == "None" or is_first
        return body.advance.expressions.condition(when, seen_by(body, self._counters(body)))

    def _loop(self, body: Token) -> Mapping[str, Any] | None:
        """Repeat while the condition is true, at most `loopMaximum` times."""
        data = body.internal_data
        if "done" not in data:
            data.update(done=0, next=0)
            body.element.arm(body)
        first = data["done"] == 0 and not self.repetition.test_before
        if not first and not self._once_more(body):
            return {}
        self._start_item(body, None)
        return None

    def _once_more(self, body: Token) -> bool:
        done = body.internal_data["done"]
        maximum = self.repetition.loop_maximum
        if maximum and done >= int(maximum):
            return False
        if not self.repetition.loop_condition:
            return True
        seen = seen_by(body, {"loopCounter": done})
        return body.advance.expressions.condition(self.repetition.loop_condition, seen)
