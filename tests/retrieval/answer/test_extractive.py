"""The extractive writer: a few sentences as they stand, none twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from presses import hit

from retrieval.answer.extractive import MOST_SENTENCES, MOST_WORDS, write
from retrieval.search.hybrid import Hit
from retrieval.types import Copy

QUESTION = "Tell me about the harbour."


def said(*hits: Hit, question: str = QUESTION) -> list[str]:
    return [statement.text for statement in write(question, hits).statements]


def test_each_sentence_is_verbatim_and_cites_its_own_place() -> None:
    draft = write(QUESTION, [hit("a", "The harbour froze.", "Gulls left.", scores=(0.9, -0.6))])
    (statement,) = draft.statements
    (cited,) = statement.quotes
    assert draft.mode == "extractive"
    assert statement.text == cited.text == "The harbour froze."
    assert cited.passage.article == "a"


def test_there_are_at_most_three() -> None:
    sentences = ("Ice came.", "Gulls left.", "Boats sank.", "Crews wept.", "Bells rang.")
    assert len(said(hit("a", *sentences))) == MOST_SENTENCES


def test_a_much_weaker_sentence_is_left_out() -> None:
    assert said(hit("a", "Ice came.", "Gulls left.", scores=(0.9, -0.6))) == ["Ice came."]


def test_near_copies_of_one_story_are_said_once() -> None:
    one = "The old harbour froze over on Monday night."
    other = "On Monday night the old harbour froze over."
    assert said(hit("a", one), hit("b", other)) == [one]


def test_sentences_with_other_figures_are_no_copies() -> None:
    one, other = "The harbour held 12 boats then.", "The harbour held 15 boats then."
    assert said(hit("a", one), hit("b", other)) == [one, other]


@pytest.mark.parametrize("leaning", ["He left at dawn.", "“It will thaw,” she said.", "They wept."])
def test_a_sentence_that_leans_on_the_one_before_brings_it(leaning: str) -> None:
    before = "Orla Venn closed the gate."
    assert said(hit("a", before, leaning, scores=(0.0, 0.9)))[:2] == [before, leaning]


def test_a_sentence_that_leans_stays_even_if_it_repeats_the_one_before() -> None:
    before, leaning = "The council closed the gate.", "It closed the gate."
    assert said(hit("a", before, leaning, scores=(0.0, 0.9))) == [before, leaning]


def test_a_copy_of_a_sentence_that_was_brought_along_is_not_said_again() -> None:
    before, leaning = "Orla Venn closed the gate at noon.", "She left."
    copy = "At noon Orla Venn closed the gate."
    found = said(hit("a", before, leaning, scores=(0.0, 0.9)), hit("b", copy, scores=(0.8,)))
    assert found == [before, leaning]


def test_two_copies_of_a_story_are_never_two_sources() -> None:
    first, second = hit("a", "The harbour froze."), hit("b", "Gulls left.", scores=(0.85,))
    named = Copy("a", "a.txt", None, None, None, None, None)
    copied = replace(second, passage=replace(second.passage, copies=(named,)))
    assert said(first, second) == ["The harbour froze.", "Gulls left."]
    assert said(first, copied) == ["The harbour froze."]


def test_a_long_answer_is_not_made_longer_by_a_weaker_sentence() -> None:
    long = " ".join(f"word{n}" for n in range(MOST_WORDS))
    assert said(hit("a", f"{long}.", "Gulls left.", scores=(0.9, 0.3))) == [f"{long}."]


def test_thin_evidence_is_not_made_into_an_answer() -> None:
    weak = hit("a", "Gulls left.", scores=(0.1,))
    nothing = Hit(
        weak.passage, tuple(type(e)(e.span, e.text, 0.1, 0.0, 0.0) for e in weak.evidence)
    )
    assert said(nothing) == []
    assert said() == []


@pytest.mark.parametrize(
    ("question", "lacking", "telling"),
    [
        ("How much did the council pay?", "The council paid in the end.", "Venn paid 4 crowns."),
        ("When did the harbour freeze?", "The harbour froze.", "Ice came on Monday."),
        ("How many boats sank?", "Boats sank there.", "Twelve boats sank."),
        ("What share of boats sank?", "Boats sank there.", "Half of the boats sank."),
    ],
)
def test_asked_for_a_figure_only_sentences_that_have_one_answer(
    question: str, lacking: str, telling: str
) -> None:
    assert said(hit("a", lacking), question=question) == []
    assert said(hit("a", lacking, telling, scores=(0.9, 0.8)), question=question) == [telling]
    assert said(hit("a", lacking, telling, scores=(0.9, 0.2)), question=question) == []


def of_kinds(found: Hit, *kinds: float) -> Hit:
    """The hit with how far each sentence has the kind of thing asked for."""
    pairs = zip(found.evidence, kinds, strict=True)
    return replace(found, evidence=tuple(replace(one, kind=kind) for one, kind in pairs))


COUNT = "How many boats were lost?"
BOATS = ("In all 12 boats were lost.", "The 40 crews wept.", "They were wooden.", "Gulls left.")


def test_beside_the_figure_asked_for_stands_no_figure_of_other_things() -> None:
    found = of_kinds(hit("a", *BOATS[:2]), 1.0, 0.5)
    assert said(found, question=COUNT) == [BOATS[0]]


def test_a_sentence_that_goes_on_from_the_answer_may_stand_beside_it() -> None:
    found = of_kinds(hit("a", BOATS[0], BOATS[2], scores=(0.9, 0.8)), 1.0, 0.0)
    assert said(found, question="Who lost the boats?") == [BOATS[0], BOATS[2]]


def test_asked_who_a_further_sentence_must_name_someone() -> None:
    found = of_kinds(hit("a", "Orla Venn closed it.", "It was cold.", BOATS[3]), 1.0, 0.0, 0.0)
    assert BOATS[3] not in said(found, question="Who closed the gate?")


def test_asked_how_things_are_what_is_older_stands_under_a_heading_of_its_own() -> None:
    now = hit("a", "The league has 10 members.", published="2020-01-01")
    then = hit("b", "The league has 6 members.", published="2010-01-01")
    told = write("How many members does the league have now?", [then, now]).statements
    assert [(one.text, one.heading) for one in told] == [
        ("The league has 10 members.", None),
        ("The league has 6 members.", "Earlier"),
    ]


def test_one_that_names_no_one_comes_after_what_names_it() -> None:
    before, leaning = "Vale founded the Strait League (SLG).", "With it the new league has a fleet."
    found = hit("a", before, "Gulls left.", leaning, scores=(0.0, -0.5, 0.9))
    assert said(found) == [before, leaning]
