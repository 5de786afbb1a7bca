"""Mistakes on the file as a whole, each with the code of the finding."""
# ruff: noqa: E501 - one mistake per line reads best

from tests.engine.gate.setting import (
    ERROR,
    GOOD,
    RECEIVE,
    boundary,
    element,
    end,
    extensions,
    file,
    many,
    pools,
    sub,
    task,
    two,
    user,
    xor,
)

BAD = {
    "BPMN001": [b"<x/>", b"no xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'],
    "BPMN002": [GOOD.replace(b'isExecutable="true"', b'isExecutable="false"')],
    "BPMN003": [file(user("a"), user("a"), "s a e")],
    "BPMN004": [
        file(user("a"), "s a e", '<bpmn:sequenceFlow id="f" sourceRef="a" targetRef="zz"/>'),
        file(sub("sp", user("a")), "s sp e", '<bpmn:sequenceFlow id="f" sourceRef="s" targetRef="a"/>'),
    ],
    "BPMN005": [
        file(user("a"), "s a e", element("choreographyTask", "zz")),
        file(user("a"), "s a e").replace(b"</bpmn:definitions>", b'<bpmn:globalUserTask id="gt"/></bpmn:definitions>'),
    ],
    "BPMN006": [file(task("manualTask", "a", extensions("<spiffworkflow:preScript>x</spiffworkflow:preScript>")), "s a e")],
    "BPMN007": [
        file(user("a", candidateRol="x"), "s a e"),
        file(user("a"), "s a e", own={"nonsense": "1"}),
        file(user("a", many(inputCollection="x", item="y", outputCollection="o", outputElement="y")), "s a e"),
    ],
    "BPMN008": [
        file(user("a", element("potentialOwner", "po")), "s a e"),
        file(user("a", element("property", "p")), "s a e"),
    ],
    "BPMN009": [
        file(user("a"), "s a e", element("dataStoreReference", "d")),
        file(user("a"), "s a e").replace(b"</bpmn:definitions>", b'<bpmn:dataStore id="ds"/></bpmn:definitions>'),
    ],
    "BPMN010": [GOOD.replace(b' name="P"', b"")],
    "BPMN011": [file(user("a", attributes={"name": ""}), "s a e")],
    "BPMN012": [file(user("a"), "s a e").replace(b'<bpmn:userTask id="a"', b'<bpmn:userTask id="a" xmlns:c="http://c" c:assignee="x"')],
    "BPMN013": [file(user("a"), "s a e", id="P 1")],
    "BPMN015": [
        file(user("a", "<bpmn:dataOutputAssociation><bpmn:sourceRef>o</bpmn:sourceRef><bpmn:targetRef>d</bpmn:targetRef></bpmn:dataOutputAssociation>"),
             "s a e", element("dataStoreReference", "d")),
    ],
    "BPMN016": [pools(file(user("a"), "s a e"), ("pp", "a")), pools(file(user("a"), "s a e"), ("bb", "zz"))],
    "BPMN017": [pools(file(xor("a"), "s a e"), ("bb", "a")), pools(file(user("a"), "s a e"), ("s", "bb"))],
    "BPMN018": [
        pools(two(file(task("sendTask", "a", RECEIVE, messageRef="m1"), "s a e"),
                  file(task("receiveTask", "b", RECEIVE, messageRef="m2"), "s2 b e2", element("startEvent", "s2"), end("e2"), start=False, id="P2")),
              ("a", "b"), more='<bpmn:participant id="p2" processRef="P2"/>'),
    ],
    "BPMN019": [
        file('<bpmn:laneSet id="ls"><bpmn:lane id="l1"><bpmn:flowNodeRef>nobody</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>', user("a"), "s a e"),
        file('<bpmn:laneSet id="ls"><bpmn:lane id="l1"><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane><bpmn:lane id="l2"><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>', user("a"), "s a e"),
    ],
    "BPMN110": [pools(file(user("a"), "s a e"), more='<bpmn:participant id="p3" processRef="nowhere"/>')],
    "BPMN111": [pools(file(user("a"), "s a e"), more='<bpmn:participant id="p3" processRef="P"/>')],
    "BPMN112": [file('<bpmn:ioSpecification id="io"><bpmn:inputSet id="is"/><bpmn:outputSet id="os"/></bpmn:ioSpecification>', user("a"), "s a e")],
    "BPMN160": [
        file(user("a"), "s a e", '<bpmn:nonsense id="n"/>'),
        file(user("a", attributes={"colour": "red"}), "s a e"),
        file(user("a"), boundary("b1", "a", ERROR).replace("true", "perhaps"), "s a e", "b1 e"),
        file(user("a"), "s a e").replace(b' targetNamespace="x"', b""),
        file(user("a"), '<bpmn:sequenceFlow id="f" sourceRef="s"/>', "s a e"),
        file(user("a"), "s a e", element("dataObject", "1 d")),
    ],
    "BPMN161": [file(user("a"), "s a e", own={}).replace(b"</bpmn:process>", b"<bpmn:documentation>late</bpmn:documentation></bpmn:process>")],
    "BPMN162": [
        file(user("a"), "s a e").replace(b"</bpmn:definitions>", b'<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"/></bpmn:definitions>'),
    ],
    "BPMN163": [file('<bpmn:laneSet id="ls"><bpmn:lane id="l1"><bpmn:flowNodeRef>nobody</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>', user("a"), "s a e")],
    "BPMN164": [file(*(user(f"t{n}", attributes={"colour": "red"}) for n in range(30)), "s a e")],
    "BPMN165": [
        file(user("a"), "s a e", id="Lawful"),
        file(user("a", inner="<bpmn:documentation>依据：R1至R13。</bpmn:documentation>"), "s a e", id="Lawful"),
    ],
}  # fmt: skip
