"""How long it takes to complete a user task at the service layer: load, advance, save, commit."""

from collections.abc import Iterator

from tests.bench.measuring import Row, milliseconds, watched
from tests.builders.diagrams import form, properties, textfield, user_task
from webapp.access.actor import SYSTEM, Actor
from webapp.engine.commands import StartProcess
from webapp.kernel.identifiers import new_identifier
from webapp.kernel.pagination import PageRequest
from webapp.services import process_instances, user_tasks
from webapp.services.parts import Parts

COUNTY = "220582"
_ROUNDS = 6
_INSTANCES = 40
_WARM_UP = 5

MOST_STATEMENTS = 12
BOUNDS = {"sqlite": 6.0, "postgresql": 10.0}


_SCRIPT = (
    f"{properties(resultVariable='passed')}<bpmn:script>opinion = &quot;同意&quot;</bpmn:script>"
)
_CONDITION = "<bpmn:conditionExpression>=passed</bpmn:conditionExpression></bpmn:sequenceFlow>"


def diagram() -> bytes:
    """Return a diagram of 20 elements: six times a task, a script and a gateway."""
    elements = ['<bpmn:startEvent id="start"/>']
    flows = ['<bpmn:sequenceFlow id="f0" sourceRef="start" targetRef="u1"/>']
    for n in range(1, _ROUNDS + 1):
        following = f"u{n + 1}" if n < _ROUNDS else "end"
        elements += [
            user_task(f"u{n}", role="county_reviewer", formKey="bench/task"),
            f'<bpmn:scriptTask id="s{n}" scriptFormat="feel">{_SCRIPT}</bpmn:scriptTask>',
            f'<bpmn:exclusiveGateway id="g{n}" default="d{n}"/>',
        ]
        flows += [
            f'<bpmn:sequenceFlow id="a{n}" sourceRef="u{n}" targetRef="s{n}"/>',
            f'<bpmn:sequenceFlow id="b{n}" sourceRef="s{n}" targetRef="g{n}"/>',
            f'<bpmn:sequenceFlow id="c{n}" sourceRef="g{n}" targetRef="{following}">{_CONDITION}',
            f'<bpmn:sequenceFlow id="d{n}" sourceRef="g{n}" targetRef="end"/>',
        ]
    elements.append('<bpmn:endEvent id="end"/>')
    return (
        '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
        'xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" '
        'id="definitions" targetNamespace="http://zhiping.example/bench">'
        '<bpmn:process id="bench" name="bench" isExecutable="true">'
        + "".join(elements + flows)
        + "</bpmn:process></bpmn:definitions>"
    ).encode()


def files() -> dict[str, bytes]:
    """Return the diagram with the form of its tasks."""
    task = form(textfield("opinion", required=True), textfield("remark"))
    return {"bpmn/bench.bpmn": diagram(), "forms/bench/task.json": task}


def start(parts: Parts) -> None:
    """Start an instance."""
    with parts.database.writing() as session:
        process_instances.start_instance(
            parts, session, SYSTEM, ("bench", COUNTY), StartProcess(), new_identifier()
        )


def completing(
    parts: Parts, actor: Actor, database: str, instances: int = _INSTANCES
) -> Iterator[Row]:
    """Measure on a database that holds `files`; the actor is a county reviewer."""
    for _ in range(instances):
        start(parts)
    times: list[float] = []
    statements: list[float] = []
    commits: list[float] = []
    data = {"opinion": "同意", "remark": "材料齐全，符合条件。"}
    for _ in range(_ROUNDS - 1):
        page = user_tasks.list_user_tasks(parts, actor, "group", "", PageRequest(1, 100))
        for task in page.rows:
            with watched(parts.database.engine) as traffic:
                times.append(
                    milliseconds(
                        lambda task=task: user_tasks.complete_user_task(parts, actor, task.id, data)
                    )
                )
            statements.append(len(traffic.statements))
            commits.append(traffic.commits)
    name = f"completing a user task on {database}"
    yield Row.of(name, "ms", times[_WARM_UP:], BOUNDS[database])
    yield Row.of(f"{name}: SQL", "statements", statements[_WARM_UP:], MOST_STATEMENTS)
    yield Row.of(f"{name}: transactions", "commits", commits[_WARM_UP:], 1)
