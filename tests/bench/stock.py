"""SpiffWorkflow as it comes: parsed, run and serialised to JSON by its own means."""

import sys
from typing import Any

from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.spiff.parser import SpiffBpmnParser
from SpiffWorkflow.spiff.serializer.config import SPIFF_CONFIG
from SpiffWorkflow.util.task import TaskState

from tests.bench.diagrams import Drawing

PYTHON = PythonScriptEngine().environment
"""What evaluates stock's expressions."""

SERIALIZER = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure(SPIFF_CONFIG))


def parse(drawing: Drawing) -> tuple[Any, Any]:
    """Return the specification of the process and those of its sub-processes.

    The parser goes a level deeper for every element in a row and would not reach the 800th.
    """
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    try:
        parser = SpiffBpmnParser()
        parser.add_bpmn_str(drawing.stock())
        return parser.get_spec("P"), parser.get_subprocess_specs("P")
    finally:
        sys.setrecursionlimit(usual)


def start(specs: tuple[Any, Any], data: dict[str, Any] | None = None) -> BpmnWorkflow:
    """Start an instance and run what is automatic."""
    workflow = BpmnWorkflow(*specs)
    workflow.task_tree.data.update(data or {})
    workflow.do_engine_steps()
    return workflow


def ready(workflow: BpmnWorkflow) -> list[Any]:
    """Return the open user tasks."""
    return workflow.get_tasks(state=TaskState.READY, manual=True)


def complete(workflow: BpmnWorkflow, data: dict[str, Any]) -> None:
    """Complete the first open user task and run what follows."""
    task = workflow.get_next_task(state=TaskState.READY, manual=True)
    task.data.update(data)
    task.run()
    workflow.do_engine_steps()


def save(workflow: BpmnWorkflow) -> str:
    """Return the snapshot."""
    text: str = SERIALIZER.serialize_json(workflow)
    return text


def load(text: str) -> BpmnWorkflow:
    """Return the instance of a snapshot."""
    return SERIALIZER.deserialize_json(text)


def durable_step(text: str) -> str:
    """Load, complete a user task, save."""
    workflow = load(text)
    complete(workflow, {"opinion": "同意"})
    return save(workflow)
