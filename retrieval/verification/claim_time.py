"""Of which time a claim speaks, and when its source did.

What a claim says of 2022 nobody could deny in 2021.
"""

from __future__ import annotations

from datetime import date

from retrieval.language.facts import sentence_facts
from retrieval.language.plans import tells_plan
from retrieval.types import Passage


def names_time(claim: str) -> bool:
    """Whether a claim names a day, a month or a year."""
    return bool(sentence_facts(claim).dates)


def first_day(claim: str) -> str | None:
    """The first day of the time that a claim names, in ISO; of several times that of the latest.

    None where it names no year, only when something ended, or tells of what is yet to come: that
    a source from before that day may well deny.
    """
    if tells_plan(claim):
        return None
    # Not "the 1990s" or "last year", which begin on no day that is told, nor "before March 2016".
    named = [
        f"{one.year}-{one.month or 1:02}-{one.day or 1:02}"
        for one in sentence_facts(claim).dates
        if one.year and not one.relative and one.cue != "before"
    ]
    return max(named, default=None)


def dated_title(passage: Passage) -> str | None:
    """The title of a passage's article with its day, in English: `Amber bridge (4 June 2015)`."""
    if not (passage.title and passage.published):
        return passage.title
    # In English whatever the asker's language: a model reads it that was trained on English.
    day = date.fromisoformat(passage.published)
    return f"{passage.title} ({day.day} {day:%B} {day.year})"
