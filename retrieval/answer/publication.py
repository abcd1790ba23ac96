"""Who published a story, and when: questions that an article's own details answer, not its text.

"Which outlet looked into the bridge?", "When was the story on the summit published?" The answer
is a sentence of the article under the name and the date that the archive holds for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from retrieval.answer.draft import Draft
from retrieval.answer.refusal import on_the_matter
from retrieval.answer.relevant import said
from retrieval.search.evidence import Evidence
from retrieval.search.hybrid import Hit
from retrieval.search.places import same_voice
from retrieval.search.understand import in_words
from retrieval.types import Passage

MOST_OUTLETS = 4
FALL = 0.75
"""Asked for several outlets: an article whose best sentence scores this share is one of them."""

Wanted = Literal["outlet", "date"]

_OUTLET = (
    r"(?:(?:news|online|local|state|daily|sports?|tech) )?(?:outlets?|sites?|websites?|newspapers?"
    r"|papers?|magazines?|agenc(?:y|ies)|publications?|broadcasters?|portals?|blogs?|media)"
)
_STORY = (
    r"(?:stor(?:y|ies)|articles?|reports?|pieces?|write-ups?|reviews?|interviews?|news|coverage"
    r"|columns?|analys[ei]s|dispatch(?:es)?|items?|verdict)"
)
_TELLS = (
    r"(?:publish(?:ed|es)?|report(?:ed|s)?|r[au]n|runs|carr(?:y|ied|ies)|wr(?:ote|ites?|itten)"
    r"|cover(?:ed|s)?|look(?:ed|s)? (?:at|into)|broke|print(?:ed|s)?|post(?:ed|s)?|put)"
)
_APPEARED = (
    r"(?:published|posted|put (?:online|out|up)|printed|written|released|appear(?:ed)?|come out"
    r"|came out|run|go (?:online|out|up)|went (?:online|out|up)|dated)"
)
_WHICH_OUTLET = re.compile(
    rf"^\W*(?:in |on |by )?(?:which|what|whose) {_OUTLET}\b(?:['’]s?)?.*?\b(?:{_TELLS}|{_STORY})\b"
    rf"|^\W*who (?:first )?{_TELLS} (?:the|this|that) {_STORY}\b",
    re.IGNORECASE,
)
_WHEN = (
    r"^\W*(?:when|(?:on |in )?(?:what|which) (?:date|day|month|year)(?: and (?:year|month))?)"
    r" (?:was|were|is|did|does|do)\b"
)
_WHEN_PUBLISHED = re.compile(rf"{_WHEN}.*\b{_STORY}\b.*\b{_APPEARED}\b", re.IGNORECASE)
_WHEN_TOLD = re.compile(
    rf"(?i:{_WHEN}) (?:the )?(?P<outlet>it\b|[A-Z0-9][\w.&/’'-]*(?: [A-Z0-9][\w.&/’'-]*){{0,4}})"
    r" (?:first )?(?:publish|report|run|carry|write|cover|print|post|put)\b"
)
_SEVERAL = re.compile(
    r"\b(?:outlets|sites|websites|newspapers|papers|magazines|agencies|publications"
    r"|broadcasters|portals|blogs|media)\b",
    re.IGNORECASE,
)


def wanted(question: str, hits: Sequence[Hit]) -> Wanted | None:
    """Whether a question asks for a story's publisher or its date, or neither.

    "When did TASS report ..." asks so only if the best passage is that outlet's.
    """
    if _WHICH_OUTLET.search(question):
        return "outlet"
    if _WHEN_PUBLISHED.search(question):
        return "date"
    told = _WHEN_TOLD.search(question)
    outlet = _plain(hits[0].passage.outlet or "") if hits else ""
    # "It" is an outlet that the question named, and by which the search was limited.
    return "date" if told and _plain(told["outlet"]) in ("it", outlet) else None


def write(question: str, hits: Sequence[Hit]) -> Draft | None:
    """The answer to such a question; None for another, or where no details are held."""
    asked = wanted(question, hits)
    if asked is None or not on_the_matter(question, hits):
        return None
    several = _SEVERAL.search(question) is not None
    chosen = list(_articles(hits, MOST_OUTLETS if several else 1))
    if not all(_tells(hit.passage, asked) for hit, _ in chosen[:1]):
        return None
    statements = (said(hit, sentence, _published(hit.passage)) for hit, sentence in chosen)
    return Draft("extractive", tuple(statements))


def _articles(hits: Sequence[Hit], most: int) -> Iterator[tuple[Hit, Evidence]]:
    """The best sentence of each of the first articles that is as near the matter, no copies."""
    taken: list[Passage] = []
    best = 0.0
    for hit in hits:
        if any(_same(hit.passage, passage) for passage in taken):
            continue
        sentence = max(hit.evidence, key=_nearness, default=None)
        if sentence is None or _nearness(sentence) < FALL * best:
            continue
        best = best or _nearness(sentence)
        taken.append(hit.passage)
        yield hit, sentence
        if len(taken) == most:
            return


def _nearness(sentence: Evidence) -> float:
    return sentence.cosine + sentence.overlap


def _same(one: Passage, other: Passage) -> bool:
    return one.article == other.article or same_voice(one, other)


def _tells(passage: Passage, asked: Wanted) -> bool:
    return passage.outlet is not None if asked == "outlet" else _date(passage) is not None


def _date(passage: Passage) -> str | None:
    return in_words(passage.published) if passage.published else passage.date_note


def _published(passage: Passage) -> str:
    by = f" by {passage.outlet}" if passage.outlet else ""
    return f"Published{by}, {_date(passage) or 'undated'}"


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name)).lower()
