"""Of which time a question or a claim speaks, and of which a source.

Asked how much cargo came in 2022, "up from 7 million in 2022" tells it, and no newer report of
this year's takes its place. And what a claim says of 2022 nobody could deny in 2021.
"""

from __future__ import annotations

import re
from datetime import date

from retrieval.answer.called_off import tells_plan
from retrieval.answer.read import Candidate
from retrieval.language.facts import sentence_facts
from retrieval.types import Passage

# "in [2022]", "of [May 2022]", "в [2022]"; not "since 2022", "by 2022"
_WITHIN = re.compile(r"\b(?:in|on|of|for|during|во?|за)\s+(?:the\s+)?(?:year\s+)?$", re.IGNORECASE)
_WHEN = re.compile(r"^\W*(?:when|what year|since when|когда)\b", re.IGNORECASE)  # "When ..."


def asked_years(question: str) -> frozenset[int]:
    """The years in which something is asked for; none where it is asked when."""
    if _WHEN.match(question):
        return frozenset()
    return frozenset(
        day.year
        for day in sentence_facts(question).dates
        if day.year and _WITHIN.search(question[: day.start])
    )


def named_years(text: str) -> set[int]:
    """The years that a sentence names: 2019 of "In 2019 it employed 4,500"."""
    return {day.year for day in sentence_facts(text).dates if day.year}


def tells_of_years(one: Candidate, years: frozenset[int]) -> bool:
    """Whether a sentence names one of these years, or names none and was written in one."""
    named = named_years(one.text)
    published = (one.passage.published or "")[:4]
    return bool(years & named) or (not named and published.isdigit() and int(published) in years)


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
