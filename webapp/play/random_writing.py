"""The pen with which random processes are written."""

import random
from collections.abc import Callable

from webapp.play import drawing as draw

DECLARED = (
    '<bpmn:message id="news" name="news"/><bpmn:message id="gone" name="gone"/>'
    '<bpmn:error id="mishap" name="Mishap" errorCode="E1"/>'
    '<bpmn:escalation id="upward" name="Upward" escalationCode="U1"/>'
    '<bpmn:signal id="all" name="all"/><bpmn:signal id="within" name="within"/>'
)
NEWS = draw.event("message", "news")
ALARM, WITHIN = draw.event("signal", "all"), draw.event("signal", "within")
"""Signals from outside, and from the process itself: who answers every one must not throw it."""

ENOUGH = draw.event("conditional", inner=draw.text("condition", "n >= 8"))
KEYED = draw.extended(draw.properties(correlationKey="k"))
EVEN, ODD = "modulo(n, 2) = 0", "modulo(n, 2) = 1"

Ends = tuple[str, str]
"""The ids of the first and the last element of a block."""


class Writer:
    """Writes one process; every block has one way in and one way out."""

    def __init__(
        self,
        luck: random.Random,
        diagrams: dict[str, bytes],
        process_id: str,
        draw_block: Callable[["Writer", int], Ends],
    ) -> None:
        """Begin a process; `draw_block` chooses and writes a block of at most some depth."""
        self.luck = luck
        self.diagrams = diagrams
        self.process_id = process_id
        self.draw_block = draw_block
        self.number = 0
        self.variables = 0
        self.parts: list[str] = []
        self.artifacts: list[str] = []

    def whole(self, depth: int) -> None:
        """Write the process and add it to the diagrams."""
        self.framed(depth)
        parts = [*self.parts, *self.artifacts]
        self.diagrams[self.process_id] = draw.diagram(self.process_id, parts, DECLARED)

    def another(self, depth: int) -> str:
        """Write a process that this one calls; return its id."""
        process_id = f"P{len(self.diagrams) + 1}"
        self.diagrams[process_id] = b""  # the number is taken
        Writer(self.luck, self.diagrams, process_id, self.draw_block).whole(depth)
        return process_id

    def framed(self, depth: int, odd: str = "") -> None:
        """Write a block between a start and an end; an odd count may lead to an end of its own."""
        start, end = self.add("startEvent", "s"), self.add("endEvent", "e")
        first, last = self.block(depth)
        self.join(start, first)
        if odd:
            choice, otherwise = self.choosing("exclusiveGateway")
            self.join(last, choice)
            self.join(choice, self.add("endEvent", "e", odd), ODD)
            self.join(choice, end, flow=otherwise)
        else:
            self.join(last, end)

    def block(self, depth: int) -> Ends:
        """Write a block of at most this depth."""
        return self.draw_block(self, depth)

    def new(self, kind: str) -> str:
        """Return a new id."""
        self.number += 1
        return f"{self.process_id}_{kind}{self.number}"

    def variable(self) -> str:
        """Return a new name of a variable; the same for every seed, so that FEEL knows it."""
        self.variables += 1
        return f"{self.process_id}_{self.variables}"

    def flip(self) -> bool:
        """Toss a coin."""
        return self.luck.random() < 0.5  # noqa: PLR2004 - one of two

    def add(self, kind: str, name: str, *inner: str, **attributes: str) -> str:
        """Add an element; return its id."""
        identifier = self.new(name)
        named = {"name": identifier} if kind.endswith("Task") else {}
        self.parts.append(draw.tag(kind, *inner, id=identifier, **named, **attributes))
        return identifier

    def join(self, source: str, target: str, condition: str = "", flow: str = "") -> None:
        """Add a sequence flow."""
        self.parts.append(draw.flow(flow or self.new("f"), source, target, condition))

    def choosing(self, kind: str) -> Ends:
        """Add a gateway; return its id and that of its default flow, which is to be drawn."""
        default = self.new("f")
        return self.add(kind, "g", default=default), default

    def boundary(self, host: str, what: str, *, interrupting: bool = True) -> str:
        """Add a boundary event; return its id."""
        cancel = str(interrupting).lower()
        return self.add("boundaryEvent", "b", what, attachedToRef=host, cancelActivity=cancel)

    def user(self, *inner: str, **attributes: str) -> str:
        """Add a user task; return its id."""
        role = draw.extended(draw.properties(candidateRole="county_reviewer"))
        return self.add("userTask", "u", role, *inner, **attributes)

    def script(self, expression: str, **own: str) -> str:
        """Add a script task; return its id."""
        given = draw.extended(draw.properties(**own))
        return self.add(
            "scriptTask", "x", given, draw.text("script", expression), scriptFormat="feel"
        )

    def service(self, operation: str) -> str:
        """Add a service task; return its id."""
        return self.add("serviceTask", "v", draw.extended(draw.operator(operation, n="=n")))

    def several(self) -> str:
        """Return the marks of a multi-instance activity, until enough are done."""
        until = "nrOfCompletedInstances >= 2" if self.flip() else ""
        return draw.many(
            sequential=self.flip(),
            until=until,
            inputCollection="[1, 2, 3]",
            inputElement="item",
            outputElement="{item: item, n: n}",
            outputCollection=self.variable(),
        )

    def scope(
        self,
        fill: Callable[[], object],
        *marks: str,
        kind: str = "subProcess",
        after: str = "",
        **attributes: str,
    ) -> str:
        """Write a sub-process; `fill` writes what is inside, `after` stands at its end."""
        outer = self.parts, self.artifacts
        self.parts, self.artifacts = [], []
        fill()
        inner = [*marks, *self.parts, *self.artifacts, after]
        self.parts, self.artifacts = outer
        return self.add(kind, "sp", *inner, **attributes)

    def onward(self, event: str, last: str, joined: str, depth: int, *, merge: bool) -> None:
        """Write what follows a boundary event of what ends at `last`; both meet at `joined`."""
        first, final = self.block(depth)
        self.join(event, first)
        self.join(final, joined if merge else self.add("endEvent", "e"))
        self.join(last, joined)
