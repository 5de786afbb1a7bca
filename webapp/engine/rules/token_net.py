"""A scope's control flow as a net of stations that tokens pass, made as small as it can be.

A station takes tokens from the arcs that lead to it and puts tokens on the arcs of one of its
turns. What can never get stuck (straight lines, well-nested blocks and loops, branches that only
run to their end) is merged, which changes nothing about where tokens wait for ever.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from webapp.engine.diagrams import Contents, Flow, Node
from webapp.engine.rules.ways import begins_here, link_target

ANY, ALL, INCLUSIVE, QUANTITY, COMPLEX = "any", "all", "inclusive", "quantity", "complex"
ONE_OF = {"exclusiveGateway", "eventBasedGateway"}
CLEARING = {"terminate", "error", "cancel"}
MOST_TURNS = 256
MOST_SUBSETS = 8
_AT_LEAST = re.compile(r"=?\s*activationCount\s*(>=|>|=)\s*(\d+)\s*\Z")


@dataclass(frozen=True, slots=True)
class Turn:
    """One way to leave a station: the arcs that get a token; `trail` names what was passed."""

    arcs: tuple[int, ...]
    clears: bool = False
    trail: tuple[str, ...] = ()


@dataclass(slots=True)
class Arc:
    """Where tokens lie: between two stations; `flow` is the last sequence flow of it."""

    source: str
    target: str
    flow: str


@dataclass(slots=True)
class Station:
    """An element, or several that were merged."""

    id: str
    waits: str = ANY
    needs: int = 1
    incoming: list[int] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)


class Net:
    """Stations and arcs; the station "" is the beginning, its turns are the ways to begin."""

    def __init__(self, contents: Contents) -> None:
        """Make the net of a scope."""
        self.contents = contents
        self.stations: dict[str, Station] = {"": Station("")}
        self.arcs: dict[int, Arc] = {}
        self.complete = True
        nodes = [n for n in contents.nodes.values() if _takes_part(contents, n)]
        for node in nodes:
            self.stations[node.id] = Station(node.id)
        for node in nodes:
            self._leave(node)
        self._begin(nodes)
        for node in nodes:
            self._wait(node)

    def arc(self, source: str, target: str, flow: str = "") -> int:
        """Add an arc and return its number."""
        number = len(self.arcs)
        self.arcs[number] = Arc(source, target, flow)
        self.stations[target].incoming.append(number)
        return number

    def _begin(self, nodes: list[Node]) -> None:
        starts = [n for n in nodes if n.type == "startEvent" or n.instantiating]
        has_starts = bool(starts)
        begins = [n.id for n in nodes if begins_here(n, has_starts=has_starts)]
        arcs = [self.arc("", name) for name in begins]
        self.stations[""].turns = [Turn((a,)) for a in arcs] if starts else [Turn(tuple(arcs))]

    def _wait(self, node: Node) -> None:
        station = self.stations[node.id]
        if node.start_quantity > 1:
            station.waits, station.needs = QUANTITY, node.start_quantity
        if len(station.incoming) < 2:  # noqa: PLR2004 - no join
            return
        if node.type == "parallelGateway":
            station.waits = ALL
        elif node.type == "inclusiveGateway":
            station.waits = INCLUSIVE
        elif node.type == "complexGateway":
            found = _AT_LEAST.match(node.activation_condition)
            station.waits = INCLUSIVE if found is None else COMPLEX
            if found is not None:
                station.needs = int(found[2]) + (found[1] == ">")

    def _leave(self, node: Node) -> None:
        arcs = {
            f.id: self.arc(node.id, f.target, f.id)
            for f in node.outgoing
            if f.target in self.stations
        }
        links = [self.arc(node.id, n.id) for n in link_target(self.contents, node)]
        clears = node.type == "endEvent" and any(node.has_event(kind) for kind in CLEARING)
        turns = []
        for chosen in self._choices(node):
            taken = [arcs[f.id] for f in chosen if f.id in arcs] * node.completion_quantity
            turns.append(Turn((*taken, *links), clears, (node.id,)))
        self.stations[node.id].turns = self._with_boundaries(node, turns)

    def _choices(self, node: Node) -> Iterator[list[Flow]]:
        """Return the sets of flows that can be taken together."""
        flows = [f for f in node.outgoing if f.target in self.stations]
        if node.type in ONE_OF and not (node.instantiating and node.gateway_type == "Parallel"):
            yield from ([f] for f in flows) if flows else ([],)
            return
        if node.type in {"parallelGateway", "eventBasedGateway"}:
            yield flows
            return
        default = [f for f in flows if f.id == node.default]
        asked = [f for f in flows if f.condition is not None]
        free = [f for f in flows if f.condition is None and f not in default]
        if default or free or not asked:
            yield free + default
        for chosen in self._subsets(asked):
            yield free + chosen

    def _subsets(self, flows: list[Flow]) -> Iterator[list[Flow]]:
        """Return the subsets that are not empty; of very many flows only some."""
        sizes = range(1, len(flows) + 1)
        if len(flows) > MOST_SUBSETS:
            self.complete = False
            sizes = range(1, 3)
            yield flows
        for size in sizes:
            yield from (list(chosen) for chosen in combinations(flows, size))

    def _with_boundaries(self, node: Node, turns: list[Turn]) -> list[Turn]:
        """Add what boundary events do: one interrupts, each of the others comes once or not."""
        events = [e for e in self.contents.boundary_events(node.id) if e.id in self.stations]
        for event in events:
            arc = self.arc(node.id, event.id)
            if event.interrupting:
                turns = [*turns, Turn((arc,), trail=(node.id,))]
            elif len(turns) <= MOST_TURNS:
                turns = [*turns, *(Turn((*t.arcs, arc), t.clears, t.trail) for t in turns)]
        return turns


def _takes_part(contents: Contents, node: Node) -> bool:
    """Tell whether tokens of the scope's own flow come to an element."""
    if node.triggered_by_event or node.compensation:
        return False
    if node.type == "boundaryEvent":
        return node.attached_to in contents.nodes and not node.has_event("compensate")
    return True
