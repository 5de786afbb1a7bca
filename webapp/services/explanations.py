"""What the deployment gate may find, explained to process owners."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import Formatter

from webapp.engine.rules import catalogue
from webapp.formschema import advice as form_advice
from webapp.formschema.linting import CODES
from webapp.kernel.text import Text

Rules = Mapping[str, tuple[str, Text]]

_FORMS = Text(zh="表单", en="Forms")
_BLANK = "…"


@dataclass(frozen=True, slots=True)
class Explanation:
    """A finding without the details of a case: what it says, why it matters, how to mend it."""

    code: str
    severity: str
    sentence: Text
    advice: Text


@dataclass(frozen=True, slots=True)
class Group:
    """The findings on one matter, by code."""

    title: Text
    explanations: Sequence[Explanation]


def list_explanations() -> Sequence[Group]:
    """Return every finding that has a code of its own, by matter."""
    return [
        *(_group(title, rules, catalogue.ADVICE) for title, rules in catalogue.GROUPS),
        _group(_FORMS, CODES, form_advice.ADVICE),
    ]


def is_explained(code: str) -> bool:
    """Tell whether the finding is listed; the code of a general refusal is not."""
    return code in catalogue.RULES or code in CODES


def _group(title: Text, rules: Rules, advice: Mapping[str, Text]) -> Group:
    found = (
        Explanation(code, severity, _blank(sentence), advice[code])
        for code, (severity, sentence) in sorted(rules.items())
    )
    return Group(title, tuple(found))


def _blank(sentence: Text) -> Text:
    """Return the sentence with a blank wherever the details of a case stand."""
    names = {
        name
        for words in (sentence.zh, sentence.en)
        for _, name, _, _ in Formatter().parse(words)
        if name
    }
    blank = sentence.fill(dict.fromkeys(names, _BLANK))
    return Text(zh=blank.zh, en=blank.en.replace(f"{_BLANK}.", _BLANK))
