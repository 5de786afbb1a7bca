"""Says in plain words what the XML library reports about a violation of a schema."""

import re
from collections.abc import Callable

from webapp.kernel.text import Text

SHOWN = 6
_HEAD = re.compile(
    r"^Element '(?:\{[^}]*\})?(?P<element>[^']*)'(?:, attribute '(?P<attribute>[^']*)')?: "
)
_NAMESPACE = re.compile(r"\{[^}]*\}|##other|\*")
_TYPES = {
    "boolean": Text("true 或 false", "true or false"),
    "integer": Text("整数", "a whole number"),
    "int": Text("整数", "a whole number"),
    "double": Text("数字", "a number"),
    "ID": Text(
        "编号（不能含空格、冒号，不能以数字开头）", "an id (no spaces or colons, no digit first)"
    ),
    "IDREF": Text("编号", "an id"),
    "QName": Text("名称", "a name"),
    "anyURI": Text("网址形式的名称", "an address"),
    "dateTime": Text("日期时间", "a moment"),
}


def named_attribute(message: str) -> str:
    """Return the attribute of which a message speaks, "" if it speaks of the element."""
    found = _HEAD.match(message)
    return (found["attribute"] or "") if found else ""


def in_words(message: str) -> Text:
    """Return the message as a sentence; one that is not known stays in the library's words."""
    head = _HEAD.match(message)
    if head is None:
        return Text(f"schema: {message}", f"schema: {message}")
    rest = message[head.end() :]
    for pattern, say in _PATTERNS:
        found = pattern.search(rest)
        if found:
            return say(head["element"], head["attribute"] or "", *found.groups(""))
    return Text(f"schema: {message}", f"schema: {message}")


def _names(expected: str) -> tuple[str, str]:
    names = [n.strip() for n in _NAMESPACE.sub("", expected).split(",")]
    names = [n for n in dict.fromkeys(names) if n]
    more = len(names) > SHOWN
    zh, en = "、".join(names[:SHOWN]), ", ".join(names[:SHOWN])
    return (f"{zh}等", f"{en} and others") if more else (zh, en)


def _unexpected(element: str, _attribute: str, expected: str = "") -> Text:
    zh, en = f"此处不应有元素“{element}”", f"the element “{element}” does not belong here"
    names = _names(expected)
    if not names[0]:
        return Text(f"{zh}。", f"{en}.")
    return Text(f"{zh}，应为：{names[0]}。", f"{en}; expected is: {names[1]}.")


def _missing_child(element: str, _attribute: str, expected: str = "") -> Text:
    names = _names(expected)
    return Text(
        f"元素“{element}”中缺少：{names[0]}。", f"the element “{element}” lacks: {names[1]}."
    )


def _missing_attribute(element: str, _attribute: str, name: str) -> Text:
    return Text(
        f"元素“{element}”缺少属性“{name}”。",
        f"the element “{element}” lacks the attribute “{name}”.",
    )


def _unknown_attribute(element: str, attribute: str, name: str = "") -> Text:
    shown = _NAMESPACE.sub("", name or attribute)
    return Text(
        f"元素“{element}”没有属性“{shown}”。",
        f"the element “{element}” has no attribute “{shown}”.",
    )


def _place(element: str, attribute: str) -> Text:
    if attribute:
        return Text(f"属性“{attribute}”", f"the attribute “{attribute}”")
    return Text(f"元素“{element}”", f"the element “{element}”")


def _bad_value(element: str, attribute: str, value: str, kind: str = "") -> Text:
    place, wanted = _place(element, attribute), _TYPES.get(kind.rpartition(":")[2])
    if wanted is None:
        return Text(f"{place.zh}的值“{value}”无效。", f"“{value}” is no value of {place.en}.")
    return Text(
        f"{place.zh}的值“{value}”无效，应为{wanted.zh}。",
        f"“{value}” is no value of {place.en}, which must be {wanted.en}.",
    )


def _not_in_list(element: str, attribute: str, value: str, allowed: str = "") -> Text:
    place = _place(element, attribute)
    names = allowed.replace("'", "")
    return Text(
        f"{place.zh}的值“{value}”无效，只能是：{names.replace(', ', '、')}。",
        f"“{value}” is no value of {place.en}, which must be one of: {names}.",
    )


def _no_prefix(element: str, attribute: str, value: str) -> Text:
    place = _place(element, attribute)
    return Text(
        f"{place.zh}的值“{value}”使用了未声明的前缀。",
        f"the prefix in “{value}” ({place.en}) is not declared.",
    )


def _stray_text(element: str, _attribute: str) -> Text:
    return Text(f"元素“{element}”中不应有文字。", f"the element “{element}” may not hold text.")


def _stray_child(element: str, _attribute: str) -> Text:
    return Text(
        f"元素“{element}”中不应有其他元素。", f"the element “{element}” may not hold elements."
    )


_PATTERNS: list[tuple[re.Pattern[str], Callable[..., Text]]] = [
    (
        re.compile(r"This element is not expected\.(?: Expected is(?: one of)? \( (.*) \))?"),
        _unexpected,
    ),
    (
        re.compile(r"Missing child element\(s\)\.(?: Expected is(?: one of)? \( (.*) \))?"),
        _missing_child,
    ),
    (re.compile(r"The attribute '([^']*)' is required but missing"), _missing_attribute),
    (re.compile(r"The attribute '([^']*)' is not allowed"), _unknown_attribute),
    (re.compile(r"'([^']*)' is not an element of the set \{(.*)\}"), _not_in_list),
    (re.compile(r"The QName value '([^']*)' has no corresponding namespace"), _no_prefix),
    (
        re.compile(r"'([^']*)' is not a valid value of the (?:local )?\w+ type(?: '([^']*)')?"),
        _bad_value,
    ),
    (re.compile(r"The value '([^']*)' is not accepted by the pattern"), _bad_value),
    (re.compile(r"Character content.* is not allowed"), _stray_text),
    (re.compile(r"Element content is not allowed"), _stray_child),
]
