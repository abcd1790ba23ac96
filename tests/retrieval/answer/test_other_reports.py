"""Before a figure is the answer, what other articles say of the same names is read too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from retrieval.answer.other_reports import MOST_OTHERS, read_other_reports
from retrieval.answer.read import Evidence, read
from retrieval.search.hit import Hit
from support.passages import Marks, hit

QUESTION = "How many boats sank off Larkfield?"
FIRST = hit("first", "Nine boats sank off Larkfield.")
LATER = hit("later", "Twelve boats sank, Larkfield now says.")
MARKS = Marks({"boats": 5.0, "gale": 5.0}, ["Nine", "Twelve", "gale"])


def scored(one: Hit, score: float) -> Hit:
    return replace(one, passage=replace(one.passage, score=score))


def articles(hits: Sequence[Hit], question: str = QUESTION) -> set[str]:
    """The articles that are read in the end."""
    before = read(MARKS, question, hits)
    assert {one.passage.article for one in before.candidates} == {hits[0].passage.article}
    found = read_other_reports(MARKS, before, hits)
    return {one.passage.article for one in found.candidates}


def test_what_the_search_puts_far_behind_is_read_for_a_figure() -> None:
    assert articles([scored(FIRST, 1.0), scored(LATER, 0.4)]) == {"first", "later"}


@pytest.mark.parametrize(
    ("other", "score"),
    [
        (hit("vale", "Twelve boats sank off Vale."), 0.4),  # another place
        (LATER, 0.1),  # another matter
        (replace(LATER, passage=replace(LATER.passage, article="first", start=90)), 0.4),
    ],
)
def test_what_is_on_another_matter_or_of_the_same_article_is_not(other: Hit, score: float) -> None:
    assert articles([scored(FIRST, 1.0), scored(other, score)]) == {"first"}


def test_an_answer_that_is_no_figure_needs_no_other_report() -> None:
    why = hit("first", "A gale sank boats off Larkfield.")
    asked = "What did the Larkfield boats meet?"
    assert articles([scored(why, 1.0), scored(LATER, 0.4)], asked) == {"first"}


def test_so_many_are_read_at_most_and_none_of_nothing() -> None:
    others = [scored(hit(f"a{n}", "Ten boats sank off Larkfield."), 0.4) for n in range(9)]
    assert len(articles([scored(FIRST, 1.0), *others])) == 1 + MOST_OTHERS
    assert read_other_reports(MARKS, Evidence(), []) == Evidence()
