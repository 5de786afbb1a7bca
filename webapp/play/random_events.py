"""Blocks of random processes in which events decide."""

from webapp.play import drawing as draw
from webapp.play.random_blocks import inner, message, timer
from webapp.play.random_writing import ALARM, ENOUGH, KEYED, NEWS, WITHIN, Ends, Writer

RISKY = "random.risky"
"""The operation whose BPMN error E1 is caught."""


def signal(writer: Writer, _depth: int) -> Ends:
    """Write a signal that is waited for."""
    name = writer.add("intermediateCatchEvent", "c", writer.luck.choice([ALARM, WITHIN]))
    return name, name


def alarm(writer: Writer, _depth: int) -> Ends:
    """Write a signal that is thrown."""
    name = writer.add("intermediateThrowEvent", "w", WITHIN)
    return name, name


def condition(writer: Writer, _depth: int) -> Ends:
    """Write a condition that is waited for."""
    name = writer.add("intermediateCatchEvent", "c", ENOUGH)
    return name, name


def race(writer: Writer, depth: int) -> Ends:
    """Write several events of which the first decides."""
    gateway = writer.add("eventBasedGateway", "g")
    joined = writer.add("exclusiveGateway", "j")
    waits = [timer, message, signal, condition, timer]
    for wait in writer.luck.sample(waits, writer.luck.randint(2, 3)):
        event, _ = wait(writer, depth)
        first, last = writer.block(depth)
        writer.join(gateway, event)
        writer.join(event, first)
        writer.join(last, joined)
    return gateway, joined


def jump(writer: Writer, _depth: int) -> Ends:
    """Write a link."""
    name = writer.new("link")
    thrown = writer.add("intermediateThrowEvent", "w", draw.link(name))
    return thrown, writer.add("intermediateCatchEvent", "c", draw.link(name))


def beside(writer: Writer, depth: int) -> Ends:
    """Write a user task or sub-process with a boundary event."""
    interrupting = writer.flip()
    host = writer.user() if writer.flip() else inner(writer, depth)[0]
    kinds = [draw.timer("Duration", "P1D"), KEYED + NEWS, ALARM, ENOUGH]
    if not interrupting:
        kinds.append(draw.timer("Cycle", "R2/P1D"))
    joined = writer.add("exclusiveGateway", "j")
    event = writer.boundary(host, writer.luck.choice(kinds), interrupting=interrupting)
    writer.onward(event, host, joined, depth, merge=interrupting)
    return host, joined


def risky(writer: Writer, depth: int) -> Ends:
    """Write a service task whose BPMN error is caught."""
    host = writer.service(RISKY)
    joined = writer.add("exclusiveGateway", "j")
    event = writer.boundary(host, draw.event("error", "mishap"))
    writer.onward(event, host, joined, depth, merge=True)
    return host, joined


def failing(writer: Writer, depth: int) -> Ends:
    """Write a sub-process that may end in an error, which is caught."""
    host = writer.scope(lambda: writer.framed(depth, draw.event("error", "mishap")))
    joined = writer.add("exclusiveGateway", "j")
    event = writer.boundary(host, draw.event("error", "mishap"))
    writer.onward(event, host, joined, depth, merge=True)
    return host, joined


def escalating(writer: Writer, depth: int) -> Ends:
    """Write a sub-process that may escalate, which interrupts it or does not."""
    host = writer.scope(lambda: writer.framed(depth, draw.event("escalation", "upward")))
    joined = writer.add("exclusiveGateway", "j")
    interrupting = writer.flip()
    event = writer.boundary(host, draw.event("escalation", "upward"), interrupting=interrupting)
    writer.onward(event, host, joined, depth, merge=interrupting)
    return host, joined


def terminated(writer: Writer, depth: int) -> Ends:
    """Write a sub-process that one of two branches ends for both."""
    name = writer.scope(lambda: _cut_short(writer, depth))
    return name, name


def _cut_short(writer: Writer, depth: int) -> None:
    start, fork = writer.add("startEvent", "s"), writer.add("parallelGateway", "g")
    writer.join(start, fork)
    for what in (draw.event("terminate"), ""):
        first, last = writer.block(depth)
        writer.join(fork, first)
        writer.join(last, writer.add("endEvent", "e", what))


def listening(writer: Writer, depth: int) -> Ends:
    """Write a sub-process with an event sub-process."""
    name = writer.scope(lambda: _overheard(writer, depth))
    return name, name


def _overheard(writer: Writer, depth: int) -> None:
    writer.framed(depth)
    what = writer.luck.choice([KEYED + NEWS, draw.timer("Duration", "P1D"), ALARM, ENOUGH])
    writer.scope(
        lambda: _begun_by(writer, what, str(writer.flip()).lower(), depth), triggeredByEvent="true"
    )


def _begun_by(writer: Writer, what: str, interrupting: str, depth: int) -> None:
    start = writer.add("startEvent", "s", what, isInterrupting=interrupting)
    first, last = writer.block(depth - 1)
    writer.join(start, first)
    writer.join(last, writer.add("endEvent", "e"))
