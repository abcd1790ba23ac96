"""Who holds an office, and who somebody is: told by the words beside a name, the newest first.

"President Orla Venn opened the quay" says who is president, though it is about a quay. The words
are those of English news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.answer.draft import Draft, DraftStatement
from retrieval.answer.naming import PERSON
from retrieval.answer.refusal import on_the_matter
from retrieval.answer.relevant import quote_of
from retrieval.search.evidence import Evidence
from retrieval.search.hybrid import Hit
from retrieval.search.kinds import OFFICE, asks_for_a_holder, counted
from retrieval.search.understand import in_words
from retrieval.search.words import ROOT, stems

MOST_LOOKED_AT = 8
WHOLE = 1.0
"""The kind of a sentence that names the office, the one who holds it, and of what it is one."""

_NAME = r"[A-ZÀ-ÞА-ЯЁ][\w’'-]+"
_WHO_IS = re.compile(rf"^\W*(?i:who(?:['’]s| is| was))\s+(?P<name>{_NAME}(?:\s+{_NAME})*)\W*$")

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
    hit, evidence = max(found, key=lambda one: one[0].passage.published or "")
    published = hit.passage.published
    heading = f"As of {in_words(published)}" if published else None
    statement = DraftStatement(evidence.text, (quote_of(hit, evidence),), heading)
    return Draft("extractive", (statement,))


def _holding(question: str, hits: Sequence[Hit]) -> Iterator[Found]:
    """The sentences with a name beside the office, in passages that name what it is one of."""
    place = counted(question)
    for hit in hits:
        around = stems(f"{hit.passage.title or ''} {hit.passage.text}")
        there = place is None or any(one[:ROOT] == place[:ROOT] for one in around)
        for evidence in hit.evidence:
            if evidence.kind == WHOLE or (evidence.kind and there):
                yield hit, evidence


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
