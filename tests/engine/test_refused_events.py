"""Events where the standard has no place for them, or where we refuse them: found by the gate."""

import pytest

from tests.engine.gate.setting import (
    ERROR,
    MESSAGE,
    RECEIVE,
    SIGNAL,
    TERMINATE,
    boundary,
    compensate,
    condition,
    definition,
    element,
    end,
    event_sub,
    file,
    link,
    process,
    sub,
    task,
    timer,
    user,
)
from tests.engine.matrix import KINDS, POSITIONS
from tests.engine.support import findings, refuses

STARTS = POSITIONS[:1]
CATCHES, THROWS, ENDS = POSITIONS[1:2], POSITIONS[2:3], POSITIONS[5:6]
BESIDE, WITHIN = POSITIONS[3:5], POSITIONS[6:8]
PARTS = {
    "none": "",
    "message": MESSAGE,
    "timer": timer("duration", "P1D"),
    "error": ERROR,
    "escalation": definition("escalation", "es1"),
    "signal": SIGNAL,
    "conditional": condition("n > 1"),
    "link": '<bpmn:linkEventDefinition name="L"/>',
    "terminate": TERMINATE,
    "compensation": compensate(),
    "cancel": definition("cancel"),
    "multiple": MESSAGE + SIGNAL,
    "parallel multiple": MESSAGE + SIGNAL,
}
NOT_HERE = {
    "none": (*CATCHES, *BESIDE, *WITHIN),
    "timer": (*THROWS, *ENDS),
    "error": (*STARTS, *CATCHES, *THROWS),
    "escalation": (*STARTS, *CATCHES),
    "conditional": (*STARTS, *THROWS, *ENDS),
    "link": (*STARTS, *BESIDE, *ENDS, *WITHIN),
    "terminate": (*STARTS, *CATCHES, *THROWS, *BESIDE, *WITHIN),
    "compensation": (*STARTS, *CATCHES),
    "cancel": (*STARTS, *CATCHES, *THROWS, *WITHIN),
}
"""What is not possible at these places at all (BPMN040)."""
REFUSED = {
    **{(kind, place): "BPMN040" for kind, places in NOT_HERE.items() for place in places},
    ("error", "boundary, non-interrupting"): "BPMN051",
    ("cancel", "boundary, non-interrupting"): "BPMN051",
    ("error", "event sub-process, non-interrupting"): "BPMN051",
    ("compensation", "event sub-process, non-interrupting"): "BPMN051",
    ("parallel multiple", "start"): "BPMN055",
    ("parallel multiple", "intermediate throw"): "BPMN160",
    ("parallel multiple", "end"): "BPMN160",
}


def with_event(kind, place):
    """Return a file whose event `x` is of this kind and stands at this place."""
    many = {"parallelMultiple": "true"} if kind.startswith("parallel") else {}
    own = (RECEIVE if MESSAGE in PARTS[kind] else "") + PARTS[kind]
    interrupting = "false" if "non-" in place else "true"
    if place in STARTS:
        began = element("startEvent", "x", own, **many)
        return process(began, user("a"), end("e"), "x a e", start=False)
    if place in (*CATCHES, *THROWS):
        tag = "intermediateCatchEvent" if place in CATCHES else "intermediateThrowEvent"
        return file(element(tag, "x", own, **many), "s x e")
    if place in ENDS:
        return process(element("startEvent", "s"), element("endEvent", "x", own, **many), "s x",
                       start=False)  # fmt: skip
    if place in BESIDE:
        beside = {"attachedToRef": "a", "cancelActivity": interrupting, **many}
        return file(
            host(kind), element("boundaryEvent", "x", own, **beside), end("e2"), "s a e", "x e2"
        )
    began = element("startEvent", "x", own, isInterrupting=interrupting, **many)
    return file(user("a"), event_sub(began, chain="x ie"), "s a e")


def host(kind):
    """Return the activity `a`: for a cancel event a transaction that can be cancelled."""
    if kind != "cancel":
        return user("a")
    inside = element("startEvent", "i") + end("ie", definition("cancel"))
    return sub("a", inside, chain="i ie").replace("subProcess", "transaction")


def claimed(test):
    for (kind, place), code in REFUSED.items():
        refuses(code, kind, place)(test)
    return test


@pytest.mark.parametrize(("kind", "place"), REFUSED)
@claimed
def test_an_event_is_refused_where_it_has_no_meaning(kind, place):
    assert (REFUSED[kind, place], "x") in findings(with_event(kind, place))


@pytest.mark.parametrize(
    ("kind", "place"), [(k, p) for k in KINDS for p in POSITIONS if (k, p) not in REFUSED]
)
def test_every_other_event_is_let_pass(kind, place):
    """The same files, so that nothing is refused for another reason."""
    if kind not in {"link", "compensation", "cancel"}:  # these need a counterpart
        refused = {code for code, _ in findings(with_event(kind, place))}
        assert not refused


@pytest.mark.parametrize(
    ("parts", "code", "element_id"),
    [
        ((end("x", ERROR + TERMINATE), "s x"), "BPMN054", "x"),
        ((user("a"), boundary("x", "a", MESSAGE + ERROR, interrupting=False, correlationKey="k"),
          "s a e", "x e"), "BPMN051", "x"),
        ((user("a"), boundary("x", "a", definition("cancel")), "s a e", "x e"), "BPMN040", "x"),
        ((end("x", definition("cancel")), "s x"), "BPMN040", "x"),
        ((link("intermediateThrowEvent", "x"), "s x"), "BPMN038", "x"),
        ((element("intermediateThrowEvent", "x", compensate("a")), user("a"), "s a x e"),
         "BPMN130", "x"),
        ((task("task", "x", isForCompensation="true"), "s e"), "BPMN128", "x"),
        ((user("a"), boundary("x", "a", compensate()), "s a e"), "BPMN129", "x"),
    ],
)  # fmt: skip
def test_an_event_without_its_counterpart_is_refused(parts, code, element_id):
    assert (code, element_id) in findings(file(*parts))
