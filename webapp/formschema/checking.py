"""Check what was submitted against the form, as the browser does and without believing it.

A form's rules depend on all its data (what is hidden, limits in FEEL, rows of lists), so the form
is walked three times: fill, settle, judge. What may be believed:

* The submitted data supply the values of the form's own fields and nothing else.
* Options come from the form or from the stored variables, never from the submitted data.
* Disabled and readonly fields, and lists whose rows are fixed, keep what is stored.
* Expressions are computed here; what the browser computed is not looked at.
* Hidden fields are left out of the result.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from webapp.feel.evaluator import Feel
from webapp.formschema import sentences
from webapp.formschema.components import Component, repeats, roots
from webapp.formschema.filling import Filled, fill
from webapp.formschema.json_paths import dotted, get, remove
from webapp.formschema.rules import broken_rules
from webapp.formschema.settling import settle
from webapp.formschema.walking import Expressions, Instance
from webapp.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Checked:
    """What a form's submission comes to.

    `data` holds the values of the visible fields that people may change (readonly ones keep the
    stored value), in the shape of the form; an entry with parts (a group, a list) is whole, so
    that it can replace the stored one. Use it only if there are no `errors`. These are sentences
    by dotted path, such as `rows.0.name`.
    """

    data: dict[str, Any]
    errors: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)


def check(
    schema: Component,
    submitted: Any,
    stored: Mapping[str, Any],
    feel: Feel,
    *,
    now: datetime | None = None,
) -> Checked:
    """Return the clean data and the errors of a submission; never raises on any JSON value.

    `stored` are the variables of the task, `now` the time that FEEL's `now()` and `today()` tell.
    """
    if not isinstance(submitted, Mapping):
        return Checked({}, {"": (sentences.NO_OBJECT,)})
    filled = fill(schema, submitted, stored)
    expressions = Expressions(feel, now)
    walk = settle(schema, filled, stored, expressions)
    instances = list(walk.fields())
    return Checked(_clean(schema, filled.data, instances), _judge(instances, filled, expressions))


def _clean(schema: Component, data: Mapping[str, Any], instances: list[Instance]) -> dict[str, Any]:
    """Return the top-level entries that hold something of the form, without what is hidden."""
    kept = {
        each.path[0]
        for each in instances
        if not each.hidden and each.component.get("disabled") is not True
    }
    clean = {str(name): deepcopy(data[name]) for name in data if name in kept & roots(schema)}
    for each in instances:
        alone = len(each.path) == 1
        if each.hidden or (alone and each.component.get("disabled") is True):
            remove(clean, each.path)
    return clean


def _judge(
    instances: list[Instance], filled: Filled, expressions: Expressions
) -> dict[str, tuple[Text, ...]]:
    errors = {}
    for each in instances:
        if each.hidden or each.component.get("disabled") is True:
            continue
        refusal = filled.refusals.get(each.path)
        found = (refusal,) if refusal else tuple(_broken(each, filled.data, expressions))
        if found:
            errors[dotted(each.path)] = found
    return errors


def _broken(each: Instance, data: Mapping[str, Any], expressions: Expressions) -> Iterator[Text]:
    if repeats(each.component):
        return iter(())
    return broken_rules(
        each.component,
        get(data, each.path),
        lambda limit: expressions.value(limit, each.scope),
        expressions.feel,
    )
