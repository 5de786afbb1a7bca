"""Small diagrams and forms in one line, for tests of what lies above the engine."""

import json
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import quoteattr

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" '
    'id="definitions" targetNamespace="http://zhiping.example/test">'
)


def properties(**values: str) -> str:
    """Return the extension elements with our own properties."""
    if not values:
        return ""
    inner = "".join(
        f'<spiffworkflow:property name="{name}" value={quoteattr(value)}/>'
        for name, value in values.items()
    )
    return (
        "<bpmn:extensionElements><spiffworkflow:properties>"
        f"{inner}</spiffworkflow:properties></bpmn:extensionElements>"
    )


def user_task(task_id: str, role: str = "unit_hr", name: str = "", **values: str) -> str:
    """Return a user task for a role."""
    own = properties(candidateRole=role, **values)
    return f'<bpmn:userTask id="{task_id}" name="{name or task_id}">{own}</bpmn:userTask>'


def service_task(task_id: str, operation: str, **parameters: str) -> str:
    """Return a service task with its parameters."""
    inner = "".join(
        f'<spiffworkflow:parameter id="{name}" type="any" value={quoteattr(value)}/>'
        for name, value in parameters.items()
    )
    return (
        f'<bpmn:serviceTask id="{task_id}" name="{task_id}"><bpmn:extensionElements>'
        f'<spiffworkflow:serviceTaskOperator id="{operation}"><spiffworkflow:parameters>{inner}'
        "</spiffworkflow:parameters></spiffworkflow:serviceTaskOperator>"
        "</bpmn:extensionElements></bpmn:serviceTask>"
    )


def call(task_id: str, process_id: str) -> str:
    """Return a call activity."""
    return f'<bpmn:callActivity id="{task_id}" name="{task_id}" calledElement="{process_id}"/>'


def timer(event_id: str, duration: str, **values: str) -> str:
    """Return an intermediate timer event."""
    return (
        f'<bpmn:intermediateCatchEvent id="{event_id}" name="{event_id}">{properties(**values)}'
        f"<bpmn:timerEventDefinition><bpmn:timeDuration>{duration}</bpmn:timeDuration>"
        "</bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>"
    )


def receive(task_id: str, message: str, key: str) -> str:
    """Return a receive task for a message declared with `messages=`."""
    own = properties(correlationKey=key)
    return (
        f'<bpmn:receiveTask id="{task_id}" name="{task_id}" messageRef="message_{message}">'
        f"{own}</bpmn:receiveTask>"
    )


def chain(
    process_id: str,
    *elements: str,
    messages: tuple[str, ...] = (),
    signals: tuple[str, ...] = (),
    begin: str = "",
    **values: str,
) -> bytes:
    """Return a diagram that runs from a start through these elements to an end.

    `begin` is what makes the start event more than a none event.
    """
    declared = "".join(f'<bpmn:message id="message_{name}" name="{name}"/>' for name in messages)
    declared += "".join(f'<bpmn:signal id="signal_{name}" name="{name}"/>' for name in signals)
    process = one_process(process_id, *elements, begin=begin, **values)
    return f"{_HEAD}{declared}{process}</bpmn:definitions>".encode()


def drawn(diagram: bytes, process_id: str, *ids: str) -> bytes:
    """Return the diagram with shapes for these elements, side by side, so that it can be shown."""
    shapes = "".join(
        f'<bpmndi:BPMNShape id="{each}_di" bpmnElement="{each}">'
        f'<dc:Bounds x="{40 + 160 * number}" y="40" width="100" height="80"/></bpmndi:BPMNShape>'
        for number, each in enumerate(ids)
    )
    drawing = (
        '<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" '
        'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="drawing">'
        f'<bpmndi:BPMNPlane id="plane" bpmnElement="{process_id}">{shapes}</bpmndi:BPMNPlane>'
        "</bpmndi:BPMNDiagram></bpmn:definitions>"
    )
    return diagram.replace(b"</bpmn:definitions>", drawing.encode())


def pools(*processes: str) -> bytes:
    """Return a diagram of several pools with a process in each."""
    drawn = "".join(
        f'<bpmn:participant id="pool_{key}" name="{key}" processRef="{key}"/>'
        for key in (process.split('id="', 1)[1].split('"', 1)[0] for process in processes)
    )
    return (
        f'{_HEAD}<bpmn:collaboration id="all">{drawn}</bpmn:collaboration>'
        f"{''.join(processes)}</bpmn:definitions>"
    ).encode()


def one_process(
    process_id: str, *elements: str, begin: str = "", suffix: str = "", **values: str
) -> str:
    """Return an executable process that runs from a start through these elements to an end.

    In a file of several processes the suffix keeps their starts and ends apart.
    """
    inner = (element.split('id="', 1)[1].split('"', 1)[0] for element in elements)
    ids = [f"start{suffix}", *inner, f"end{suffix}"]
    flows = "".join(
        f'<bpmn:sequenceFlow id="flow_{a}_{b}" sourceRef="{a}" targetRef="{b}"/>'
        for a, b in pairwise(ids)
    )
    return (
        f'<bpmn:process id="{process_id}" name="{process_id}" isExecutable="true">'
        f'{properties(**values)}<bpmn:startEvent id="start{suffix}" name="start">'
        f"{begin}</bpmn:startEvent>{''.join(elements)}"
        f'<bpmn:endEvent id="end{suffix}" name="end"/>{flows}</bpmn:process>'
    )


def form(*components: dict[str, Any], title: str = "表单") -> bytes:
    """Return a form definition."""
    return json.dumps(
        {
            "type": "default",
            "schemaVersion": 19,
            "title": title,
            "title_en": "Form",
            "components": [
                {"id": f"field_{component['key']}", **component} for component in components
            ],
        },
        ensure_ascii=False,
    ).encode()


def textfield(key: str, **validate: Any) -> dict[str, Any]:
    """Return a text field."""
    return {
        "type": "textfield",
        "key": key,
        "label": key,
        "label_en": key,
        "validate": validate,
    }
