"""A live page's entries: at what time of the day a sentence of one was written."""

from __future__ import annotations

import re

from retrieval.answer.read import Candidate

# A line that is no more than a time: "15:05", "16 September, 15:05 GMT"
_TIME = re.compile(
    r"^[^\n]{0,40}?\b(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)\b[^\n]{0,20}$", re.MULTILINE
)
LONGEST = 60
"""Characters of such a line."""

FEWEST = 2
"""Times in a passage that make it a live page's; a single one may be anything."""


def entry_minutes(candidate: Candidate) -> int | None:
    """Minutes since midnight of the entry that a candidate stands in; None on no live page."""
    passage = candidate.passage
    found = [
        (passage.start + match.start(), 60 * int(match["hour"]) + int(match["minute"]))
        for match in _TIME.finditer(passage.text)
        # A full stop ends a sentence: "The ferry left at 15:05."
        if len(match[0]) <= LONGEST and not match[0].endswith(".")
    ]
    # A time stands above its entry; the last one above a sentence is its entry's.
    above = [minutes for start, minutes in found if start <= candidate.span[0]]
    return above[-1] if above and len(found) >= FEWEST else None


def told_in(one: Candidate) -> tuple[str, int | None]:
    """Where a candidate tells: its article, and of a live page its entry."""
    return one.passage.article, entry_minutes(one)
