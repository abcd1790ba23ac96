"""What Dateline says of its own, in the asker's language: GNU gettext's message catalogues.

The messages stand in the code in English and are looked up where they are put into words, so
that one process answers each asker in another language:

    with speaking("ru"):
        gettext("Sources")  # Источники

Catalogues lie in `locale/`; `make messages` brings them up to date and compiles them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path

from retrieval.messages.question_language import question_language
from retrieval.messages.system_language import system_language

__all__ = [
    "LANGUAGES",
    "gettext",
    "gettext_noop",
    "language",
    "ngettext",
    "npgettext",
    "number_words",
    "pgettext",
    "question_language",
    "speak",
    "speak_only",
    "speaking",
    "system_language",
]

LANGUAGES = ("en", "ru", "kk")
"""The languages that Dateline speaks, by their ISO codes; English needs no catalogue."""

_LOCALE = Path(__file__).parent / "locale"
# Each thread, and each task of a server, speaks its own asker's language.
_asked_in: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])
_only: list[str] = []
"""The one language that the settings choose over everybody's own; empty without one."""


def speak_only(chosen: str | None) -> None:
    """From now on the whole process speaks this language, whoever asks; with None each one's."""
    _only[:] = [chosen] if chosen else []


def speak(asked_in: str | None) -> None:
    """From now on this task, or thread, speaks this language."""
    _asked_in.set(asked_in if asked_in in LANGUAGES else LANGUAGES[0])


@contextmanager
def speaking(asked_in: str | None) -> Iterator[None]:
    """Within it messages are in this language; in English where Dateline has none such."""
    before = _asked_in.set(asked_in if asked_in in LANGUAGES else LANGUAGES[0])
    try:
        yield
    finally:
        _asked_in.reset(before)


def language() -> str:
    """The language that is spoken now."""
    return _only[0] if _only else _asked_in.get()


def gettext(message: str) -> str:
    """A message in the language that is spoken."""
    # Of an empty message gettext gives the catalogue's header.
    return _catalogue(language()).gettext(message) if message else ""


# Babel knows its name from the Makefile, and puts its messages into the catalogues.
def gettext_noop(message: str) -> str:
    """A message that is looked up later, where it is shown; it stands in the catalogues."""
    return message


def pgettext(context: str, message: str) -> str:
    """A message that means one thing here and another elsewhere."""
    return _catalogue(language()).pgettext(context, message)


def ngettext(one: str, many: str, number: int) -> str:
    """The message for a number of things."""
    return _catalogue(language()).ngettext(one, many, number)


def npgettext(context: str, one: str, many: str, number: int) -> str:
    """The message for a number of things that means one thing here and another elsewhere."""
    return _catalogue(language()).npgettext(context, one, many, number)


def number_words(number: int) -> str:
    """A number as it is written: `1,204` in English, else with a no-break space."""
    written = f"{number:,}"
    # No line ends within a number at such a space.
    return written if language() == "en" else written.replace(",", "\u00a0")


@cache
def _catalogue(spoken: str) -> NullTranslations:
    # English is what the code says itself.
    if spoken == "en":
        return NullTranslations()
    return translation("dateline", _LOCALE, [spoken])
