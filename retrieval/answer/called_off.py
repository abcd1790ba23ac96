"""What calls off a plan that answers a question: a newer report, which is shown beside it.

An article goes on telling a plan as it stood on its day.
"""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.answer.read import Candidate
from retrieval.answer.shared_names import mentions_names, named_in
from retrieval.language.plans import calls_off, tells_plan
from retrieval.models.entailment import under_title
from retrieval.search.sentence_context import quoted
from retrieval.search.similarity import word_overlap

ONE_PLAN = 0.25
"""Share of the shorter sentence's informative words that both must have: of two sentences that
tell of one plan, the newer one names it and says little else of what the older one said."""


def called_off_since(
    plan: Candidate, candidates: Sequence[Candidate], question: str
) -> Candidate | None:
    """The likeliest sentence of a newer article that calls off what a sentence plans, if any.

    Args:
        plan: The sentence; one that tells of no plan is called off by nothing.
        candidates: What was read, likeliest first.
        question: What it answers.
    """
    day = plan.published
    if not (day and tells_plan(plan.text)):
        return None
    named = named_in(question, plan.text)
    # Under its title: "They will be carried out" names nothing.
    told = under_title(plan.passage.title, quoted(plan).text)
    off = (
        one
        for one in candidates
        if one.published > day
        and calls_off(one.text)
        and mentions_names(one.hit, named)
        and word_overlap(told, one.text) >= ONE_PLAN
    )
    return next(off, None)
