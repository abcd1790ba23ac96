"""Sources that agree, and sources that differ."""

from __future__ import annotations

from dataclasses import replace

import pytest
from presses import hit

from retrieval.answer import extractive
from retrieval.answer.voices import disagree, voices, whose
from retrieval.search.hybrid import Hit
from retrieval.types import Copy, Passage

TWELVE = hit("a", "The Larkfield ferry sank with 12 sailors aboard.", outlet="A Post")
FIFTEEN = hit("b", "The ferry of Larkfield sank with 15 sailors aboard.", outlet="B Post")
SAME = hit("c", "With 12 sailors aboard, the Larkfield ferry sank.", outlet="C Post")
OTHER = hit("d", "The bakery in Larkfield sold 15 loaves.", outlet="D Post")
QUESTION = "How many sailors were aboard the Larkfield ferry that sank?"


def test_another_outlet_with_the_same_figure_agrees() -> None:
    found = voices(TWELVE, TWELVE.evidence[0], [TWELVE, SAME, OTHER])
    assert [whose(one) for one, _ in found.agreeing] == ["C Post"]
    assert found.differing == ()


def test_another_outlet_with_another_figure_differs() -> None:
    found = voices(TWELVE, TWELVE.evidence[0], [TWELVE, FIFTEEN, OTHER])
    assert [whose(one) for one, _ in found.differing] == ["B Post"]


def test_asked_for_a_figure_what_answers_otherwise_differs_whatever_else_it_says() -> None:
    other = hit("e", "The inquiry into the Larkfield ferry counted 15 sailors.", outlet="E Post")
    found = voices(TWELVE, TWELVE.evidence[0], [other], QUESTION)
    assert [whose(one) for one, _ in found.differing] == ["E Post"]
    assert voices(TWELVE, TWELVE.evidence[0], [other], "Who was aboard?").differing == ()


COPY = Copy(TWELVE.passage.article, "a.txt", None, "A Post", None, None, None)


@pytest.mark.parametrize(
    "same",
    [
        replace(SAME.passage, article=TWELVE.passage.article),
        replace(SAME.passage, outlet="A Post"),
        replace(SAME.passage, copies=(COPY,)),
    ],
    ids=["article", "outlet", "story"],
)
def test_one_source_has_one_voice(same: Passage) -> None:
    assert voices(TWELVE, TWELVE.evidence[0], [TWELVE, Hit(same, SAME.evidence)]).agreeing == ()


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("12 died.", "15 died.", True),
        ("12 died.", "Twelve died.", False),
        ("12 died.", "12 of 40 died.", False),
        ("Some died.", "15 died.", False),
    ],
)
def test_a_figure_on_both_sides_makes_a_difference(one: str, other: str, *, differ: bool) -> None:
    assert disagree(one, other) is differ


def test_an_answer_shows_both_sides_under_one_heading() -> None:
    draft = extractive.write(QUESTION, [TWELVE, FIFTEEN])
    shown = [(one.heading, one.text) for one in draft.statements]
    assert shown == [
        ("Sources differ", TWELVE.evidence[0].text),
        ("Sources differ", FIFTEEN.evidence[0].text),
    ]


def test_an_answer_says_how_many_independent_sources_agree() -> None:
    draft = extractive.write(QUESTION, [TWELVE, SAME])
    assert draft.notes == ("2 independent sources say this: A Post, C Post.",)
    assert all(one.heading is None for one in draft.statements)
