"""Which rules a sentence cites, as in “依据：R9至R14、A2。”."""

import re

_CITED = re.compile(r"依据[：:](.*)", re.DOTALL)
_RANGE = re.compile(r"([RA])(\d{1,2})(?:\s*[至–-]\s*[RA]?(\d{1,2}))?")


def cited(documentation: str) -> frozenset[str]:
    """Return the numbers of the rules that stand behind “依据”; a range counts with its ends."""
    found = _CITED.search(documentation)
    if found is None:
        return frozenset()
    return frozenset(
        f"{letter}{number}"
        for letter, first, last in _RANGE.findall(found.group(1))
        for number in range(int(first), int(last or first) + 1)
    )
