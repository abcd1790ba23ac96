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


def ends_what_began(claim: str, text: str) -> bool:
    """Whether a claim tells how something began, and a sentence how it ended.

    Who was dismissed in March was appointed before: the one does not deny the other.
    """
    begins, ends = ({t.low for t in sentence_facts(one).tokens} for one in (claim, text))
    began, ended = bool(begins & _BEGUN), bool(ends & _ENDED)
    return began and ended and not (begins & _ENDED or ends & _BEGUN)
