"""Blocks of random processes: tasks, gateways, sub-processes, called processes."""

from webapp.play import drawing as draw
from webapp.play.random_writing import EVEN, KEYED, NEWS, Ends, Writer


def user(writer: Writer, _depth: int) -> Ends:
    """Write a user task."""
    name = writer.user()
    return name, name


def script(writer: Writer, _depth: int) -> Ends:
    """Write a script that counts."""
    name = writer.script("n + 1", resultVariable="n")
    return name, name


def timer(writer: Writer, _depth: int) -> Ends:
    """Write a timer that is waited for."""
    name = writer.add("intermediateCatchEvent", "t", draw.timer("Duration", "P1D"))
    return name, name


def message(writer: Writer, _depth: int) -> Ends:
    """Write a message that is waited for: by an event or a receive task."""
    if writer.flip():
        name = writer.add("intermediateCatchEvent", "m", KEYED, NEWS)
    else:
        name = writer.add("receiveTask", "m", KEYED, messageRef="news")
    return name, name


def thrown(writer: Writer, _depth: int) -> Ends:
    """Write a message that is thrown and that nobody waits for."""
    payload = draw.extended(draw.properties(correlationKey="k", payload="={n: n}"))
    name = writer.add("intermediateThrowEvent", "w", payload, draw.event("message", "gone"))
    return name, name


def job(writer: Writer, _depth: int) -> Ends:
    """Write a service task; what it brings counts."""
    name = writer.service("random.job")
    return name, name


def repeated(writer: Writer, _depth: int) -> Ends:
    """Write a standard loop."""
    name = writer.user(draw.looped("n >= 0", writer.luck.randint(1, 3)))
    return name, name


def many(writer: Writer, _depth: int) -> Ends:
    """Write a multi-instance user task, until enough have answered."""
    name = writer.user(writer.several())
    return name, name


def row(writer: Writer, depth: int) -> Ends:
    """Write one block after the other."""
    first, middle = writer.block(depth)
    onward, last = writer.block(depth)
    writer.join(middle, onward)
    return first, last


def _split(writer: Writer, kind: str, depth: int, conditions: list[str]) -> Ends:
    """Write a way for each condition, and one that is taken if none is true."""
    split, otherwise = writer.choosing(kind)
    joined = writer.add(kind, "j")
    for condition in (*conditions, ""):
        first, last = writer.block(depth)
        writer.join(split, first, condition, flow="" if condition else otherwise)
        writer.join(last, joined)
    return split, joined


def choice(writer: Writer, depth: int) -> Ends:
    """Write one of two ways."""
    return _split(writer, "exclusiveGateway", depth, [EVEN])


def fork(writer: Writer, depth: int) -> Ends:
    """Two or three ways at once."""
    split, joined = (writer.add("parallelGateway", name) for name in "gj")
    for _ in range(writer.luck.randint(2, 3)):
        first, last = writer.block(depth)
        writer.join(split, first)
        writer.join(last, joined)
    return split, joined


def inclusive(writer: Writer, depth: int) -> Ends:
    """Write one way, and perhaps others."""
    return _split(writer, "inclusiveGateway", depth, [EVEN, "n >= 3"])


def loop(writer: Writer, depth: int) -> Ends:
    """Write a way back, taken once."""
    again = writer.add("exclusiveGateway", "l")
    enough, otherwise = writer.choosing("exclusiveGateway")
    times = writer.variable()
    count = writer.script(f"(if {times} = null then 0 else {times}) + 1", resultVariable=times)
    first, last = writer.block(depth)
    onward = writer.user()
    writer.join(again, first)
    writer.join(last, count)
    writer.join(count, enough)
    writer.join(enough, again, f"{times} < 2")
    writer.join(enough, onward, flow=otherwise)
    return again, onward


def inner(writer: Writer, depth: int) -> Ends:
    """Write a sub-process: once, several times, or with local variables."""
    local = {"n": "=n + 1", "local": "=n"}
    mapped = draw.extended(draw.mapping(local, {"n": "=n", "found": "=local"}))
    marks = writer.luck.choice([writer.several(), mapped, ""])
    name = writer.scope(lambda: writer.framed(depth), marks)
    return name, name


def called(writer: Writer, depth: int) -> Ends:
    """Write a call activity, with or without a mapping."""
    process_id = writer.another(depth)
    mapped = draw.extended(draw.mapping({"n": "=n"}, {"n": "=n + 1"})) if writer.flip() else ""
    name = writer.add("callActivity", "c", mapped, calledElement=process_id)
    return name, name
