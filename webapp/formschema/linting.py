"""What a form must satisfy before it is deployed; each rule has a code that never changes."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from webapp.feel.evaluator import Feel, FeelError
from webapp.formschema.components import (
    CHOICES,
    KEYED,
    TEXTS,
    Component,
    children,
    everything,
    is_fixed,
    own_path,
    repeats,
)
from webapp.formschema.json_paths import Path, dotted
from webapp.formschema.options import normalise, words
from webapp.formschema.rules import decimal_of
from webapp.kernel.text import Text

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a form; `component` is its id, else its key, else empty."""

    code: str
    severity: Severity
    component: str
    text: Text


CODES: Mapping[str, tuple[Severity, Text]] = {
    "FORM001": ("error", Text("组件编号“{what}”重复。", "The component id “{what}” occurs twice.")),
    "FORM002": ("error", Text("两个组件都使用“{what}”。", "Two components use “{what}”.")),
    "FORM003": (
        "error",
        Text("“{what}”中的表达式有误：{why}", "The FEEL of {what} is wrong: {why}"),
    ),
    "FORM004": ("error", Text("“{what}”不是有效的格式规则。", "“{what}” is no valid pattern.")),
    "FORM005": (
        "error",
        Text("选项来源应有且只有一个。", "A choice needs exactly one source of options."),
    ),
    "FORM006": (
        "error",
        Text("不允许使用“{what}”组件。", "The component “{what}” is not allowed."),
    ),
    "FORM007": (
        "error",
        Text(
            "名称“{what}”应由字母、数字和下划线组成，且不以数字开头。",
            "The name “{what}” must consist of letters, digits and underscores, no digit first.",
        ),
    ),
    "FORM008": (
        "error",
        Text(
            "可增删行的列表中不能有只读或禁用的字段。",
            "A list whose rows people add or remove cannot hold readonly or disabled fields.",
        ),
    ),
    "FORM009": (
        "error",
        Text(
            "规则“{what}”不适用于这种组件。", "The rule “{what}” has no effect on this component."
        ),
    ),
    "FORM010": ("error", Text("“{what}”应为数字或表达式。", "“{what}” must be a number or FEEL.")),
    "FORM011": ("error", Text("下限大于上限。", "The lower limit is above the upper one.")),
    "FORM012": (
        "error",
        Text("选项“{what}”重复或无效。", "The option “{what}” is double or void."),
    ),
    "FORM013": ("warning", Text("缺少英文：{what}。", "The English of {what} is missing.")),
    "FORM014": ("warning", Text("此字段没有标签。", "This field has no label.")),
    "FORM015": ("warning", Text("此容器中没有组件。", "This container is empty.")),
    "FORM016": (
        "error",
        Text("列表的“只读”应为 true 或 false。", "A list's `readonly` must be true or false."),
    ),
    "FORM017": (
        "warning",
        Text(
            "字段为空时，条件“{what}”也成立；请加上“… != null and …”。",
            "The condition {what} also holds while its fields are empty; add “… != null and …”.",
        ),
    ),
}
"""Every rule: its code, whether it stops a deployment, and its sentence."""

ROW = "[]"
"""Stands in a path for the rows of a list."""

Found = Iterator[tuple[str, dict[str, object]]]


def lint_form(schema: Component, feel: Feel) -> list[Problem]:
    """Return what is wrong with a well-built form (see `load_form`), in order of the document."""
    found = [
        _problem(code, component, details)
        for component in everything(schema)
        for rule in _RULES
        for code, details in rule(component, feel)
    ]
    return [*_doubles(schema), *_in_lists(schema, changing=False), *found]


def _problem(code: str, component: Component, details: Mapping[str, object]) -> Problem:
    severity, text = CODES[code]
    name = component.get("id") or component.get("key") or component.get("path") or ""
    zh = {key: word.zh if isinstance(word, Text) else word for key, word in details.items()}
    en = {key: word.en if isinstance(word, Text) else word for key, word in details.items()}
    return Problem(code, severity, str(name), Text(text.fill(zh).zh, text.fill(en).en))


def _doubles(schema: Component) -> Iterator[Problem]:
    ids = Counter(each["id"] for each in everything(schema) if each.get("id"))
    for name, number in ids.items():
        if number > 1:
            yield _problem("FORM001", {"id": name}, {"what": name})
    taken: list[tuple[Component, Path]] = []
    for claim in _claims(schema, ()):
        if any(_clash(*sorted((claim, earlier), key=_length)) for earlier in taken):
            yield _problem("FORM002", claim[0], {"what": dotted(claim[1])})
        taken.append(claim)


def _length(claim: tuple[Component, Path]) -> int:
    return len(claim[1])


def _clash(short: tuple[Component, Path], long: tuple[Component, Path]) -> bool:
    """Tell whether two components want the same data, the second path being no shorter."""
    (one, path), (other, below) = short, long
    if below[: len(path)] != path:
        return False
    if below == path:
        return not one["type"] == other["type"] == "group"
    return one["type"] in KEYED or (repeats(one) and below[len(path)] != ROW)


def _claims(parent: Component, path: Path) -> Iterator[tuple[Component, Path]]:
    for component in children(parent):
        here = path + own_path(component)
        if own_path(component):
            yield component, here
        row: Path = (ROW,) if repeats(component) else ()
        yield from _claims(component, here + row)


def _in_lists(parent: Component, *, changing: bool) -> Iterator[Problem]:
    for component in children(parent):
        kept = component.get("readonly") or component.get("disabled")
        if changing and kept and component["type"] in KEYED - {"expression"}:
            yield _problem("FORM008", component, {})
        inside = changing or (repeats(component) and not is_fixed(component))
        yield from _in_lists(component, changing=inside)


def _kind(component: Component, _feel: Feel) -> Found:
    if component["type"] in {"iframe", "documentPreview"}:
        yield "FORM006", {"what": component["type"]}


def _names(component: Component, _feel: Feel) -> Found:
    for name in own_path(component):
        text = str(name)
        if not text.isidentifier():
            yield "FORM007", {"what": text}


def _expressions(component: Component, feel: Feel) -> Found:
    for place, raw in _feel_places(component):
        for problem in feel.problems(raw):
            yield "FORM003", {"what": place, "why": problem}


def _feel_places(component: Component) -> Iterator[tuple[str, str]]:
    """Yield the attributes that hold FEEL; those that must, also without their `=`."""
    conditional, validate = component.get("conditional") or {}, component.get("validate") or {}
    must = {
        "hide": conditional.get("hide"),
        "expression": component.get("expression"),
        "valuesExpression": component.get("valuesExpression"),
    }
    may = {"readonly": component.get("readonly")} | {name: validate.get(name) for name in _LIMITS}
    for name, raw in must.items():
        if isinstance(raw, str) and raw:
            yield name, raw if raw.startswith("=") else "="
    for name, raw in may.items():
        if isinstance(raw, str) and raw.startswith("="):
            yield name, raw
    if component["type"] == "expression" and not component.get("expression"):
        yield "expression", "="
    if component["type"] == "table" and isinstance(component.get("dataSource"), str):
        yield "dataSource", component["dataSource"]


def _conditions(component: Component, feel: Feel) -> Found:
    places = {name: raw for name, raw in _feel_places(component) if name in {"hide", "readonly"}}
    for name, raw in places.items():
        try:
            null = feel.evaluate(raw, {}) is None
        except FeelError:
            continue  # told by FORM003
        if null and feel.holds(raw, {}):
            yield "FORM017", {"what": name}


def _pattern(component: Component, feel: Feel) -> Found:
    pattern = (component.get("validate") or {}).get("pattern")
    if pattern:
        try:
            feel.matches(pattern, "")
        except FeelError:
            yield "FORM004", {"what": pattern}


def _options(component: Component, _feel: Feel) -> Found:
    if component["type"] not in CHOICES:
        return
    sources = [name for name in ("values", "valuesKey", "valuesExpression") if component.get(name)]
    if len(sources) != 1:
        yield "FORM005", {}
    raw = component.get("values") or []
    seen: list[Any] = []
    for each in raw:
        option = next(iter(normalise([each])), None)
        if option is None or option.value in seen:
            yield "FORM012", {"what": words(each.get("value") if isinstance(each, dict) else each)}
        else:
            seen.append(option.value)


def _rules_fit(component: Component, _feel: Feel) -> Found:
    kind, validate = component["type"], component.get("validate") or {}
    for name in validate:
        rule = name.removesuffix("_en")
        if rule in _FITS and kind not in _FITS[rule]:
            yield "FORM009", {"what": rule}
    if kind == "dynamiclist" and isinstance(component.get("readonly"), str):
        yield "FORM016", {}


def _limits(component: Component, _feel: Feel) -> Found:
    validate = component.get("validate") or {}
    for name in _LIMITS:
        raw = validate.get(name)
        feel = isinstance(raw, str) and raw.startswith("=")
        if raw not in (None, "") and not feel and decimal_of(raw) is None:
            yield "FORM010", {"what": name}
    for low, high in (("min", "max"), ("minLength", "maxLength")):
        lower, upper = decimal_of(validate.get(low)), decimal_of(validate.get(high))
        if lower is not None and upper is not None and lower > upper:
            yield "FORM011", {}
    step = component.get("increment")
    if step not in (None, "") and not decimal_of(step):
        yield "FORM010", {"what": "increment"}


def _languages(component: Component, _feel: Feel) -> Found:
    validate = component.get("validate") or {}
    spoken = [(component, name) for name in ("label", "description", "text", "content")]
    spoken.append((validate, "patternErrorMessage"))
    for holder, name in spoken:
        word = holder.get(name)
        if isinstance(word, str) and _is_chinese(word) and not holder.get(f"{name}_en"):
            yield "FORM013", {"what": name}
    for each in component.get("values") or []:
        label = each.get("label") if isinstance(each, dict) else each
        translated = isinstance(each, dict) and each.get("label_en")
        if isinstance(label, str) and _is_chinese(label) and not translated:
            yield "FORM013", {"what": label}
            return


def _furnished(component: Component, _feel: Feel) -> Found:
    kind = component["type"]
    if kind in KEYED - {"expression"} and not component.get("label"):
        yield "FORM014", {}
    if kind in {"group", "dynamiclist"} and not children(component):
        yield "FORM015", {}


def _is_chinese(word: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in word)


_LIMITS = ("min", "max", "minLength", "maxLength")
_FITS: Mapping[str, frozenset[str]] = {
    "min": frozenset({"number"}),
    "max": frozenset({"number"}),
    "minLength": TEXTS,
    "maxLength": TEXTS,
    "pattern": TEXTS,
    "patternErrorMessage": TEXTS,
    "validationType": TEXTS,
    "required": KEYED - {"expression"},
}
_RULES: tuple[Callable[[Component, Feel], Found], ...] = (
    _kind,
    _names,
    _expressions,
    _conditions,
    _pattern,
    _options,
    _rules_fit,
    _limits,
    _languages,
    _furnished,
)
