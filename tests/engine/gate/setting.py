"""What the tests of the gate share: a catalogue of what exists, and the parts of small files."""
# ruff: noqa: A002 - the attribute is called id in BPMN; a list reads best in few lines

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
    escape,
    extensions,
    flow,
    flows,
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
from tests.fixtures.definitions import feel
from webapp.engine.linting import Catalog, lint_diagram

__all__ = [
    "CATALOG", "DECLARED", "ERROR", "GOOD", "HEAD", "LOOP", "MESSAGE", "RECEIVE", "SIGNAL",
    "TERMINATE", "ad_hoc", "association", "boundary", "call", "catch", "codes", "compensate",
    "condition", "definition", "element", "end", "escape", "event_sub", "extensions", "file",
    "flow", "flows", "io", "link", "lint", "many", "operator", "parallel", "pools", "process",
    "properties", "script", "service", "start", "sub", "task", "timer", "two", "user", "xor",
]  # fmt: skip

CATALOG = Catalog(
    operations={"do.it": ("title",)},
    forms=frozenset({f"P/{n}" for n in ("a", "b", "c", "v", "h", "start", "u1", "u2")}),
    decisions=frozenset({"rule"}),
    processes=frozenset({"Q"}),
    roles=frozenset({"county_reviewer"}),
    bases={"Lawful": frozenset({"R14"})},
)
SIGNAL = definition("signal", "sg1")
RECEIVE = extensions(properties(correlationKey="k"))
LOOP = "<bpmn:standardLoopCharacteristics{}/>"


def file(*parts, **named):
    return process(*parts, **named)


def lint(xml):
    return lint_diagram(xml, CATALOG, feel())


def codes(xml):
    return {finding.code for finding in lint(xml)}


GOOD = file(
    user("a", dueDate="P5D", calendar="working", assignee="=initiator.username", priority="70"),
    boundary("b1", "a", timer("cycle", "R3/P1D"), interrupting=False, calendar="working"),
    boundary("b2", "a", ERROR), end("e2", definition("escalation", "es1")), end("e3", TERMINATE),
    service("v", parameters={"title": "=t"}, retries="3"), xor("x", "x-e"), "s a v x e",
    flow("x", "a", "n > 1"), "b1 e2", "b2 e3",
    own={"title": '="x " + businessKey', "startRoles": "county_reviewer", "nameEn": "P"},
)  # fmt: skip


def task(tag, id="a", inner="", /, **attributes):
    return element(tag, id, inner, name=id, **attributes)


def operator(name="do.it"):
    return f'<spiffworkflow:serviceTaskOperator id="{name}"/>'


def link(tag, id, name="L"):
    return element(tag, id, f'<bpmn:linkEventDefinition name="{name}"/>')


def event_sub(start, *parts, chain="i ie", **attributes):
    return sub("es", start, end("ie"), *parts, chain=chain, triggeredByEvent="true", **attributes)


def start(what="", attributes=None, **own):
    return element("startEvent", "i", extensions(properties(**own)) + what, **(attributes or {}))


def condition(text, **attributes):
    words = "".join(f' {k}="{escape(v)}"' for k, v in attributes.items())
    inner = f"<bpmn:condition{words}>{escape(text)}</bpmn:condition>"
    return f"<bpmn:conditionalEventDefinition>{inner}</bpmn:conditionalEventDefinition>"


def compensate(activity=""):
    words = f' activityRef="{activity}"' if activity else ""
    return f"<bpmn:compensateEventDefinition{words}/>"


def association(source, target):
    return element("association", f"{source}_{target}", sourceRef=source, targetRef=target)


def ad_hoc(id, *parts, until="", **attributes):
    end = until and f"<bpmn:completionCondition>{escape(until)}</bpmn:completionCondition>"
    return element("adHocSubProcess", id, "".join(parts) + end, **attributes)


def two(first, second):
    """Return a file with both processes, the declarations of the first, and their heads once."""
    inner = second.partition(b"<bpmn:process")
    return first.replace(b"</bpmn:definitions>", b"".join(inner[1:]))


def pools(xml, *message_flows, more=""):
    """Return the file with a pool for the process P, a black box, and these message flows."""
    inner = '<bpmn:participant id="pp" processRef="P"/><bpmn:participant id="bb" name="B"/>' + more
    inner += "".join(
        element("messageFlow", f"mf{n}", sourceRef=a, targetRef=b)
        for n, (a, b) in enumerate(message_flows)
    )
    whole = f'<bpmn:collaboration id="co">{inner}</bpmn:collaboration><bpmn:process id="P"'
    return xml.replace(b'<bpmn:process id="P"', whole.encode(), 1)
