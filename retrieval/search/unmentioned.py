"""What a question names and no article held mentions, in any spelling that is known."""

from __future__ import annotations

import json
import re
import sqlite3

from retrieval.search.expansion import expansions
from retrieval.search.words import informative, stem, stop_words, words

# Capitalised words in a row; digits may stand in a name, not open one.
_NAME = re.compile(r"[A-ZÀ-ÞА-ЯЁ][\w’'-]*(?:\s+[A-ZÀ-ÞА-ЯЁ][\w’'-]*)*")


def unmentioned(connection: sqlite3.Connection, question: str) -> tuple[str, ...]:
    """The names in a question of which no word stands in any article, in order.

    A name that the archive has in another spelling, or behind an acronym, is mentioned.
    """
    expanded = expansions(connection, question, informative(question))
    respelled = {term for one in expanded for term in one.terms}
    names = dict.fromkeys(filter(None, map(_without_opening, _NAME.findall(question))))
    return tuple(
        name
        for name in names
        if not ({stem(word) for word in words(name)} & respelled)
        and not _any_held(connection, words(name))
    )


def _without_opening(name: str) -> str:
    """The name without the question words that opened a sentence."""
    parts = name.split()
    while parts and set(words(parts[0])) <= stop_words():
        parts = parts[1:]
    return " ".join(parts)


def _any_held(connection: sqlite3.Connection, of_name: list[str]) -> bool:
    row = connection.execute(
        "select 1 from vocabulary where term in (select value from json_each(?)) limit 1",
        (json.dumps([stem(word) for word in of_name]),),
    ).fetchone()
    return row is not None
