"""Mistakes in expressions."""
# ruff: noqa: E501 - one mistake per line reads best

from tests.engine.gate.setting import (
    GOOD,
    MESSAGE,
    catch,
    end,
    extensions,
    file,
    flow,
    many,
    properties,
    script,
    service,
    timer,
    user,
    xor,
)

BAD = {
    "BPMN090": [
        file(xor("x", "x-e"), user("a"), "s x e", "a e", flow("x", "a", "n >")),
        file(user("a", assignee="=1 +"), "s a e"),
        file(user("a", inputs={"x": "=1 +"}), "s a e"),
        file(service("v", parameters={"title": "=1 +"}), "s v e"),
        file(script("a", "{x: }"), "s a e"),
        file(catch("a", timer("duration", "=1 +")), "s a e"),
        file(catch("a", MESSAGE, correlationKey="=1 +"), "s a e"),
        file(end("x", extensions(properties(payload="=1 +", correlationKey="k")) + MESSAGE), "s x"),
        file(user("a", many(inputCollection="1 +")), "s a e"),
        file(user("a", many(inputCollection="x", until="1 +")), "s a e"),
        file(user("a"), "s a e", own={"title": "=1 +"}),
        file(user("a", "<bpmn:standardLoopCharacteristics><bpmn:loopCondition>1 +</bpmn:loopCondition></bpmn:standardLoopCharacteristics>"), "s a e"),
    ],
    "BPMN091": [
        file(xor("x", "x-e"), user("a"), "s x e", "a e", flow("x", "a", t))
        for t in ("n == 1", "n is not None", "a && b", "len(x) > 1", "x = True", "!x")
    ],
    "BPMN092": [
        GOOD.replace(b'targetNamespace="x"', b'targetNamespace="x" expressionLanguage="http://www.python.org"'),
        file(user("a"), "s a e", xor("x", "x-e"), "s x e", flow("x", "a", "n", id="f").replace("<bpmn:conditionExpression>", '<bpmn:conditionExpression language="juel">')),
    ],
    "BPMN093": [
        file(user("a", assignee="${initiator}"), "s a e"),
        file(xor("x", "x-e"), user("a"), "s x e", "a e", flow("x", "a", "${n > 1}")),
    ],
    "BPMN094": [file(xor("x", "x-e"), user("a"), "s x e", "a e", flow("x", "a", " "))],
    "BPMN095": [
        file(xor("x", "x-e"), user("a"), "s x e", "a e", flow("x", "a", "count(list[not(done)]) > 0")),
        file(script("a", '{n: rows[contains(name, "x")]}'), "s a e"),
    ],
    "BPMN096": [file(user("a"), "s a e", own={"title": "申报 {{name}}"})],
}  # fmt: skip
