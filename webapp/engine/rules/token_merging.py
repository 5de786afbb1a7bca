"""Merges the parts of a token net that can never get stuck."""

from collections.abc import Iterable

from webapp.engine.rules.token_net import (
    ALL,
    ANY,
    INCLUSIVE,
    MOST_TURNS,
    QUANTITY,
    Net,
    Station,
    Turn,
)


def merge(net: Net) -> None:
    """Merge whatever can be merged."""
    _forget_dead_ends(net)
    changed = True
    while changed:
        changed = False
        for name in list(net.stations):
            station = net.stations.get(name)
            if station is not None and name:
                changed |= _merge(net, station)


def _merge(net: Net, station: Station) -> bool:
    return (
        _unite_alternatives(net, station)
        or _close_block(net, station)
        or _drop_circle(net, station)
        or _absorb(net, station)
    )


def _forget_dead_ends(net: Net) -> None:
    """Forget the branches that only run to their end: nobody ever waits for them."""
    matters = {s.id for s in net.stations.values() if not s.id or _matters(s)}
    todo = list(matters)
    while todo:
        for arc in net.stations[todo.pop()].incoming:
            source = net.arcs[arc].source
            if source not in matters:
                matters.add(source)
                todo.append(source)
    dead = {number for number, arc in net.arcs.items() if arc.target not in matters}
    for name in [n for n in net.stations if n not in matters]:
        del net.stations[name]
    for station in net.stations.values():
        kept = (
            Turn(tuple(a for a in t.arcs if a not in dead), t.clears, t.trail)
            for t in station.turns
        )
        station.turns = _distinct(kept)


def _matters(station: Station) -> bool:
    ends = not any(turn.arcs for turn in station.turns)
    clears = any(turn.clears for turn in station.turns)
    return clears or station.waits != ANY or (len(station.incoming) > 1 and not ends)


def _distinct(turns: Iterable[Turn]) -> list[Turn]:
    found: dict[tuple[tuple[int, ...], bool], Turn] = {}
    for turn in turns:
        key = (tuple(sorted(turn.arcs)), turn.clears)
        if key not in found or len(turn.trail) < len(found[key].trail):
            found[key] = turn
    return list(found.values())


def _replace(net: Net, owner: Station, arcs: list[int]) -> None:
    """Let the first of these arcs stand for all of them."""
    first, gone = arcs[0], set(arcs[1:])
    target = net.stations[net.arcs[first].target]
    target.incoming = [a for a in target.incoming if a not in gone]
    turns = []
    for turn in owner.turns:
        kept = [a for a in turn.arcs if a not in gone and a != first]
        if len(kept) < len(turn.arcs):
            kept.append(first)
        turns.append(Turn(tuple(kept), turn.clears, turn.trail))
    owner.turns = _distinct(turns)


def _unite_alternatives(net: Net, station: Station) -> bool:
    """Unite arcs from one station that are never taken together: a choice that does not matter."""
    if station.waits not in {ANY, QUANTITY} or len(station.incoming) < 2:  # noqa: PLR2004 - several
        return False
    by_source: dict[str, list[int]] = {}
    for arc in station.incoming:
        by_source.setdefault(net.arcs[arc].source, []).append(arc)
    for source, arcs in by_source.items():
        owner, group = net.stations[source], set(arcs)
        if len(arcs) > 1 and all(sum(a in group for a in t.arcs) < 2 for t in owner.turns):  # noqa: PLR2004 - together
            _replace(net, owner, arcs)
            return True
    return False


def _close_block(net: Net, station: Station) -> bool:
    """Close a block whose split and join fit together."""
    if station.waits not in {ALL, INCLUSIVE}:
        return False
    sources = {net.arcs[arc].source for arc in station.incoming}
    if len(sources) != 1:
        return False
    owner, group = net.stations[sources.pop()], set(station.incoming)
    for turn in owner.turns:
        taken = [a for a in turn.arcs if a in group]
        whole = len(taken) == len(group) or station.waits == INCLUSIVE
        if taken and not (whole and len(set(taken)) == len(taken)):
            return False
    _replace(net, owner, list(station.incoming))
    station.waits = ANY
    return True


def _drop_circle(net: Net, station: Station) -> bool:
    """Drop the turns that lead straight back, when there are others."""
    back = {a for a in station.incoming if net.arcs[a].source == station.id}
    others = [t for t in station.turns if not (len(t.arcs) == 1 and t.arcs[0] in back)]
    if station.waits != ANY or not others or len(others) == len(station.turns):
        return False
    station.turns = others
    used = {a for t in others for a in t.arcs}
    station.incoming = [a for a in station.incoming if a not in back or a in used]
    return True


def _absorb(net: Net, station: Station) -> bool:
    """Let the only station before this one take its turns."""
    if station.waits != ANY or len(station.incoming) != 1:
        return False
    [arc] = station.incoming
    owner = net.stations[net.arcs[arc].source]
    affected = [t for t in owner.turns if arc in t.arcs]
    alone = all(t.arcs == (arc,) for t in affected)
    single = len(station.turns) == 1 and not station.turns[0].clears
    too_many = len(owner.turns) + len(affected) * len(station.turns) > MOST_TURNS
    once = all(t.arcs.count(arc) == 1 for t in affected)
    if owner is station or not once or not (alone or single) or too_many:
        return False
    turns = []
    for turn in owner.turns:
        if arc not in turn.arcs:
            turns.append(turn)
            continue
        rest = tuple(a for a in turn.arcs if a != arc)
        for own in station.turns:
            turns.append(Turn(rest + own.arcs, turn.clears or own.clears, turn.trail + own.trail))  # noqa: PERF401 - nested
    owner.turns = _distinct(turns)
    for turn in station.turns:
        for number in turn.arcs:
            net.arcs[number].source = owner.id
    del net.stations[station.id]
    return True
