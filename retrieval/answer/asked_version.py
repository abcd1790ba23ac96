"""Which version of what was corrected a question asks for."""

from __future__ import annotations

import re

from retrieval.search.archive_phrases import forms

# "before it corrected", "originally", "in the earlier version", "had first reported"
_ASKS_EARLIER = re.compile(
    r"\bbefore\b.*\bcorrect|\boriginal(?:ly)?\b|\b(?:earlier|previous|uncorrected|first) (?:version"
    r"|article|figure|number|report)s?\b|\b(?:wrongly|mistakenly|at first)\b",
    re.IGNORECASE,
)
# "the corrected number", "after the correction"
_ASKS_CORRECTED = re.compile(r"\bcorrect(?:ed|ion)\b", re.IGNORECASE)


def asks_earlier(question: str) -> bool:
    """Whether what stood before a correction is asked for."""
    return bool(_ASKS_EARLIER.search(question) or forms("earlier").search(question))


def asks_corrected(question: str) -> bool:
    """Whether what a correction says is asked for."""
    return bool(_ASKS_CORRECTED.search(question) or forms("corrections").search(question))
