"""FEEL for Python: feelin inside QuickJS, without I/O, bounded in time and memory."""

import json
import re
import threading
from collections.abc import Container, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import orjson
import quickjs  # the distribution is called quickjs-ng

from webapp.kernel.text import Text

BUNDLE = Path(__file__).parents[1] / "static" / "dist" / "feel.iife.js"
"""The evaluator as the front end's build leaves it; the browser's forms run the same feelin."""

ZONE = "+08:00"
"""The zone of `now()` and `today()`. An offset: QuickJS knows no zone names."""

# QuickJS has neither Intl nor a console. feelin asks Intl only for the zone. `Date.now` is what
# `now()` and `today()` read, so pinning it pins them.
SHIM = """
globalThis.Intl = { DateTimeFormat: class {
  constructor(_, options = {}) { this.options = options; }
  resolvedOptions() {
    return { timeZone: this.options.timeZone || '%s', locale: 'en-US', calendar: 'iso8601' };
  }
  format() { return ''; }
  formatToParts() { return []; }
} };
globalThis.console = { log() {}, warn() {}, error() {} };
(() => {
  const machine = Date.now;
  let pinned = null;
  Date.now = () => pinned ?? machine();
  globalThis.pin = milliseconds => { pinned = milliseconds; };
})();
"""

_SIMPLE_NAME = re.compile(r"[^\W\d]\w*\Z")
_SHOWN = 200


class FeelError(Exception):
    """An expression cannot be evaluated; `text` says which one and why, in both languages."""

    def __init__(self, expression: str, reason: Text) -> None:
        """Keep the expression (without its leading `=`) and the reason."""
        shown = expression.encode(errors="replace").decode()
        shown = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
        self.expression = expression
        self.reason = reason
        self.text = Text(
            zh=f"表达式“{shown}”无法计算：{reason.zh}",
            en=f"The expression “{shown}” cannot be evaluated: {reason.en}",
        )
        super().__init__(self.text.en)


class BundleMissing(RuntimeError):
    """The front end has not been built, so there is no FEEL evaluator yet."""


class Read(NamedTuple):
    """The names that an expression reads, and the members of contexts of which it reads no more."""

    names: frozenset[str]
    members: Mapping[str, frozenset[str]]


class Typed(NamedTuple):
    """A value, and what its text stands for: "date", "time", "date and time", "duration" or ""."""

    value: Any
    type: str


class Answer(NamedTuple):
    """A value, and what the author of the expression should know about how it came about."""

    value: Any
    warnings: tuple[str, ...]


@lru_cache(maxsize=4096)
def body(expression: str) -> str:
    """Return the expression without surrounding blanks and without its leading `=`."""
    text = expression.strip()
    return text[1:].lstrip() if text.startswith("=") else text


class Feel:
    """Evaluates FEEL expressions; one object serves all threads of a process.

    Each thread has a QuickJS context of its own (2 MB, made at its first expression), which
    keeps what it has parsed. JSON goes in and JSON comes out: dates, times and durations are ISO
    text on both sides (`date(due)` turns one into a date), functions come back as null. Numbers
    are IEEE doubles: whole numbers come back as `int`, and lose digits above 2**53; NaN and the
    infinities count as null. An unknown name is null, as the language demands; `explain` tells.
    """

    def __init__(
        self, bundle: Path = BUNDLE, *, seconds: float = 1.0, memory: int = 64 << 20
    ) -> None:
        """Read the bundle; `seconds` of processor time and `memory` bytes bound a call.

        The time is that of the whole process, so other busy threads shorten it: be generous.
        """
        if not bundle.exists():
            raise BundleMissing(
                f"{bundle.name} is missing: the front end has not been built. "
                "Start ./zhiping once, or run `npm run build` in webapp/frontend."
            )
        self._source = bundle.read_text(encoding="utf-8")
        self._seconds = seconds
        self._memory = memory
        self._thread = threading.local()
        self._read = lru_cache(maxsize=4096)(self._find_read)

    def evaluate(
        self,
        expression: str,
        variables: Mapping[str, Any],
        *,
        now: datetime | None = None,
    ) -> Any:
        """Return the value of the expression as JSON data; raise FeelError if it has none.

        `now` fixes what `now()` and `today()` answer; without it they read the machine's clock.
        """
        return self._evaluate(expression, variables, now).get("value")

    def typed(
        self,
        expression: str,
        variables: Mapping[str, Any],
        *,
        now: datetime | None = None,
    ) -> Typed:
        """Return the value together with the type that JSON has no word for."""
        found = self._evaluate(expression, variables, now)
        return Typed(found.get("value"), found.get("type", ""))

    def explain(
        self,
        expression: str,
        variables: Mapping[str, Any],
        *,
        now: datetime | None = None,
    ) -> Answer:
        """Return the value together with the warnings, such as the names that are unknown."""
        found = self._evaluate(expression, variables, now)
        warnings = tuple(each["message"] for each in found["warnings"])
        return Answer(found.get("value"), warnings)

    def _evaluate(
        self, expression: str, variables: Mapping[str, Any], now: datetime | None
    ) -> dict[str, Any]:
        source = body(expression)
        if not source:
            raise FeelError(source, _EMPTY)
        read = self._read("expression", source)
        self._pin(now)
        return self._ask("evaluate", source, source, _encode(source, variables, read))

    def unary_test(
        self,
        expression: str,
        value: Any,
        variables: Mapping[str, Any],
        *,
        now: datetime | None = None,
        type: str = "",  # noqa: A002 - FEEL's word
    ) -> bool:
        """Tell whether `value` passes the tests of a decision table's cell (`?` is the value).

        With a `type`, as `typed` returns it, the value is the text of one; raise FeelError if not.
        """
        source = body(expression)
        if source in {"", "-"}:
            return True
        read = self._read("unaryTests", source)
        self._pin(now)
        tested = _encode(source, {"?": value}, _TESTED)[len('{"?":') : -1]
        words = (_encode(source, variables, read), tested, *([type] if type else []))
        found = self._call("unaryTest", source, source, *words)
        return found["value"] is True

    def holds(
        self, condition: str, variables: Mapping[str, Any], *, now: datetime | None = None
    ) -> bool:
        """Tell whether a form's condition (`hide`, `readonly`) holds, as form-js decides it.

        form-js reads conditions as unary tests of null. So one that is null holds too:
        `years > 20` is null, and hides, as long as `years` is empty.
        """
        source = body(condition)
        read = self._read("unaryTests", source)
        self._pin(now)
        found = self._call("unaryTest", source, source, _encode(source, variables, read))
        return found["value"] is True

    def check(self, expression: str, *, unary: bool = False) -> list[str]:
        """Return the syntax problems of an expression or of unary tests, `[]` if none."""
        return [problem.en for problem in self.problems(expression, unary=unary)]

    def problems(self, expression: str, *, unary: bool = False) -> list[Text]:
        """Return the syntax problems in both languages.

        A free name with a blank in it (`end date`) counts as one: it is nearly always a slip, and
        only a plain name means the same whatever the variables are.
        """
        source = body(expression)
        if not source:
            return [] if unary else [_EMPTY]
        kind = "unaryTests" if unary else "expression"
        try:
            found = [
                _problem(each) for each in self._call("check", source, source, kind)["problems"]
            ]
        except FeelError as error:
            return [error.reason]
        if found or unary:
            return found
        return [_blank(name) for name in sorted(self.names(source)) if " " in name]

    def names(self, expression: str) -> set[str]:
        """Return the free names that the expression surely reads as variables.

        Names inside a filter (`rows[age > 3]`) may be members of the items and are left out.
        """
        source = body(expression)
        return set(self._call("names", source, source)["names"]) if source else set()

    def matches(self, pattern: str, text: str) -> bool:
        """Tell whether the JavaScript regular expression finds something in the text."""
        return self._call("matches", pattern, json.dumps([pattern, text]))["value"] is True

    def _find_read(self, kind: str, source: str) -> Read:
        found = self._call("check", source, source, kind)["problems"]
        if found:
            raise FeelError(source, _problem(found[0]))
        read = self._call("reads", source, source, kind)
        members = {name: frozenset(found) for name, found in read["members"].items()}
        return Read(frozenset(read["names"]), members)

    def _pin(self, now: datetime | None) -> None:
        # A float: whole numbers reach QuickJS with 32 bits only.
        if getattr(self._thread, "pinned", None) is not now:
            self._functions()["pin"](None if now is None else now.timestamp() * 1000.0)
            self._thread.pinned = now

    def _functions(self) -> dict[str, Any]:
        functions: dict[str, Any] | None = getattr(self._thread, "functions", None)
        if functions is None:
            context = quickjs.Context()
            context.set_memory_limit(self._memory)
            context.eval(SHIM % ZONE)
            context.eval(self._source)
            functions = {"pin": context.get("pin")}
            for name in ("evaluate", "unaryTest", "check", "names", "reads", "matches"):
                functions[name] = context.eval(f"feel.{name}")
            context.set_time_limit(self._seconds)  # last: it would count the loading, too
            self._thread.functions = functions
            self._thread.context = context
        return functions

    def _call(self, function: str, expression: str, *words: str) -> dict[str, Any]:
        try:
            expression.encode()  # QuickJS breaks off with a SystemError on what is not UTF-8
        except UnicodeError as error:
            raise FeelError(expression, _UNREADABLE) from error
        return self._ask(function, expression, *words)

    def _ask(self, function: str, expression: str, *words: str) -> dict[str, Any]:
        try:
            answer = _decode(self._functions()[function](*words))
        except quickjs.StackOverflow as error:
            raise FeelError(expression, _NESTED) from error
        except quickjs.JSException as error:
            raise FeelError(expression, _reason(str(error))) from error
        except UnicodeError as error:
            raise FeelError(expression, _UNREADABLE) from error
        if "error" in answer:
            raise FeelError(expression, _reason(answer["error"]))
        return answer


_TESTED = Read(frozenset("?"), {})
_EMPTY = Text(zh="内容为空。", en="it is empty.")
_NESTED = Text(zh="嵌套过深。", en="it is nested too deeply.")
_OVER = Text(zh="占用内存过多，已中止。", en="it needs too much memory and was stopped.")
_UNREADABLE = Text(
    zh="含有无效的字符。", en="it holds characters that are not text (lone surrogates)."
)
_REASONS = {
    "interrupted": Text(zh="计算时间过长，已中止。", en="it takes too long and was stopped."),
    "out of memory": _OVER,
    "string too long": _OVER,
    "call stack": _NESTED,
}


def _reason(message: str) -> Text:
    """Translate what QuickJS or feelin says; what has no translation is quoted."""
    line = message.splitlines()[0] if message else "?"
    if line == "null":  # QuickJS has not even the memory to say so
        return _OVER
    for words, text in _REASONS.items():
        if words in line:
            return text
    return Text(zh=f"语法或内容有误（{line}）。", en=f"{line}.")


def _problem(found: Mapping[str, Any]) -> Text:
    """Say in words what the parser reports: a piece of text that does not fit, or a gap."""
    if found["text"]:
        return Text(
            zh=f"“{found['text']}”处有语法错误。",
            en=f"“{found['text']}” does not fit here.",
        )
    return Text(
        zh=f"第 {found['from'] + 1} 个字符处缺少内容。",
        en=f"something is missing at character {found['from'] + 1}.",
    )


def _blank(name: str) -> Text:
    return Text(
        zh=f"“{name}”含有空格，不是有效的名称。",
        en=f"“{name}” is no plain name: it holds a blank.",
    )


def _decode(answer: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = orjson.loads(answer)
    except orjson.JSONDecodeError as error:  # lone surrogates, which nothing could store
        raise UnicodeError(answer) from error
    return found


@lru_cache(maxsize=16_384)
def _is_plain(name: object) -> bool:
    return isinstance(name, str) and _SIMPLE_NAME.match(name) is not None


def _encode(source: str, variables: Mapping[str, Any], read: Read) -> str:
    """Return the JSON text of the variables that the expression may read.

    Names that are not plain (`end date`) change how feelin reads an expression, so they always
    go along, as do members that are words of FEEL; the others only when the expression holds them,
    because JSON costs more than FEEL.
    """
    names, members = read
    needed: dict[str, Any] = {}
    for name, value in variables.items():
        if name in names or not _is_plain(name):
            if name in members and isinstance(value, Mapping):
                needed[name] = _only(value, members[name], names)
            else:
                needed[name] = value
    try:
        return orjson.dumps(needed, option=orjson.OPT_NON_STR_KEYS).decode()
    except TypeError:  # integers above 64 bits, lone surrogates, or no JSON at all
        return _encode_slowly(source, needed)


def _only(
    context: Mapping[str, Any], members: Container[str], names: Container[str]
) -> dict[str, Any]:
    return {
        name: value
        for name, value in context.items()
        if name in members or name in names or not _is_plain(name)
    }


def _encode_slowly(source: str, variables: Mapping[str, Any]) -> str:
    try:
        return json.dumps(_finite(variables))
    except (TypeError, ValueError, RecursionError) as error:
        reason = Text(zh=f"变量不是有效的数据（{error}）。", en=f"a variable is no data ({error}).")
        raise FeelError(source, reason) from error


def _finite(value: Any) -> Any:
    """Replace NaN and the infinities, which JSON lacks, by None, everywhere."""
    if isinstance(value, float) and value - value != 0:
        return None
    if isinstance(value, Mapping):
        return {str(key): _finite(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(each) for each in value]
    return value
