"""Figures that articles themselves set against the current one: "430, the owners say 190"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from retrieval.answer.answer_values import contrasted_values, states_value, tells_change
from retrieval.answer.live_blog_entries import told_in
from retrieval.answer.read import Candidate
from retrieval.answer.values import Value
from retrieval.search.sentence_context import in_note

SET_AGAINST = -3.5
"""A figure that stands beside the current one, or is named by it, is said to differ where its
sentence is no less likely to answer; else it is shown beside, without a word on it. Chosen on two
exams, where what differed had -3.2 or more and what counted something else -3.9 or less; on two
others nine that counted something else are below, and two that differed."""


def set_against(
    current: Candidate, now: Value, candidates: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Sentences with a figure that some article may set against the current one.

    An article that repeats the current figure and gives another one beside it differs, and so
    does an older one whose figure the current sentence itself names.

    Args:
        current: The sentence with the current figure.
        now: That figure.
        candidates: What was read, likeliest first.
    """
    places = {(one.hit.place, one.at): one for one in candidates}
    seen = {told_in(current)}
    # The current one first.
    for one in sorted(candidates, key=lambda one: one is not current):
        if not states_value(one.text, now) or in_note(one.passage, one.span):
            continue
        named = contrasted_values(now, one.text)
        if one is current:
            if not tells_change(one.text):
                yield from _first_with(named, current, candidates)
        elif named and told_in(one) not in seen:
            seen.add(told_in(one))
            yield one
        # The figure against it may stand in the next sentence, or in the one before.
        for at in (one.at + 1, one.at - 1):
            beside = places.get((one.hit.place, at))
            # The next row of a table counts something else: "Arden\t200" below "Tully\t300".
            if beside in (None, current) or "\t" in beside.text:
                continue
            if contrasted_values(now, beside.text, elsewhere=True):
                yield beside
                break


def _first_with(
    named: Sequence[Value], current: Candidate, candidates: Sequence[Candidate]
) -> Iterator[Candidate]:
    for told in named:
        others = (one for one in candidates if one.passage.article != current.passage.article)
        said = (one for one in others if states_value(one.text, told))
        # One source for each figure is enough.
        yield from islice(said, 1)
