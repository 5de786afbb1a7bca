"""Writes small BPMN files for tests: `process("s a e", user("a"))`."""
# ruff: noqa: A001, A002 - the attribute is called id in BPMN

HEAD = (
    '<bpmn:definitions id="d" targetNamespace="x" '
    'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)
DECLARED = (
    '<bpmn:message id="m1" name="news"/><bpmn:message id="m2" name="answer"/>'
    '<bpmn:error id="er1" name="No posts" errorCode="E1"/>'
    '<bpmn:error id="er2" name="Other" errorCode="E2"/>'
    '<bpmn:escalation id="es1" name="Up" escalationCode="U1"/>'
    '<bpmn:signal id="sg1" name="all"/>'
)


def escape(text):
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


def properties(**values):
    lines = "".join(
        f'<spiffworkflow:property name="{n}" value="{escape(v)}"/>' for n, v in values.items()
    )
    return f"<spiffworkflow:properties>{lines}</spiffworkflow:properties>" if lines else ""


def extensions(*parts):
    inner = "".join(parts)
    return f"<bpmn:extensionElements>{inner}</bpmn:extensionElements>" if inner else ""


def io(inputs=None, outputs=None):
    lines = [
        f'<spiffworkflow:{tag} source="{escape(s)}" target="{t}"/>'
        for tag, many in (("input", inputs or {}), ("output", outputs or {}))
        for t, s in many.items()
    ]
    return f"<spiffworkflow:ioMapping>{''.join(lines)}</spiffworkflow:ioMapping>" if lines else ""


def element(tag, id, inner="", /, **attributes):
    words = "".join(f' {k}="{escape(v)}"' for k, v in attributes.items())
    return f'<bpmn:{tag} id="{id}"{words}>{inner}</bpmn:{tag}>'


def flow(source, target, condition="", id=""):
    inner = (
        condition and f"<bpmn:conditionExpression>{escape(condition)}</bpmn:conditionExpression>"
    )
    return element(
        "sequenceFlow", id or f"{source}-{target}", inner, sourceRef=source, targetRef=target
    )


def flows(*chains):
    return "".join(
        flow(a, b)
        for chain in chains
        for a, b in zip(chain.split(), chain.split()[1:], strict=False)
    )


def user(id, inner="", /, inputs=None, outputs=None, attributes=None, **own):
    own.setdefault("candidateRole", "county_reviewer")
    given = extensions(properties(**own), io(inputs, outputs))
    return element("userTask", id, given + inner, **{"name": id, **(attributes or {})})


def service(id, inner="", /, operation="do.it", parameters=None, result="", **own):
    lines = "".join(
        f'<spiffworkflow:parameter id="{n}" type="any" value="{escape(v)}"/>'
        for n, v in (parameters or {}).items()
    )
    operator = (
        f'<spiffworkflow:serviceTaskOperator id="{operation}" resultVariable="{result}">'
        f"<spiffworkflow:parameters>{lines}</spiffworkflow:parameters>"
        "</spiffworkflow:serviceTaskOperator>"
    )
    return element("serviceTask", id, extensions(operator, properties(**own)) + inner, name=id)


def script(id, expression, **own):
    inner = extensions(properties(**own)) + f"<bpmn:script>{escape(expression)}</bpmn:script>"
    return element("scriptTask", id, inner, scriptFormat="feel", name=id)


def xor(id, default=""):
    return element("exclusiveGateway", id, **({"default": default} if default else {}))


def parallel(*ids):
    return "".join(element("parallelGateway", id) for id in ids)


def end(id, inner=""):
    return element("endEvent", id, inner)


def definition(kind, reference=""):
    words = f' {kind}Ref="{reference}"' if reference else ""
    return f"<bpmn:{kind}EventDefinition{words}/>"


MESSAGE = definition("message", "m1")
ERROR = definition("error", "er1")
TERMINATE = definition("terminate")


def timer(kind, text):
    tag = {"date": "timeDate", "duration": "timeDuration", "cycle": "timeCycle"}[kind]
    inner = f"<bpmn:{tag}>{escape(text)}</bpmn:{tag}>"
    return f"<bpmn:timerEventDefinition>{inner}</bpmn:timerEventDefinition>"


def catch(id, what, **own):
    return element("intermediateCatchEvent", id, extensions(properties(**own)) + what)


def boundary(id, host, what, *, interrupting=True, **own):
    inner = extensions(properties(**own)) + what
    cancel = "true" if interrupting else "false"
    return element("boundaryEvent", id, inner, attachedToRef=host, cancelActivity=cancel)


def many(inner="", *, sequential=False, until="", **own):
    condition = until and f"<bpmn:completionCondition>{escape(until)}</bpmn:completionCondition>"
    return (
        f'<bpmn:multiInstanceLoopCharacteristics isSequential="{str(sequential).lower()}">'
        f"{extensions(properties(**own))}{inner}{condition}</bpmn:multiInstanceLoopCharacteristics>"
    )


def call(id, called, inner="", /, inputs=None, outputs=None, **own):
    given = extensions(properties(**own), io(inputs, outputs))
    return element("callActivity", id, given + inner, calledElement=called, name=id)


def sub(id, *parts, chain="", **attributes):
    return element(
        "subProcess", id, "".join(parts) + flows(*([chain] if chain else [])), **attributes
    )


def process(*parts, id="P", start=True, declared=DECLARED, own=None):
    """Return a file with one executable process; `s` and `e` are its start and end events.

    A part that begins with `<` is XML, any other is a chain of element ids to connect.
    """
    body = "".join(p if p.startswith("<") or not p else flows(p) for p in parts)
    ends = element("startEvent", "s") + element("endEvent", "e") if start else ""
    inner = extensions(properties(**(own or {}))) + ends + body
    whole = element("process", id, inner, isExecutable="true", name=id)
    return (HEAD + declared + whole + "</bpmn:definitions>").encode()
