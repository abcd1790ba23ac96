"""Asked who holds an office, a named successor comes before whoever was dismissed from it.

Who heads the agency?   The head of the agency, Murat Sadyr, was dismissed.
To replace Sadyr, Lena Orlova was appointed.
"""

from __future__ import annotations

from retrieval.answer.read import Candidate
from retrieval.language.facts import sentence_facts
from retrieval.language.tables import listed


def ends_office(one: Candidate) -> bool:
    """Whether a sentence tells how somebody left, and of nobody who came."""
    words = _words(one)
    return not words.isdisjoint(listed("ended")) and words.isdisjoint(listed("begun"))


def succeeds(one: Candidate, left: Candidate) -> bool:
    """Whether a sentence, no older, tells who came in the place of somebody whom another names."""
    if _words(one).isdisjoint(listed("begun")):
        return False
    older = (one.passage.published or "") < (left.passage.published or "")
    # "To replace Sadyr": the last word of "Murat Sadyr".
    gone = {name.words[-1] for name in sentence_facts(left.text).names if len(name.words) > 1}
    names = sentence_facts(one.text).names
    there = {name.words[-1] for name in names}
    comes = any(len(name.words) > 1 and name.words[-1] not in gone for name in names)
    return not older and comes and bool(gone & there)


def _words(one: Candidate) -> set[str]:
    return {token.low for token in sentence_facts(one.text).tokens}
