"""Every rule of the gate: its code (never changed once released), severity and sentence."""

from collections.abc import Mapping

from webapp.engine.rules.sentences_activities import ACTIVITIES, EXPRESSIONS
from webapp.engine.rules.sentences_decisions import DECISIONS, SCHEMA
from webapp.engine.rules.sentences_events import EVENTS
from webapp.engine.rules.sentences_file import FILE
from webapp.engine.rules.sentences_structure import STRUCTURE
from webapp.kernel.text import Text

__all__ = ["DECISIONS", "RULES"]

RULES: Mapping[str, tuple[str, Text]] = {
    **FILE,
    **STRUCTURE,
    **EVENTS,
    **ACTIVITIES,
    **EXPRESSIONS,
    **DECISIONS,
    **SCHEMA,
}
