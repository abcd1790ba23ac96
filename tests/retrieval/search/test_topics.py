"""An article is on a topic when the topic's words stand in it, in any spelling that is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from retrieval.archive.records import row_numbers
from retrieval.archive.store import Archive
from retrieval.search.topics import articles_on, read_topic
from support.articles import article

NEWS = (
    replace(
        article("founding", "The Larkfield Harbour Organisation (LHO) was founded in spring."),
        acronyms=(("LHO", "Larkfield Harbour Organisation"),),
    ),
    article("summit", "The LHO met in Vesper. Orlan Vennisov spoke of dredging.", title="Summit"),
    article("dredger", "A dredger sank in the bay. Its crew was saved.", title="Sunk in the bay"),
    article("speech", "Orlan Vennissov praised the crew of a mine.", title="Praise for a crew"),
)


@pytest.fixture(scope="module")
def news(make_archive: Callable[..., Archive]) -> Archive:
    return make_archive(*NEWS)


def on(archive: Archive, topic: str) -> tuple[set[str], list[str]]:
    """The articles on a topic, and the words by which they are."""
    with archive.reading() as connection:
        told = articles_on(read_topic(connection, topic))
        names = row_numbers(connection, [one.id for one in NEWS])
    found = {name for name, row in names.items() if row in told.articles}
    return found, [term.text for term in told.terms]


@pytest.mark.parametrize(
    ("topic", "articles"),
    [
        ("the LHO", {"founding", "summit"}),
        ("Larkfield Harbour Organisation", {"founding", "summit"}),
        ("Vennisov", {"summit", "speech"}),
        ("dredging", {"summit"}),
        ("crews", {"dredger", "speech"}),
        ("the sunk dredger", {"dredger"}),
        ("Vennisov and the crew", {"speech"}),
        ("the mine", {"speech"}),
        ("Atlantis", set()),
        ("the crew of Atlantis", set()),
        ("the bay of crows", set()),
        ("Vesper and Atlantis", set()),
    ],
)
def test_an_article_is_on_what_it_holds(news: Archive, topic: str, articles: set[str]) -> None:
    assert on(news, topic)[0] == articles


def test_a_word_that_no_article_has_may_be_left_out_and_is_not_named(news: Archive) -> None:
    articles, words = on(news, "the sinking of the dredger in the bay with its crew")
    assert articles == {"dredger"}
    assert "dredger" in words
    assert "sinking" not in words


def test_a_topic_of_which_little_stands_anywhere_is_on_nothing(news: Archive) -> None:
    assert on(news, "medieval poetry of the bay and its metres") == (set(), [])


@pytest.mark.parametrize(
    ("topic", "held", "articles"),
    [
        ("the Vennisov dredging speech", "most", {"summit"}),
        ("Vennisov's crew", "all", {"speech"}),
        ("the Vennisov murders", "some", {"summit", "speech"}),
        ("the crew of the dredger", "all", {"dredger"}),
    ],
)
def test_a_topic_has_its_names_and_half_of_the_rest(
    news: Archive, topic: str, held: str, articles: set[str]
) -> None:
    with news.reading() as connection:
        told = articles_on(read_topic(connection, topic))
    assert told.held == held
    assert on(news, topic)[0] == articles


def test_where_words_are_asked_for_all_must_stand_there(news: Archive) -> None:
    with news.reading() as connection:
        topic = read_topic(connection, "Vennisov, the crew and dredging")
        assert len(articles_on(topic).articles) == 2
        assert articles_on(topic, every_word=True).held == "some"
