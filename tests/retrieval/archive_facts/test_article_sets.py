"""Counts and lists of many articles, the oldest, the newest, the new: exact, and each is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from retrieval.archive.store import Archive
from retrieval.archive_facts.record_writer import answer_from_records
from retrieval.search.archive_question import ArchiveQuestion
from retrieval.types import Revision
from support.articles import article
from support.catalogue import COMET, FERRY
from support.records import Ask, first, today, understood


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many articles do you have?", "The archive holds 7 articles, published from"
         " 31 December 2020 to 10 June 2022, 2 of them undated."),
        ("How many articles from the Vesper Daily?", "The archive holds 4 articles from"
         " Vesper Daily, published from 5 March 2021 to 10 June 2022, 1 of them undated."),
        ("How many articles from the Délano Post?",
         "The archive holds 1 article from Délano Post."),
        ("How many articles did Maya Zaitseva write?", "The archive holds 2 articles by"
         " Maya Zaitseva, published from 5 March 2021 to 10 June 2022."),
        ("How many stories by Zaytseva do you have?", "The archive holds 2 articles by"
         " Zaytseva, published from 5 March 2021 to 10 June 2022."),
        ("How many articles were published in 2021?",
         "The archive holds 3 articles published in 2021, and 2 undated."),
        ("How many Vesper Daily articles are there from March 2021?",
         "The archive holds 1 article from Vesper Daily published in March 2021, and 1 undated."),
        ("How many articles mention Mount Teal?", "The archive holds 2 articles that mention"
         " Mount Teal, published from 31 December 2020 to 10 June 2022."),
        ("How many articles mention the Larkfield Harbour Council?", "The archive holds"
         " 3 articles that mention the Larkfield Harbour Council, published from 4 March 2021 to"
         " 12 April 2021."),
        ("How many articles are about the quay's wooden planks?",
         "No article held mentions the quay's wooden planks."),
        ("What do you have on strikes by the ferry crew?",
         "The archive holds 1 article that mentions strikes by the ferry crew."),
        ("How many articles mention Atlantis?", "No article held mentions Atlantis."),
        ("How many articles from Reuters?", "No article of Reuters is held."),
        ("How many articles by Ann Other?", "No article by Ann Other is held."),
        ("How many articles were published in 1999?",
         "No article published in 1999 is held; 2 state no date."),
        ("Which outlets do you have?", "The archive holds articles from 3 outlets:"
         " Vesper Daily (4), Délano Post (1) and The Larkfield Courier (1)."),
        ("Which outlets have covered Mount Teal?", "The archive holds articles that mention"
         " Mount Teal from 2 outlets: Délano Post (1) and Vesper Daily (1)."),
        ("Which authors are in the archive?", "The archive holds articles by 4 authors:"
         " Maya Zaitseva (2), Tom Reed (2), Orla Venn (1) and Vesper Daily staff (1)."),
        ("Who writes for the Larkfield Courier?", "The archive holds articles from"
         " The Larkfield Courier by 1 author: Orla Venn (1)."),
        ("What is the oldest article?", "The oldest article held is"
         " “Ferry stays in port”, Délano Post, 31 December 2020."),
        ("What is the newest article about the quay?", "The newest article held that mentions"
         " the quay is “Nine to four”, by Tom Reed, Vesper Daily, 12 April 2021."),
    ],
)  # fmt: skip
def test_the_first_statement_is_the_answer(ask: Ask, question: str, answer: str) -> None:
    assert first(ask(question)) == answer


def test_a_list_names_each_article_with_its_outlet_and_date(ask: Ask) -> None:
    draft = ask("What do you have on Mount Teal?")
    assert [one.text for one in draft.statements[1:]] == [
        "“A comet without a name”, Vesper Daily, 10 June 2022",
        "“Ferry stays in port”, Délano Post, 31 December 2020",
    ]
    assert [quote.passage.article for one in draft.statements[1:] for quote in one.quotes] == [
        "comet",
        "ferry",
    ]


def test_an_article_without_title_and_date_is_listed_as_such(ask: Ask) -> None:
    draft = ask("List the articles that mention tides")
    assert draft.statements[1].text == "an article without a title (note.json), undated"


def test_as_many_of_the_newest_are_listed_as_are_asked_for(ask: Ask) -> None:
    draft = ask("Show me the two newest articles")
    assert [one.text for one in draft.statements] == [
        "The 2 newest articles held:",
        "“A comet without a name”, Vesper Daily, 10 June 2022",
        "“Nine to four”, Vesper Daily, 12 April 2021",
    ]
    assert draft.notes == ("2 articles without a date left out.",)
    assert ask("The three oldest stories").statements[0].text == "The 3 oldest articles held:"


def test_undated_articles_are_counted_and_listed(ask: Ask) -> None:
    assert first(ask("How many articles have no date?")) == (
        "The archive holds 2 articles without a date."
    )
    assert len(ask("List the undated articles").statements) == 3


def test_corrections_are_counted_with_their_outlets(make_archive: Callable[..., Archive]) -> None:
    note = "An earlier version of this article gave the length of the quay as 300 metres."
    text = f"The quay at Larkfield is 200 metres long. {note}"
    revision = Revision("correction", note=(text.index(note), len(text)))
    archive = make_archive(
        article("quay", text, outlet="Vesper Daily", revision=revision),
        article("ferry", "The ferry to Mount Teal stayed in port.", outlet="Délano Post"),
    )

    def asked(question: str) -> str:
        return first(answer_from_records(archive, understood(archive, question), []))

    assert asked("How many articles were corrected?") == (
        "The archive holds 1 article with a correction, undated."
    )
    assert asked("Which outlets have printed corrections, as far as the archive shows?") == (
        "The archive holds articles with a correction from 1 outlet: Vesper Daily (1)."
    )


def test_where_no_article_names_its_outlet_it_is_not_said_that_none_is_held(
    make_archive: Callable[..., Archive],
) -> None:
    archive = make_archive(*(article(name, "It rained in Larkfield.") for name in "abc"))
    draft = answer_from_records(archive, understood(archive, "Which outlets do you have?"), [])
    assert draft.notes == ("3 articles without an outlet left out.",)
    draft = answer_from_records(archive, understood(archive, "List the authors"), [])
    assert draft.notes == ("3 articles without an author left out.",)


def test_where_no_article_is_dated_none_is_counted_twice(
    make_archive: Callable[..., Archive],
) -> None:
    archive = make_archive(*(article(name, "It rained in Larkfield.") for name in "abc"))
    draft = answer_from_records(archive, understood(archive, "How many articles are there?"), [])
    assert first(draft) == "The archive holds 3 articles, all undated."


def test_at_most_ten_articles_are_listed_and_all_are_counted(
    make_archive: Callable[..., Archive],
) -> None:
    twelve = [
        article(f"a{n:02}", f"Larkfield counted {n} ships today.", published=f"2021-05-{n:02}")
        for n in range(1, 13)
    ]
    archive = make_archive(*twelve)
    draft = answer_from_records(archive, understood(archive, "List all articles about ships"), ())
    assert first(draft).startswith("The archive holds 12 articles that mention ships")
    assert len(draft.statements) == 11
    assert len(draft.statements[0].quotes) == 10
    assert draft.notes == ("2 more are not listed; these are the newest.",)
    # A bare count says of how many it names the articles: these and the others are all it counts.
    draft = answer_from_records(archive, understood(archive, "How many articles do you have?"), ())
    assert len(draft.statements[0].quotes) == 10
    assert draft.notes == ("Only the 10 newest of them are cited.",)


def test_what_is_new_says_by_what_it_is_new(make_archive: Callable[..., Archive]) -> None:
    fresh = article("fresh", "The tide was high today.", title="Tide", published=str(today()))
    archive = make_archive(COMET, fresh)
    draft = answer_from_records(archive, understood(archive, "What's new?"), ())
    since = today() - timedelta(7)
    assert first(draft) == (
        f"2 articles came into the archive since {since.day} {since:%B} {since.year};"
        " 1 of those held was published then."
    )
    assert {one.heading for one in draft.statements[1:]} == {"Came into the archive"}


def test_what_was_published_then_and_indexed_earlier_is_listed_apart(desk: Archive) -> None:
    asked = ArchiveQuestion("new", since="2021-03-01", until="2021-03-31")
    draft = answer_from_records(desk, asked, ())
    assert first(draft) == (
        "No articles came into the archive in March 2021; 2 of those held were published then."
    )
    assert [one.heading for one in draft.statements[1:]] == ["Published then"] * 2


def test_with_nothing_new_the_last_arrival_is_named(desk: Archive) -> None:
    draft = answer_from_records(
        desk, ArchiveQuestion("new", since="1990-01-01", until="1990-12-31"), ()
    )
    day = today()
    assert first(draft) == (
        "No article came into the archive or was published in 1990; the last came in on"
        f" {day.day} {day:%B} {day.year}."
    )


def test_articles_of_the_same_oldest_day_are_all_named(
    make_archive: Callable[..., Archive],
) -> None:
    other = article("other", "The tide was low that day.", title="Low", published="2020-12-31")
    archive = make_archive(FERRY, other, COMET)
    draft = answer_from_records(archive, ArchiveQuestion("oldest"), ())
    assert first(draft) == (
        "The oldest articles held are “Ferry stays in port”, Délano Post, 31 December 2020"
        " and “Low”, 31 December 2020."
    )
