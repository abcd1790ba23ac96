"""How people ask about the archive in Russian and Kazakh: the phrases of `archive_phrases.toml`.

Each phrase becomes a regular expression with the groups that the English frames have, so that
`archive_question` reads both alike.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from retrieval.language.alphabet import CYRILLIC
from retrieval.search.archive_masking import DAYS, OUTLET

# "Орла": the frames are read in any case, a name by its capital alone.
_CAPITAL = r"(?-i:[A-ZА-ЯЁӘҒҚҢӨҰҮҺ])[\w.'’-]*"
# What the slots of a phrase take; outlets and days are marks of `archive_masking`.
_SLOTS = {
    "outlets": rf"(?P<outs>{OUTLET}(?:(?:,| и|, и| және) {OUTLET})*)",
    "author": rf"(?P<name>{_CAPITAL}(?: {_CAPITAL}){{0,3}})",
    "byline": rf"(?P<whose>{_CAPITAL}(?: {_CAPITAL}){{0,3}})",
    "days": DAYS,
    "topic": r"(?P<topic>[^\s,].*?)",
    "elsewhere": r"(?P<topic>(?!архив|баз)[^\s,].*?)",
    "rest": r"(?P<rest>.*?)",
}
# "сколько", "{articles}", "[", "|"
_TOKEN = re.compile(r"\{(?P<slot>\w+)\}|(?P<sign>[][()|])|(?P<word>[^\s{}()|[\]]+)")
# "(a|b)" is one of them, "[a]" may be left out.
_SIGNS = {"(": "(?:", "[": "(?:", ")": ")", "]": ")?", "|": "|"}
# " " or ", " before each word, which has its own borders: the first has nothing before it.
_GAP = r"[\s,]*"


def is_cyrillic(text: str) -> bool:
    """Whether a question may be asked with these phrases."""
    return CYRILLIC.search(text) is not None


@cache
def frames() -> tuple[tuple[str, str], ...]:
    """What is asked for, and the words that ask for it."""
    return tuple(
        (kind, pattern(phrase))
        for kind, phrases in _table()["frames"].items()
        for phrase in phrases
    )


@cache
def limit_forms(kind: str) -> tuple[str, ...]:
    """The forms in which a limit of a kind is told."""
    return tuple(pattern(phrase) for phrase in _table()["limits"][kind])


@cache
def forms(kind: str) -> re.Pattern[str]:
    """Whether a text has a phrase of one of the other kinds, anywhere in it."""
    told = "|".join(_without_groups(pattern(one)) for one in _table()["forms"][kind])
    # "что нового о флоте" in "а что нового о флоте?"
    return re.compile(rf"(?<!\w)(?:{told})(?!\w)", re.IGNORECASE)


def grouped_by(text: str) -> tuple[int, str] | None:
    """Where a question begins to say by what articles are counted, and what lists that; or None.

    17 and `list_months` of "Сколько статей по месяцам".
    """
    for kind, phrases in _table()["each"].items():
        told = "|".join(map(pattern, phrases))
        # ", по месяцам" at the end
        if found := re.search(rf"[\s,]+(?:{told})$", text, re.IGNORECASE):
            return found.start(), kind
    return None


def asked_on(kind: str, text: str) -> str:
    """What a question that is all one of those phrases asks of: "флоте" of "что нового о флоте".

    Nothing where it is none of them.
    """
    plain = without_courtesies(text).strip(" \n?!.…")
    # "что нового о флоте" to its end
    found = (re.match(rf"{pattern(one)}$", plain, re.IGNORECASE) for one in _table()["forms"][kind])
    return next((told["topic"] for told in found if told), "")


@cache
def topic_forms(kind: str) -> re.Pattern[str]:
    """What leads to a topic (`topic`), and to words that must stand there (`word`)."""
    told = "|".join(
        _without_groups(pattern(one.removesuffix(" {topic}"))) for one in _table()["limits"][kind]
    )
    # "о [флоте]"
    return re.compile(rf"(?:{told}) (?P<topic>\S.*)", re.IGNORECASE)


@cache
def languages() -> Mapping[str, str]:
    """The languages as they are called behind "на", with their codes."""
    return {name: code for code, names in _table()["languages"].items() for name in names.split()}


def without_courtesies(text: str) -> str:
    """The question without what comes before it and asks nothing."""
    # "скажите, пожалуйста, " goes, one word at a time.
    while found := re.match(rf"(?:{forms('polite').pattern})[\s,!.:-]+", text, re.IGNORECASE):
        text = text[found.end() :]
    return text


def pattern(phrase: str) -> str:
    """A phrase as a regular expression: `сколько [всего] {articles}`, say."""
    return "".join(_part(found) for found in _TOKEN.finditer(phrase))


def _part(found: re.Match[str]) -> str:
    if found["sign"]:
        return _SIGNS[found["sign"]]
    if found["word"]:
        return rf"{_GAP}(?<!\w){re.escape(found['word'])}(?!\w)"
    name = found["slot"]
    if name in _SLOTS:
        return _GAP + _SLOTS[name]
    named = languages() if name == "language" else _table()["words"][name].split()
    words = "|".join(sorted(named, key=len, reverse=True))
    group = {"articles": "?P<noun>", "news": "?P<noun>", "language": "?P<language>"}.get(name, "?:")
    return rf"{_GAP}(?<!\w)({group}{words})(?!\w)"


def _without_groups(form: str) -> str:
    """A form whose groups have no names: several may stand in one expression."""
    return re.sub(r"\?P<\w+>", "?:", form)  # "?P<topic>" of "(?P<topic>.*)"


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "archive_phrases.toml").read_text("utf-8"))
