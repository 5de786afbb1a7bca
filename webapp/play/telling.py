"""Tells a play: what happened, where the instances stand, how it ended; as text or as JSON."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from enum import IntEnum
from typing import Any

import orjson

from webapp.engine.linting import Finding
from webapp.engine.outcome import (
    Awaited,
    Incident,
    InstanceState,
    JobRequest,
    Place,
    Subscription,
    Timer,
    UserTask,
)
from webapp.kernel.clock import CHINA
from webapp.kernel.text import Text
from webapp.play.story import Story
from webapp.play.world import Entry, World

GAP = "  "
SHORT, LONG = 60, 200
"""How many letters of a value are shown while it goes on, and at the end."""


class Result(IntEnum):
    """How a play has ended; the number is the command's exit status."""

    ENDED = 0
    WAITING = 3
    INCIDENT = 4
    REFUSED = 5


RESULTS: Mapping[Result, Text] = {
    Result.ENDED: Text("结束", "ended"),
    Result.WAITING: Text("等待中", "still waiting"),
    Result.INCIDENT: Text("有异常", "incident"),
    Result.REFUSED: Text("未通过检查", "refused at the gate"),
}
STATES: Mapping[InstanceState, Text] = {
    InstanceState.ACTIVE: Text("进行中", "active"),
    InstanceState.COMPLETED: Text("已结束", "completed"),
    InstanceState.CANCELLED: Text("已终止", "cancelled"),
}
EVENTS: Mapping[str, Text] = {
    "INSTANCE_STARTED": Text("启动", "started"),
    "INSTANCE_COMPLETED": Text("结束", "ended"),
    "INSTANCE_CANCELLED": Text("终止", "cancelled"),
    "ELEMENT_ENTERED": Text("进入", "entered"),
    "ELEMENT_COMPLETED": Text("完成", "completed"),
    "ELEMENT_CANCELLED": Text("取消", "cancelled"),
    "ERROR_CAUGHT": Text("捕获", "caught"),
    "ESCALATION_UNCAUGHT": Text("升级无人处理", "escalation not caught"),
    "MESSAGE_THROWN": Text("发出消息", "message thrown"),
    "MESSAGE_RECEIVED": Text("收到消息", "message received"),
    "TIMER_FIRED": Text("定时触发", "timer fired"),
    "SIGNAL_THROWN": Text("发出信号", "signal thrown"),
    "SIGNAL_RECEIVED": Text("收到信号", "signal received"),
    "CONDITION_MET": Text("条件成立", "condition met"),
    "COMPENSATION_THROWN": Text("发起补偿", "compensation thrown"),
    "COMPENSATION_STARTED": Text("开始补偿", "compensation started"),
    "TRANSACTION_CANCELLED": Text("事务取消", "transaction cancelled"),
    "INCIDENT_OPENED": Text("异常", "incident"),
    "VARIABLES_CHANGED": Text("变量", "variables"),
    "MESSAGE_SENT": Text("送出消息", "message sent"),
    "MESSAGE_KEPT": Text("消息待领", "message kept"),
    "SIGNAL_SENT": Text("送出信号", "signal sent"),
    "TIME_PASSED": Text("时间推移", "time passed"),
}


def result_of(world: World) -> Result:
    """Return how the play stands: an incident weighs more than waiting."""
    if any(story.incidents for story in world.stories):
        return Result.INCIDENT
    if any(story.state is InstanceState.ACTIVE for story in world.stories):
        return Result.WAITING
    return Result.ENDED


def both(text: Text) -> str:
    """Return a label in both languages."""
    return f"{text.zh} {text.en}"


def text_lines(world: World) -> Iterator[str]:
    """Yield the play as lines for people: the log, then each instance, then the result."""
    yield from table([_cells(entry) for entry in world.log])
    for story in world.stories:
        yield ""
        head = f"实例 instance {story.number}: {story.definition.process_id}"
        yield f"{head} – {both(STATES[story.state])}"
        yield from (f"  {line}" for line in table([_open_cells(p) for p in story.places.values()]))
        named = [[name, short(value, LONG)] for name, value in story.variables.items()]
        yield from (f"  {line}" for line in table([["变量 variables", *row] for row in named]))
    for letter in world.kept:
        yield f"{both(EVENTS['MESSAGE_KEPT'])}  {_addressed(letter.name, letter.key)}"
    yield ""
    yield f"{both(RESULTS[result_of(world)])} ({result_of(world).value})"


def _cells(entry: Entry) -> list[str]:
    label = EVENTS.get(entry.event, Text(entry.event, ""))
    moment = entry.at.astimezone(CHINA)
    element = entry.element_id or entry.process_id
    name = "" if entry.element_name == entry.element_id else entry.element_name
    details = "  ".join(f"{key}={short(value, SHORT)}" for key, value in entry.details.items())
    number = str(entry.instance) if entry.instance else ""
    return [f"{moment:%Y-%m-%d %H:%M:%S}", number, label.zh, label.en, element, name, details]


def _open_cells(place: Place) -> list[str]:
    kind, awaited, option = described(place)
    name = "" if place.element_name == place.element_id else place.element_name
    return [both(kind), place.element_id, name, awaited, option]


def described(place: Place) -> tuple[Text, str, str]:
    """Return what kind of thing is open, what it waits for, and the option that helps it on."""
    at = place.element_id
    if isinstance(place, UserTask):
        return Text("用户任务", "user task"), place.candidate_role or "", f"--complete {at}"
    if isinstance(place, JobRequest):
        given = short(dict(place.variables), LONG)
        return Text("作业", "job"), f"{place.operation} {given}", f"--job {place.operation}=…"
    if isinstance(place, Timer):
        due = f"{place.due_at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}"
        return Text("定时器", "timer"), due, f"--fire {at}"
    if isinstance(place, Incident):
        return Text("异常", "incident"), f"{place.kind.value}: {place.message}", ""
    return _awaited(place) if isinstance(place, Subscription) else (Text("", ""), "", "")


def _awaited(place: Subscription) -> tuple[Text, str, str]:
    if place.kind is Awaited.SIGNAL:
        return Text("信号", "signal"), place.name, f"--signal {place.name}"
    if place.kind is Awaited.CONDITION:
        return Text("条件", "condition"), place.name, ""
    if place.kind is Awaited.ACTIVATION:
        choices = ", ".join(place.choices)
        return Text("可选事项", "to choose"), choices, "--activate …"
    whom = _addressed(place.name, place.correlation_key or None)
    return Text("消息", "message"), whom, f"--send {whom}"


def _addressed(name: str, key: str | None) -> str:
    return name if key is None else f"{name}@{key}"


def json_lines(world: World) -> Iterator[str]:
    """Yield the play as JSON, one object a line: the log, what is open, the result."""
    for entry in world.log:
        yield plain({f.name: getattr(entry, f.name) for f in fields(entry)})
    for story in world.stories:
        for place in story.places.values():
            yield plain(_open(story, place))
    result = result_of(world)
    instances = [
        {
            "instance": s.number,
            "process_id": s.definition.process_id,
            "state": s.state.value,
            "variables": s.variables,
        }
        for s in world.stories
    ]
    kept = [{"message": letter.name, "correlation_key": letter.key} for letter in world.kept]
    yield plain(
        {
            "event": "RESULT",
            "result": result.name,
            "exit": result.value,
            "instances": instances,
            "kept_messages": kept,
        }
    )


def _open(story: Story, place: Place) -> dict[str, Any]:
    own = {f.name: getattr(place, f.name) for f in fields(place)}
    return {
        "event": "OPEN",
        "instance": story.number,
        "open": type(place).__name__,
        **own,
        "sees": story.seen_at(place),
    }


def finding_line(name: str, finding: Finding) -> str:
    """Return a finding of the gate as JSON."""
    return plain(
        {
            "event": "FINDING",
            "file": name,
            "severity": finding.severity,
            "code": finding.code,
            "element_id": finding.element_id,
            "zh": finding.text.zh,
            "en": finding.text.en,
        }
    )


def plain(value: Any) -> str:
    """Return a value as JSON on one line."""
    return orjson.dumps(value, default=dict, option=orjson.OPT_NON_STR_KEYS).decode()


def short(value: Any, most: int) -> str:
    """Return a value as JSON of at most so many letters; the whole is in the JSON lines."""
    words = plain(value)
    return words if len(words) <= most else words[: most - 1] + "…"


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows in columns; a Chinese character is as wide as two letters."""
    columns = list(zip(*rows, strict=True))
    widths = [max(map(width, column)) for column in columns]
    shown = [place for place, wide in enumerate(widths) if wide]
    for row in rows:
        cells = [row[place] + " " * (widths[place] - width(row[place])) for place in shown]
        yield GAP.join(cells).rstrip()


def width(words: str) -> int:
    """Return how many columns of a terminal the words take."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in words)
