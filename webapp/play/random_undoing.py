"""Blocks of random processes: compensation, transactions, ad-hoc work, complex gateways."""

from webapp.play import drawing as draw
from webapp.play.random_blocks import inner
from webapp.play.random_writing import ODD, Ends, Writer

UNDO = draw.event("compensate")


def undone(writer: Writer, depth: int) -> Ends:
    """Write a sub-process in which what was done may be undone."""
    name = writer.scope(lambda: _undone(writer, depth))
    return name, name


def _undone(writer: Writer, depth: int) -> None:
    choice, otherwise = writer.choosing("exclusiveGateway")
    thrown = writer.add("intermediateThrowEvent", "w", UNDO)
    _done(writer, depth, choice)
    writer.join(choice, thrown, ODD)
    writer.join(thrown, writer.add("endEvent", "e"))
    writer.join(choice, writer.add("endEvent", "e"), flow=otherwise)


def _done(writer: Writer, depth: int, onward: str) -> None:
    """Write a start, what can be undone, and a block, which leads to `onward`."""
    start, first = writer.add("startEvent", "s"), _undoable(writer, depth)
    second, last = writer.block(depth)
    writer.join(start, first)
    writer.join(first, second)
    writer.join(last, onward)


def _undoable(writer: Writer, depth: int) -> str:
    """Write an activity with a handler that undoes it; return its id."""
    host = writer.user() if writer.flip() else inner(writer, depth)[0]
    handler = writer.user(isForCompensation="true")
    event = writer.add("boundaryEvent", "b", UNDO, attachedToRef=host)
    line = draw.tag("association", id=writer.new("n"), sourceRef=event, targetRef=handler,
                    associationDirection="One")  # fmt: skip
    writer.artifacts.append(line)
    return host


def transaction(writer: Writer, depth: int) -> Ends:
    """Write a transaction that may be cancelled."""
    host = writer.scope(lambda: _cancellable(writer, depth), kind="transaction")
    joined = writer.add("exclusiveGateway", "j")
    writer.onward(writer.boundary(host, draw.event("cancel")), host, joined, depth, merge=True)
    return host, joined


def _cancellable(writer: Writer, depth: int) -> None:
    choice, otherwise = writer.choosing("exclusiveGateway")
    _done(writer, depth, choice)
    writer.join(choice, writer.add("endEvent", "e", draw.event("cancel")), ODD)
    writer.join(choice, writer.add("endEvent", "e"), flow=otherwise)


def chosen(writer: Writer, _depth: int) -> Ends:
    """Write an ad-hoc sub-process: people choose what to do, until it is enough."""
    enough = "nrOfCompletedInstances >= 2" if writer.flip() else ""
    name = writer.scope(
        lambda: (writer.user(), writer.user()),
        kind="adHocSubProcess",
        after=draw.text("completionCondition", enough),
        ordering=writer.luck.choice(["Parallel", "Sequential"]),
    )
    return name, name


def quorum(writer: Writer, depth: int) -> Ends:
    """Write a sub-process in which two of three branches are enough to go on."""
    name = writer.scope(lambda: _quorum(writer, depth))
    return name, name


def _quorum(writer: Writer, depth: int) -> None:
    start, fork = writer.add("startEvent", "s"), writer.add("parallelGateway", "g")
    two = draw.text("activationCondition", "activationCount >= 2")
    joined = writer.add("complexGateway", "j", two)
    writer.join(start, fork)
    for _ in range(3):
        first, last = writer.block(depth)
        writer.join(fork, first)
        writer.join(last, joined)
    writer.join(joined, writer.add("endEvent", "e"))
