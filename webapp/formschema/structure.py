"""The shape of a form's JSON, as marshmallow schemas; attributes not named here may be anything.

Messages are keys of `MESSAGES`, because marshmallow knows only one language.
"""

from collections.abc import Mapping
from typing import Any

from marshmallow import INCLUDE, Schema, ValidationError, fields, validate

from webapp.formschema.components import CONTAINERS, KEYED, KINDS
from webapp.kernel.text import Text

NEWEST_VERSION = 19
"""The schemaVersion that form-js 2.0 writes and reads."""

MAX_DEPTH = 8
"""Groups and lists inside each other."""

MAX_COMPONENTS = 500

MESSAGES: Mapping[str, Text] = {
    "missing": Text(zh="缺少此项。", en="This is missing."),
    "text": Text(zh="应为文字。", en="This must be text."),
    "list": Text(zh="应为列表。", en="This must be a list."),
    "object": Text(zh="应为对象。", en="This must be an object."),
    "flag": Text(zh="应为 true 或 false。", en="This must be true or false."),
    "number": Text(zh="应为非负整数。", en="This must be a whole number, not negative."),
    "kind": Text(zh="表单不支持这种组件。", en="Forms do not have this kind of component."),
    "form": Text(zh="最外层的 type 应为 default。", en="The outermost type must be `default`."),
    "version": Text(
        zh=f"schemaVersion 应为 1 至 {NEWEST_VERSION}。",
        en=f"schemaVersion must be from 1 to {NEWEST_VERSION}.",
    ),
    "key": Text(zh="此组件必须有 key。", en="This component needs a key."),
    "list path": Text(zh="动态列表必须有 path。", en="A dynamic list needs a path."),
    "inside": Text(zh="只有分组和列表可以包含组件。", en="Only groups and lists hold components."),
    "deep": Text(zh=f"嵌套不得超过 {MAX_DEPTH} 层。", en=f"At most {MAX_DEPTH} levels."),
    "many": Text(
        zh=f"组件不得超过 {MAX_COMPONENTS} 个。", en=f"At most {MAX_COMPONENTS} components."
    ),
    # These two are what marshmallow itself says.
    "Invalid input type.": Text(zh="应为对象。", en="This must be an object."),
    "Field may not be null.": Text(zh="不得为 null。", en="This must not be null."),
}


class _Flag(fields.Field[bool]):
    """JSON's true or false, and no text that means them."""

    def _deserialize(self, value: Any, *_args: Any, **_more: Any) -> bool:
        if not isinstance(value, bool):
            raise ValidationError("flag")
        return value


class _FlagOrFeel(fields.Field[Any]):
    """True, false, or a FEEL expression that begins with `=`."""

    def _deserialize(self, value: Any, *_args: Any, **_more: Any) -> Any:
        if not isinstance(value, bool | str):
            raise ValidationError("flag")
        return value


def _text(**more: Any) -> fields.String:
    return fields.String(error_messages={"invalid": "text", "required": "missing"}, **more)


def _number() -> fields.Integer:
    return fields.Integer(
        strict=True,
        validate=validate.Range(min=0, error="number"),
        error_messages={"invalid": "number", "too_large": "number"},
    )


class _Part(Schema):
    """Anything in a form: what form-js adds of its own passes unread."""

    class Meta:
        """Keep unknown attributes."""

        unknown = INCLUDE


class ConditionalSchema(_Part):
    """When a component is hidden."""

    hide = _text(allow_none=True)


class ValidateSchema(_Part):
    """The rules for a value; limits may be numbers or FEEL and are read by the linter."""

    required = _Flag()
    pattern = _text()
    patternErrorMessage = _text()  # noqa: N815  # form-js's name
    validationType = _text()  # noqa: N815


class ComponentSchema(_Part):
    """One component, without those inside it."""

    type = fields.String(
        required=True,
        validate=validate.OneOf(KINDS, error="kind"),
        error_messages={"invalid": "kind", "required": "missing", "null": "missing"},
    )
    id = _text()
    key = _text()
    path = _text(allow_none=True)
    label = _text(allow_none=True)
    label_en = _text(allow_none=True)
    description = _text(allow_none=True)
    description_en = _text(allow_none=True)
    disabled = _Flag()
    readonly = _FlagOrFeel()
    conditional = fields.Nested(ConditionalSchema, allow_none=True)
    rules = fields.Nested(ValidateSchema, data_key="validate")
    values = fields.List(fields.Raw(), error_messages={"invalid": "list"})
    valuesKey = _text()  # noqa: N815
    valuesExpression = _text()  # noqa: N815
    expression = _text()
    subtype = fields.String(
        validate=validate.OneOf(("date", "time", "datetime"), error="kind"),
        error_messages={"invalid": "text"},
    )
    decimalDigits = _number()  # noqa: N815
    defaultRepetitions = _number()  # noqa: N815
    allowAddRemove = _Flag()  # noqa: N815
    isRepeating = _Flag()  # noqa: N815


class FormSchema(_Part):
    """The whole form, without its components."""

    type = fields.String(
        required=True,
        validate=validate.Equal("default", error="form"),
        error_messages={"invalid": "form", "required": "missing"},
    )
    schemaVersion = fields.Integer(  # noqa: N815
        strict=True,
        validate=validate.Range(min=1, max=NEWEST_VERSION, error="version"),
        error_messages={"invalid": "version"},
    )
    id = _text()
    title = _text()
    title_en = _text()
    components = fields.List(
        fields.Raw(), required=True, error_messages={"required": "missing", "invalid": "list"}
    )


def faults_of_component(raw: Any) -> dict[str, Any]:
    """Return marshmallow's messages about one component, and what depends on its kind."""
    if not isinstance(raw, Mapping):
        return {"": ["object"]}
    faults: dict[str, Any] = dict(ComponentSchema().validate(raw))
    kind = raw.get("type")
    if "type" in faults or not isinstance(kind, str):
        return faults
    if kind in KEYED and not raw.get("key"):
        faults.setdefault("key", ["key"])
    if kind == "dynamiclist" and not raw.get("path"):
        faults.setdefault("path", ["list path"])
    if kind not in CONTAINERS and "components" in raw:
        faults.setdefault("components", ["inside"])
    return faults
