"""The steps of a play as people write them: `check={fine: true}`, `paid@K-1={amount: 5}`, `P3D`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from webapp.engine.outcome import JobRequest, Place, Timer, UserTask
from webapp.feel.evaluator import Feel, FeelError
from webapp.jobs.errors import BpmnError
from webapp.kernel.text import Text
from webapp.play.errors import CannotPlay
from webapp.play.story import Story, not_open
from webapp.play.world import Answer, World


@dataclass(frozen=True, slots=True)
class Assignment:
    """`NAME=FEEL`, or `NAME` alone; `key` is what stands behind an `@` in the name."""

    name: str
    key: str | None
    expression: str

    @property
    def full_name(self) -> str:
        """Return the name with its `@…`, for those in which it means nothing."""
        return self.name if self.key is None else f"{self.name}@{self.key}"


def assignment(text: str) -> Assignment:
    """Return the parts of `NAME[@KEY][=FEEL]`; raise CannotPlay without a name."""
    left, _, expression = text.partition("=")
    name, at, key = left.strip().rpartition("@") if "@" in left else (left.strip(), "", "")
    if not name:
        raise CannotPlay(Text(zh=f"“{text}”缺少名称。", en=f"“{text}” lacks a name."))
    return Assignment(name, key if at else None, expression.strip())


class Player:
    """Carries out steps in a world."""

    def __init__(self, world: World, feel: Feel) -> None:
        """Keep the world, and the evaluator of what stands behind `=`."""
        self.world = world
        self._feel = feel

    def value(self, expression: str, variables: Mapping[str, Any]) -> Any:
        """Return the value of a FEEL expression; raise CannotPlay."""
        try:
            return self._feel.evaluate(expression, variables, now=self.world.now)
        except FeelError as error:
            raise CannotPlay(error.text) from error

    def context(self, step: Assignment, variables: Mapping[str, Any]) -> dict[str, Any]:
        """Return the variables that a step brings: none without an expression."""
        if not step.expression:
            return {}
        found = self.value(step.expression, variables)
        if isinstance(found, Mapping):
            return dict(found)
        raise CannotPlay(
            Text(
                zh=f"“{step.name}”之后应为上下文，如 {{x: 1}}，而不是 {step.expression}。",
                en=f"behind “{step.name}=” a context such as {{x: 1}} is wanted, "
                f"not {step.expression}.",
            )
        )

    def variables(self, texts: Iterable[str]) -> dict[str, Any]:
        """Return the variables of several `NAME=FEEL`; each may use those before it."""
        found: dict[str, Any] = {}
        for text in texts:
            step = assignment(text)
            if not step.expression:
                raise CannotPlay(
                    Text(zh=f"“{text}”应写作 名称=FEEL。", en=f"“{text}” must be name=FEEL.")
                )
            found[step.full_name] = self.value(step.expression, found)
        return found

    def take(self, kind: str, text: str) -> None:
        """Carry out a step, `kind` being one of STEPS; raise CannotPlay or what the engine says."""
        STEPS[kind](self, text)

    def send(self, text: str) -> None:
        """Send a message from outside."""
        step = assignment(text)
        self.world.throw(step.name, step.key, self.context(step, self._first_variables()))

    def complete(self, text: str) -> None:
        """Complete a user task, or a job."""
        step = assignment(text)
        story, place = self._find(step.full_name, UserTask, JobRequest)
        given = self.context(step, story.seen_at(place))
        if isinstance(place, UserTask):
            story.complete_task(place, given)
        else:
            story.job_done(place.element_id, given)

    def advance(self, text: str) -> None:
        """Let time pass."""
        try:
            self.world.advance(text)
        except ValueError as error:
            raise CannotPlay(
                Text(zh=f"“{text}”不是时长，如 P3D。", en=f"“{text}” is no duration such as P3D.")
            ) from error

    def fire(self, text: str) -> None:
        """Fire a timer, whether due or not."""
        story, place = self._find(text, Timer)
        story.fire(place.element_id)

    def signal(self, text: str) -> None:
        """Send a signal to everybody who waits for it."""
        step = assignment(text)
        self.world.broadcast(step.full_name, self.context(step, self._first_variables()))

    def activate(self, text: str) -> None:
        """Begin an element of an open ad-hoc sub-process."""
        for story in self.world.stories:
            for waiting in story.subscriptions.values():
                if text in waiting.choices:
                    story.activate(waiting.element_id, text)
                    return
        self._find(text)

    def _first_variables(self) -> Mapping[str, Any]:
        return self.world.stories[0].variables if self.world.stories else {}

    def _find(self, element_id: str, *kinds: type[Place]) -> tuple[Story, Place]:
        """Return the first thing of these kinds that is open at an element of any instance."""
        everything = [(s, p) for s in self.world.stories for p in s.places.values()]
        for story, place in everything:
            if place.element_id == element_id and isinstance(place, kinds):
                return story, place
        known = {e for s in self.world.stories for _, e in s.definition.elements}
        if element_id not in known:
            raise CannotPlay(
                Text(
                    zh=f"流程图中没有元素“{element_id}”。",
                    en=f"there is no element “{element_id}” in the diagrams.",
                )
            )
        raise not_open(element_id, [place for _, place in everything])


JOBS = frozenset({"job", "job_error"})
"""The steps that are no steps: they tell what operations will answer."""

STEPS: Mapping[str, Callable[[Player, str], None]] = {
    "send": Player.send,
    "complete": Player.complete,
    "advance": Player.advance,
    "fire": Player.fire,
    "signal": Player.signal,
    "activate": Player.activate,
}
"""The steps by their names on the command line."""


class Answers:
    """Answers to the jobs of one operation, given in turn; the last of them stays."""

    def __init__(self, player: Player) -> None:
        """Begin without answers."""
        self._player = player
        self._texts: list[tuple[str, Assignment]] = []
        self._given = 0

    def add(self, kind: str, answer: Assignment) -> None:
        """Add an answer: `job` with a FEEL context, `job_error` with an error code."""
        self._texts.append((kind, answer))

    def __call__(self, request: JobRequest) -> Mapping[str, Any]:
        """Return the next answer, or raise it."""
        kind, answer = self._texts[min(self._given, len(self._texts) - 1)]
        self._given += 1
        if kind == "job_error":
            raise BpmnError(answer.expression)
        return self._player.context(answer, request.variables)


def answers(player: Player, texts: list[tuple[str, str]]) -> dict[str, Answer]:
    """Return what the operations answer, from `OPERATION=FEEL` and `OPERATION=CODE` in order."""
    found: dict[str, Answers] = {}
    for kind, text in texts:
        answer = assignment(text)
        if kind == "job_error" and not answer.expression:
            raise CannotPlay(
                Text(zh=f"“{text}”应写作 操作=错误代码。", en=f"“{text}” must be OPERATION=CODE.")
            )
        found.setdefault(answer.full_name, Answers(player)).add(kind, answer)
    return dict(found)
