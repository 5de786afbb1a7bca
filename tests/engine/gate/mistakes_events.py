"""Mistakes on events and correlation."""
# ruff: noqa: E501 - one mistake per line reads best

from tests.engine.gate.setting import (
    DECLARED,
    ERROR,
    MESSAGE,
    SIGNAL,
    TERMINATE,
    boundary,
    call,
    catch,
    compensate,
    condition,
    definition,
    element,
    end,
    event_sub,
    file,
    start,
    sub,
    task,
    timer,
    two,
    user,
)


def correlated(paths=("m1", "m1"), bound=("cp1", "cp2"), key="ck"):
    """Return a file whose message is correlated by the standard's means, with these gaps."""
    made = "".join(
        f'<bpmn:correlationProperty id="cp{n}"><bpmn:correlationPropertyRetrievalExpression messageRef="{path or "m2"}">'
        "<bpmn:messagePath>id</bpmn:messagePath></bpmn:correlationPropertyRetrievalExpression></bpmn:correlationProperty>"
        for n, path in enumerate(paths, 1)
    )
    refs = "".join(
        f"<bpmn:correlationPropertyRef>cp{n}</bpmn:correlationPropertyRef>" for n in (1, 2)
    )
    made += f'<bpmn:collaboration id="co"><bpmn:correlationKey id="ck">{refs}</bpmn:correlationKey></bpmn:collaboration>'
    bindings = "".join(
        f'<bpmn:correlationPropertyBinding correlationPropertyRef="{name}"><bpmn:dataPath>own</bpmn:dataPath></bpmn:correlationPropertyBinding>'
        for name in bound
    )
    subscription = f'<bpmn:correlationSubscription id="cs" correlationKeyRef="{key}">{bindings}</bpmn:correlationSubscription>'
    return file(catch("a", MESSAGE), "s a e", subscription, declared=DECLARED + made)


BAD = {
    "BPMN040": [
        file(element("intermediateCatchEvent", "a"), "s a e"),
        file(element("intermediateThrowEvent", "a", timer("duration", "P1D")), "s a e"),
        file(element("intermediateThrowEvent", "a", condition("n > 1")), "s a e"),
        file(element("intermediateThrowEvent", "a", ERROR), "s a e"),
        file(element("intermediateThrowEvent", "a", TERMINATE), "s a e"),
        file(element("intermediateThrowEvent", "a", "<bpmn:cancelEventDefinition/>"), "s a e"),
        file(element("intermediateCatchEvent", "a", ERROR), "s a e"),
        file(element("intermediateCatchEvent", "a", definition("escalation", "es1")), "s a e"),
        file(element("intermediateCatchEvent", "a", compensate()), "s a e"),
        file(element("intermediateCatchEvent", "a", TERMINATE), "s a e"),
        file(end("x", timer("duration", "P1D")), "s x"),
        file(end("x", condition("n > 1")), "s x"),
        file(end("x", '<bpmn:linkEventDefinition name="L"/>'), "s x"),
        file(end("x", "<bpmn:cancelEventDefinition/>"), "s x"),
        file(element("transaction", "t", sub("in", user("a"), end("c", "<bpmn:cancelEventDefinition/>"), chain="a c")), "s t e"),
        file(element("startEvent", "s2", condition("n > 1")), user("a"), "s a e", "s2 a"),
        file(element("startEvent", "s2", ERROR), user("a"), "s a e", "s2 a"),
        file(element("startEvent", "s2", definition("escalation", "es1")), user("a"), "s a e", "s2 a"),
        file(element("startEvent", "s2", compensate()), user("a"), "s a e", "s2 a"),
        file(user("a"), boundary("b1", "a", ""), "s a e", "b1 e"),
        file(user("a"), boundary("b1", "a", TERMINATE), "s a e", "b1 e"),
        file(user("a"), boundary("b1", "a", '<bpmn:linkEventDefinition name="L"/>'), "s a e", "b1 e"),
        file(user("a"), boundary("b1", "a", "<bpmn:cancelEventDefinition/>"), "s a e", "b1 e"),
        file(user("a"), "s a e", event_sub(start())),
        file(user("a"), "s a e", event_sub(start(TERMINATE))),
        file(user("a"), "s a e", event_sub(start("<bpmn:cancelEventDefinition/>"))),
    ],
    "BPMN042": [
        file(catch("a", definition("message"), correlationKey="k"), "s a e"),
        file(catch("a", definition("message", "er1"), correlationKey="k"), "s a e"),
        file(task("sendTask"), "s a e"),
        file(task("receiveTask"), "s a e"),
    ],
    "BPMN043": [file(catch("a", MESSAGE, correlationKey="k"), "s a e", declared=DECLARED.replace(' name="news"', ""))],
    "BPMN044": [
        file(catch("a", MESSAGE), "s a e"),
        file(task("receiveTask", messageRef="m1"), "s a e"),
        file(user("a"), "s a e", event_sub(start(MESSAGE))),
    ],
    "BPMN045": [
        file(end("x", definition("error")), "s x"),
        file(user("a"), boundary("b1", "a", definition("error", "nope")), "s a e", "b1 e"),
    ],
    "BPMN046": [file(end("x", ERROR), "s x", declared=DECLARED.replace(' errorCode="E1"', ""))],
    "BPMN047": [file(end("x", definition("escalation")), "s x")],
    "BPMN048": [
        file(catch("a", timer("duration", t)), "s a e")
        for t in ("5 days", "-PT5M", "P", "PT", "2026-11-30", "", "timedelta(days=1)")
    ]
    + [file(catch("a", timer("date", t)), "s a e") for t in ("tomorrow", "2026-13-01", "P5D")]
    + [file(user("a"), boundary("b1", "a", timer("cycle", t), interrupting=False), "s a e", "b1 e")
       for t in ("0 0 * * *", "P1D", "R0/P1D")]
    + [file(catch("a", "<bpmn:timerEventDefinition/>"), "s a e")],
    "BPMN049": [
        file(catch("a", timer("cycle", "=x")), "s a e"),
        file(catch("a", timer("cycle", "R3/P1D")), "s a e"),
        file(user("a"), boundary("b1", "a", timer("cycle", "R3/P1D")), "s a e", "b1 e"),
    ],
    "BPMN050": [
        file(catch("a", timer("duration", "PT5H"), calendar="working"), "s a e"),
        file(catch("a", timer("duration", "P5D"), calendar="lunar"), "s a e"),
        file(user("a", dueDate="P5DT1H", calendar="working"), "s a e"),
        file(user("a", dueDate="P5D", calendar="lunar"), "s a e"),
    ],
    "BPMN051": [
        file(user("a"), boundary("b1", "a", ERROR, interrupting=False), "s a e", "b1 e"),
        file(user("a"), event_sub(start(ERROR, {"isInterrupting": "false"})), "s a e"),
        file(user("a"), event_sub(start(compensate(), {"isInterrupting": "false"})), "s a e"),
    ],
    "BPMN052": [file(task("sendTask", messageRef="m1"), "s a e"), file(end("x", MESSAGE), "s x")],
    "BPMN054": [
        file(catch("a", SIGNAL + ERROR), "s a e"),
        file(catch("a", SIGNAL + '<bpmn:linkEventDefinition name="L"/>'), "s a e"),
        file(end("x", ERROR + TERMINATE), "s x"),
        file(element("intermediateThrowEvent", "a", SIGNAL + timer("duration", "P1D")), "s a e"),
        file(user("a"), boundary("b1", "a", SIGNAL + compensate()), "s a e", "b1 e"),
        file(user("a"), boundary("b1", "a", SIGNAL + ERROR).replace("cancelActivity", 'parallelMultiple="true" cancelActivity'), "s a e", "b1 e"),
        file(user("a"), "s a e", event_sub(start(SIGNAL + compensate()))),
    ],
    "BPMN055": [file(element("startEvent", "s2", MESSAGE + SIGNAL, parallelMultiple="true"), user("a"), "s a e", "s2 a")],
    "BPMN056": [file(catch("a", "<bpmn:eventDefinitionRef>nothing</bpmn:eventDefinitionRef>"), "s a e")],
    "BPMN057": [
        file(catch("a", definition("signal")), "s a e"), file(end("x", definition("signal", "m1")), "s x"),
        file(catch("a", SIGNAL), "s a e", declared=DECLARED.replace(' name="all"', "")),
    ],
    "BPMN058": [file(element("startEvent", "s2", SIGNAL), user("a"), "s a e", "s2 a", declared=DECLARED.replace('name="all"', 'name="=county.code"'))],
    "BPMN059": [
        file(user("a"), boundary("b1", "a", ERROR), boundary("b2", "a", ERROR), "s a e", "b1 e", "b2 e"),
        file(user("a"), boundary("b1", "a", definition("escalation")), boundary("b2", "a", definition("escalation")), "s a e", "b1 e", "b2 e"),
        file(user("a"), "s a e", event_sub(start(ERROR)), event_sub(start(ERROR)).replace('"es"', '"es2"').replace('"i', '"k')),
    ],
    "BPMN140": [
        file(sub("sp", end("x", ERROR), user("a"), chain="a x"), boundary("b1", "sp", definition("error", "er2")), "s sp e", "b1 e", own={"startRoles": "county_reviewer"}),
        file(end("x", ERROR), "s x", own={"startRoles": "county_reviewer"}),
    ],
    "BPMN142": [
        file(user("a"), "s a e").replace(b"<bpmn:process", b'<bpmn:collaboration id="co"><bpmn:correlationKey id="ck"/></bpmn:collaboration><bpmn:process'),
        file(user("a"), "s a e").replace(b"<bpmn:process", b'<bpmn:collaboration id="co"><bpmn:correlationKey id="ck"><bpmn:correlationPropertyRef>nope</bpmn:correlationPropertyRef></bpmn:correlationKey></bpmn:collaboration><bpmn:process'),
    ],
    "BPMN143": [correlated(paths=("m1", ""))],
    "BPMN144": [correlated(bound=("cp1",)), correlated(key="nokey")],
    "BPMN145": [
        file(task("receiveTask", "a", messageRef="m1", instantiate="true"), "s a e"),
        file(sub("sp", task("receiveTask", "a", messageRef="m1", instantiate="true")), "s sp e"),
    ],
    "BPMN146": [
        two(file(call("c", "P2"), "s c e"), file(element("startEvent", "s2", MESSAGE), end("e2"), "s2 e2", start=False, id="P2")),
    ],
}  # fmt: skip
