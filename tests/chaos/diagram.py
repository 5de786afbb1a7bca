"""The process that is let loose: branches, a timer, a message, a person, four operations."""

from tests.builders.diagrams import form

STEPS = ("first", "second", "third", "last")
"""The service tasks; each calls the outside system once."""

WAITS = ("pause", "hear", "check")
"""The timer, the receive task and the user task."""

ELEMENTS = ("start", "fork", *STEPS, "tell", *WAITS, "join", "end")
"""Every element; an instance passes each exactly once."""

ADVANCES = 1 + len(STEPS) + len(WAITS)
"""How often the row of an instance is written: at its start, and once for each wait that ends."""

_HEAD = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" '
    'id="definitions" targetNamespace="http://zhiping.example/chaos">'
    '<bpmn:message id="message_news" name="chaos_news"/>'
    '<bpmn:process id="chaos" name="chaos" isExecutable="true">'
)


def _own(**values: str) -> str:
    inner = "".join(
        f'<spiffworkflow:property name="{name}" value="{value}"/>' for name, value in values.items()
    )
    return (
        f"<bpmn:extensionElements><spiffworkflow:properties>{inner}</spiffworkflow:properties>"
        "</bpmn:extensionElements>"
    )


def _step(name: str) -> str:
    return (
        f'<bpmn:serviceTask id="{name}" name="{name}"><bpmn:extensionElements>'
        '<spiffworkflow:serviceTaskOperator id="chaos.step"><spiffworkflow:parameters>'
        f'<spiffworkflow:parameter id="step" type="any" value="{name}"/>'
        "</spiffworkflow:parameters></spiffworkflow:serviceTaskOperator>"
        "</bpmn:extensionElements></bpmn:serviceTask>"
    )


def _flows(*chains: str) -> str:
    pairs = [pair for line in chains for pair in zip(line.split(), line.split()[1:], strict=False)]
    return "".join(
        f'<bpmn:sequenceFlow id="{a}_{b}" sourceRef="{a}" targetRef="{b}"/>' for a, b in pairs
    )


def diagram() -> bytes:
    """Return the diagram."""
    return (
        _HEAD
        + _own(startRoles="county_reviewer")
        + '<bpmn:startEvent id="start" name="start"/><bpmn:parallelGateway id="fork"/>'
        + "".join(map(_step, STEPS))
        + '<bpmn:sendTask id="tell" name="tell" messageRef="message_news">'
        + _own(correlationKey="=businessKey")
        + '</bpmn:sendTask><bpmn:receiveTask id="hear" name="hear" messageRef="message_news">'
        + _own(correlationKey="=businessKey")
        + '</bpmn:receiveTask><bpmn:intermediateCatchEvent id="pause" name="pause">'
        + "<bpmn:timerEventDefinition><bpmn:timeDuration>PT0.3S</bpmn:timeDuration>"
        + "</bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>"
        + '<bpmn:parallelGateway id="join"/><bpmn:userTask id="check" name="check">'
        + _own(candidateRole="county_reviewer")
        + '</bpmn:userTask><bpmn:endEvent id="end" name="end"/>'
        + _flows(
            "start fork first tell second join check last end",
            "fork pause third join",
            "fork hear join",
        )
        + "</bpmn:process></bpmn:definitions>"
    ).encode()


def files() -> dict[str, bytes]:
    """Return everything that is published."""
    return {"bpmn/chaos.bpmn": diagram(), "forms/chaos/check.json": form()}
