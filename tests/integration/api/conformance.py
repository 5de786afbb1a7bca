"""Compares a JSON value with a schema of the OpenAPI document, in the words that ours uses."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

_TYPES: Mapping[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}


def deviations(
    document: Mapping[str, Any], schema: Mapping[str, Any], value: Any, place: str = "answer"
) -> Iterator[str]:
    """Yield in a sentence each where the value is not what the schema says."""
    schema = resolved(document, schema)
    if "anyOf" in schema:
        options = [list(deviations(document, one, value, place)) for one in schema["anyOf"]]
        yield from [] if [] in options else [f"{place} fits no option"]
        return
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(_TYPES[name](value) for name in types):
        yield f"{place} is no {types}: {value!r}"
    elif isinstance(value, dict):
        yield from _of_object(document, schema, value, place)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from deviations(document, schema.get("items", {}), item, f"{place}[{index}]")
    elif value is not None:
        yield from _of_word(schema, value, place)


def resolved(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Follow a reference."""
    if "$ref" not in schema:
        return schema
    found: Any = document
    for part in schema["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return {**found, **{name: word for name, word in schema.items() if name != "$ref"}}


def _of_object(
    document: Mapping[str, Any], schema: Mapping[str, Any], value: Mapping[str, Any], place: str
) -> Iterator[str]:
    properties = schema.get("properties", {})
    others = schema.get("additionalProperties", {})
    yield from (f"{place} lacks {name}" for name in schema.get("required", []) if name not in value)
    for name, inner in value.items():
        if name not in properties and others is False:
            yield f"{place} has {name}, which is not described"
        else:
            yield from deviations(document, properties.get(name, others), inner, f"{place}.{name}")


def _of_word(schema: Mapping[str, Any], value: Any, place: str) -> Iterator[str]:
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place} is none of {schema['enum']}: {value!r}"
    if schema.get("format") == "date-time":
        try:
            if datetime.fromisoformat(value).tzinfo is None:
                yield f"{place} has no zone: {value}"
        except ValueError:
            yield f"{place} is no time: {value}"
