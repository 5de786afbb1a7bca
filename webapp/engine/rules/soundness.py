"""Rules on soundness: no join waits for ever, nothing happens twice, no loop multiplies tokens.

Every scope is played as a game of tokens in which conditions, events and boundary events may turn
out in any way. An ad-hoc sub-process is left out, because people decide there what happens.
"""

from webapp.engine.diagrams import ACTIVITIES, Contents, Node
from webapp.engine.rules.inspection import Inspection
from webapp.engine.rules.token_game import Game, Verdict
from webapp.engine.rules.token_merging import merge
from webapp.engine.rules.token_net import Net

WORK = ACTIVITIES | {"intermediateCatchEvent", "intermediateThrowEvent"}
SHOWN = 12


def check_soundness(at: Inspection) -> None:
    """Check every scope of the process."""
    _scope(at, at.process.id, at.process.contents)
    for node in at.process.contents.everything():
        if node.contents is not None and node.type != "adHocSubProcess":
            _scope(at, node.id, node.contents)


def _scope(at: Inspection, name: str, contents: Contents) -> None:
    known = contents.nodes
    if any(f.source not in known or f.target not in known for f in contents.flows):
        return  # what is connected with nothing has been reported, and cannot be played
    verdict = judge(contents)
    for join, path in verdict.stuck.items():
        at.report.add("BPMN035", join, path=_words(contents, path))
    if verdict.endless:
        path = verdict.endless
        at.report.add("BPMN039", path[-1], path=_words(contents, path))
    elif all(node.completion_quantity == 1 for node in known.values()):
        for merged, path in verdict.doubled.items():
            work = _first_work(contents, merged)
            if work is not None:
                at.report.add("BPMN037", work.id, path=_words(contents, path))
    if not verdict.complete:
        at.report.add("BPMN100", name, count=verdict.markings)


def judge(contents: Contents) -> Verdict:
    """Return what can happen to the tokens of a scope."""
    net = Net(contents)
    merge(net)
    verdict = Game(net).play()
    # What came down to nothing was decided by its shape, however many choices there are.
    verdict.complete = verdict.complete and (net.complete or verdict.markings <= 1)
    return verdict


def _first_work(contents: Contents, name: str) -> Node | None:
    """Return the first element from here on that does something."""
    seen: set[str] = set()
    todo = [name]
    while todo:
        node = contents.nodes.get(todo.pop(0))
        if node is None or node.id in seen:
            continue
        if node.type in WORK:
            return node
        seen.add(node.id)
        todo.extend(flow.target for flow in node.outgoing)
    return None


def _words(contents: Contents, path: list[str]) -> str:
    names = [contents.nodes[name].name or name for name in path]
    if len(names) > SHOWN:
        names = ["…", *names[-SHOWN:]]
    return " → ".join(names)
