"""A play as it is ordered from outside: files, a start, steps; and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from webapp.domain.places import base_variables
from webapp.engine.commands import StartProcess
from webapp.engine.definitions import describe
from webapp.engine.linting import Finding
from webapp.engine.timing import parse_moment
from webapp.kernel.errors import ApplicationError
from webapp.kernel.text import Text
from webapp.play.errors import CannotPlay
from webapp.play.files import Given, examine, read, refused
from webapp.play.steps import JOBS, Player, answers, assignment
from webapp.play.telling import Result, result_of
from webapp.play.world import COUNTY, MONDAY, World, player_engine, player_feel


@dataclass(frozen=True, slots=True)
class Script:
    """What to play; sentences of steps are those of `webapp.play.steps`.

    `files` are by name; the first diagram's process is started unless `process` names another.
    `start` holds at most one of `message`, `signal` and `element`; without one the process begins
    at its none start event. `variables` are `NAME=FEEL`. `steps` are pairs such as
    `("complete", "check={fine: true}")`, in their order; answers to jobs may stand anywhere.
    """

    files: Mapping[str, bytes]
    process: str = ""
    start: Mapping[str, str] = field(default_factory=dict)
    variables: Sequence[str] = ()
    steps: Sequence[tuple[str, str]] = ()
    start_at: str = ""
    county: str = ""


@dataclass(slots=True)
class Play:
    """What became of a script: findings if the gate refused, an error if a step was impossible."""

    world: World
    findings: Mapping[str, Sequence[Finding]]
    error: ApplicationError | None = None

    @property
    def result(self) -> Result:
        """Return how the play has ended."""
        return Result.REFUSED if refused(self.findings) else result_of(self.world)


def perform(script: Script) -> Play:
    """Play a script as far as it goes."""
    engine = player_engine()
    play = Play(World(engine), examine(script.files, engine))
    if not refused(play.findings):
        try:
            _perform(script, play.world)
        except ApplicationError as error:
            play.error = error
    return play


def _perform(script: Script, world: World) -> None:
    player = Player(world, player_feel())
    given = read(script.files)
    world.now = _moment(script.start_at) if script.start_at else MONDAY
    world.answers = answers(player, [step for step in script.steps if step[0] in JOBS])
    county = script.county or COUNTY
    _deploy(given, world, county)
    begun = player.variables(script.variables)
    if script.county:
        begun = base_variables(script.county) | begun
    process_id = script.process or next(iter(given.diagrams), "")
    command = _start(script.start, begun, player)
    world.begin(given.sources(process_id), command, county=county)
    for kind, text in script.steps:
        if kind not in JOBS:
            player.take(kind, text)


def _deploy(given: Given, world: World, county: str) -> None:
    """Let messages and signals start the processes that wait for them."""
    for process_id, xml in given.diagrams.items():
        info = describe(xml, process_id)
        if info.message_starts or info.signal_starts:
            world.deploy(given.sources(process_id), county=county)


def _start(start: Mapping[str, str], begun: Mapping[str, object], player: Player) -> StartProcess:
    if len(start) > 1:
        raise CannotPlay(Text(zh="只能选择一种启动方式。", en="it can be started in one way only."))
    for kind, text in start.items():
        if kind == "element":
            return StartProcess(begun, element=text)
        step = assignment(text)
        brought = {**begun, **player.context(step, begun)}
        return StartProcess(brought, **{kind: step.full_name})
    return StartProcess(begun)


def _moment(text: str) -> datetime:
    try:
        return parse_moment(text)
    except ValueError as error:
        raise CannotPlay(
            Text(
                zh=f"“{text}”不是时刻，如 2026-03-02T09:00。",
                en=f"“{text}” is no moment such as 2026-03-02T09:00.",
            )
        ) from error
