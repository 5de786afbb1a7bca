"""What the engine can do is not refused, and whatever the gate lets pass can be built."""
# ruff: noqa: E501 - a diagram per entry reads best

import pytest

from tests.engine.gate.mistakes_activities import IO
from tests.engine.gate.mistakes_events import correlated
from tests.engine.gate.setting import (
    DECLARED,
    ERROR,
    GOOD,
    LOOP,
    MESSAGE,
    RECEIVE,
    SIGNAL,
    TERMINATE,
    ad_hoc,
    association,
    boundary,
    call,
    catch,
    codes,
    compensate,
    condition,
    definition,
    element,
    end,
    event_sub,
    file,
    flow,
    link,
    lint,
    many,
    parallel,
    pools,
    process,
    script,
    service,
    start,
    sub,
    task,
    timer,
    two,
    user,
    xor,
)
from tests.engine.gate.test_mistakes import BAD
from tests.fixtures.engine import engine
from webapp.engine.definitions import Sources
from webapp.engine.reading import read_diagram

HANDLER = user("h", attributes={"isForCompensation": "true"})
CANCEL = "<bpmn:cancelEventDefinition/>"
LATE = timer("duration", "P1D")
CALM = {"isInterrupting": "false"}
UP = definition("escalation", "es1")

PASSES = {
    "good": GOOD,
    "signals": file(
        element("startEvent", "s2", SIGNAL), catch("c1", SIGNAL), user("a"), boundary("b1", "a", SIGNAL, interrupting=False),
        element("intermediateThrowEvent", "t", SIGNAL), end("x", SIGNAL), "s c1 a t e", "s2 a", "b1 x"),
    "conditions": file(
        catch("c1", condition("n > 1")), user("a"), boundary("b1", "a", condition("=n > 2")), "s c1 a e", "b1 e",
        event_sub(start(condition("n > 3"), CALM))),
    "timers that start": file(*(element("startEvent", f"s{n}", timer(*t)) + flow(f"s{n}", "a") for n, t in enumerate(
        (("date", "2026-11-30"), ("duration", "P1D"), ("cycle", "R/P1D")))), user("a"), "s a e"),
    "events in one": file(
        catch("c1", SIGNAL + LATE), catch("c2", SIGNAL + LATE).replace("<bpmn:intermediateCatchEvent", '<bpmn:intermediateCatchEvent parallelMultiple="true"'),
        user("a"), boundary("b1", "a", ERROR + UP), element("intermediateThrowEvent", "t", SIGNAL + UP), end("x", SIGNAL + TERMINATE), "s c1 c2 a t e", "b1 x",
        element("startEvent", "s2", MESSAGE + SIGNAL), "s2 c1"),
    "compensation": file(user("a"), HANDLER, boundary("b1", "a", compensate()),
                         element("intermediateThrowEvent", "t", compensate("a")), end("x", compensate()), xor("y", "y-e"), "s a t y e", flow("y", "x", "n"), association("b1", "h")),
    "compensation of a scope": file(
        sub("sp", user("a"), event_sub(start(compensate()), chain="i ie")), element("intermediateThrowEvent", "t", compensate("sp")), "s sp t e"),
    "compensation from an event sub-process": file(
        user("a"), HANDLER, boundary("b1", "a", compensate()),  "s a e",
        event_sub(start(ERROR), element("intermediateThrowEvent", "t", compensate("a")), chain="i t ie"), association("b1", "h")),
    "transaction": file(element("transaction", "t", user("a") + xor("x", "x-f") + end("f") + end("c", CANCEL) + flow("a", "x") + flow("x", "f") + flow("x", "c", "bad")),
                        boundary("b1", "t", CANCEL), "s t e", "b1 e"),
    "ad hoc": file(ad_hoc("h", user("a"), user("b"), user("c"), flow("b", "c"), boundary("b1", "a", SIGNAL, interrupting=False), flow("b1", "c"),
                          until="nrOfCompletedInstances > 1", ordering="Sequential", cancelRemainingInstances="false"), "s h e"),
    "complex gateway": file(parallel("p"), user("a"), user("b"), "s p a k e", "p b k",
                            element("complexGateway", "k", "<bpmn:activationCondition>activationCount &gt;= 1</bpmn:activationCondition>")),
    "complex split": file(element("complexGateway", "k", default="k-e"), user("a"), "s k e", "a e", flow("k", "a", "n > 1")),
    "event gateway": file(element("eventBasedGateway", "g"), catch("c1", MESSAGE, correlationKey="=k"), catch("c2", LATE), catch("c3", SIGNAL),
                          catch("c4", condition("n")), catch("c5", SIGNAL + LATE), "s g c1 e", "g c2 e", "g c3 e", "g c4 e", "g c5 e"),
    "starting gateway": file(element("eventBasedGateway", "g", instantiate="true"), catch("c1", MESSAGE), catch("c2", LATE), end("e"), "g c1 e", "g c2 e", start=False),
    "starting gateway, parallel": file(element("eventBasedGateway", "g", instantiate="true", eventGatewayType="Parallel"), catch("c1", MESSAGE, correlationKey="=k"),
                                       catch("c2", definition("message", "m2"), correlationKey="=k"), end("e"), parallel("j"), "g c1 j e", "g c2 j", start=False),
    "starting receive task": file(task("receiveTask", "a", messageRef="m1", instantiate="true"), end("e"), "a e", start=False),
    "receive behind a gateway": file(element("eventBasedGateway", "g"), task("receiveTask", "a", RECEIVE, messageRef="m1"), catch("c", LATE), "s g a e", "g c e"),
    "quantities": file(task("manualTask", "a", completionQuantity="2"), task("manualTask", "b", startQuantity="2"), "s a b e"),
    "items of data": file(user("a", many("<bpmn:loopDataInputRef>do</bpmn:loopDataInputRef><bpmn:loopDataOutputRef>r</bpmn:loopDataOutputRef>"
                                         '<bpmn:inputDataItem id="ii" name="item"/><bpmn:outputDataItem id="oi" name="vote"/>')),
                          element("dataObject", "do"), element("dataObject", "r"), "s a e"),
    "items with behaviour": file(user("a", many(inputCollection="x", outputCollection="o", outputElement="y").replace("isSequential", 'behavior="One" oneBehaviorEventRef="sd" isSequential')),
                                 boundary("b1", "a", SIGNAL, interrupting=False), "s a e", "b1 e2", end("e2"), declared=DECLARED + '<bpmn:signalEventDefinition id="sd" signalRef="sg1"/>'),
    "data": file(user("a", IO + "<bpmn:dataInputAssociation><bpmn:sourceRef>do</bpmn:sourceRef><bpmn:targetRef>di</bpmn:targetRef>"
                      "<bpmn:transformation>d + 1</bpmn:transformation></bpmn:dataInputAssociation>"), element("dataObject", "do"), "s a e"),
    "keys of the standard": correlated(),
    "several processes": two(file(call("c", "P2"), "s c e"), file(element("startEvent", "s2"), end("e2"), "s2 e2", start=False, id="P2")),
    "pools": pools(file(task("sendTask", "a", RECEIVE, messageRef="m1"), "s a e"), ("a", "bb")),
    "shared definitions": file(catch("c", "<bpmn:eventDefinitionRef>sd</bpmn:eventDefinitionRef>"), "s c e", declared=DECLARED + '<bpmn:signalEventDefinition id="sd" signalRef="sg1"/>'),
    "pinned version": file(call("c", "Q", calledVersion="3"), "s c e"),
    "loop with a maximum": file(user("a", LOOP.format(' loopMaximum="3"')), "s a e"),
    "circle of joins": file(xor("m"), user("a"), xor("x", "x-e"), "s m a x e", flow("x", "m", "n")),
    "what could be done before": file(
        parallel("p", "j"), user("a"), user("b", many(inputCollection="=x", outputCollection="o", outputElement="y", inputElement="m",
                                                     until="nrOfCompletedInstances > 1")),
        sub("sp", user("h"), chain=""), call("c", "Q", inputs={"x": "=1"}, outputs={"y": "=x"}),
        element("inclusiveGateway", "g", default="g-j2"), element("inclusiveGateway", "j2"),
        element("eventBasedGateway", "w"), catch("c1", MESSAGE, correlationKey="=k"),
        catch("c2", timer("date", "=closes")), script("t", "{a: 1}"),
        "s p a j g j2 w c1 t e", "p b j", "w c2 sp c e", flow("g", "t", "n > 1"),
        event_sub(start(timer("cycle", "R/P1D"), CALM)),
        link("intermediateThrowEvent", "l1"), link("intermediateCatchEvent", "l2"),
        boundary("b1", "sp", MESSAGE, interrupting=False, correlationKey="k"), "b1 l1", "l2 e2", end("e2")),
    "colours": GOOD.replace(
        b'<bpmn:process id="P"', b'<bpmn:process xmlns:color="http://www.omg.org/spec/BPMN/non-normative/color/1.0" id="P"',
    ).replace(b'<bpmn:userTask id="a"', b'<bpmn:userTask color:background-color="#fff" id="a"'),
    "a timer on a service": file(service("v", parameters={"title": "x"}), boundary("b1", "v", LATE), "s v e", "b1 e"),
}  # fmt: skip
TWICE = {"BPMN037"}


@pytest.mark.parametrize("name", PASSES)
def test_it_passes_without_a_word(name):
    assert codes(PASSES[name]) - TWICE == set()


def built(xml):
    for found in read_diagram(xml).processes:
        engine().compile(Sources(found.id, {found.id: xml, "Q": process("s e", id="Q")}))


@pytest.mark.parametrize("name", PASSES)
def test_what_passes_can_be_built(name):
    built(PASSES[name])


def test_what_is_warned_about_can_be_built():
    for files in BAD.values():
        for xml in files:
            if all(finding.severity == "warning" for finding in lint(xml)):
                built(xml)
