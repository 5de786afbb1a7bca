"""Mistakes in the structure."""
# ruff: noqa: E501 - one mistake per line reads best

from tests.engine.gate.setting import (
    ERROR,
    MESSAGE,
    RECEIVE,
    SIGNAL,
    ad_hoc,
    association,
    boundary,
    catch,
    compensate,
    element,
    end,
    event_sub,
    file,
    flow,
    flows,
    link,
    parallel,
    start,
    sub,
    task,
    timer,
    user,
    xor,
)

BAD = {
    "BPMN020": [file(user("a"), end("e"), "a e", start=False)],
    "BPMN021": [
        file(element("startEvent", "s2"), user("a"), "s a e", "s2 a"),
        file(element("startEvent", "s2", MESSAGE), element("startEvent", "s3", MESSAGE), user("a"), "s a e", "s2 a", "s3 a"),
        file(element("startEvent", "s2", SIGNAL), element("startEvent", "s3", SIGNAL), user("a"), "s a e", "s2 a", "s3 a"),
        file(element("startEvent", "s2", MESSAGE), task("receiveTask", "r", messageRef="m1", instantiate="true"), user("a"), "s a e", "s2 a", "r a"),
    ],
    "BPMN022": [
        file(sub("sp", element("startEvent", "i"), element("startEvent", "k"), end("ie"), flow("k", "ie"), chain="i ie"), "s sp e"),
        file(sub("sp", start(MESSAGE, correlationKey="k"), end("ie"), chain="i ie"), "s sp e"),
    ],
    "BPMN023": [file(user("a"), user("b"), "s a e", "b e")],
    "BPMN024": [file(user("a"), user("b"), "s a e", "a b")],
    "BPMN025": [file(xor("x"), user("a"), "s x e", "a e", flow("x", "a", "true"))],
    "BPMN026": [
        file(xor("x"), user("a"), "s x", "a e", flow("x", "a", "n"), flow("x", "e", "m")),
        file(user("a"), user("b"), "s a", "b e", flow("a", "b", "n")),
    ],
    "BPMN027": [
        file(xor("x", "nowhere"), "s x e"),
        file(xor("x", "x-e"), "s x", flow("x", "e", "true")),
    ],
    "BPMN028": [file(parallel("p"), "s p", flow("p", "e", "true"))],
    "BPMN029": [file(user("a"), "s a e", "a s"), file(user("a"), "s a e a")],
    "BPMN030": [
        file(user("a"), boundary("b1", "zz", ERROR), "s a e", "b1 e"),
        file(user("a"), boundary("b1", "a", ERROR), "s a e"),
        file(xor("x"), boundary("b1", "x", ERROR), "s x e", "b1 e"),
    ],
    "BPMN031": [
        file(element("eventBasedGateway", "g"), catch("c", MESSAGE, correlationKey="k"), "s g c e"),
        file(element("eventBasedGateway", "g"), user("a"), user("b"), "s g a e", "g b e"),
        file(element("eventBasedGateway", "g"), catch("c", MESSAGE, correlationKey="k"),
             catch("d", timer("duration", "P1D")), "s g c e", "g d c"),
        file(element("eventBasedGateway", "g"), link("intermediateCatchEvent", "c"), catch("d", SIGNAL), "s g c e", "g d e"),
    ],
    "BPMN032": [
        file(element("eventBasedGateway", "g"), catch("c", MESSAGE, correlationKey="k"), task("receiveTask", "r", RECEIVE, messageRef="m2"), "s g c e", "g r e"),
    ],
    "BPMN033": [
        file(user("a"), "s a es e", event_sub(start(MESSAGE, correlationKey="k"))),
        file(user("a"), "s a e", sub("es", user("b"), triggeredByEvent="true")),
        file(user("a"), "s a e", element("transaction", "es", start(SIGNAL) + end("ie") + flow("i", "ie"), triggeredByEvent="true")),
    ],
    "BPMN034": [file(user("a"), user("b"), user("h"), xor("x", "x-e"), "s x e", "a b a", flow("x", "a", "true"))],
    "BPMN035": [
        file(xor("x", "x-b"), user("a"), user("b"), parallel("j"), "s x b j e", "a j", flow("x", "a", "n")),
        file(parallel("p", "j"), user("a"), user("b"), xor("x", "x-j"), end("e2"), "s p a j e", "p b x j", flow("x", "e2", "n")),
        file(user("a"), user("b"), boundary("t", "a", timer("duration", "P1D")), parallel("p", "j"), "s p a j e", "p b j", end("e2"), "t e2"),
        file(user("a"), task("manualTask", "q", startQuantity="2"), "s a q e"),
        file(parallel("p"), xor("x", "x-c"), user("a"), user("b"), end("e2"), element("complexGateway", "c", "<bpmn:activationCondition>activationCount >= 2</bpmn:activationCondition>"),
             "s p a c e", "p x c", flow("x", "e2", "n")),
        file(sub("sp", xor("x", "x-k"), user("a"), user("b"), parallel("k"), flow("x", "a", "n"), flows("x k", "a k")), "s sp e"),
    ],
    "BPMN036": [
        file(element("eventBasedGateway", "g", instantiate="true"), catch("c", MESSAGE), catch("d", SIGNAL), user("a"), "s g c e", "g d e"),
        file(element("eventBasedGateway", "g", eventGatewayType="Parallel"), catch("c", MESSAGE, correlationKey="k"), catch("d", SIGNAL), "s g c e", "g d e"),
        file(element("eventBasedGateway", "g", instantiate="true", eventGatewayType="Parallel"), catch("c", MESSAGE), catch("d", timer("duration", "P1D")), end("e"), "g c e", "g d e", start=False),
    ],
    "BPMN037": [
        file(parallel("p"), user("a"), user("b"), xor("m"), user("c"), "s p a m c e", "p b m"),
        file(user("a"), boundary("t", "a", timer("duration", "P1D"), interrupting=False), user("b"), "s a b e", "t b"),
        file(user("a"), user("b"), user("c"), "s a c e", "s b c"),
    ],
    "BPMN038": [
        file(link("intermediateThrowEvent", "t"), "s t", user("a"), "s a e"),
        file(link("intermediateCatchEvent", "c"), "c e", user("a"), "s a e"),
        file(link("intermediateThrowEvent", "t"), link("intermediateCatchEvent", "c"), link("intermediateCatchEvent", "d"), "s t", "c e", "d e"),
    ],
    "BPMN039": [
        file(xor("m"), parallel("p"), user("a"), xor("x", "x-e"), user("b"), "s m a p x e", "p b x", flow("x", "m", "again")),
    ],
    "BPMN100": [
        file(element("inclusiveGateway", "g", default="g-e"), xor("m"), user("c"), *(user(f"t{n}") for n in range(9)), "s g e", "m c e",
             *(flow("g", f"t{n}", f"n > {n}") for n in range(9)), *(f"t{n} m" for n in range(9))),
    ],
    "BPMN120": [file(parallel("p"), user("a"), user("b"), element("complexGateway", "c"), "s p a c e", "p b c")],
    "BPMN121": [
        file(xor("x", "x-e").replace("exclusiveGateway", 'exclusiveGateway gatewayDirection="Converging"', 1), user("a"), "s x e", "a e", flow("x", "a", "n")),
        file(parallel("j").replace("parallelGateway", 'parallelGateway gatewayDirection="Mixed"', 1), user("a"), "s j e"),
    ],
    "BPMN122": [file(ad_hoc("h", user("a"), element("startEvent", "hs"), flow("hs", "a"), user("b")), "s h e")],
    "BPMN123": [file(ad_hoc("h", xor("x")), "s h e"), file(ad_hoc("h"), "s h e")],
    "BPMN125": [
        file(element("transaction", "t", user("a") + end("c", "<bpmn:cancelEventDefinition/>") + flow("a", "c")), "s t e"),
        file(element("transaction", "t", user("a")), boundary("b1", "t", "<bpmn:cancelEventDefinition/>"), "s t e", "b1 e"),
    ],
    "BPMN127": [file(element("transaction", "t", user("a"), method="##Store"), "s t e")],
    "BPMN128": [
        file(user("a"), user("b", attributes={"isForCompensation": "true"}), "s a e"),
        file(user("a"), user("b", attributes={"isForCompensation": "true"}), boundary("c", "a", compensate()), association("c", "b"), "s a b e"),
    ],
    "BPMN129": [
        file(user("a"), boundary("c", "a", compensate()), "s a e"),
        file(user("a"), user("b"), boundary("c", "a", compensate()), association("c", "b"), "s a b e"),
        file(user("a"), user("b", attributes={"isForCompensation": "true"}), boundary("c", "a", compensate()), association("c", "b"), "s a e", "c e"),
    ],
    "BPMN130": [
        file(user("a"), end("x", compensate("zz")), "s a x"),
        file(user("a"), end("x", compensate("a")), "s a x"),
    ],
}  # fmt: skip
