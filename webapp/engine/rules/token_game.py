"""Plays every game of tokens in a net, up to a bound: who waits for ever, what happens twice."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from webapp.engine.diagrams import Contents
from webapp.engine.rules.token_net import ALL, ANY, COMPLEX, INCLUSIVE, QUANTITY, Net, Station

MOST_MARKINGS = 20_000
PILE = 3
Marking = tuple[int, ...]
Move = tuple[Marking, tuple[str, ...]]


@dataclass(slots=True)
class Verdict:
    """What the games have shown: for each station the path that leads there."""

    stuck: dict[str, list[str]] = field(default_factory=dict)
    doubled: dict[str, list[str]] = field(default_factory=dict)
    endless: list[str] = field(default_factory=list)
    markings: int = 0
    complete: bool = True


class Game:
    """The markings of a net; a marking counts the tokens on each arc."""

    def __init__(self, net: Net) -> None:
        """Give the arcs numbers; put the stations in the order in which tokens come there."""
        self.net = net
        self.stations = _in_order(net)
        used = sorted({a for s in net.stations.values() for a in s.incoming})
        self.place = {arc: number for number, arc in enumerate(used)}
        waiting = [s.id for s in self.stations if s.waits == COMPLEX]
        self.resets = {name: len(used) + number for number, name in enumerate(waiting)}
        self.size = len(used) + len(waiting)
        self.ins = {s.id: [self.place[a] for a in s.incoming] for s in self.stations}
        self.targets = [net.arcs[arc].target for arc in used]
        self._sources = {
            name: {self.place[a]: net.arcs[a].flow for a in net.stations[name].incoming}
            for name in self.ins
        }
        self._reach: dict[tuple[str, int], frozenset[str]] = {}

    def play(self, most: int = MOST_MARKINGS) -> Verdict:
        """Play all games, or `most` markings of them."""
        verdict = Verdict()
        came: dict[Marking, tuple[Marking | None, tuple[str, ...]]] = {}
        todo: deque[Marking] = deque()
        empty = (0,) * self.size
        for turn in self.net.stations[""].turns:
            self._visit(self._put(empty, turn.arcs), None, turn.trail, came, todo, verdict)
        while todo:
            if len(came) > most:
                verdict.complete = False
                break
            marking = todo.popleft()
            moves = self._moves(marking)
            if not moves:
                self._end(marking, came, verdict)
            for after, trail in moves:
                self._visit(after, marking, trail, came, todo, verdict)
        verdict.markings = len(came)
        return verdict

    def _visit(
        self,
        marking: Marking,
        before: Marking | None,
        trail: tuple[str, ...],
        came: dict[Marking, tuple[Marking | None, tuple[str, ...]]],
        todo: deque[Marking],
        verdict: Verdict,
    ) -> None:
        if marking in came:
            return
        came[marking] = (before, trail)
        for station in self.stations:
            places = self.ins[station.id]
            if station.waits == ANY and sum(marking[p] for p in places) > 1:
                verdict.doubled.setdefault(station.id, _path(marking, came))
        if max(marking, default=0) >= PILE and self._grows(marking, came):
            verdict.endless = verdict.endless or _path(marking, came)
            return
        todo.append(marking)

    def _end(
        self,
        marking: Marking,
        came: Mapping[Marking, tuple[Marking | None, tuple[str, ...]]],
        verdict: Verdict,
    ) -> None:
        for station in self.stations:
            if any(marking[p] for p in self.ins[station.id]):
                verdict.stuck.setdefault(station.id, _path(marking, came))

    def _grows(
        self,
        marking: Marking,
        came: Mapping[Marking, tuple[Marking | None, tuple[str, ...]]],
    ) -> bool:
        """Tell whether the way here passed a marking with strictly fewer tokens everywhere."""
        before, total = came[marking][0], sum(marking)
        while before is not None:
            fewer = sum(before) < total
            if fewer and all(a <= b for a, b in zip(before, marking, strict=True)):
                return True
            before = came[before][0]
        return False

    def _moves(self, marking: Marking) -> list[Move]:
        """Return what can happen next.

        The order among independent branches decides nothing, so the first station of the flow moves
        alone; only what depends on tokens elsewhere (an inclusive join) is tried at any time. A
        terminate end, whenever it comes, leaves nobody waiting.
        """
        first: list[Move] = []
        joins: list[Move] = []
        for station in self.stations:
            depends = station.waits in {INCLUSIVE, COMPLEX}
            if depends or not first:
                moves = list(self._moves_of(station, marking))
                (joins if depends else first).extend(moves)
        return first + joins

    def _moves_of(self, station: Station, marking: Marking) -> Iterator[Move]:
        for taken in self._takings(station, marking):
            left = list(marking)
            for place in taken:
                left[place] -= 1
            if station.waits == COMPLEX:
                yield from self._complex(station, tuple(left), len(taken))
                continue
            for turn in station.turns:
                base = (0,) * self.size if turn.clears else tuple(left)
                yield self._put(base, turn.arcs), turn.trail

    def _complex(self, station: Station, left: Marking, taken: int) -> Iterator[Move]:
        """Start the gateway, which waits for its other flows then; or let it begin anew."""
        reset = self.resets[station.id]
        after = list(left)
        if left[reset]:
            after[reset] = 0
            yield tuple(after), ()
            return
        after[reset] = int(taken < len(self.ins[station.id]))
        for turn in station.turns:
            base = (0,) * self.size if turn.clears else tuple(after)
            yield self._put(base, turn.arcs), turn.trail

    def _takings(self, station: Station, marking: Marking) -> Iterator[list[int]]:
        """Return the places from which the station can take tokens at once."""
        places = self.ins[station.id]
        full = [p for p in places if marking[p]]
        if not full:
            return
        if station.waits == ANY:
            yield full[:1]
        elif station.waits == ALL:
            if len(full) == len(places):
                yield full
        elif station.waits == QUANTITY:
            tokens = [p for p in places for _ in range(marking[p])]
            if len(tokens) >= station.needs:
                yield tokens[: station.needs]
        elif self._has_enough(station, marking, full):
            yield full

    def _has_enough(self, station: Station, marking: Marking, full: list[int]) -> bool:
        """Tell whether an inclusive or complex join can go on."""
        places = self.ins[station.id]
        waits_for_reset = station.waits == COMPLEX and marking[self.resets[station.id]]
        if station.waits == COMPLEX and not waits_for_reset:
            return len(full) >= min(station.needs, len(places))
        if len(full) == len(places):
            return True
        others = {self.targets[p] for p in range(len(self.targets)) if marking[p]} - {station.id}
        empty = [p for p in places if not marking[p]]
        coming = {n for n in others if any(n in self._reaching(station.id, p) for p in empty)}
        return not any(
            all(name not in self._reaching(station.id, p) for p in full) for name in coming
        )

    def _reaching(self, name: str, place: int) -> frozenset[str]:
        """Return the elements from which a token can come to this flow of a join."""
        known = self._reach.get((name, place))
        if known is None:
            flow = self._sources[name][place]
            known = frozenset(_before(self.net.contents, name, flow))
            self._reach[name, place] = known
        return known

    def _put(self, marking: Marking, arcs: tuple[int, ...]) -> Marking:
        after = list(marking)
        for arc in arcs:
            after[self.place[arc]] += 1
        return tuple(after)


def _path(
    marking: Marking, came: Mapping[Marking, tuple[Marking | None, tuple[str, ...]]]
) -> list[str]:
    trails: list[tuple[str, ...]] = []
    here: Marking | None = marking
    while here is not None:
        here, trail = came[here]
        trails.append(trail)
    return [name for trail in reversed(trails) for name in trail]


def _in_order(net: Net) -> list[Station]:
    """Return the stations so that tokens come to them in this order, circles together."""
    following = {name: _targets(net, name) for name in net.stations}
    before: dict[str, list[str]] = {}
    for name, targets in following.items():
        for target in targets:
            before.setdefault(target, []).append(name)
    found: list[str] = []
    seen: set[str] = set()
    for name in reversed(_left_last(following, [""], set())):
        found.extend(n for n in reversed(_left_last(before, [name], seen)) if n)
    return [net.stations[name] for name in found]


def _left_last(following: Mapping[str, list[str]], begins: list[str], seen: set[str]) -> list[str]:
    """Return what can be reached and was not seen before, each after all that follows it."""
    order: list[str] = []
    todo = [(name, iter(following.get(name, ()))) for name in begins if name not in seen]
    seen.update(begins)
    while todo:
        name, rest = todo[-1]
        target = next(rest, None)
        if target is None:
            order.append(name)
            todo.pop()
        elif target not in seen:
            seen.add(target)
            todo.append((target, iter(following.get(target, ()))))
    return order


def _targets(net: Net, name: str) -> list[str]:
    return [net.arcs[a].target for turn in net.stations[name].turns for a in turn.arcs]


def _before(contents: Contents, join: str, flow_id: str) -> Iterator[str]:
    flow = next((f for f in contents.nodes[join].incoming if f.id == flow_id), None)
    todo = [] if flow is None else [flow.source]
    seen: set[str] = set()
    while todo:
        name = todo.pop()
        node = contents.nodes.get(name)
        if name in seen or name == join or node is None:
            continue
        seen.add(name)
        yield name
        todo.extend(f.source for f in node.incoming)
        if node.attached_to:
            todo.append(node.attached_to)
        todo.extend(
            other.id
            for other in contents.nodes.values()
            if node.has_event("link") and other.has_event("link") and other.type != node.type
        )
