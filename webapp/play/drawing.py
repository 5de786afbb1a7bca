"""Draws small diagrams: the parts of which random processes are made, as XML."""

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

HEAD = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" '
    'id="random" targetNamespace="random">\n'
)


def tag(kind: str, /, *inner: str, **attributes: str) -> str:
    """Return an element of BPMN; `id_` and the like stand for attributes with Python's names."""
    words = "".join(f" {key.rstrip('_')}={quoteattr(value)}" for key, value in attributes.items())
    return f"<bpmn:{kind}{words}>{''.join(inner)}</bpmn:{kind}>"


def text(name: str, body: str) -> str:
    """Return an element of BPMN that holds text; nothing without a body."""
    return tag(name, escape(body)) if body else ""


def extended(*parts: str) -> str:
    """Return extension elements, nothing without any."""
    inner = "".join(parts)
    return tag("extensionElements", inner) if inner else ""


def properties(**values: str) -> str:
    """Return the properties of an element, nothing without any."""
    lines = "".join(
        f"<spiffworkflow:property name={quoteattr(name)} value={quoteattr(value)}/>"
        for name, value in values.items()
    )
    return f"<spiffworkflow:properties>{lines}</spiffworkflow:properties>" if lines else ""


def mapping(inputs: Mapping[str, str], outputs: Mapping[str, str]) -> str:
    """Return an input and output mapping: target to source."""
    lines = "".join(
        f"<spiffworkflow:{kind} source={quoteattr(source)} target={quoteattr(target)}/>"
        for kind, lot in (("input", inputs), ("output", outputs))
        for target, source in lot.items()
    )
    return f"<spiffworkflow:ioMapping>{lines}</spiffworkflow:ioMapping>"


def operator(operation: str, **parameters: str) -> str:
    """Return the operation of a service task."""
    lines = "".join(
        f'<spiffworkflow:parameter id={quoteattr(name)} type="any" value={quoteattr(value)}/>'
        for name, value in parameters.items()
    )
    return (
        f"<spiffworkflow:serviceTaskOperator id={quoteattr(operation)}>"
        f"<spiffworkflow:parameters>{lines}</spiffworkflow:parameters>"
        "</spiffworkflow:serviceTaskOperator>"
    )


def event(kind: str, reference: str = "", inner: str = "") -> str:
    """Return an event definition."""
    words = {f"{kind}Ref": reference} if reference else {}
    return tag(f"{kind}EventDefinition", inner, **words)


def timer(kind: str, body: str) -> str:
    """Return a timer: `Duration`, `Cycle` or `Date`."""
    return event("timer", inner=text(f"time{kind}", body))


def link(name: str) -> str:
    """Return one end of a link."""
    return tag("linkEventDefinition", name=name)


def many(*, sequential: bool, until: str = "", **own: str) -> str:
    """Return the marks of a multi-instance activity."""
    return tag(
        "multiInstanceLoopCharacteristics",
        extended(properties(**own)),
        text("completionCondition", until),
        isSequential=str(sequential).lower(),
    )


def looped(condition: str, maximum: int) -> str:
    """Return the marks of a standard loop."""
    return tag(
        "standardLoopCharacteristics",
        text("loopCondition", condition),
        loopMaximum=str(maximum),
    )


def flow(id_: str, source: str, target: str, condition: str = "") -> str:
    """Return a sequence flow."""
    inner = text("conditionExpression", condition)
    return tag("sequenceFlow", inner, id=id_, sourceRef=source, targetRef=target)


def diagram(process_id: str, parts: list[str], declared: str) -> bytes:
    """Return a file with one executable process."""
    inner = "\n".join(["", *parts, ""])
    process = tag("process", inner, id=process_id, name=process_id, isExecutable="true")
    return f"{HEAD}{declared}\n{process}\n</bpmn:definitions>\n".encode()
