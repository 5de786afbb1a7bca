"""What the API says about a request that does not fit its schema, in both languages."""

from collections.abc import Iterator, Mapping
from typing import Any

from webapp.kernel.text import Text

_BY_MESSAGE = {
    "Missing data for required field.": Text("此项必填。", "This field is required."),
    "Field may not be null.": Text("此项不能为空。", "This field must not be null."),
    "Unknown field.": Text("没有这个字段。", "There is no field of this name."),
    "Not a valid string.": Text("此项应为文字。", "This must be text."),
    "Not a valid integer.": Text("此项应为整数。", "This must be a whole number."),
    "Not a valid boolean.": Text("此项应为 true 或 false。", "This must be true or false."),
    "Not a valid mapping type.": Text("此项应为 JSON 对象。", "This must be a JSON object."),
    "Not a valid list.": Text("此项应为列表。", "This must be a list."),
    "Invalid input type.": Text("请求内容应为 JSON 对象。", "The body must be a JSON object."),
}
"""marshmallow's sentences for the kinds of fields that the requests of this API have."""

_OTHER = Text("此值不可接受。", "This value is not accepted.")

LENGTH = Text("应为 {min} 至 {max} 个字符。", "This must have {min} to {max} characters.")
NO_FILES = Text("请至少提交一个文件。", "Please send at least one file.")
SAME_NAME = Text("有两个文件同名：{name}。", "Two files have the same name: {name}.")
NO_REVISION = Text(
    'If-Match 应为草稿的修订号，例如 "3"。', 'If-Match must be the draft\'s revision, such as "3".'
)


def by_path(messages: Any, path: str = "") -> dict[str, list[Text]]:
    """Turn marshmallow's nested messages into bilingual sentences by dotted path."""
    if isinstance(messages, Mapping):
        found: dict[str, list[Text]] = {}
        for key, value in messages.items():
            inner = path if key == "_schema" else f"{path}.{key}" if path else str(key)
            for where, texts in by_path(value, inner).items():
                found.setdefault(where, []).extend(texts)
        return found
    return {path: list(_texts(messages))}


def _texts(messages: Any) -> Iterator[Text]:
    for message in messages if isinstance(messages, list | tuple) else [messages]:
        if isinstance(message, Text):
            yield message
        else:
            yield _BY_MESSAGE.get(str(message), _OTHER)
