"""Whether a passage tells of the names that a question and its answer tell of."""

from __future__ import annotations

import pytest

from retrieval.answer.shared_names import (
    articles_naming,
    mentions_names,
    named_in,
    share_names,
)
from support.passages import hit

FERRY = hit("ferry", "A ferry sank off Larkfield.", "Nobody drowned.", title="A storm")


def test_the_names_are_those_of_the_question_and_the_answer() -> None:
    named = named_in("How many boats sank off Larkfield?", "In May Orla Venn counted nine.")
    assert {frozenset(one) for one in named} >= {
        frozenset({"larkfield"}),
        frozenset({"orla", "venn"}),
    }


def test_without_countries_another_name_must_be_there() -> None:
    asked = "What did the Norwegian flood cost?"
    assert named_in(asked, "In May Orla Venn counted nine.", countries=False) == []
    told = named_in("What did the flood cost in Larkfield, Norway?", "Nine.", countries=False)
    assert told == [{"larkfield"}]


def test_a_question_that_names_nothing_holds_to_none() -> None:
    assert named_in("How many boats sank?", "Orla Venn counted nine.") == []
    assert mentions_names(FERRY, [])


def test_one_of_the_names_is_enough_and_it_must_be_whole() -> None:
    assert mentions_names(FERRY, [{"vale"}, {"larkfield"}])
    assert not mentions_names(FERRY, [{"larkfield", "bay"}])
    assert mentions_names(FERRY, [{"storm"}])  # the title's


@pytest.mark.parametrize(
    ("text", "one_matter"),
    [
        ("The boat from Larkfield sank.", True),
        ("A boat sank off Tully.", False),
        ("A boat sank off Norway.", True),  # no name but a country's
        ("A boat sank.", True),
    ],
)
def test_where_nothing_is_named_passages_without_a_common_name_are_two_matters(
    text: str, *, one_matter: bool
) -> None:
    assert share_names(hit("other", text), FERRY.passage) is one_matter


def test_an_article_is_on_what_any_of_its_passages_names() -> None:
    found = [hit("one", "A boat sank."), hit("one", "It was off Arden."), hit("two", "It sank.")]
    assert articles_naming(found, [{"arden"}]) == {"one"}
    assert articles_naming(found, []) == {"one", "two"}
