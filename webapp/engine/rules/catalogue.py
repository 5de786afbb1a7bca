"""Every rule of the gate: its code (never changed once released), severity, sentence, advice."""

from collections.abc import Mapping

from webapp.engine.rules import (
    advice_activities,
    advice_decisions,
    advice_events,
    advice_file,
    advice_structure,
)
from webapp.engine.rules.sentences_activities import ACTIVITIES, EXPRESSIONS
from webapp.engine.rules.sentences_decisions import DECISIONS, SCHEMA
from webapp.engine.rules.sentences_events import EVENTS
from webapp.engine.rules.sentences_file import FILE
from webapp.engine.rules.sentences_structure import STRUCTURE
from webapp.kernel.text import Text

__all__ = ["ADVICE", "DECISIONS", "GROUPS", "RULES"]

Rules = Mapping[str, tuple[str, Text]]

GROUPS: tuple[tuple[Text, Rules], ...] = (
    (Text(zh="文件、泳池和泳道", en="The file, pools and lanes"), FILE),
    (Text(zh="文件格式", en="The format of the file"), SCHEMA),
    (Text(zh="流程结构", en="The structure of the process"), STRUCTURE),
    (Text(zh="事件和消息", en="Events and messages"), EVENTS),
    (Text(zh="任务和活动", en="Tasks and activities"), ACTIVITIES),
    (Text(zh="表达式", en="Expressions"), EXPRESSIONS),
    (Text(zh="决策表", en="Decisions"), DECISIONS),
)
"""The rules by what they are about, in the order in which they are explained to people."""

RULES: Rules = {code: rule for _, rules in GROUPS for code, rule in rules.items()}

ADVICE: Mapping[str, Text] = {
    **advice_file.FILE,
    **advice_structure.STRUCTURE,
    **advice_events.EVENTS,
    **advice_activities.ACTIVITIES,
    **advice_activities.EXPRESSIONS,
    **advice_decisions.DECISIONS,
    **advice_decisions.SCHEMA,
}
"""For each rule: why it matters, and how to mend what it finds."""
