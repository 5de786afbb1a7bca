"""The deployment gate: every rule refuses its mistake and lets a good diagram pass."""
# ruff: noqa: A002, E501 - one mistake per line reads best

import pytest

from tests.builders.bpmn import (
    DECLARED,
    ERROR,
    HEAD,
    MESSAGE,
    TERMINATE,
    boundary,
    call,
    catch,
    definition,
    element,
    end,
    extensions,
    flow,
    io,
    many,
    parallel,
    process,
    properties,
    script,
    service,
    sub,
    timer,
    user,
    xor,
)
from tests.fixtures.engine import feel
from webapp.engine.linting import Catalog, lint_diagram
from webapp.engine.rules.catalogue import DECISIONS, RULES

CATALOG = Catalog(
    operations={"do.it": ("title",)},
    forms=frozenset({f"P/{n}" for n in ("a", "b", "v", "h", "start", "u1", "u2")}),
    decisions=frozenset({"rule"}),
    processes=frozenset({"Q"}),
    roles=frozenset({"county_reviewer"}),
)


def lint(xml):
    return lint_diagram(xml, CATALOG, feel())


def codes(xml):
    return {finding.code for finding in lint(xml)}


def file(*parts, **named):
    return process(*parts, **named)


GOOD = file(
    user("a", dueDate="P5D", calendar="working", assignee="=initiator.username", priority="70"),
    boundary("b1", "a", timer("cycle", "R3/P1D"), interrupting=False, calendar="working"),
    boundary("b2", "a", ERROR), end("e2", definition("escalation", "es1")), end("e3", TERMINATE),
    service("v", parameters={"title": "=t"}, retries="3"), xor("x", "x-e"), "s a v x e",
    flow("x", "a", "n > 1"), "b1 e2", "b2 e3",
    own={"title": '="x " + businessKey', "startRoles": "county_reviewer", "nameEn": "P"},
)  # fmt: skip


def test_a_good_diagram_passes_without_a_word():
    assert lint(GOOD) == ()


def task(tag, id="a", inner="", /, **attributes):
    return element(tag, id, inner, name=id, **attributes)


def operator(name="do.it"):
    return f'<spiffworkflow:serviceTaskOperator id="{name}"/>'


def link(tag, id, name="L"):
    return element(tag, id, f'<bpmn:linkEventDefinition name="{name}"/>')


def event_sub(start, *parts, chain="i ie", **attributes):
    return sub("es", start, end("ie"), *parts, chain=chain, triggeredByEvent="true", **attributes)


def start(what="", **own):
    return element("startEvent", "i", extensions(properties(**own)) + what)


RECEIVE = extensions(properties(correlationKey="k"))
LOOP = "<bpmn:standardLoopCharacteristics{}/>"
BAD = {
    "BPMN001": [b"<x/>", b"no xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'],
    "BPMN002": [
        GOOD.replace(b'isExecutable="true"', b'isExecutable="false"'),
        GOOD.replace(b"</bpmn:definitions>", b'<bpmn:process id="Z" isExecutable="true"/></bpmn:definitions>'),
    ],
    "BPMN003": [file(user("a"), user("a"), "s a e")],
    "BPMN004": [
        file(user("a"), "s a e", '<bpmn:sequenceFlow id="f" sourceRef="a" targetRef="zz"/>'),
        file(sub("sp", user("a")), "s sp e", '<bpmn:sequenceFlow id="f" sourceRef="s" targetRef="a"/>'),
    ],
    "BPMN005": [
        file(element("complexGateway", "a"), "s a e"),
        file(element("transaction", "a", user("b")), "s a e"),
        file(element("adHocSubProcess", "a", user("b")), "s a e"),
        file(user("a"), "s a e", element("choreographyTask", "zz")),
        file(user("a"), "s a e", element("dataStoreReference", "zz")),
    ],
    "BPMN006": [file(task("manualTask", "a", extensions("<spiffworkflow:preScript>x</spiffworkflow:preScript>")), "s a e")],
    "BPMN007": [
        file(user("a", candidateRol="x"), "s a e"),
        file(user("a"), "s a e", own={"nonsense": "1"}),
        file(user("a", many(inputCollection="x", item="y", outputCollection="o", outputElement="y")), "s a e"),
    ],
    "BPMN008": [
        file(user("a", element("dataInput", "io")), "s a e"),
        file(user("a", element("potentialOwner", "po")), "s a e"),
        file(user("a", many("<bpmn:loopDataInputRef>x</bpmn:loopDataInputRef>", inputCollection="x")), "s a e"),
        file(user("a", many(inputCollection="x").replace("isSequential", 'behavior="None" noneBehaviorEventRef="x" isSequential')), "s a e"),
    ],
    "BPMN009": [file(user("a"), "s a e", element("dataObjectReference", "d"))],
    "BPMN010": [GOOD.replace(b' name="P"', b"")],
    "BPMN011": [file(user("a", attributes={"name": ""}), "s a e")],
    "BPMN012": [file(user("a"), "s a e").replace(b'<bpmn:userTask id="a"', b'<bpmn:userTask id="a" xmlns:c="http://c" c:assignee="x"')],
    "BPMN013": [file(user("a"), "s a e", id="P 1")],
    "BPMN020": [file(user("a"), end("e"), "a e", start=False)],
    "BPMN021": [
        file(element("startEvent", "s2"), user("a"), "s a e", "s2 a"),
        file(element("startEvent", "s2", MESSAGE), element("startEvent", "s3", MESSAGE), user("a"), "s a e", "s2 a", "s3 a"),
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
    ],
    "BPMN033": [
        file(user("a"), "s a es e", event_sub(start(MESSAGE, correlationKey="k"))),
        file(user("a"), "s a e", sub("es", user("b"), triggeredByEvent="true")),
    ],
    "BPMN034": [file(user("a"), user("b"), user("h"), xor("x", "x-e"), "s x e", "a b a", flow("x", "a", "true"))],
    "BPMN035": [file(xor("x", "x-b"), user("a"), user("b"), parallel("j"), "s x b j e", "a j", flow("x", "a", "n"))],
    "BPMN038": [
        file(link("intermediateThrowEvent", "t"), "s t", user("a"), "s a e"),
        file(link("intermediateCatchEvent", "c"), "c e", user("a"), "s a e"),
        file(link("intermediateThrowEvent", "t"), link("intermediateCatchEvent", "c"), link("intermediateCatchEvent", "d"), "s t", "c e", "d e"),
    ],
    "BPMN040": [
        file(element("intermediateCatchEvent", "a"), "s a e"),
        file(element("intermediateThrowEvent", "a", timer("duration", "P1D")), "s a e"),
        file(end("x", definition("signal", "sg1")), "s x"),
        file(end("x", timer("duration", "P1D")), "s x"),
        file(end("x", "<bpmn:cancelEventDefinition/>"), "s x"),
        file(end("x", "<bpmn:compensateEventDefinition/>"), "s x"),
        file(element("intermediateThrowEvent", "a", ERROR), "s a e"),
        file(element("intermediateThrowEvent", "a", TERMINATE), "s a e"),
        file(element("intermediateCatchEvent", "a", definition("conditional")), "s a e"),
        file(element("startEvent", "s2", timer("duration", "P1D")), user("a"), "s a e", "s2 a"),
        file(user("a"), boundary("b1", "a", definition("signal", "sg1")), "s a e", "b1 e"),
        file(user("a"), boundary("b1", "a", ""), "s a e", "b1 e"),
        file(user("a"), "s a e", event_sub(start())),
        file(user("a"), "s a e", event_sub(start(definition("conditional")))),
    ],
    "BPMN041": [file(element("intermediateCatchEvent", "a", MESSAGE + timer("duration", "P1D")), "s a e")],
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
    "BPMN051": [file(user("a"), boundary("b1", "a", ERROR, interrupting=False), "s a e", "b1 e")],
    "BPMN052": [file(task("sendTask", messageRef="m1"), "s a e"), file(end("x", MESSAGE), "s x")],
    "BPMN053": [file(user("a"), task("manualTask", "b", isForCompensation="true"), "s a e")],
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
    "BPMN075": [file(task("receiveTask", "a", RECEIVE, messageRef="m1", instantiate="true"), "s a e")],
    "BPMN076": [
        file(user("a", many()), "s a e"),
        file(user("a", many("<bpmn:loopCardinality>3</bpmn:loopCardinality>", inputCollection="x")), "s a e"),
    ],
    "BPMN077": [file(user("a", many(inputCollection="x", outputCollection="o")), "s a e"),
                file(user("a", many(inputCollection="x", outputElement="o")), "s a e")],
    "BPMN079": [file(user("a", many(inputCollection="x")), "s a e")],
    "BPMN080": [file(user("a", LOOP.format("")), "s a e")],
    "BPMN081": [file(task("manualTask", "a", startQuantity="2"), "s a e")],
    "BPMN083": [file(task("task"), "s a e")],
    "BPMN084": [file(user("a", inputs={"": "=x"}), "s a e"), file(call("c", "Q", outputs={"x": ""}), "s c e")],
    "BPMN085": [
        file(element("exclusiveGateway", "a", extensions(io({"x": "=y"}))), "s a e"),
        file(task("manualTask", "a", extensions(operator())), "s a e"),
        file(task("userTask", "a", extensions("<spiffworkflow:calledDecisionId>rule</spiffworkflow:calledDecisionId>")), "s a e"),
    ],
    "BPMN086": [file(user("a", dueDate="next week"), "s a e"), file(user("a", dueDate="P"), "s a e")],
    "BPMN087": [file(script("a", "1 + 1"), "s a e"), file(script("a", '"text"'), "s a e")],
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
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "xml"), [(code, xml) for code, files in BAD.items() for xml in files]
)
def test_the_gate_finds(code, xml):
    assert code in codes(xml)


def test_every_rule_on_diagrams_has_a_mistake_that_it_finds():
    assert set(BAD) == set(RULES) - set(DECISIONS)


def test_no_rule_leaves_a_placeholder_in_its_sentence():
    for files in BAD.values():
        for xml in files:
            for finding in lint(xml):
                assert "{" not in finding.text.zh.replace("{ … }", "").replace("${", "").replace(
                    "{x: }", ""
                )
                assert finding.text.en.endswith((".", "?", ")")) or ":" in finding.text.en


def test_a_finding_names_element_severity_and_sentence_in_both_languages():
    [finding] = lint(file(user("a", candidateRole="king"), "s a e"))
    assert (finding.code, finding.severity, finding.element_id) == ("BPMN061", "error", "a")
    assert finding.text.zh == "角色“king”不存在。"
    assert finding.text.en == "There is no role “king”."


def test_what_is_only_advice_is_a_warning():
    warnings = {code for code, (severity, _) in RULES.items() if severity == "warning"}
    assert warnings == {
        "BPMN007", "BPMN009", "BPMN010", "BPMN011", "BPMN012", "BPMN052", "BPMN066", "BPMN079",
        "BPMN083",
    }  # fmt: skip


def test_what_the_engine_can_do_is_not_refused():
    xml = file(
        parallel("p", "j"), user("a"), user("b", many(inputCollection="=x", outputCollection="o",
                                                     outputElement="y", inputElement="m",
                                                     until="nrOfCompletedInstances > 1")),
        sub("sp", user("h"), chain=""), call("c", "Q", inputs={"x": "=1"}, outputs={"y": "=x"}),
        element("inclusiveGateway", "g", default="g-j2"), element("inclusiveGateway", "j2"),
        element("eventBasedGateway", "w"), catch("c1", MESSAGE, correlationKey="=k"),
        catch("c2", timer("date", "=closes")), script("t", "{a: 1}"),
        "s p a j g j2 w c1 t e", "p b j", "w c2 sp c e", flow("g", "t", "n > 1"),
        event_sub(start(timer("cycle", "R/P1D")).replace('id="i"', 'id="i" isInterrupting="false"')),
        link("intermediateThrowEvent", "l1"), link("intermediateCatchEvent", "l2"),
        boundary("b1", "sp", MESSAGE, interrupting=False, correlationKey="k"), "b1 l1", "l2 e",
    )  # fmt: skip
    assert lint(xml) == ()


def test_colours_and_pools_are_no_business_of_the_gate():
    xml = GOOD.replace(
        b'<bpmn:process id="P"',
        b'<bpmn:collaboration id="c"><bpmn:participant id="pp" processRef="P"/></bpmn:collaboration>'
        b'<bpmn:process xmlns:color="http://www.omg.org/spec/BPMN/non-normative/color/1.0" id="P"',
    ).replace(b'<bpmn:userTask id="a"', b'<bpmn:userTask color:background-color="#fff" id="a"')
    assert lint(xml) == ()


def test_a_huge_or_deep_file_is_refused():
    assert codes(b"<x>" + b" " * (5 * 1024 * 1024) + b"</x>") == {"BPMN001"}
    assert codes((HEAD + "<bpmn:x>" * 80 + "</bpmn:x>" * 80 + "</bpmn:definitions>").encode()) == {
        "BPMN001"
    }


def test_a_timer_on_a_fixed_date_does_not_count_working_days():
    own = {"calendar": "working"}
    assert "BPMN050" in codes(file(catch("a", timer("date", "2026-11-30"), **own), "s a e"))


def test_a_receive_task_may_stand_behind_an_event_gateway():
    receive = task("receiveTask", "a", RECEIVE, messageRef="m1")
    wait = catch("c", timer("duration", "P1D"))
    gateway = element("eventBasedGateway", "g")
    assert codes(file(gateway, receive, wait, "s g a e", "g c e")) == set()


def test_a_parallel_join_behind_a_circle_is_left_alone():
    xml = file(parallel("j", "k"), user("a"), user("b"), "s j a j", "j b e", "a k e", "b k")
    assert "BPMN035" not in codes(xml)


def test_a_loop_with_only_a_maximum_is_fine():
    assert codes(file(user("a", LOOP.format(' loopMaximum="3"')), "s a e")) == set()
