"""A sentence in the two languages of the application, chosen only when it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in Chinese and in English; both may hold the same `{placeholders}`."""

    zh: str
    en: str

    def fill(self, details: Mapping[str, object]) -> "Text":
        """Return the sentence with its placeholders replaced; unknown ones stay as written."""
        known = _Known(details)
        return Text(zh=self.zh.format_map(known), en=self.en.format_map(known))

    def in_language(self, language: str) -> str:
        """Return the Chinese sentence for `zh…`, the English one for everything else."""
        return self.zh if language.lower().startswith("zh") else self.en


class _Known(dict[str, object]):
    """The details of a sentence; a missing one shows its own placeholder."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
