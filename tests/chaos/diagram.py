"""The processes that are let loose.

`chaos` has branches, a timer, a message, a person and four operations; the signal at its end starts
an instance of `echo`, which has one operation.
"""

from tests.builders.diagrams import form

STEPS = ("first", "second", "third", "last")
"""The service tasks; each calls the outside system once."""

WAITS = ("pause", "hear", "check")
"""The timer, the receive task and the user task."""

ELEMENTS = {
    "chaos": ("start", "fork", *STEPS, "tell", *WAITS, "join", "end"),
    "echo": ("heard", "answer", "quiet"),
}
"""Every element of each process; an instance passes each exactly once."""

ADVANCES = {"chaos": 1 + len(STEPS) + len(WAITS), "echo": 2}
"""How often the row of an instance is written: at its start, and once for each wait that ends."""

EFFECTS = len(STEPS) + 1
"""How many calls of the outside system belong to one instance of `chaos` and its echo."""

_HEAD = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" '
    'id="definitions" targetNamespace="http://zhiping.example/chaos">'
    '<bpmn:message id="message_news" name="chaos_news"/>'
    '<bpmn:signal id="signal_done" name="chaos_done"/>'
)
_SIGNAL = '<bpmn:signalEventDefinition signalRef="signal_done"/>'


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
        + '<bpmn:process id="chaos" name="chaos" isExecutable="true">'
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
        + f'</bpmn:userTask><bpmn:endEvent id="end" name="end">{_SIGNAL}</bpmn:endEvent>'
        + _flows(
            "start fork first tell second join check last end",
            "fork pause third join",
            "fork hear join",
        )
        + "</bpmn:process></bpmn:definitions>"
    ).encode()


def echo() -> bytes:
    """Return the diagram that is started by the signal."""
    return (
        _HEAD
        + '<bpmn:process id="echo" name="echo" isExecutable="true">'
        + f'<bpmn:startEvent id="heard" name="heard">{_SIGNAL}</bpmn:startEvent>'
        + _step("answer")
        + '<bpmn:endEvent id="quiet" name="quiet"/>'
        + _flows("heard answer quiet")
        + "</bpmn:process></bpmn:definitions>"
    ).encode()


def files() -> dict[str, bytes]:
    """Return everything that is published."""
    return {
        "bpmn/chaos.bpmn": diagram(),
        "bpmn/echo.bpmn": echo(),
        "forms/chaos/check.json": form(),
    }
