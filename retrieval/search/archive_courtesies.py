"""A question without what comes before it or behind it and asks nothing of its own."""

from __future__ import annotations

import re

from retrieval.search import archive_phrases
from retrieval.search.archive_masking import MARKS

# "Please ", "Could you tell me ", "Do you know ", "I'd like to know ", "So, "
_POLITE = re.compile(
    r"(?:(?:please|pls|hi|hello|hey|and|so|ok|okay|well|now|dateline|just|also)\b[\s,!.:-]*"
    r"|(?:can|could|would|will) you (?:please |kindly )?(?:just )?"
    r"|(?:do|would) (?:you|we) (?:know|happen to know) "
    r"|i(?:['’]d| would)? (?:like|want|need) to (?:know|see|find out) "
    r"|(?:tell|inform|remind) (?:me|us) )+",
    re.IGNORECASE,
)
# ", please?" and ", thanks" at the end
_BEHIND = re.compile(
    r"(?:[\s,]+(?:please|pls|for me|then|thanks|thank you)|[\s?!.…]+)+$", re.IGNORECASE
)
# ", and who wrote it", "and when", ", and in which outlet was it published": told in any case.
_AND_BESIDES = re.compile(
    r",? and (?:who (?:wrote|published|ran)|when|where|by whom|(?:in |on )?(?:which|what) (?:outlet"
    r"|paper|newspaper|day|date))(?: (?:was|is|did))?(?: it)?"
    r"(?: (?:published|written|appear|run|from))?$",
    re.IGNORECASE,
)


def plain_question(text: str) -> str:
    """The question in one line without its courtesies."""
    line = " ".join(MARKS.sub(" ", text).split())
    polite = _POLITE.match(line)
    line = archive_phrases.without_courtesies(line[polite.end() :] if polite else line)
    return _AND_BESIDES.sub("", _BEHIND.sub("", line))
