"""How fast the engine is, beside stock SpiffWorkflow: without a database, from memory to memory.

Nothing here waits, so the time of the processor is taken: what others do meanwhile hardly counts.
"""

import random
import statistics
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from tests.bench import diagrams, stock
from tests.bench.diagrams import Drawing
from tests.bench.measuring import Row, computing, repeated
from tests.fixtures.definitions import engine, feel
from webapp.engine.commands import Command, CompleteUserTask, StartProcess
from webapp.engine.definitions import Definition, Sources
from webapp.engine.outcome import Outcome
from webapp.kernel.clock import CHINA

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)
COUNTY = "220582"
FORM = {"opinion": "同意", "remark": "材料齐全，符合条件。"}
KILOBYTE = 1024

_CHINESE = (0x4E00, 0x51FF)
_PAYLOAD = 20 * KILOBYTE


class Ours:
    """A process of our engine that goes on from snapshot to snapshot."""

    def __init__(self, drawing: Drawing, variables: Mapping[str, Any] | None = None) -> None:
        """Start it."""
        self.definition = compiled(drawing)
        self.open: list[str] = []
        self.snapshot = b""
        self._take(advanced(self.definition, None, StartProcess(variables or {})))

    def _take(self, outcome: Outcome) -> None:
        assert not outcome.incidents, outcome.incidents
        self.snapshot = outcome.snapshot
        self.open = [one for one in self.open if one not in outcome.closed]
        self.open += [task.id for task in outcome.user_tasks]

    def step(self, data: Mapping[str, Any] = FORM) -> Callable[[], Outcome]:
        """Return the durable step that completes the first open user task."""
        command = CompleteUserTask(self.open[0], data)
        return lambda: advanced(self.definition, self.snapshot, command)

    def complete(self, data: Mapping[str, Any] = FORM) -> None:
        """Take that step."""
        self._take(self.step(data)())


def compiled(drawing: Drawing) -> Definition:
    """Return the deployed definition."""
    return engine().compile(Sources("P", {"P": drawing.ours()}))


def advanced(definition: Definition, snapshot: bytes | None, command: Command) -> Outcome:
    """Return what a command brings about."""
    return engine().advance(definition, snapshot, command, now=NOW, county=COUNTY)


def payload(size: int) -> dict[str, Any]:
    """Return about `size` bytes of JSON: fields of a long form, filled with random Chinese."""
    luck = random.Random(5)  # noqa: S311 - the same text each time
    texts = ("".join(chr(luck.randint(*_CHINESE)) for _ in range(60)) for _ in range(size // 195))
    return {f"field_{n}": text for n, text in enumerate(texts)}


def durable_steps() -> Iterator[Row]:
    """Load a snapshot, complete a user task, save; in processes of different size."""
    for count in (10, 50, 200):
        drawing = diagrams.row_of_user_tasks(count)
        ours, theirs = Ours(drawing), stock.start(stock.parse(drawing))
        for _ in range(count // 2):
            ours.complete()
            stock.complete(theirs, FORM)
        text = stock.save(theirs)
        name = f"durable step, {count} elements"
        yield Row.of(
            name, "ms", repeated(ours.step(), 200), 0.7,
            repeated(lambda text=text: stock.durable_step(text), 20),
        )  # fmt: skip
        yield Row.of(
            f"{name}: snapshot", "KB", [len(ours.snapshot) / KILOBYTE], 1.5,
            [len(text.encode()) / KILOBYTE],
        )  # fmt: skip


def automatic_steps() -> Iterator[Row]:
    """Start a chain of script tasks: what one of them adds to a start without any."""
    alone, stock_alone = _starts(0, 100), _stock_start(0)
    for count, rounds in ((10, 100), (800, 40), (10_000, 5)):
        # Stock's parser would take minutes for the long chain.
        theirs = [] if count > 800 else [(_stock_start(count) - stock_alone) * 1000 / count]
        base = statistics.median(alone)
        yield Row.of(
            f"automatic step in a chain of {count:,}", "µs",
            [(time - base) * 1000 / count for time in _starts(count, rounds)], 40, theirs,
        )  # fmt: skip


def _starts(count: int, rounds: int) -> list[float]:
    definition = compiled(diagrams.row_of_scripts(count))
    return repeated(lambda: advanced(definition, None, StartProcess()), rounds)


def _stock_start(count: int) -> float:
    parsed = stock.parse(diagrams.row_of_scripts(count))
    return computing(lambda: stock.start(parsed))


def loops() -> Iterator[Row]:
    """Go round: what a step costs in short and long loops."""
    for turns in (300, 3_000):
        drawing = diagrams.loop(turns)
        definition = compiled(drawing)
        outcome = advanced(definition, None, StartProcess())
        assert len(outcome.user_tasks) == 1
        assert outcome.variables["n"] == turns
        times = repeated(lambda d=definition: advanced(d, None, StartProcess()), 3)
        yield Row.of(
            f"step in a loop of {4 * turns:,} steps", "µs",
            [time * 1000 / (4 * turns) for time in times], 40,
            note=_stock_dies(drawing) if turns == 3_000 else "",
        )  # fmt: skip


def _stock_dies(drawing: Drawing) -> str:
    instance = stock.start(stock.parse(drawing))
    if stock.ready(instance):
        return "stock completes"
    return f"stock stops for ever after {len(instance.tasks):,} tasks"


def parallel_blocks() -> Iterator[Row]:
    """Start a process with twelve parallel blocks in a row; then run through all of them."""
    drawing = diagrams.parallel_blocks(12)
    ours, parsed = Ours(drawing), stock.parse(drawing)
    theirs: list[Any] = []
    theirs_time = computing(lambda: theirs.append(stock.start(parsed)))
    text = stock.save(theirs[0])
    name = "12 parallel blocks in a row"
    times = repeated(lambda: advanced(ours.definition, None, StartProcess()), 100)
    note = f"stock makes {len(theirs[0].tasks):,} tasks"
    yield Row.of(f"{name}: start", "ms", times, 10, [theirs_time], note)
    size, theirs_size = (len(found) / KILOBYTE for found in (ours.snapshot, text.encode()))
    yield Row.of(f"{name}: snapshot", "KB", [size], 5, [theirs_size])
    theirs_time = computing(lambda: stock.durable_step(text))
    yield Row.of(f"{name}: run through", "ms", repeated(ours.step(), 100), 10, [theirs_time])


def multi_instance(count: int = 1_000) -> Iterator[Row]:
    """Complete a thousand user tasks of a multi-instance activity, one after the other."""
    drawing = diagrams.many_user_tasks(count)
    ours, theirs = Ours(drawing), stock.start(stock.parse(drawing))
    text = stock.save(theirs)
    name = f"multi-instance of {count:,} user tasks"
    yield Row.of(
        f"{name}: durable completion at {count:,} open", "ms", repeated(ours.step(), 100), 3,
        repeated(lambda: stock.durable_step(text), 3),
    )  # fmt: skip
    yield Row.of(
        f"{name}: snapshot", "KB", [len(ours.snapshot) / KILOBYTE], None,
        [len(text.encode()) / KILOBYTE],
    )  # fmt: skip

    def all_of(complete: Callable[[], None]) -> float:
        return computing(lambda: [complete() for _ in range(count)]) / 1000

    took = all_of(ours.complete)
    assert not ours.open
    yield Row.of(
        f"{name}: complete all, each durable", "s", [took], 3 * count / 1000,
        [all_of(lambda: stock.complete(theirs, FORM))], "stock in memory, nothing stored",
    )  # fmt: skip


def growing_payload(count: int = 50) -> Iterator[Row]:
    """Change a field of 20 KB of variables at each of fifty tasks: what the snapshot holds then."""
    drawing = diagrams.row_of_user_tasks(count + 1)
    application = payload(_PAYLOAD)
    ours = Ours(drawing, {"application": application})
    theirs = stock.start(stock.parse(drawing), {"application": application})
    for number in range(count):
        changed = {"application": {**application, "field_0": f"第 {number} 次修改"}}
        ours.complete(changed)
        stock.complete(theirs, changed)
    yield Row.of(
        f"20 KB of variables changed at {count} tasks: snapshot", "KB",
        [len(ours.snapshot) / KILOBYTE], 25, [len(stock.save(theirs).encode()) / KILOBYTE],
    )  # fmt: skip


def conditions() -> Iterator[Row]:
    """Evaluate a condition that has been evaluated before."""
    small: dict[str, Any] = {"passed": True, "years": 7, "county": COUNTY, "votes": [1, 2, 3]}
    large = {**small, "application": payload(_PAYLOAD)}
    feel_text = f'passed and years >= 5 and county = "{COUNTY}"'
    python_text = feel_text.replace(" = ", " == ")
    reading = 'application.field_0 != "" and passed'
    reading_in_python = reading.replace(".field_0", "['field_0']")
    cases = (
        ("small variables", feel_text, python_text, small),
        ("20 KB beside", feel_text, python_text, large),
        ("reading of 20 KB", reading, reading_in_python, large),
    )
    python = stock.PYTHON
    for name, expression, theirs, variables in cases:
        assert feel().evaluate(expression, variables) is python.evaluate(theirs, variables) is True
        yield Row.of(
            f"FEEL condition, {name}", "ms",
            repeated(lambda e=expression, v=variables: feel().evaluate(e, v, now=NOW), 500), 0.1,
            repeated(lambda t=theirs, v=variables: python.evaluate(t, v), 100),
            "stock evaluates Python",
        )  # fmt: skip


def cold_start() -> Iterator[Row]:
    """Start an instance from a definition that is deployed: until it is saved."""
    drawing = diagrams.row_of_user_tasks(50)
    definition, parsed = compiled(drawing), stock.parse(drawing)
    yield Row.of(
        "start of an instance, 50 elements", "ms",
        repeated(lambda: advanced(definition, None, StartProcess(FORM)), 200), 1,
        repeated(lambda: stock.save(stock.start(parsed, FORM)), 20),
    )  # fmt: skip


def measure_engine() -> Iterator[Row]:
    """Measure everything."""
    for work in (
        durable_steps,
        automatic_steps,
        loops,
        parallel_blocks,
        multi_instance,
        growing_payload,
        conditions,
        cold_start,
    ):
        yield from work()
