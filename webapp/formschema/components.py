"""The components of a form: which kinds there are, and where their values stand in the data."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from webapp.formschema.json_paths import Path

Component = Mapping[str, Any]

TEXTS = frozenset({"textfield", "textarea"})
SINGLE_CHOICES = frozenset({"radio", "select"})
MULTIPLE_CHOICES = frozenset({"checklist", "taglist"})
CHOICES = SINGLE_CHOICES | MULTIPLE_CHOICES
KEYED = TEXTS | CHOICES | {"number", "datetime", "checkbox", "expression", "filepicker"}
"""The kinds that hold a value, found under their `key`."""

CONTAINERS = frozenset({"group", "dynamiclist"})
SHOWN_ONLY = frozenset(
    {"text", "html", "image", "table", "button", "spacer", "separator", "iframe", "documentPreview"}
)
KINDS = KEYED | CONTAINERS | SHOWN_ONLY

EMPTY: Mapping[str, Any] = {"textfield": "", "textarea": "", "checkbox": False}
"""What a field holds that nobody filled in; lists for multiple choices, None for all others."""


def children(component: Component) -> Sequence[Component]:
    """Return the components inside; none for what is no container."""
    found = component.get("components")
    return found if isinstance(found, list) else ()


def own_path(component: Component) -> Path:
    """Return the path that the component adds to its parent's: of its key or of its group."""
    kind = component["type"]
    text = component.get("key" if kind in KEYED else "path") if kind not in SHOWN_ONLY else ""
    return tuple(text.split(".")) if text else ()


def everything(form: Component) -> Iterator[Component]:
    """Yield every component at any depth, in the order of the document."""
    for component in children(form):
        yield component
        yield from everything(component)


def roots(form: Component) -> set[str]:
    """Return the top-level names under which the form's fields stand."""
    found: set[str] = set()
    for component in children(form):
        path = own_path(component)
        found |= {str(path[0])} if path else roots(component)
    return found


def empty_value(component: Component) -> Any:
    """Return the default of a field, or what its kind holds when it is empty."""
    default = component.get("defaultValue")
    if default is not None:
        return default
    kind = component["type"]
    return [] if kind in MULTIPLE_CHOICES else EMPTY.get(kind)


def is_fixed(component: Component) -> bool:
    """Tell whether people cannot add rows to the list nor remove any."""
    return (
        component.get("allowAddRemove") is False
        or component.get("disabled") is True
        or component.get("readonly") is True
    )


def repeats(component: Component) -> bool:
    """Tell whether the container repeats its components for each row of a list."""
    return component["type"] == "dynamiclist" and component.get("isRepeating") is not False


def first_rows(component: Component) -> int:
    """Return how many empty rows a list shows at first: one unless the form says otherwise."""
    number = component.get("defaultRepetitions")
    return number if isinstance(number, int) and not isinstance(number, bool) and number >= 0 else 1
