"""A name's spellings are one word for BM25: a group counts once, at its best member."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from retrieval.archive.store import Archive
from retrieval.search.disjunction_max import best_by_groups, group_weights, make_groups
from retrieval.search.expansion import expansions
from retrieval.search.word_ranking import best_by_words
from retrieval.search.words import informative, stem_rarity
from support.articles import article

NEWS = (
    article("one", "Minister Orlan Vennisov opened the eastern quay. Many ships called there."),
    article("two", "Minister Orlan Vennissov closed the western quay. He left by train."),
    replace(
        article("three", "The Larkfield Harbour Organisation (LHO) met. It has ten members."),
        acronyms=(("LHO", "Larkfield Harbour Organisation"),),
    ),
    article("four", "A summit of the LHO was held in spring. Rain fell."),
    article("five", "The harbour organisation of Vesper has no members. A bakery closed."),
    article("six", "Fighters of Daesh were led away. Vesper was calm. Georgia sent an envoy."),
)


@pytest.fixture(scope="module")
def news(make_archive: Callable[..., Archive]) -> Archive:
    return make_archive(*NEWS)


def test_a_group_counts_once_at_its_best_member(make_archive: Callable[..., Archive]) -> None:
    both = article("both", "Vennisov and Vennissov. The quay was closed for repairs on Monday.")
    one = article("one", "Vennisov alone here. The quay was closed for repairs on Monday.")
    others = [article(f"x{n}", f"Nothing of it stands in the text numbered {n}.") for n in range(9)]
    archive = make_archive(both, one, *others)
    terms = informative("Vennisow quay")
    with archive.reading() as connection:
        weights = stem_rarity(connection, terms)
        groups = make_groups(connection, expansions(connection, "Vennisow quay", terms))
        weights = group_weights(connection, weights, groups)
        scores = list(best_by_groups(connection, terms, weights, groups, 5).values())
    assert len(scores) == 2
    assert scores[0] == pytest.approx(scores[1], rel=0.15)


def test_a_rare_spelling_weighs_no_more_than_the_name(make_archive: Callable[..., Archive]) -> None:
    texts = [f"Vennisov spoke on day {n}." for n in range(6)] + ["Vennissov spoke on day seven."]
    archive = make_archive(*(article(f"a{n}", text) for n, text in enumerate(texts)),
                           *(article(f"b{n}", f"Other news {n}.") for n in range(20)))  # fmt: skip
    terms = informative("Vennissov")
    with archive.reading() as connection:
        groups = make_groups(connection, expansions(connection, "Vennissov", terms))
        weights = group_weights(connection, stem_rarity(connection, terms), groups)
        scores = best_by_groups(connection, terms, weights, groups, 10)
    assert len(scores) == 7
    assert max(scores.values()) == pytest.approx(min(scores.values()), rel=0.05)


def test_only_the_chunks_within_the_limits_are_scored(news: Archive) -> None:
    terms = informative("Vennisow")
    with news.reading() as connection:
        groups = make_groups(connection, expansions(connection, "Vennisow", terms))
        weights = group_weights(connection, stem_rarity(connection, terms), groups)
        every = best_by_groups(connection, terms, weights, groups, 5)
        least = min(every)
        assert list(best_by_groups(connection, terms, weights, groups, 5, [least])) == [least]
        assert list(best_by_words(connection, terms, weights, 5)) == []
