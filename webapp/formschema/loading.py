"""Read a form file, and say in sentences what is wrong with its structure."""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from webapp.formschema.structure import (
    MAX_COMPONENTS,
    MAX_DEPTH,
    MESSAGES,
    FormSchema,
    faults_of_component,
)
from webapp.kernel.errors import InvalidInput
from webapp.kernel.text import Text

MAX_BYTES = 512 * 1024
"""Size of a form file; the largest we know of has 60 KB."""

TOO_LARGE = Text(zh="表单文件不得超过 512 KB。", en="A form file has at most 512 KB.")
NO_JSON = Text(zh="表单文件不是有效的 JSON：{reason}。", en="The form is no valid JSON: {reason}.")
NO_OBJECT = Text(zh="表单文件的最外层应为对象。", en="The outermost level of a form is an object.")

Faults = dict[str, tuple[Text, ...]]


def load_form(source: bytes) -> dict[str, Any]:
    """Return the form, or raise InvalidInput with sentences by place (`components.2.key`).

    Only the structure is judged; `lint_form` judges what a well-built form says.
    """
    if len(source) > MAX_BYTES:
        raise InvalidInput({"": (TOO_LARGE,)})
    try:
        form = orjson.loads(source)
    except orjson.JSONDecodeError as error:
        raise InvalidInput({"": (NO_JSON.fill({"reason": str(error)}),)}) from error
    if not isinstance(form, dict):
        raise InvalidInput({"": (NO_OBJECT,)})
    faults = dict(_named(FormSchema().validate(form), ""))
    if not faults:
        faults = _faults_inside(form)
    if faults:
        raise InvalidInput(faults)
    return form


def _faults_inside(form: Mapping[str, Any]) -> Faults:
    faults: Faults = {}
    waiting = [(form["components"], "components", 1)]
    total = 0
    while waiting:
        components, place, depth = waiting.pop()
        total += len(components)
        if depth > MAX_DEPTH or total > MAX_COMPONENTS:
            return faults | {place: (MESSAGES["deep" if depth > MAX_DEPTH else "many"],)}
        for index, component in enumerate(components):
            here = f"{place}.{index}"
            faults.update(_named(faults_of_component(component), here))
            inside = component.get("components") if isinstance(component, Mapping) else None
            if isinstance(inside, list):
                waiting.append((inside, f"{here}.components", depth + 1))
            elif inside is not None:
                faults[f"{here}.components"] = (MESSAGES["list"],)
    return faults


def _named(messages: Mapping[Any, Any], place: str) -> Iterator[tuple[str, tuple[Text, ...]]]:
    """Yield marshmallow's nested messages by dotted place, in both languages."""
    for name, found in messages.items():
        here = f"{place}.{name}".strip(".").removesuffix("._schema")
        if isinstance(found, Mapping):
            yield from _named(found, here)
        else:
            words = found if isinstance(found, list) else [found]
            yield here, tuple(MESSAGES.get(str(word), Text(str(word), str(word))) for word in words)
