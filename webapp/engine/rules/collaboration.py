"""Rules on pools, message flows and lanes."""

from webapp.engine.diagrams import Diagram, MessageFlow, Node, Process
from webapp.engine.rules.inspection import Inspection, Report

THROWING = {"sendTask", "intermediateThrowEvent", "endEvent"}
CATCHING = {"receiveTask", "intermediateCatchEvent", "startEvent", "boundaryEvent"}
ANY_WORK = {"task", "userTask", "serviceTask", "manualTask", "businessRuleTask", "scriptTask"}
ANY_WORK |= {"callActivity", "subProcess", "transaction", "adHocSubProcess"}
"""Activities to which a message flow is only drawn."""


def check_collaboration(diagram: Diagram, report: Report) -> None:
    """Check the pools and the message flows between them."""
    processes = {process.id: process for process in diagram.processes}
    seen: dict[str, str] = {}
    for pool in diagram.participants:
        if pool.process_id and pool.process_id not in processes:
            report.add("BPMN110", pool.id, pool=pool.name or pool.id, process=pool.process_id)
        elif pool.process_id in seen:
            report.add("BPMN111", pool.id, id=pool.id, other=seen[pool.process_id])
        if pool.process_id:
            seen[pool.process_id] = pool.id
    homes = {pool.id: pool.id for pool in diagram.participants}
    nodes: dict[str, Node] = {}
    for process in diagram.processes:
        for node in process.contents.everything():
            nodes[node.id] = node
            homes[node.id] = seen.get(process.id, process.id)
    for flow in diagram.message_flows:
        _message_flow(report, flow, homes, nodes)


def _message_flow(
    report: Report, flow: MessageFlow, homes: dict[str, str], nodes: dict[str, Node]
) -> None:
    source, target = homes.get(flow.source), homes.get(flow.target)
    if source is None or target is None or source == target:
        report.add("BPMN016", flow.id, id=flow.id)
        return
    thrower, catcher = nodes.get(flow.source), nodes.get(flow.target)
    if not _may_throw(thrower) or not _may_catch(catcher):
        report.add("BPMN017", flow.id, id=flow.id)
        return
    thrown, caught = _messages(thrower), _messages(catcher)
    if thrown and caught and not thrown & caught:
        one, other = ", ".join(sorted(thrown)), ", ".join(sorted(caught))
        report.add("BPMN018", flow.id, id=flow.id, one=one, other=other)


def _may_throw(node: Node | None) -> bool:
    if node is None or node.type in ANY_WORK:
        return True
    return node.type in THROWING and (node.type == "sendTask" or node.has_event("message"))


def _may_catch(node: Node | None) -> bool:
    if node is None or node.type in ANY_WORK:
        return True
    return node.type in CATCHING and (node.type == "receiveTask" or node.has_event("message"))


def _messages(node: Node | None) -> set[str]:
    if node is None:
        return set()
    named = {d.reference for d in node.definitions if d.kind == "message"} | {node.message_ref}
    return named - {""}


def check_lanes(at: Inspection) -> None:
    """Check that lanes hold elements of their process."""
    known = _members(at.process)
    for contents in at.process.contents.scopes():
        for lane in contents.lanes:
            for member in lane.members:
                if member not in known:
                    at.report.add("BPMN019", lane.id, lane=lane.name or lane.id, member=member)


def _members(process: Process) -> set[str]:
    return {
        name
        for contents in process.contents.scopes()
        for name in (*contents.nodes, *contents.data, *(n for n, _ in contents.unknown))
    }
