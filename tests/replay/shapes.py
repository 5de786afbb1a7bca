"""Shapes in which an instance can be caught waiting: how to get there, and how to finish."""

from collections.abc import Mapping

from tests.builders.bpmn import (
    MESSAGE,
    boundary,
    call,
    catch,
    definition,
    element,
    end,
    extensions,
    flow,
    flows,
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
from tests.replay.shape import Shape, complete, deliver, fire, job_done

VOTES = many(
    inputCollection="voters",
    inputElement="voter",
    outputElement="{voter: voter, yes: yes}",
    outputCollection="votes",
    until="count(votes[item != null and yes]) >= 3",
)
SIGNED = {"outputElement": "n", "outputCollection": "numbers"}
STARTED = element("startEvent", "s1")


def _listener(name: str, what: str, *, interrupting: bool) -> str:
    """Return an event sub-process with one user task."""
    start = element(
        "startEvent", f"{name}-s", what, isInterrupting="true" if interrupting else "false"
    )
    return sub(
        name,
        start,
        user(f"{name}-u"),
        end(f"{name}-e"),
        chain=f"{name}-s {name}-u {name}-e",
        triggeredByEvent="true",
    )


KEYED = {"correlationKey": "=k"}
CALLED = process(
    user("inner"), script("counted", "n * 2", resultVariable="twice"), "s inner counted e", id="Q"
)
SHAPES: Mapping[str, Shape] = {
    "user_task": Shape(
        process(user("a"), user("b", resultVariable="b"), "s a b e"),
        {"n": 1, "text": "县级审核", "list": [1, 2.5, None, {"deep": True}]},
        [complete("a", n=2)],
        [complete("b", fine=True)],
    ),
    "sub_process": Shape(
        process(
            sub("sp", STARTED, user("u"), end("e1"), chain="s1 u e1"),
            boundary("late", "sp", timer("duration", "P3D"), interrupting=False),
            user("reminded"),
            end("e2"),
            "s sp e",
            "late reminded e2",
        ),
        {},
        [fire("late")],
        [complete("u", done=True), complete("reminded")],
    ),
    "called_process": Shape(
        process(
            call("c", "Q", inputs={"n": "=n + 1"}, outputs={"twice": "=twice"}),
            user("u"),
            "s c u e",
        ),
        {"n": 20},
        [],
        [complete("inner"), complete("u")],
        called=CALLED,
    ),
    "half_voted": Shape(
        process(user("vote", VOTES), "s vote e"),
        {"voters": ["A", "B", "C", "D", "E"]},
        [complete("vote", yes=True), complete("vote", yes=False)],
        [complete("vote", yes=True), complete("vote", yes=True)],
    ),
    "one_after_the_other": Shape(
        process(
            user(
                "sign",
                many(sequential=True, inputCollection="[1, 2, 3]", inputElement="i", **SIGNED),
            ),
            "s sign e",
        ),
        {},
        [complete("sign", n=7)],
        [complete("sign", n=8), complete("sign", n=9)],
    ),
    "parallel_join": Shape(
        process(parallel("g", "j"), user("a"), user("b"), "s g a j e", "g b j"),
        {},
        [complete("a", a=1)],
        [complete("b", b=2)],
    ),
    "inclusive_join": Shape(
        process(
            element("inclusiveGateway", "g", default="g-d"),
            element("inclusiveGateway", "j"),
            *(user(name) for name in "abd"),
            flow("g", "a", "n = 1"),
            flow("g", "b", "n > 0"),
            "s g d j",
            "a j",
            "b j e",
        ),
        {"n": 1},
        [complete("a", a=1)],
        [complete("b", b=2)],
    ),
    "timer_and_message": Shape(
        process(
            parallel("g", "j"),
            catch("t", timer("duration", "P2D")),
            catch("m", MESSAGE, resultVariable="said", **KEYED),
            "s g t j e",
            "g m j",
        ),
        {"k": "K-7"},
        [],
        [fire("t"), deliver("news", word="yes")],
    ),
    "event_gateway": Shape(
        process(
            element("eventBasedGateway", "g"),
            catch("t", timer("duration", "P2D")),
            catch("m", MESSAGE, **KEYED),
            xor("x"),
            "s g t x e",
            "g m x",
        ),
        {"k": "K-7"},
        [],
        [deliver("news", word="in time")],
    ),
    "event_sub_processes": Shape(
        process(
            user("a"),
            _listener("es", definition("message", "m1"), interrupting=False),
            _listener("et", timer("duration", "P9D"), interrupting=True),
            "s a e",
            declared=(
                '<bpmn:message id="m1" name="news">'
                + extensions(properties(**KEYED))
                + "</bpmn:message>"
            ),
        ),
        {"k": "K-7"},
        [deliver("news", heard=1)],
        [complete("es-u"), deliver("news", heard=2), complete("es-u"), complete("a")],
    ),
    "incident": Shape(
        process(xor("g"), user("u"), flow("g", "u", "ready"), "s g", "u e"),
        {"n": 8},
        [],
        [("set_variables", "", {"ready": True}), ("retry", "g", {}), complete("u")],
    ),
    "loop": Shape(
        process(
            xor("again"),
            user("u"),
            xor("enough", default="back"),
            flow("enough", "again", id="back"),
            flow("enough", "e", "fine"),
            "s again u enough",
        ),
        {},
        [complete("u", fine=False, times=1), complete("u", fine=False, times=2)],
        [complete("u", fine=False, times=3), complete("u", fine=True)],
    ),
    "boundary_events": Shape(
        process(
            user("a", candidateRole="county_reviewer", dueDate="P5D"),
            boundary("cycle", "a", timer("cycle", "R3/P1D"), interrupting=False),
            boundary("called", "a", MESSAGE, **KEYED),
            user("nudge"),
            user("stop"),
            end("e2"),
            end("e3"),
            "s a e",
            "cycle nudge e2",
            "called stop e3",
        ),
        {"k": "K-7"},
        [fire("cycle")],
        [
            fire("cycle"),
            complete("nudge"),
            complete("nudge"),
            deliver("news", why="x"),
            complete("stop"),
        ],
    ),
    "jobs": Shape(
        process(
            parallel("g", "j"),
            service("early", operation="paper.print", parameters={"n": "=n"}, result="printed"),
            service("failing", operation="post.take", parameters={}),
            boundary("none_left", "failing", definition("error", "er1"), codeVariable="code"),
            user("waiting"),
            xor("x"),
            "s g early j e",
            "g failing x j",
            "none_left waiting x",
        ),
        {"n": 3},
        [],
        [("job_error", "failing", {"code": "E1"}), job_done("early", id=5), complete("waiting")],
    ),
    "signal_and_condition": Shape(
        process(
            parallel("g", "j"),
            catch("c", definition("signal", "sg1"), resultVariable="heard"),
            catch(
                "w",
                "<bpmn:conditionalEventDefinition><bpmn:condition>n &gt; 9</bpmn:condition>"
                "</bpmn:conditionalEventDefinition>",
            ),
            "s g c j e",
            "g w j",
        ),
        {"n": 1},
        [],
        [("broadcast", "all", {"loud": True}), ("set_variables", "", {"n": 10})],
    ),
    "ad_hoc": Shape(
        process(
            element(
                "adHocSubProcess",
                "ad",
                user("a")
                + user("b")
                + "<bpmn:completionCondition>enough</bpmn:completionCondition>",
            ),
            "s ad e",
        ),
        {"enough": False},
        [
            ("activate", "ad", {"choice": "a"}),
            complete("a", enough=False),
            ("activate", "ad", {"choice": "b"}),
        ],
        [
            ("activate", "ad", {"choice": "a"}),
            complete("b", enough=False),
            complete("a", enough=True),
        ],
    ),
    "half_undone": Shape(
        process(
            *(
                user(name)
                + element(
                    "boundaryEvent", f"{name}-b", definition("compensate"), attachedToRef=name
                )
                + user(f"{name}-undo", attributes={"isForCompensation": "true"})
                for name in ("a", "b")
            ),
            element("intermediateThrowEvent", "w", definition("compensate")),
            "s a b w e",
            *(
                element(
                    "association",
                    f"{name}-n",
                    sourceRef=f"{name}-b",
                    targetRef=f"{name}-undo",
                    associationDirection="One",
                )
                for name in ("a", "b")
            ),
        ),
        {},
        [complete("a", a=1), complete("b", b=2)],
        [complete("b-undo", undone="b"), complete("a-undo", undone="ab")],
    ),
    "transaction": Shape(
        process(
            element(
                "transaction",
                "t",
                STARTED
                + user("a")
                + element("boundaryEvent", "a-b", definition("compensate"), attachedToRef="a")
                + user("undo", attributes={"isForCompensation": "true"})
                + user("pay")
                + end("e1", definition("cancel"))
                + flows("s1 a pay e1")
                + element("association", "n", sourceRef="a-b", targetRef="undo"),
            ),
            boundary("called-off", "t", definition("cancel")),
            user("tell"),
            xor("x"),
            "s t x e",
            "called-off tell x",
        ),
        {},
        [complete("a", a=1)],
        [complete("pay"), complete("undo", a=0), complete("tell")],
    ),
    "complex_join": Shape(
        process(
            parallel("g"),
            element(
                "complexGateway",
                "j",
                "<bpmn:activationCondition>activationCount &gt;= 2</bpmn:activationCondition>",
            ),
            *(user(name) for name in "abcu"),
            "s g a j u e",
            "g b j",
            "g c j",
        ),
        {},
        [complete("a")],
        [complete("b"), complete("u"), complete("c")],
    ),
    "standard_loop": Shape(
        process(
            user(
                "u",
                '<bpmn:standardLoopCharacteristics loopMaximum="4">'
                "<bpmn:loopCondition>not(fine)</bpmn:loopCondition>"
                "</bpmn:standardLoopCharacteristics>",
            ),
            "s u e",
        ),
        {"fine": False},
        [complete("u", round=1)],
        [complete("u", round=2), complete("u", fine=True)],
    ),
    "sub_process_for_each": Shape(
        process(
            sub(
                "sp",
                STARTED,
                user("u"),
                end("e1"),
                many(
                    inputCollection="places",
                    inputElement="place",
                    outputElement="answer",
                    outputCollection="answers",
                ),
                chain="s1 u e1",
            ),
            "s sp e",
        ),
        {"places": ["通化", "延边"]},
        [],
        [complete("u", answer="yes"), complete("u", answer="no")],
    ),
}
