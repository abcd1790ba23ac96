"""Whether anything that was found has to do with what was written, where that asks nothing.

Some sentence comes first for whatever is written, for "dzień dobry" too. What asks a question, with
a word of asking or any other function word, is shown what comes nearest all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from retrieval.answer.read import Evidence, informative_share
from retrieval.language.alphabet import is_latin
from retrieval.search.words import stop_words, words

if TYPE_CHECKING:
    from retrieval.search.plan import QueryPlan
    from retrieval.types import Question

NEAR = 0.33
"""The least cosine of a sentence that comes near what it shares no word with.

Over the sample articles, 34 greetings and the like in Latin letters were refused that share no word
with what was found: 33 stay below it (the shipped model), or 36 of 36 (`dateline-languages`). Of 41
questions on what the articles are about that were refused, the least near one without a word in
common has 0.35. In Cyrillic no line parts the two: "қайырлы күн" has 0.16, "жаңа мүшелер" 0.16.
"""

MOST_WORDS = 4
"""A greeting is short; a longer text without function words is a headline or a list of names."""

LIMITS = ("outlet", "since", "until", "as_of", "during", "phrases", "articles")
"""Within them it may be that nothing is near, though something in the archive is."""


def is_far(plan: QueryPlan, evidence: Sequence[Evidence]) -> bool:
    """Whether what was written asks nothing, and nothing in the whole archive comes near it."""
    written = words(plan.text)
    asks = len(written) > MOST_WORDS or not stop_words().isdisjoint(written)
    if asks or not is_latin(plan.text) or any(map(_is_limited, plan.parts)):
        return False
    read = [one for one in evidence if one.candidates]
    # Where nothing was found at all, the refusal says why.
    return bool(read) and not any(map(_is_near, read))


def _is_limited(question: Question) -> bool:
    return any(getattr(question, name) for name in LIMITS)


def _is_near(evidence: Evidence) -> bool:
    """Whether a passage that was read has a word of what was written, or a sentence its meaning.

    One in other letters can have no word of it, and its meaning tells too little.
    """
    hits = {(one.passage.article, one.passage.start): one.hit for one in evidence.candidates}
    return any(
        not is_latin(hit.passage.text)
        or informative_share(evidence.question, hit) > 0
        or any(one.cosine >= NEAR for one in hit.sentences)
        for hit in hits.values()
    )
