"""The acronyms that the articles themselves define, over the whole archive."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter

QUERY = "select acronyms, count(*) from articles where acronyms <> '[]' group by acronyms"
"""Answered by a partial index that holds just these, so that no article is read."""


def acronyms(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Every acronym that an article defines, with what it stands for, most articles first.

    Spellings are as the articles have them, and expansions that differ only in case are one,
    in the commoner spelling. An acronym may have several (`AP`: two parties, an agency).

    Args:
        connection: A connection inside a transaction of the archive, as `reading` gives.
    """
    # By the stored text: articles that define the same acronyms are one row, and parsed once.
    rows = connection.execute(QUERY)
    spellings: dict[tuple[str, str], Counter[str]] = {}
    for defined, articles in rows:
        for acronym, expansion in json.loads(defined):
            counts = spellings.setdefault((acronym, expansion.casefold()), Counter())
            counts[expansion] += articles
    found: dict[str, Counter[str]] = {}
    for (acronym, _), counts in spellings.items():
        # Of two as common, the first by the alphabet: always the same one.
        commonest = min(counts, key=lambda spelling: (-counts[spelling], spelling))
        found.setdefault(acronym, Counter())[commonest] = counts.total()
    return {acronym: _most_first(found[acronym]) for acronym in sorted(found)}


def _most_first(counts: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(counts, key=lambda expansion: (-counts[expansion], expansion)))
