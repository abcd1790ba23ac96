"""Who holds an office, and who somebody is: told by the words beside a name, the newest first.

"President Orla Venn opened the quay" says who is president, though it is about a quay. The words
are those of English news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.answer.draft import Draft, DraftStatement
from retrieval.answer.extractive import DIFFER, MOST_DIFFERING
from retrieval.answer.naming import PERSON
from retrieval.answer.refusal import on_the_matter
from retrieval.answer.relevant import quote_of
from retrieval.names.spelling import respelled
from retrieval.search.evidence import Evidence
from retrieval.search.hybrid import Hit
from retrieval.search.kinds import (
    OFFICE,
    answer_pattern,
    asks_for_a_holder,
    counted,
    is_own,
)
from retrieval.search.understand import in_words
from retrieval.search.words import ROOT, stems, stop_words, words

MOST_LOOKED_AT = 8
WHOLE = 1.0
"""The kind of a sentence that names the office, the one who holds it, and of what it is one."""

_NAME = r"[A-ZÀ-ÞА-ЯЁ][\w’'-]+"
_WHO_IS = re.compile(rf"^\W*(?i:who(?:['’]s| is| was))\s+(?P<name>{_NAME}(?:\s+{_NAME})*)\W*$")

_WHOSE = re.compile(rf"\b({_NAME})\s+(?i:{OFFICE})\b")

Found = tuple[Hit, Evidence]


def write(question: str, hits: Sequence[Hit]) -> Draft | None:
    """The newest sentence that tells it; None for another question, or where none tells.

    Args:
        question: Only "Who is the mayor of Larkfield?" and "Who is Orla Venn?" are answered.
        hits: The passages.
    """
    if asks_for_a_holder(question):
        found = list(_holding(question, hits[:MOST_LOOKED_AT]))
    elif asked := _WHO_IS.search(question):
        found = list(_described(asked["name"].split()[-1], hits[:MOST_LOOKED_AT]))
    else:
        return None
    if not found or not on_the_matter(question, hits):
        return None
    newest = max(hit.passage.published or "" for hit, _ in found)
    then = [one for one in found if (one[0].passage.published or "") == newest]
    first, *others = sorted(then, key=lambda one: -one[1].kind)
    differing = [other for other in others if _another(question, first, other)]
    heading = f"As of {in_words(newest)}" if newest else None
    return Draft(
        "extractive",
        tuple(
            DraftStatement(one.text, (quote_of(hit, one),), DIFFER if differing else heading)
            for hit, one in (first, *differing[:MOST_DIFFERING])
        ),
    )


def _another(question: str, one: Found, other: Found) -> bool:
    """Whether another article surely names another person for the office.

    No name beside it is in the other's sentence, and that says of what the office is one.
    """
    if not asks_for_a_holder(question) or other[1].kind < WHOLE:
        return False
    elsewhere = one[0].passage.article != other[0].passage.article
    same = _names(question, one[1], other[1]) or _names(question, other[1], one[1])
    return elsewhere and not same


def _names(question: str, one: Evidence, other: Evidence) -> bool:
    """Whether another sentence has, in any spelling, a name that this one has beside the office."""
    pattern, theirs = answer_pattern(question), words(other.text)
    found = pattern.finditer(one.text) if pattern else ()
    own = frozenset(words(question)) | stop_words()
    named = {word for match in found for word in words(" ".join(filter(None, match.groups())))}
    strange = {word for word in named if not is_own(word, own)}
    return any(name in theirs or respelled(name, theirs) for name in strange)


def _holding(question: str, hits: Sequence[Hit]) -> Iterator[Found]:
    """The sentences with a name beside the office, in passages that name what it is one of."""
    place = counted(question)
    for hit in hits:
        around = stems(f"{hit.passage.title or ''} {hit.passage.text}")
        there = place is None or any(one[:ROOT] == place[:ROOT] for one in around)
        for evidence in hit.evidence:
            told = evidence.kind == WHOLE or (evidence.kind and there)
            if told and not _of_another(question, evidence.text):
                yield hit, evidence


def _of_another(question: str, text: str) -> bool:
    """Whether the text qualifies the office by a name that the question lacks: Vice President."""
    own = frozenset(words(question)) | stop_words()
    return any(not all(is_own(w, own) for w in words(one)) for one in _WHOSE.findall(text))


def _described(name: str, hits: Sequence[Hit]) -> Iterator[Found]:
    """The sentences that say beside a name what its bearer is."""
    name = re.escape(name)
    form = re.compile(
        rf"\b(?i:{OFFICE}|{PERSON})\s+(?:of\s+(?:[\w’'-]+\s+){{1,8}}?)?(?:{_NAME}\s+){{0,3}}{name}\b"
        rf"|\b{name},\s+(?:who|an?|the|{_NAME}['’]s)\b|\b{name}\s+(?:is|was)\s+(?:an?|the)\b"
    )
    for hit in hits:
        for evidence in hit.evidence:
            if form.search(evidence.text):
                yield hit, evidence
