"""One form, two languages: `label` is Chinese, `label_en` beside it English, and so on."""

from typing import Any

SUFFIX = "_en"
DATA = frozenset({"value", "defaultValue", "properties"})
"""Attributes that hold data, whose own names may well end in `_en`."""


def localise(schema: Any, language: str) -> Any:
    """Return the form for the browser, with the words of one language and without the others'.

    Words that were not translated stay Chinese. The form itself is not changed.
    """
    if isinstance(schema, list):
        return [localise(each, language) for each in schema]
    if not isinstance(schema, dict):
        return schema
    english = not language.lower().startswith("zh")
    found = {}
    for name, value in schema.items():
        if name in DATA:
            found[name] = value
        elif not name.endswith(SUFFIX):
            other = schema.get(name + SUFFIX)
            found[name] = other if english and other else localise(value, language)
    return found


def words_of(component: Any, name: str, language: str) -> str:
    """Return the words under the name in one language, the empty text if there are none."""
    english = not language.lower().startswith("zh")
    found = (component.get(name + SUFFIX) if english else None) or component.get(name)
    return found if isinstance(found, str) else ""
