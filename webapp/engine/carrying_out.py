"""What each command does to an instance, before its tokens run."""

from collections.abc import Callable
from typing import Any

from SpiffWorkflow.util.task import TaskState

from webapp.engine.advance import Advance
from webapp.engine.commands import (
    ActivateElement,
    CancelInstance,
    Command,
    CompleteJob,
    CompleteUserTask,
    DeliverMessage,
    DeliverSignal,
    FireTimer,
    RetryElement,
    SetVariables,
    StartProcess,
    ThrowBpmnError,
)
from webapp.engine.definitions import Definition
from webapp.engine.elements.ad_hoc import AdHocSubProcess
from webapp.engine.elements.catching import Catcher
from webapp.engine.elements.element import Element
from webapp.engine.elements.propagation import Thrown, throw
from webapp.engine.elements.tasks import ServiceTask, UserTask
from webapp.engine.errors import ElementNotOpen, NoSuchStart, Trouble
from webapp.engine.outcome import IncidentKind
from webapp.engine.scopes import Instance
from webapp.engine.tokens import Token
from webapp.engine.variables import BASE, change, plain, seen_by, write_to_scope


def start(definition: Definition, advance: Advance, command: StartProcess) -> None:
    """Make an instance and put its first tokens; raise NoSuchStart."""
    kind, name = _asked(command)
    spec = definition.spec
    starts = spec.none_starts() if kind == "none" else spec.starts_by(kind, name)
    if not starts:
        raise NoSuchStart(start=name or kind)
    instance = Instance(spec, definition.specs, advance)
    given = plain(command.variables)
    advance.started({} if kind == "none" else {kind: name})
    if kind in {"none", "timer"}:
        instance.data.update(given)
        instance.begin(starts, None if kind == "none" else {})
    else:  # where the instance belongs is never hidden in the event's `resultVariable`
        instance.data.update({n: value for n, value in given.items() if n in BASE})
        instance.begin(starts, {n: value for n, value in given.items() if n not in BASE})
    for element in starts:
        _await_the_others(instance, element)


def _asked(command: StartProcess) -> tuple[str, str]:
    if command.message is not None:
        return "message", command.message
    if command.signal is not None:
        return "signal", command.signal
    return ("none", "") if command.element is None else ("timer", command.element)


def _await_the_others(instance: Instance, element: Element) -> None:
    """Wait for the other events behind a parallel event-based gateway that starts the process."""
    for flow in element.node.incoming:
        gateway = instance.spec.task_specs[flow.source]
        if gateway.node.instantiating and gateway.node.gateway_type == "Parallel":
            for other in gateway.flows:
                if other.target != element.name:
                    instance.place(instance.spec.task_specs[other.target])


def carry_out(instance: Instance, command: Command) -> None:
    """Do what a command says; raise ElementNotOpen, OneAtATime or UnusableVariables."""
    _COMMANDS[type(command)](instance, command)


def seen_at(instance: Instance, open_id: str) -> dict[str, Any]:
    """Return what an open element instance sees."""
    return dict(seen_by(_find(instance, open_id)))


def _find(instance: Instance, open_id: str) -> Token:
    token = instance.find(open_id)
    if token is None:
        raise ElementNotOpen(id=open_id)
    return token


def _working(instance: Instance, open_id: str, kind: type[Element]) -> Token:
    """Return the token of work that is open (and not at an incident)."""
    token = _find(instance, open_id)
    if token.state != TaskState.STARTED or not isinstance(token.element, kind):
        raise ElementNotOpen(id=open_id)
    return token


def _complete_user_task(instance: Instance, command: CompleteUserTask) -> None:
    token = _working(instance, command.id, UserTask)
    token.element.completed(token, plain(command.variables))


def _complete_job(instance: Instance, command: CompleteJob) -> None:
    token = _working(instance, command.id, ServiceTask)
    token.element.completed(token, plain(command.variables))


def _throw_error(instance: Instance, command: ThrowBpmnError) -> None:
    token = _find(instance, command.id)
    if token.state != TaskState.STARTED or not isinstance(token.element, ServiceTask | UserTask):
        raise ElementNotOpen(id=command.id)
    variables = plain(command.variables)
    if throw(token, Thrown("error", command.error_code, command.message, variables)):
        return
    words = f": {command.message}" if command.message else "."
    trouble = Trouble(
        IncidentKind.UNHANDLED_ERROR_EVENT,
        f"Nobody catches the error “{command.error_code}”{words}",
    )
    token.advance.fail(token, trouble)


def _awaiting(instance: Instance, open_id: str, kind: str) -> Token:
    """Return the token that waits for an event of this kind."""
    token = _working(instance, open_id, Catcher)
    element = token.element
    if not element.events or element.event_of(token).kind != kind:
        raise ElementNotOpen(id=open_id)
    return token


def _fire_timer(instance: Instance, command: FireTimer) -> None:
    token = _awaiting(instance, command.id, "timer")
    token.element.timer_fired(token)


def _deliver_message(instance: Instance, command: DeliverMessage) -> None:
    token = _awaiting(instance, command.id, "message")
    token.element.message_received(token, plain(command.variables))


def _deliver_signal(instance: Instance, command: DeliverSignal) -> None:
    token = _awaiting(instance, command.id, "signal")
    token.element.signal_received(token, plain(command.variables))


def _activate(instance: Instance, command: ActivateElement) -> None:
    token = _working(instance, command.id, AdHocSubProcess)
    token.element.activate(token, command.element_id)


def _set_variables(instance: Instance, command: SetVariables) -> None:
    values = plain(command.variables)
    if command.id is None:
        write_to_scope(instance, values)
    else:
        change(_find(instance, command.id), values)


def _retry(instance: Instance, command: RetryElement) -> None:
    token = _find(instance, command.id)
    job_is_open = token.state == TaskState.STARTED and isinstance(token.element, ServiceTask)
    if token.state != TaskState.ERROR and not job_is_open:
        raise ElementNotOpen(id=command.id)
    instance.advance.resume(token)
    token.wake()


def _cancel(instance: Instance, _command: CancelInstance) -> None:
    instance.advance.cancel()


_COMMANDS: dict[type, Callable[[Instance, Any], None]] = {
    CompleteUserTask: _complete_user_task,
    CompleteJob: _complete_job,
    ThrowBpmnError: _throw_error,
    FireTimer: _fire_timer,
    DeliverMessage: _deliver_message,
    DeliverSignal: _deliver_signal,
    ActivateElement: _activate,
    SetVariables: _set_variables,
    RetryElement: _retry,
    CancelInstance: _cancel,
}
