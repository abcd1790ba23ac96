"""Whether a passage tells of the names that a question and its answer tell of."""

from __future__ import annotations

from retrieval.answer.shared_names import mentions_names, named_in
from support.passages import hit

FERRY = hit("ferry", "A ferry sank off Larkfield.", "Nobody drowned.", title="A storm")


def test_the_names_are_those_of_the_question_and_the_answer() -> None:
    named = named_in("How many boats sank off Larkfield?", "In May Orla Venn counted nine.")
    assert {frozenset(one) for one in named} >= {
        frozenset({"larkfield"}),
        frozenset({"orla", "venn"}),
    }


def test_a_question_that_names_nothing_holds_to_none() -> None:
    assert named_in("How many boats sank?", "Orla Venn counted nine.") == []
    assert mentions_names(FERRY, [])


def test_one_of_the_names_is_enough_and_it_must_be_whole() -> None:
    assert mentions_names(FERRY, [{"vale"}, {"larkfield"}])
    assert not mentions_names(FERRY, [{"larkfield", "bay"}])
    assert mentions_names(FERRY, [{"storm"}])  # the title's
