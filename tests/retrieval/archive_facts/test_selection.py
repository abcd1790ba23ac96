"""Which articles a question about the archive means, and what is said where none is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from retrieval.archive.store import Archive
from retrieval.archive_facts.selection import Selection, select_articles
from retrieval.search.archive_question import ArchiveQuestion
from support.articles import article
from support.records import Ask, first


def test_words_of_a_topic_that_were_left_out_are_told(ask: Ask) -> None:
    draft = ask("What do you have on the Mount Teal murders?")
    assert first(draft).startswith("The archive holds 2 articles that mention “Mount” and “Teal”")
    assert draft.notes == ("No article held has all the words of “the Mount Teal murders”.",)


@pytest.fixture
def meant(desk: Archive) -> Callable[[ArchiveQuestion], Selection]:
    def read(asked: ArchiveQuestion) -> Selection:
        with desk.reading() as connection:
            return select_articles(connection, asked)

    return read


@pytest.mark.parametrize(
    ("asked", "unknown"),
    [
        (ArchiveQuestion("count", outlets=("Reuters",)), "No article of Reuters is held."),
        (ArchiveQuestion("count", author="Ann Other"), "No article by Ann Other is held."),
        (ArchiveQuestion("count", topic="Atlantis"), "No article held mentions Atlantis."),
        # An author of that name, but not of that name alone.
        (ArchiveQuestion("count", author="Orla Reed"), "No article by Orla Reed is held."),
    ],
)
def test_a_limit_that_holds_nothing_is_never_dropped(
    meant: Callable[[ArchiveQuestion], Selection], asked: ArchiveQuestion, unknown: str
) -> None:
    assert meant(asked).unknown == unknown


@pytest.mark.parametrize(
    ("author", "told"),
    [
        ("Орлой Венновой", "Орла Веннова"),
        ("Орла Веннова", "Орла Веннова"),
        ("Orla Vennova", "Orla Vennova"),
        ("Орлана Веннова", None),
        ("Азата Пака", "Азат Пак"),
        ("Азат Пактың", "Азат Пак"),
    ],
)
def test_an_author_is_found_in_any_case(
    make_archive: Callable[..., Archive],
    author: str,
    told: str | None,
) -> None:
    archive = make_archive(
        article("a", "Паром ушёл.", author="Орла Веннова"),
        article("b", "Паром пришёл.", author="Азат Пак"),
    )
    with archive.reading() as connection:
        found = select_articles(connection, ArchiveQuestion("count", author=author))
    assert bool(found.unknown) is (told is None)
    assert told is None or found.asked.author == told


def test_articles_in_another_language_may_call_a_topic_otherwise(
    make_archive: Callable[..., Archive],
) -> None:
    english = article("en", "The mill burned down, and the quay was shut for a whole week.")
    russian = article("ru", "Паводок отступил, и жители посёлка вернулись в свои дома.")
    russian = replace(russian, language="ru")
    asked = ArchiveQuestion("count", topic="наводнении")
    told = {}
    for name, articles in {
        "both": (replace(english, language="en"), russian),
        "one": (russian,),
    }.items():
        with make_archive(*articles).reading() as connection:
            told[name] = select_articles(connection, asked).unknown
            found = select_articles(connection, replace(asked, topic="паводке"))
        assert (found.unknown, found.on.words) == (None, "паводке")
    assert told == {
        "both": "No article held has the words “наводнении”; those in another language may call it"
        " otherwise.",
        "one": "No article held mentions наводнении.",
    }


def test_of_two_outlets_the_one_that_is_held_is_meant(
    meant: Callable[[ArchiveQuestion], Selection],
) -> None:
    found = meant(ArchiveQuestion("count", outlets=("Reuters", "vesper daily")))
    assert (found.unknown, found.within.outlets) == (None, ("Vesper Daily",))


@pytest.mark.parametrize("typed", ["Maya Zaitseva", "Zaytseva", "zaitseva maya"])
def test_an_author_is_known_in_any_order_and_in_another_spelling(
    meant: Callable[[ArchiveQuestion], Selection], typed: str
) -> None:
    found = meant(ArchiveQuestion("count", author=typed))
    assert set(found.within.authors or ()) == {"Maya Zaitseva", "Maya Zaitseva and Tom Reed"}


def test_whom_a_thing_is_by_may_be_part_of_the_topic(
    meant: Callable[[ArchiveQuestion], Selection],
) -> None:
    found = meant(ArchiveQuestion("about", topic="the book", author="Orla Pirk"))
    assert found.within.authors is None
    assert found.on.words == "“Orla” and “Pirk”"
    assert found.note == "No article held has all the words of “the book by Orla Pirk”."


def test_days_limit_what_was_published_but_not_what_is_new(
    meant: Callable[[ArchiveQuestion], Selection],
) -> None:
    days = {"since": "2021-03-01", "until": "2021-03-31"}
    assert meant(ArchiveQuestion("count", **days)).within.since == "2021-03-01"
    assert meant(ArchiveQuestion("new", **days)).within.since is None


def test_the_topic_of_one_article_limits_nothing_here_since_the_search_finds_it(
    meant: Callable[[ArchiveQuestion], Selection],
) -> None:
    found = meant(ArchiveQuestion("author_of", topic="Atlantis"))
    assert (found.unknown, found.within.rows) == (None, None)


def test_who_is_counted_in_other_words_is_an_author_if_one_is_held(
    meant: Callable[[ArchiveQuestion], Selection],
) -> None:
    by_name = meant(ArchiveQuestion("count", topic="Maya Zaitseva", probability=0.8))
    assert set(by_name.within.authors) == {"Maya Zaitseva", "Maya Zaitseva and Tom Reed"}
    on_topic = meant(ArchiveQuestion("count", topic="Mount Teal", probability=0.8))
    assert on_topic.within.authors is None
    assert on_topic.unknown is None


def test_what_is_left_of_other_words_is_counted_only_if_all_of_it_stands_somewhere(
    meant: Callable[[ArchiveQuestion], Selection],
) -> None:
    topic = "Mount Teal murders"
    assert meant(ArchiveQuestion("count", topic=topic)).unknown is None
    assert meant(ArchiveQuestion("count", topic=topic, probability=0.8)).unknown is not None


def test_a_count_of_an_outlets_articles_without_a_topic_asks_for_no_author(
    meant: Callable[[ArchiveQuestion], Selection],
) -> None:
    asked = ArchiveQuestion("count", outlets=("Vesper Daily",), probability=0.8)
    found = meant(asked)
    assert (found.within.outlets, found.within.authors) == (("Vesper Daily",), None)
