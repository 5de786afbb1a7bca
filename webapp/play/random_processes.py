"""Writes random block-structured processes: whatever the luck, each of them can reach its end."""
# ruff: noqa: S311 - the luck of the draw is no secret

import random
from collections.abc import Callable

from webapp.engine.definitions import Sources
from webapp.play import drawing as draw

DEPTH = 5
CALM = 0.3
"""How often a block is no more than one element, although there is room for more."""

DECLARED = (
    '<bpmn:message id="news" name="news"/><bpmn:message id="gone" name="gone"/>'
    '<bpmn:error id="mishap" name="Mishap" errorCode="E1"/>'
    '<bpmn:escalation id="upward" name="Upward" escalationCode="U1"/>'
)
NEWS = draw.event("message", "news")
KEYED = draw.extended(draw.properties(correlationKey="k"))
RISKY = "random.risky"
"""The operation whose BPMN error E1 is caught."""

EVEN, ODD = "modulo(n, 2) = 0", "modulo(n, 2) = 1"

Ends = tuple[str, str]
"""The ids of the first and the last element of a block."""


def write(seed: int) -> Sources:
    """Return the files of the random process of this seed: it and those that it calls."""
    diagrams: dict[str, bytes] = {}
    _Writer(random.Random(seed), diagrams, "P").whole(DEPTH)
    return Sources("P", diagrams)


class _Writer:
    """Writes one process; every block has one way in and one way out."""

    def __init__(self, luck: random.Random, diagrams: dict[str, bytes], process_id: str) -> None:
        self.luck = luck
        self.diagrams = diagrams
        self.process_id = process_id
        self.number = 0
        self.variables = 0
        self.parts: list[str] = []

    def whole(self, depth: int) -> None:
        """Write the process and add it to the diagrams."""
        self._framed(depth)
        self.diagrams[self.process_id] = draw.diagram(self.process_id, self.parts, DECLARED)

    def _framed(self, depth: int, odd: str = "") -> None:
        """Write a block between a start and an end; an odd count may lead to an end of its own."""
        start, end = self._add("startEvent", "s"), self._add("endEvent", "e")
        first, last = self.block(depth)
        self._join(start, first)
        if odd:
            choice, otherwise = self._choice("exclusiveGateway")
            self._join(last, choice)
            self._join(choice, self._add("endEvent", "e", odd), ODD)
            self._join(choice, end, flow=otherwise)
        else:
            self._join(last, end)

    def block(self, depth: int) -> Ends:
        """Write a block of at most this depth."""
        leaf = depth <= 0 or (depth < DEPTH and self.luck.random() < CALM)
        return self.luck.choice(LEAVES if leaf else BLOCKS)(self, depth - 1)

    def _new(self, kind: str) -> str:
        self.number += 1
        return f"{self.process_id}_{kind}{self.number}"

    def _variable(self) -> str:
        """Return a new name of a variable; the same for every seed, so that FEEL knows it."""
        self.variables += 1
        return f"{self.process_id}_{self.variables}"

    def _flip(self) -> bool:
        return self.luck.random() < 0.5  # noqa: PLR2004 - one of two

    def _add(self, kind: str, name: str, *inner: str, **attributes: str) -> str:
        identifier = self._new(name)
        named = {"name": identifier} if kind.endswith("Task") else {}
        self.parts.append(draw.tag(kind, *inner, id=identifier, **named, **attributes))
        return identifier

    def _join(self, source: str, target: str, condition: str = "", flow: str = "") -> None:
        self.parts.append(draw.flow(flow or self._new("f"), source, target, condition))

    def _choice(self, kind: str) -> Ends:
        """Add a gateway; return its id and that of its default flow, which is to be drawn."""
        default = self._new("f")
        return self._add(kind, "g", default=default), default

    def _boundary(self, host: str, what: str, *, interrupting: bool = True) -> str:
        cancel = str(interrupting).lower()
        return self._add("boundaryEvent", "b", what, attachedToRef=host, cancelActivity=cancel)

    def _user(self, *inner: str) -> str:
        role = draw.extended(draw.properties(candidateRole="county_reviewer"))
        return self._add("userTask", "u", role, *inner)

    def _script(self, expression: str, **own: str) -> str:
        given = draw.extended(draw.properties(**own))
        return self._add(
            "scriptTask", "x", given, draw.text("script", expression), scriptFormat="feel"
        )

    def _scope(self, fill: Callable[[], object], *marks: str, **attributes: str) -> str:
        """Write a sub-process; `fill` writes what is inside."""
        outer, self.parts = self.parts, []
        fill()
        inner, self.parts = self.parts, outer
        return self._add("subProcess", "sp", *marks, *inner, **attributes)

    def _onward(self, event: str, last: str, joined: str, depth: int, *, merge: bool) -> None:
        """Write what follows a boundary event of what ends at `last`; both meet at `joined`."""
        first, final = self.block(depth)
        self._join(event, first)
        self._join(final, joined if merge else self._add("endEvent", "e"))
        self._join(last, joined)

    def user(self, _depth: int) -> Ends:
        """Write a user task."""
        name = self._user()
        return name, name

    def script(self, _depth: int) -> Ends:
        """Write a script that counts."""
        name = self._script("n + 1", resultVariable="n")
        return name, name

    def timer(self, _depth: int) -> Ends:
        """Write a timer that is waited for."""
        name = self._add("intermediateCatchEvent", "t", draw.timer("Duration", "P1D"))
        return name, name

    def message(self, _depth: int) -> Ends:
        """Write a message that is waited for: by an event or a receive task."""
        if self._flip():
            name = self._add("intermediateCatchEvent", "m", KEYED, NEWS)
        else:
            name = self._add("receiveTask", "m", KEYED, messageRef="news")
        return name, name

    def thrown(self, _depth: int) -> Ends:
        """Write a message that is thrown and that nobody waits for."""
        payload = draw.extended(draw.properties(correlationKey="k", payload="={n: n}"))
        name = self._add("intermediateThrowEvent", "w", payload, draw.event("message", "gone"))
        return name, name

    def job(self, _depth: int) -> Ends:
        """Write a service task; what it brings counts."""
        return self._service("random.job")

    def _service(self, operation: str) -> Ends:
        name = self._add("serviceTask", "v", draw.extended(draw.operator(operation, n="=n")))
        return name, name

    def repeated(self, _depth: int) -> Ends:
        """Write a standard loop."""
        name = self._user(draw.looped("n >= 0", self.luck.randint(1, 3)))
        return name, name

    def many(self, _depth: int) -> Ends:
        """Write a multi-instance user task, until enough have answered."""
        name = self._user(self._several())
        return name, name

    def _several(self) -> str:
        until = "nrOfCompletedInstances >= 2" if self._flip() else ""
        return draw.many(
            sequential=self._flip(),
            until=until,
            inputCollection="[1, 2, 3]",
            inputElement="item",
            outputElement="{item: item, n: n}",
            outputCollection=self._variable(),
        )

    def row(self, depth: int) -> Ends:
        """Write one block after the other."""
        first, middle = self.block(depth)
        onward, last = self.block(depth)
        self._join(middle, onward)
        return first, last

    def _split(self, kind: str, depth: int, conditions: list[str]) -> Ends:
        """Write a way for each condition, and one that is taken if none is true."""
        split, otherwise = self._choice(kind)
        joined = self._add(kind, "j")
        for condition in (*conditions, ""):
            first, last = self.block(depth)
            self._join(split, first, condition, flow="" if condition else otherwise)
            self._join(last, joined)
        return split, joined

    def choice(self, depth: int) -> Ends:
        """Write one of two ways."""
        return self._split("exclusiveGateway", depth, [EVEN])

    def fork(self, depth: int) -> Ends:
        """Two or three ways at once."""
        split, joined = (self._add("parallelGateway", name) for name in "gj")
        for _ in range(self.luck.randint(2, 3)):
            first, last = self.block(depth)
            self._join(split, first)
            self._join(last, joined)
        return split, joined

    def inclusive(self, depth: int) -> Ends:
        """Write one way, and perhaps others."""
        return self._split("inclusiveGateway", depth, [EVEN, "n >= 3"])

    def loop(self, depth: int) -> Ends:
        """Write a way back, taken once."""
        again = self._add("exclusiveGateway", "l")
        enough, otherwise = self._choice("exclusiveGateway")
        times = self._variable()
        count = self._script(f"(if {times} = null then 0 else {times}) + 1", resultVariable=times)
        first, last = self.block(depth)
        onward = self._user()
        self._join(again, first)
        self._join(last, count)
        self._join(count, enough)
        self._join(enough, again, f"{times} < 2")
        self._join(enough, onward, flow=otherwise)
        return again, onward

    def race(self, depth: int) -> Ends:
        """Write the first of several events decides."""
        gateway = self._add("eventBasedGateway", "g")
        joined = self._add("exclusiveGateway", "j")
        waits = [self.timer, self.message, self.timer]
        for wait in waits[: self.luck.randint(2, 3)]:
            event, _ = wait(depth)
            first, last = self.block(depth)
            self._join(gateway, event)
            self._join(event, first)
            self._join(last, joined)
        return gateway, joined

    def jump(self, _depth: int) -> Ends:
        """Write a link."""
        name = self._new("link")
        thrown = self._add("intermediateThrowEvent", "w", draw.link(name))
        return thrown, self._add("intermediateCatchEvent", "c", draw.link(name))

    def inner(self, depth: int) -> Ends:
        """Write a sub-process: once, several times, or with local variables."""
        local = {"n": "=n + 1", "local": "=n"}
        mapped = draw.extended(draw.mapping(local, {"n": "=n", "found": "=local"}))
        marks = self.luck.choice([self._several(), mapped, ""])
        name = self._scope(lambda: self._framed(depth), marks)
        return name, name

    def beside(self, depth: int) -> Ends:
        """Write a user task or sub-process with a boundary event: a timer, a cycle or a message."""
        interrupting = self._flip()
        host = self._user() if self._flip() else self.inner(depth)[0]
        kinds = [draw.timer("Duration", "P1D"), KEYED + NEWS]
        if not interrupting:
            kinds.append(draw.timer("Cycle", "R2/P1D"))
        joined = self._add("exclusiveGateway", "j")
        event = self._boundary(host, self.luck.choice(kinds), interrupting=interrupting)
        self._onward(event, host, joined, depth, merge=interrupting)
        return host, joined

    def risky(self, depth: int) -> Ends:
        """Write a service task whose BPMN error is caught."""
        host, _ = self._service(RISKY)
        joined = self._add("exclusiveGateway", "j")
        event = self._boundary(host, draw.event("error", "mishap"))
        self._onward(event, host, joined, depth, merge=True)
        return host, joined

    def failing(self, depth: int) -> Ends:
        """Write a sub-process that may end in an error, which is caught."""
        host = self._scope(lambda: self._framed(depth, draw.event("error", "mishap")))
        joined = self._add("exclusiveGateway", "j")
        event = self._boundary(host, draw.event("error", "mishap"))
        self._onward(event, host, joined, depth, merge=True)
        return host, joined

    def escalating(self, depth: int) -> Ends:
        """Write a sub-process that may escalate, which interrupts it or does not."""
        host = self._scope(lambda: self._framed(depth, draw.event("escalation", "upward")))
        joined = self._add("exclusiveGateway", "j")
        interrupting = self._flip()
        event = self._boundary(host, draw.event("escalation", "upward"), interrupting=interrupting)
        self._onward(event, host, joined, depth, merge=interrupting)
        return host, joined

    def terminated(self, depth: int) -> Ends:
        """Write a sub-process that one of two branches ends for both."""
        name = self._scope(lambda: self._cut_short(depth))
        return name, name

    def _cut_short(self, depth: int) -> None:
        start, fork = self._add("startEvent", "s"), self._add("parallelGateway", "g")
        self._join(start, fork)
        for what in (draw.event("terminate"), ""):
            first, last = self.block(depth)
            self._join(fork, first)
            self._join(last, self._add("endEvent", "e", what))

    def listening(self, depth: int) -> Ends:
        """Write a sub-process with an event sub-process, for a message or a timer."""
        name = self._scope(lambda: self._overheard(depth))
        return name, name

    def _overheard(self, depth: int) -> None:
        self._framed(depth)
        what = self.luck.choice([KEYED + NEWS, draw.timer("Duration", "P1D")])
        self._scope(
            lambda: self._begun_by(what, str(self._flip()).lower(), depth), triggeredByEvent="true"
        )

    def _begun_by(self, what: str, interrupting: str, depth: int) -> None:
        start = self._add("startEvent", "s", what, isInterrupting=interrupting)
        first, last = self.block(depth - 1)
        self._join(start, first)
        self._join(last, self._add("endEvent", "e"))

    def called(self, depth: int) -> Ends:
        """Write a call activity, with or without a mapping."""
        process_id = f"P{len(self.diagrams) + 1}"
        self.diagrams[process_id] = b""  # the number is taken
        _Writer(self.luck, self.diagrams, process_id).whole(depth)
        mapped = draw.extended(draw.mapping({"n": "=n"}, {"n": "=n + 1"})) if self._flip() else ""
        name = self._add("callActivity", "c", mapped, calledElement=process_id)
        return name, name


_Block = Callable[[_Writer, int], Ends]
LEAVES: tuple[_Block, ...] = (
    *(_Writer.user,) * 3,
    _Writer.script,
    _Writer.timer,
    _Writer.message,
    _Writer.thrown,
    _Writer.job,
    _Writer.repeated,
    _Writer.many,
    _Writer.jump,
)
BLOCKS: tuple[_Block, ...] = (
    *(_Writer.row,) * 6,
    *(_Writer.fork,) * 2,
    _Writer.choice,
    _Writer.inclusive,
    _Writer.loop,
    _Writer.race,
    _Writer.inner,
    _Writer.beside,
    _Writer.risky,
    _Writer.failing,
    _Writer.escalating,
    _Writer.terminated,
    _Writer.listening,
    _Writer.called,
)
