"""Whether what a claim speaks of is in its source only part of a name for something else.

"Norland was banned" is not what "A film from Norland was banned" says, though all of its words
stand there.
"""

from __future__ import annotations

import re

from retrieval.answer.deeds import base, deed_places, likewise, tells
from retrieval.search.words import stem

_AUXILIARY = re.compile(
    r"[,;:(]|\b(?:is|are|was|were|be|been|being|has|have|had|will|would|shall|should|may|might|must"
    r"|can|could|did|does|do|not|also|already|later|then|now|still|again|who|which|that)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_][\w’'-]*")
_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their", "this", "that"})
_TIED = re.compile(
    r"\b(?P<noun>[^\W\d_][\w’'-]*)\s+"
    r"(?P<tie>of|for|from|in|at|on|with|against|about|near|over|under|to|than)\s+$",
    re.IGNORECASE,
)
_STANDS_FOR = re.compile(
    r"^(?:governments?|authorit(?:y|ies)|republic|state|kingdom|city|town|village|province|region"
    r"|compan(?:y|ies)|parliament|leadership|forces|arm(?:y|ies)|police|members?|citizens?|residents?"
    r"|people|islands?|bank|university|union|league|organi[sz]ation|and|or|part|most|some|all|many"
    r"|both|half|one|none|each)$",
    re.IGNORECASE,
)


def within_another(claim: str, text: str) -> str | None:
    """Why what the claim says may be said of something else in the text, or None.

    What it speaks of is what stands before its first deed. Where the text has it before that
    deed, it must not everywhere come after another noun and a preposition; "the government of"
    and the like may.
    """
    verb, start = next(((v, at) for v, at, _ in deed_places(claim) if tells(text, v)), ("", 0))
    subject = _subject(claim[:start])
    if not subject:
        return None
    deeds = (word.start() for word in _WORD.finditer(text) if base(word[0]) in likewise(verb))
    before = text[: max(deeds, default=0)]
    ties = [_tie(text, at, subject) for at in _places(before, subject[-1])]
    return f"“{ties[0]}” comes before it here: read it" if ties and all(ties) else None


def _subject(before: str) -> list[str]:
    """The words of what a sentence speaks of, in small letters, from what precedes its deed."""
    phrase = _AUXILIARY.split(before, maxsplit=1)[0]
    found = [word.lower() for word in _WORD.findall(phrase)]
    while found and found[0] in _DETERMINERS:
        found = found[1:]
    return found


def _places(text: str, word: str) -> list[int]:
    return [found.start() for found in _WORD.finditer(text) if stem(found[0].lower()) == stem(word)]


def _tie(text: str, at: int, subject: list[str]) -> str | None:
    """The noun and the preposition on which the subject at a place hangs, or None."""
    start = at
    for found in reversed(list(_WORD.finditer(text[:at]))):
        word = found[0].lower()
        if word not in subject and word not in _DETERMINERS:
            break
        start = found.start()
    tied = _TIED.search(text[:start])
    if tied is None or _STANDS_FOR.match(tied["noun"]):
        return None
    return f"{tied['noun']} {tied['tie']}"
