"""Whether a passage tells of the names that a question and its answer tell of."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.language.facts import sentence_facts
from retrieval.search.expansion import respelled_stems
from retrieval.search.hit import Hit
from retrieval.search.words import index_stem, stems


def named_in(question: str, answer: str) -> list[set[str]]:
    """The stems of each name in a question and in what answers it; none if it names nothing."""
    # A word that opens a sentence may be no name: `sure` leaves it out.
    asked, told = ([n for n in sentence_facts(t).names if n.sure] for t in (question, answer))
    return [set(map(index_stem, one.words)) for one in (*asked, *told)] if asked else []


def mentions_names(hit: Hit, named: Sequence[set[str]]) -> bool:
    """Whether a passage has one of the names, or there are none to have.

    A figure of the same kind about somewhere else is no other version of this one.
    """
    in_order = stems(f"{hit.passage.title or ''}\n{hit.passage.text}")
    has = {*in_order} | respelled_stems(hit.names, in_order)
    return not named or any(name <= has for name in named)
