"""The latest on a topic: what the newest article on it says first of it.

News opens with what is new. The best sentence on the topic may be its history.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answer.draft import Draft
from retrieval.answer.refusal import on_the_matter
from retrieval.answer.relevant import in_context, said
from retrieval.search.hybrid import Hit

MOST_SENTENCES = 2
HEADING = "Newest"

_ASKED = re.compile(
    r"\b(?:latest|newest|most recent)\b(?:\s+(?:news|word|reports?|articles?|stor(?:y|ies)"
    r"|developments?|updates?|information))?\s+(?:on|about|from|regarding|concerning|in)\b"
    r"|^\W*what(?:['’]s| is) new\b",
    re.IGNORECASE,
)


def write(question: str, hits: Sequence[Hit]) -> Draft | None:
    """The first sentences on the topic in the newest article on it.

    Args:
        question: None is given for one that does not ask for the latest on something.
        hits: The passages, the newest relevant one first; None where that has no date.
    """
    if not (_ASKED.search(question) and hits and hits[0].passage.published):
        return None
    if not on_the_matter(question, hits):
        return None
    newest = [hit for hit in hits if hit.passage.article == hits[0].passage.article]
    newest.sort(key=lambda hit: hit.passage.start)
    about = [(hit, one) for hit in newest for one in hit.evidence if one.overlap > 0]
    chosen = [(hit, one) for hit, first in about[:MOST_SENTENCES] for one in in_context(hit, first)]
    statements = (said(hit, one, HEADING) for hit, one in dict.fromkeys(chosen))
    return Draft("extractive", tuple(statements)) if chosen else None
