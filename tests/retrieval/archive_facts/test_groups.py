"""Articles counted by what they have in common: each group with its number, all within limits."""

from __future__ import annotations

import pytest

from retrieval.archive.store import Archive
from retrieval.archive_facts.record_writer import answer_from_records
from retrieval.messages import speaking
from retrieval.types.draft import Draft
from support.articles import article
from support.passages import MakeArchive
from support.records import Ask, cited, first, understood

HELD = (
    article("a", "The tide was low.", title="Low", published="2023-12-30", language="en"),
    article("b", "The tide was high.", title="High", published="2024-02-29", language="en"),
    article("c", "Паром утонул.", title="Паром", published="2024-02-01", language="ru"),
    article("d", "Nobody knows when.", title="Undated", outlet="Tarn Post"),
)


@pytest.fixture
def held(make_archive: MakeArchive) -> Archive:
    return make_archive(*HELD)


def asked(archive: Archive, question: str) -> Draft:
    return answer_from_records(archive, understood(archive, question), [])


def test_months_are_counted_the_newest_first_and_the_undated_left_out(held: Archive) -> None:
    draft = asked(held, "How many articles per month?")
    assert first(draft) == (
        "The archive holds articles of 2 months: February 2024 (2) and December 2023 (1)."
    )
    assert [one.text for one in draft.statements[1:]] == [
        "February 2024: 2 articles; the newest: “High”, 29 February 2024",
        "December 2023: 1 article; “Low”, 30 December 2023",
    ]
    assert cited(draft) == {"a", "b"}
    assert draft.notes == ("1 article without a date left out.",)


def test_years_are_counted_within_the_limits(held: Archive) -> None:
    told = "The archive holds articles of 2 years: 2024 (2) and 2023 (1)."
    assert first(asked(held, "How many articles were published each year?")) == told
    told = "The archive holds articles that mention the tide of 2 years: 2024 (1) and 2023 (1)."
    assert first(asked(held, "How many articles mention the tide per year?")) == told


def test_languages_are_named_and_what_has_none_is_left_out(held: Archive) -> None:
    draft = asked(held, "Which languages are the articles in?")
    assert first(draft) == (
        "The archive holds articles in 2 languages: in English (2) and in Russian (1)."
    )
    assert draft.notes == ("1 article in a language that is not known left out.",)


def test_without_any_group_it_is_said_what_is_missing(make_archive: MakeArchive) -> None:
    draft = asked(make_archive(HELD[-1]), "How many articles per year?")
    assert (first(draft), draft.statements) == ("1 article without a date left out.", ())


def test_outlets_that_have_a_topics_names_alone_stand_beside_those_on_it(
    make_archive: MakeArchive,
) -> None:
    archive = make_archive(
        article("a", "The SCO opened a grid.", outlet="Tarn Post", language="en"),
        article("b", "ШОС открыла центр.", outlet="Рябина", language="ru"),
        article("c", "The grid failed.", outlet="Vesper Daily", language="en"),
    )
    draft = asked(archive, "Which outlets wrote about the SCO grid?")
    assert first(draft) == (
        "The archive holds articles that mention the SCO grid from 1 outlet: Tarn Post (1)."
        " The archive holds articles that mention “SCO” from 2 outlets: Tarn Post (1) and"
        " Рябина (1)."
    )
    assert cited(draft) == {"a", "b"}
    assert first(asked(archive, "Какие издания писали о ШОС?")).endswith(
        "Tarn Post (1) and Рябина (1)."
    )


def test_outlets_in_russian_come_before_what_limits_them(make_archive: MakeArchive) -> None:
    archive = make_archive(
        article("a", "ШОС открыла порт.", outlet="Вечерний маяк", language="ru"),
        article("b", "ШОС закрыла порт.", outlet="Tarn Post", language="ru"),
    )
    with speaking("ru"):
        told = first(asked(archive, "Какие издания писали о портах ШОС?"))
    assert told == (
        "В архиве есть статьи 2 изданий (по запросу: портах ШОС): Tarn Post (1) и"
        " «Вечерний маяк» (1)."
    )


def test_outlets_and_authors_are_counted_as_before(ask: Ask) -> None:
    assert first(ask("How many outlets are there?")) == (
        "The archive holds articles from 3 outlets:"
        " Vesper Daily (4), Délano Post (1) and The Larkfield Courier (1)."
    )
    assert first(ask("Which authors are there?")) == (
        "The archive holds articles by 4 authors:"
        " Maya Zaitseva (2), Tom Reed (2), Orla Venn (1) and Vesper Daily staff (1)."
    )
