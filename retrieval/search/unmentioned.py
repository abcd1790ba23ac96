"""What a question names and no article held mentions, in any spelling that is known."""

from __future__ import annotations

import json
import re
import sqlite3
from functools import cache

from rapidfuzz import fuzz, process

from retrieval.archive.generation_cache import GenerationCache
from retrieval.language.alphabet import CYRILLIC_LANGUAGES, is_latin
from retrieval.language.nations import forms_of
from retrieval.language.tables import listed, positions, values
from retrieval.search.expansion import expansions, vocabulary
from retrieval.search.filters import matching_outlets, outlets_for_short
from retrieval.search.quoted_phrases import without_quotes
from retrieval.search.words import index_stem, informative, stop_words, words

SHORTEST = 5  # letters; shorter names are near to too many
MUCH = 0.1
"""The share of the articles from which on a name may well stand in the other script."""

LEAST_LIKE = 80
"""Of 100 (rapidfuzz): a held name that is as like is offered in place of one that is not held."""

_cyrillic: GenerationCache[float] = GenerationCache(8)  # a process reads one archive or two

# Capitalised words in a row; digits may stand in a name, not open one.
_LARGE = "[A-ZÀ-ÞА-ЯЁӘҒҚҢӨҰҮҺІЎҲҶӢӮ]"  # "Қ" of "Қостанай"
# "Orla Venn", "Қостанай"
_NAME = re.compile(rf"{_LARGE}[\w’'/-]*(?:\s+{_LARGE}[\w’'/-]*)*")
# "Summarise the ...", "Give me ...": an order opens with a capital too.
_ORDER = re.compile(
    r"^\W*[A-Z][a-z]+(?=\s+(?:the|an?|this|that|these|those|me|us|all|any|every|what|who|how"
    r"|which|whether|if|about)\b)"
)


def unmentioned(connection: sqlite3.Connection, question: str) -> tuple[str, ...]:
    """The names in a question of which no word stands in any article, in order.

    A name that the archive has in another spelling, or behind an acronym, is mentioned, as is a
    country in any form ("the Kazakh envoy" where Kazakhstan stands); so is
    an outlet of which it holds articles, named in full or for short. Quoted phrases are looked up
    elsewhere. Where much is in the other script, Latin or Cyrillic, no name is told: Warsaw may
    stand there as Варшава.
    Months, days of the week and numbers name nobody.
    """
    expanded = expansions(connection, question, informative(question))
    # The stems of names that the archive has in another spelling.
    respelled = {term for one in expanded for term in one.terms}
    asked = _ORDER.sub("", without_quotes(question))
    names = dict.fromkeys(filter(None, map(_without_opening, _NAME.findall(asked))))
    latin, cyrillic = _scripts(connection) if names else (False, False)
    return tuple(
        name
        for name in names
        if not set(words(name)) <= _naming_nobody()
        and not _only_opens(asked, name)
        and not (cyrillic if is_latin(name) else latin)
        and not ({index_stem(word) for word in words(name)} & respelled)
        and not _any_held(connection, words(name))
        and not _country_held(connection, name)
        and not _outlet_held(connection, name)
    )


def unmentioned_names(connection: sqlite3.Connection, question: str) -> tuple[str, ...]:
    """The unmentioned names that are sure to be names, and no held name misspelt.

    A single word that opens the question, or is all capitals ("MP", "NGOs"), may be something else;
    words for a part of the world describe ("a South Asian country").
    """
    # Quoted or in brackets, the first word still opens the question.
    opening = question.lstrip("\"'“«(¿ ")
    return tuple(
        name
        for name in unmentioned(connection, question)
        if (" " in name or not (opening.startswith(name) or name.rstrip("s").isupper()))
        and not set(words(name)) <= listed("regions")
        and likest_name(connection, name) is None
    )


def _scripts(connection: sqlite3.Connection) -> tuple[bool, bool]:
    """Whether many articles are in Latin letters, and in Cyrillic ones, by their languages."""
    # A language that was not made out, as of a few words, counts as one in Latin letters.
    cyrillic = _cyrillic.of(connection, "share", lambda: _cyrillic_share(connection))
    return 1 - cyrillic > MUCH, cyrillic > MUCH


def _cyrillic_share(connection: sqlite3.Connection) -> float:
    count, cyrillic = connection.execute(
        "select count(*), sum(language in (select value from json_each(?))) from articles",
        (json.dumps(sorted(CYRILLIC_LANGUAGES)),),
    ).fetchone()
    share: float = (cyrillic or 0) / max(count, 1)
    return share


def _country_held(connection: sqlite3.Connection, name: str) -> bool:
    """Whether a name is a country's or its people's, and another form of it is held."""
    held = (_any_held(connection, words(form)) for form in forms_of(name.casefold()))
    return any(held)


def _outlet_held(connection: sqlite3.Connection, name: str) -> bool:
    bare = re.sub(r"['’]s?$", "", name)  # "Amber" of "Amber's"
    return bool(matching_outlets(connection, bare) or outlets_for_short(connection, bare))


def likest_name(connection: sqlite3.Connection, name: str) -> str | None:
    """A name that the articles hold and that one which they don't may stand for, if there is one.

    Only for a name of one word: of several, each by itself may be anybody's.
    """
    if not name.isalpha() or len(name) < SHORTEST:
        return None
    found = process.extractOne(
        name.lower(), vocabulary(connection, name), scorer=fuzz.ratio, score_cutoff=LEAST_LIKE
    )
    return _as_written(connection, found[0]) if found else None


def _as_written(connection: sqlite3.Connection, term: str) -> str | None:
    """The capitalised word with this stem, from one of the passages that hold it."""
    row = connection.execute(
        # The vocabulary has stems in small letters; a passage tells how the name is written.
        'select substr(text, start + 1, "end" - start) as passage from words'
        " join chunks on chunks.id = words.rowid join articles on article = n"
        " where words match ? limit 1",
        (f'"{term}"',),
    ).fetchone()
    # "Larkfield"; no figures, no underscores
    written = re.findall(r"\b[^\W\d_]+", row["passage"]) if row else []
    return next(
        (word for word in written if word[0].isupper() and index_stem(word.lower()) == term), None
    )


def _without_opening(name: str) -> str:
    """The name without the question words that opened a sentence."""
    parts = name.split()
    # "Did Quill" of "Did Quill say so?" is one run of capitals.
    while parts and set(words(parts[0])) <= stop_words():
        parts = parts[1:]
    return " ".join(parts)


def _only_opens(question: str, name: str) -> bool:
    """Whether a Russian or Kazakh word has its capital for opening the question: Скажите, Кім."""
    opens = question.lstrip("\"'“«( ").startswith(name)
    return opens and " " not in name and not is_latin(name)


@cache
def _naming_nobody() -> frozenset[str]:
    """Words that open a sentence as a name does: "May", "Monday", "Eighteen"."""
    return frozenset().union(positions("months"), positions("weekdays"), values("numbers"))


def _any_held(connection: sqlite3.Connection, of_name: list[str]) -> bool:
    row = connection.execute(
        "select 1 from vocabulary where term in (select value from json_each(?)) limit 1",
        (json.dumps([index_stem(word) for word in of_name]),),
    ).fetchone()
    return row is not None
