"""Which names in articles are proposed as one."""

from __future__ import annotations

import pytest

from retrieval.names.aliases import Aliases
from retrieval.names.proposing import propose_names


def proposed(*texts: str, known: Aliases | None = None) -> list[tuple[str, ...]]:
    articles = [(f"story {n}", text) for n, text in enumerate(texts)]
    found = propose_names(articles, known or Aliases())
    return [tuple(one.spelling for one in proposal.spellings) for proposal in found]


def test_transliterations_in_several_articles_are_proposed_the_commonest_first() -> None:
    assert proposed(
        "The minister Erlan Idrissov spoke. Then Idrissov's car left.",
        "The minister Yerlan Idrisov spoke.",
    ) == [("Idrissov", "Idrisov")]


def test_a_proposal_says_how_often_and_where() -> None:
    articles = [("one", "We met Idrissov, and Idrissov left."), ("two", "We met Idrisov.")]
    first, second = propose_names(articles, Aliases())[0].spellings
    assert (first.count, first.articles, first.example) == (2, 1, "one")
    assert (second.count, second.articles, second.example) == (1, 1, "two")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kazakhstan", "Kyrgyzstan"),
        ("Iran", "Iraq"),
        ("Austria", "Australia"),
        ("Ivanov", "Ivanova"),
        ("Kazakh", "Kazakhs"),
        ("Idrisov", "Idrisov's"),
        ("IDRISOV", "Idrissov"),
        ("Guérardin", "Guerardin"),
    ],
)
def test_names_that_only_look_alike_are_not_proposed(one: str, other: str) -> None:
    assert proposed(f"They spoke of {one} today.", f"They spoke of {other} today.") == []


def test_other_first_names_make_other_people() -> None:
    one, other = "There Lena Idrisov spoke.", "There Peter Idrissov spoke."
    assert proposed(one, other) == []
    assert proposed(one, other.replace("Peter", "President")) == [("Idrisov", "Idrissov")]


def test_a_name_with_another_vowel_needs_a_like_first_name() -> None:
    one, other = "There Islam Karimov spoke.", "There Islam Kerimov spoke."
    assert proposed(one, other) == [("Karimov", "Kerimov")]
    assert proposed(one, other.replace("Islam", "President")) == []


@pytest.mark.parametrize(("one", "other"), [("Kane", "Kanye"), ("Pella", "Pila")])
def test_a_short_name_needs_a_like_first_name(one: str, other: str) -> None:
    assert proposed(f"There {one} spoke there.", f"There {other} spoke.") == []
    named = proposed(f"There Lena {one} spoke.", f"There Lena {other} spoke.")
    assert named == [(one, other)]


def test_names_that_stand_in_the_same_articles_are_two() -> None:
    both = "The delegates Saidov and Saydov spoke."
    assert proposed(both, both, both) == []


def test_a_word_that_is_mostly_small_is_no_name() -> None:
    assert proposed("the Harbor, a harbor, no harbor", "the Harbour, a harbour, harbour") == []


def test_a_word_that_opens_a_sentence_counts_only_where_it_stands_elsewhere() -> None:
    assert proposed("It rained. Tokaev.", "It rained. Tokayev.") == []


@pytest.mark.parametrize("section", ["names", "never_same"])
def test_what_the_team_has_settled_is_not_proposed(section: str) -> None:
    known = Aliases(**{section: (("Idrisov", "idrissov"),)})  # type: ignore[arg-type]
    assert proposed("We met Idrisov.", "We met Idrissov.", known=known) == []
