"""Whether a sentence tells of a plan, of a plan called off, or of the end of what was begun."""

from __future__ import annotations

from retrieval.language import tables
from retrieval.language.facts import sentence_facts
from retrieval.language.phrases import phrase_at

_BEGUN, _ENDED = tables.listed("begun"), tables.listed("ended")
_CALLED_OFF = tables.phrases_of_list("called_off")


def tells_plan(text: str) -> bool:
    """Whether a sentence tells, of anything in it, that it is planned or expected."""
    return any(one.kind in ("planned", "possible") for one in sentence_facts(text).hedges)


def calls_off(text: str) -> bool:
    """Whether a sentence tells of something called off, put off or given up."""
    ts = sentence_facts(text).tokens
    return any(phrase_at(ts, i, _CALLED_OFF) for i in range(len(ts)))


def tells_beginning(text: str) -> bool:
    """Whether a sentence tells how something began: who was appointed, what was imposed."""
    return any(token.low in _BEGUN for token in sentence_facts(text).tokens)


def tells_end(text: str) -> bool:
    """Whether a sentence tells how something ended: who was dismissed, what was lifted."""
    return any(token.low in _ENDED for token in sentence_facts(text).tokens)


def ends_what_began(claim: str, text: str) -> bool:
    """Whether a claim tells how something began, and a sentence how it ended.

    Who was dismissed in March was appointed before: the one does not deny the other.
    """
    began = tells_beginning(claim) and not tells_end(claim)
    return began and tells_end(text) and not tells_beginning(text)
