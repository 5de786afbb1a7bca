"""Chooses the reader's language; Chinese first, English by a switch."""

from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, request, session
from flask_babel import Babel, Domain, get_locale

from webapp.entrypoints.http.actor import known_actor
from webapp.kernel.text import Text

LANGUAGES = {"zh": "中文", "en": "English"}
DEFAULT = "zh"

CATALOGUES = Path(__file__).resolve().parents[2] / "translations"
"""`<language>/messages.po`; the English sentences are the identifiers themselves."""


def compiled(path: Path) -> Translations:
    """Return the catalogue that a `.po` file holds."""
    buffer = BytesIO()
    with path.open("rb") as file:
        write_mo(buffer, read_po(file, locale=path.parent.name))
    buffer.seek(0)
    return Translations(buffer)


class Catalogues(Domain):
    """The catalogues as they are written: compiled in memory, so that no compiled file is kept."""

    def __init__(self) -> None:
        """Read and compile every catalogue once."""
        super().__init__()
        self._compiled = {
            path.parent.name: compiled(path) for path in CATALOGUES.glob("*/messages.po")
        }

    def get_translations(self) -> NullTranslations:
        """Return the catalogue of the reader's language."""
        return self._compiled.get(current_language(), NullTranslations())


class Languages(Babel):
    """Flask-Babel with our catalogues."""

    catalogues = Catalogues()

    @property
    def domain_instance(self) -> Domain:
        """Return the catalogues."""
        return self.catalogues


def install_languages(app: Flask) -> None:
    """Let Flask-Babel ask `chosen_language`, and show times in China time."""
    Languages(
        app,
        default_locale=DEFAULT,
        default_timezone="Asia/Shanghai",
        locale_selector=chosen_language,
    )
    app.context_processor(lambda: {"language": current_language(), "in_language": in_language})


def chosen_language() -> str:
    """Return the switch of this browser, else the person's own choice, else Chinese.

    The API has no switch: there the header decides.
    """
    if request.path.startswith("/api/"):
        return request.accept_languages.best_match(list(LANGUAGES)) or DEFAULT
    choice = session.get("language") or known_actor().language
    return choice if choice in LANGUAGES else DEFAULT


def keep_language(language: str) -> None:
    """Remember the switch for this browser; an unknown language changes nothing."""
    if language in LANGUAGES:
        session["language"] = language


def current_language() -> str:
    """Return the language of the present request, `zh` or `en`."""
    locale = get_locale()
    return DEFAULT if locale is None else str(locale.language)


def in_language(text: Text | str) -> str:
    """Return a bilingual text in the reader's language; plain text as it is."""
    return text.in_language(current_language()) if isinstance(text, Text) else text
