"""The diagrams on which the engine is measured, each in our FEEL and in stock's Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from xml.sax.saxutils import escape

HEAD = (
    '<bpmn:definitions id="d" targetNamespace="http://zhiping.example/bench" '
    'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core">'
)


@dataclass(frozen=True)
class Script:
    """A script task that sets a variable; the expression means the same in both languages."""

    id: str
    variable: str
    expression: str

    def __str__(self) -> str:
        """Write it in FEEL."""
        own = f'<spiffworkflow:property name="resultVariable" value="{self.variable}"/>'
        return (
            f'<bpmn:scriptTask id="{self.id}" scriptFormat="feel"><bpmn:extensionElements>'
            f"<spiffworkflow:properties>{own}</spiffworkflow:properties></bpmn:extensionElements>"
            f"<bpmn:script>{escape(self.expression)}</bpmn:script></bpmn:scriptTask>"
        )

    def in_python(self) -> str:
        """Write it in Python."""
        text = escape(f"{self.variable} = {self.expression}")
        return (
            f'<bpmn:scriptTask id="{self.id}"><bpmn:script>{text}</bpmn:script></bpmn:scriptTask>'
        )


@dataclass(frozen=True)
class Drawing:
    """A process from `s` to `e`: its elements, and chains of ids between which flows are."""

    elements: tuple[Script | str, ...]
    chains: tuple[str, ...]
    conditional: tuple[str, ...] = ()

    def ours(self) -> bytes:
        """Return the diagram for our engine."""
        return self._file(str(element) for element in self.elements)

    def stock(self) -> bytes:
        """Return the diagram for stock SpiffWorkflow."""
        return self._file(e.in_python() if isinstance(e, Script) else e for e in self.elements)

    def _file(self, elements: Iterable[str]) -> bytes:
        ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>'
        flows = "".join(_flows(chain) for chain in self.chains) + "".join(self.conditional)
        return (
            f'{HEAD}<bpmn:process id="P" isExecutable="true">{ends}{"".join(elements)}{flows}'
            "</bpmn:process></bpmn:definitions>"
        ).encode()


def _flows(chain: str) -> str:
    ids = chain.split()
    return "".join(_flow(*ends) for ends in pairwise(ids))


def _flow(source: str, target: str, condition: str = "") -> str:
    inner = (
        condition and f"<bpmn:conditionExpression>{escape(condition)}</bpmn:conditionExpression>"
    )
    return (
        f'<bpmn:sequenceFlow id="{source}-{target}" sourceRef="{source}" targetRef="{target}">'
        f"{inner}</bpmn:sequenceFlow>"
    )


def user_task(identifier: str, inner: str = "") -> str:
    """Return a user task."""
    return f'<bpmn:userTask id="{identifier}">{inner}</bpmn:userTask>'


def row_of_user_tasks(count: int) -> Drawing:
    """Return `count` user tasks in a row: u0, u1 and so on."""
    names = [f"u{n}" for n in range(count)]
    return Drawing(tuple(map(user_task, names)), (f"s {' '.join(names)} e",))


def row_of_scripts(count: int) -> Drawing:
    """Return `count` script tasks in a row, and a user task `u` behind them."""
    scripts = tuple(Script(f"x{n}", "x", "1") for n in range(count))
    chain = " ".join(("s", *(script.id for script in scripts), "u e"))
    return Drawing((*scripts, user_task("u")), (chain,))


def loop(turns: int) -> Drawing:
    """Return a loop of four steps a turn, and a user task `u` behind it."""
    gateways = '<bpmn:exclusiveGateway id="j"/><bpmn:exclusiveGateway id="x" default="x-u"/>'
    scripts = (Script("i", "n", "0"), Script("a", "n", "n + 1"), Script("b", "m", "n"))
    again = _flow("x", "j", f"n < {turns}")
    return Drawing((*scripts, gateways, user_task("u")), ("s i j a b x u e",), (again,))


def parallel_blocks(count: int) -> Drawing:
    """Return a user task `u` and, behind it, parallel blocks of two scripts each in a row."""
    elements: list[Script | str] = [user_task("u")]
    chains: list[str] = []
    for n in range(count):
        elements += [f'<bpmn:parallelGateway id="{kind}{n}"/>' for kind in "pj"]
        elements += [Script(f"a{n}", "a", "1"), Script(f"b{n}", "b", "2")]
        chains += [f"p{n} a{n} j{n} {f'p{n + 1}' if n + 1 < count else 'e'}", f"p{n} b{n} j{n}"]
    return Drawing(tuple(elements), ("s u p0", *chains))


def many_user_tasks(count: int) -> Drawing:
    """Return a parallel multi-instance user task `v` with that many items."""
    inner = (
        "<bpmn:multiInstanceLoopCharacteristics>"
        f"<bpmn:loopCardinality>{count}</bpmn:loopCardinality>"
        "</bpmn:multiInstanceLoopCharacteristics>"
    )
    return Drawing((user_task("v", inner),), ("s v e",))
