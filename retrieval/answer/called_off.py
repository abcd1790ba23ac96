"""What was planned or begun, and a newer report of it that tells it was called off, or ended.

An article goes on telling a plan as it stood on its day. These rules only take away: what rests on
the older article is not supported, and the newer sentence is shown beside an answer.
"""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.answer.read import Candidate
from retrieval.answer.shared_names import mentions_names, named_in
from retrieval.language import tables
from retrieval.language.facts import sentence_facts
from retrieval.language.phrases import phrase_at
from retrieval.search.sentence_context import quoted
from retrieval.search.similarity import word_overlap

ONE_PLAN = 0.25
"""Share of the shorter sentence's informative words that both must have: of two sentences that
tell of one plan, the newer one names it and says little else of what the older one said."""

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


def called_off_since(
    plan: Candidate, candidates: Sequence[Candidate], question: str
) -> Candidate | None:
    """The likeliest sentence of a newer article that calls off what a sentence plans, if any.

    Args:
        plan: The sentence; one that tells of no plan is called off by nothing.
        candidates: What was read, likeliest first.
        question: What it answers.
    """
    day = plan.passage.published
    if not (day and tells_plan(plan.text)):
        return None
    named, told = named_in(question, plan.text), _told(plan)
    off = (
        one
        for one in candidates
        if (one.passage.published or "") > day
        and calls_off(one.text)
        and mentions_names(one.hit, named)
        and word_overlap(told, one.text) >= ONE_PLAN
    )
    return next(off, None)


def _told(plan: Candidate) -> str:
    """What is quoted for a plan, under its title: "They will be carried out" names nothing."""
    return f"{plan.passage.title or ''}\n{quoted(plan).text}"
