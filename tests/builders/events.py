"""Events and ad-hoc sub-processes in one line, for the diagrams of `tests.builders.diagrams`."""

from tests.builders.diagrams import properties


def _signal(name: str) -> str:
    return f'<bpmn:signalEventDefinition signalRef="signal_{name}"/>'


def by_signal(name: str) -> str:
    """Return what makes a start event one of a signal declared with `signals=`."""
    return _signal(name)


def by_message(name: str) -> str:
    """Return what makes a start event one of a message declared with `messages=`."""
    return f'<bpmn:messageEventDefinition messageRef="message_{name}"/>'


def by_timer(kind: str, text: str, **values: str) -> str:
    """Return what makes a start event one of a timer; `kind` is Date, Duration or Cycle."""
    return (
        f"{properties(**values)}<bpmn:timerEventDefinition><bpmn:time{kind}>{text}"
        f"</bpmn:time{kind}></bpmn:timerEventDefinition>"
    )


def catch_signal(event_id: str, name: str) -> str:
    """Return an intermediate event that waits for a signal."""
    return (
        f'<bpmn:intermediateCatchEvent id="{event_id}" name="{event_id}">{_signal(name)}'
        "</bpmn:intermediateCatchEvent>"
    )


def throw_signal(event_id: str, name: str, payload: str = "={}") -> str:
    """Return an intermediate event that throws a signal."""
    own = properties(payload=payload)
    return (
        f'<bpmn:intermediateThrowEvent id="{event_id}" name="{event_id}">{own}{_signal(name)}'
        "</bpmn:intermediateThrowEvent>"
    )


def wait_until(event_id: str, condition: str) -> str:
    """Return an intermediate event that waits for a condition."""
    return (
        f'<bpmn:intermediateCatchEvent id="{event_id}" name="{event_id}">'
        f"<bpmn:conditionalEventDefinition><bpmn:condition>{condition}</bpmn:condition>"
        "</bpmn:conditionalEventDefinition></bpmn:intermediateCatchEvent>"
    )


def ad_hoc(element_id: str, *elements: str, until: str = "", ordering: str = "Parallel") -> str:
    """Return an ad-hoc sub-process with these elements to choose from."""
    ends = f"<bpmn:completionCondition>{until}</bpmn:completionCondition>" if until else ""
    return (
        f'<bpmn:adHocSubProcess id="{element_id}" name="{element_id}" ordering="{ordering}">'
        f"{''.join(elements)}{ends}</bpmn:adHocSubProcess>"
    )
