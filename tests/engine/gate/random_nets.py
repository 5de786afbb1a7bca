"""Random control flow, sound as it is written, and what one mistake in the drawing makes of it."""
# ruff: noqa: S311 - the luck of the draw is no secret

import random
from dataclasses import dataclass, field

from tests.builders.bpmn import element, flow, process, user

GATEWAYS = ("exclusiveGateway", "parallelGateway", "inclusiveGateway")
SWITCHES = 12
"""Conditions read variables c0, c1, …, which every answer sets anew: any choice is possible."""


@dataclass
class Drawing:
    """Nodes with their types, and flows as pairs of nodes."""

    nodes: dict[str, str] = field(default_factory=lambda: {"s": "startEvent", "e": "endEvent"})
    flows: list[tuple[str, str]] = field(default_factory=list)

    def add(self, kind):
        name = f"{kind[0]}{len(self.nodes)}"
        self.nodes[name] = kind
        return name

    def xml(self):
        """Return the file: the last flow of a choice is its default, the others ask a switch."""
        parts, switch = [], 0
        last = {source: f"f{n}" for n, (source, _) in enumerate(self.flows)}
        for name, kind in self.nodes.items():
            if kind == "userTask":
                parts.append(user(name))
            elif kind in GATEWAYS:
                asks = kind != "parallelGateway" and name in last
                parts.append(element(kind, name, **({"default": last[name]} if asks else {})))
        for number, (source, target) in enumerate(self.flows):
            asks = self.nodes[source] in {GATEWAYS[0], GATEWAYS[2]} and last[source] != f"f{number}"
            parts.append(
                flow(source, target, f"c{switch % SWITCHES}" if asks else "", f"f{number}")
            )
            switch += asks
        return process(*parts)


def draw(seed):
    """Return a sound drawing."""
    luck = random.Random(seed)
    drawing = Drawing()
    first, last = _block(drawing, luck, 3)
    drawing.flows += [("s", first), (last, "e")]
    return drawing


def _block(drawing, luck, depth):
    kind = luck.choice(["task", "row", "split", "split", "loop"]) if depth else "task"
    if kind == "task":
        name = drawing.add("userTask")
        return name, name
    if kind == "row":
        first, middle = _block(drawing, luck, depth - 1)
        onward, last = _block(drawing, luck, depth - 1)
        drawing.flows.append((middle, onward))
        return first, last
    gateway = "exclusiveGateway" if kind == "loop" else luck.choice(GATEWAYS)
    begin, end = drawing.add(gateway), drawing.add(gateway)
    for _ in range(1 if kind == "loop" else luck.randint(2, 3)):
        first, last = _block(drawing, luck, depth - 1)
        drawing.flows += [(begin, first), (last, end)]
    if kind == "loop":
        drawing.flows.append((end, begin))
    return begin, end


def spoil(drawing, seed):
    """Make one mistake: a gateway of another type, or a flow that leads somewhere else."""
    luck = random.Random(seed)
    gateways = [n for n, kind in drawing.nodes.items() if kind in GATEWAYS]
    if gateways and luck.random() < 0.5:
        name = luck.choice(gateways)
        drawing.nodes[name] = luck.choice([k for k in GATEWAYS if k != drawing.nodes[name]])
    else:
        number = luck.randrange(len(drawing.flows))
        source, _ = drawing.flows[number]
        drawing.flows[number] = (source, luck.choice([n for n in drawing.nodes if n != "s"]))
    return drawing
