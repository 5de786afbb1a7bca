"""Mistakes on activities and their data."""
# ruff: noqa: E501 - one mistake per line reads best

from tests.engine.gate.setting import (
    LOOP,
    call,
    element,
    end,
    extensions,
    file,
    io,
    many,
    operator,
    properties,
    script,
    service,
    sub,
    task,
    user,
)

IO = (
    '<bpmn:ioSpecification id="io"><bpmn:dataInput id="di" name="given"/><bpmn:inputSet id="is">'
    '<bpmn:dataInputRefs>di</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet id="os"/></bpmn:ioSpecification>'
)


def moves(direction, source, target):
    """Return a data input, and an association of this direction."""
    ends = f"<bpmn:sourceRef>{source}</bpmn:sourceRef>" if source else ""
    ends += f"<bpmn:targetRef>{target}</bpmn:targetRef>"
    name = f"data{direction.title()}Association"
    return f"{IO}<bpmn:{name}>{ends}</bpmn:{name}>"


def behaves(kind, reference="", inner=""):
    """Return a multi-instance characteristic with this behaviour."""
    return many(inner, inputCollection="x").replace(
        "isSequential", f'behavior="{kind}"{reference} isSequential'
    )


BAD = {
    "BPMN060": [file(user("a", candidateRole=""), "s a e")],
    "BPMN061": [file(user("a", candidateRole="king"), "s a e"), file(user("a"), "s a e", own={"startRoles": "king"})],
    "BPMN062": [file(user("zz"), "s zz e"), file(user("a", formKey="other/x"), "s a e"),
                file(element("startEvent", "s1", extensions(properties(formKey="nope"))), user("a"), end("e"), "s1 a e", start=False)],
    "BPMN063": [file(task("serviceTask"), "s a e")],
    "BPMN064": [file(service("v", operation="no.such"), "s v e")],
    "BPMN065": [file(service("v"), "s v e")],
    "BPMN066": [file(service("v", parameters={"title": "x", "extra": "y"}), "s v e")],
    "BPMN067": [
        file(user("a", priority="high"), "s a e"),
        file(service("v", parameters={"title": "x"}, retries="0"), "s v e"),
        file(service("v", parameters={"title": "x"}, retries="=n"), "s v e"),
        file(user("a", LOOP.format(' loopMaximum="x"')), "s a e"),
    ],
    "BPMN068": [file(task("businessRuleTask"), "s a e")],
    "BPMN069": [file(task("businessRuleTask", "a", extensions("<spiffworkflow:calledDecisionId>no</spiffworkflow:calledDecisionId>")), "s a e")],
    "BPMN070": [file(task("callActivity"), "s a e")],
    "BPMN071": [file(call("c", "nowhere"), "s c e")],
    "BPMN072": [
        file(script("a", "x = 1").replace("feel", "python"), "s a e"),
        file(script("a", "x").replace(' scriptFormat="feel"', ""), "s a e"),
    ],
    "BPMN073": [file(script("a", ""), "s a e")],
    "BPMN076": [
        file(user("a", many()), "s a e"),
        file(user("a", many("<bpmn:loopCardinality>3</bpmn:loopCardinality>", inputCollection="x")), "s a e"),
    ],
    "BPMN077": [file(user("a", many(inputCollection="x", outputCollection="o")), "s a e"),
                file(user("a", many(inputCollection="x", outputElement="o")), "s a e")],
    "BPMN079": [file(user("a", many(inputCollection="x")), "s a e")],
    "BPMN080": [file(user("a", LOOP.format("")), "s a e")],
    "BPMN083": [file(task("task"), "s a e")],
    "BPMN084": [file(user("a", inputs={"": "=x"}), "s a e"), file(call("c", "Q", outputs={"x": ""}), "s c e")],
    "BPMN085": [
        file(element("exclusiveGateway", "a", extensions(io({"x": "=y"}))), "s a e"),
        file(task("manualTask", "a", extensions(operator())), "s a e"),
        file(task("userTask", "a", extensions("<spiffworkflow:calledDecisionId>rule</spiffworkflow:calledDecisionId>")), "s a e"),
    ],
    "BPMN086": [file(user("a", dueDate="next week"), "s a e"), file(user("a", dueDate="P"), "s a e")],
    "BPMN087": [file(script("a", "1 + 1"), "s a e"), file(script("a", '"text"'), "s a e")],
    "BPMN147": [file(user("a", many("<bpmn:loopDataInputRef>d</bpmn:loopDataInputRef>", inputCollection="x")), element("dataObject", "d"), "s a e")],
    "BPMN148": [file(user("a", many("<bpmn:loopDataInputRef>d</bpmn:loopDataInputRef>")), "s a e")],
    "BPMN149": [
        file(user("a", behaves("None", ' noneBehaviorEventRef="zz"')), "s a e"),
        file(user("a", behaves("One")), "s a e"),
        file(user("a", behaves("Complex")), "s a e"),
        file(user("a", behaves("Complex", inner="<bpmn:complexBehaviorDefinition id='cb'><bpmn:condition>n</bpmn:condition></bpmn:complexBehaviorDefinition>")), "s a e"),
    ],
    "BPMN150": [
        file(user("a", moves("input", "nothing", "di")), "s a e"),
        file(user("a", moves("input", "hidden", "di")), sub("sp", element("dataObject", "hidden"), user("b")), "s a sp e"),
    ],
    "BPMN151": [file(user("a", moves("input", "", "di")), "s a e")],
    "BPMN152": [file(sub("sp", IO, user("a")), "s sp e")],
}  # fmt: skip
