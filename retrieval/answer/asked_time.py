"""Of which years a question asks, and of which a sentence tells.

Asked how much cargo came in 2022, "up from 7 million in 2022" tells it, and no newer report of
this year's takes its place.
"""

from __future__ import annotations

import re

from retrieval.answer.read import Candidate
from retrieval.language.facts import sentence_facts

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
    published = one.published[:4]
    return bool(years & named) or (not named and published.isdigit() and int(published) in years)
