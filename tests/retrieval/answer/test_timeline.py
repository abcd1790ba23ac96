"""Timelines: dated sentences on a topic in the order of their dates."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager
from typing import cast

import pytest

from retrieval.answer.timeline import make_timeline
from retrieval.archive.store import Archive
from retrieval.types import Article, DateMention, Question
from support.articles import article
from support.passages import Chain, MakeArchive, MakeChain, hit

EVER = "0001-01-01", "9999-12-31"


def dated(name: str, text: str, days: dict[str, tuple[str, str]], **fields: object) -> Article:
    """An article in which some words are dates."""
    mentions = tuple(
        DateMention(text.index(words), text.index(words) + len(words), *span)
        for words, span in days.items()
    )
    return article(name, text, dates=mentions, **fields)


OLD = dated(
    "old",
    "The Larkfield lighthouse was lit for the first time on 3 May 1888. "
    "The lighthouse keeper of Larkfield kept bees.",
    {"3 May 1888": ("1888-05-03", "1888-05-03")},
    title="The lighthouse of Larkfield",
    outlet="Vesper Daily",
    published="2020-02-01",
)
NEW = dated(
    "new",
    "The Larkfield lighthouse went dark in March 2021, and 12 ships were warned. "
    "The Larkfield lighthouse has a tower of 40 metres.",
    {"March 2021": ("2021-03-01", "2021-03-31")},
    title="Dark",
    outlet="The Courier",
    published="2021-04-02",
)
BRIEF = article(
    "brief",
    "The Larkfield lighthouse went dark, and 15 ships were warned. "
    "The lighthouse of Larkfield has a tower of red brick.",
    title="Dark too",
    outlet="Morning Star",
)


@pytest.fixture(scope="session")
def chain(make_archive: MakeArchive, make_chain: MakeChain) -> Chain:
    return make_chain(make_archive(OLD, NEW, BRIEF))


def test_a_timeline_goes_by_the_dates_that_the_sentences_name(chain: Chain) -> None:
    answer = chain.invoke(Question("Larkfield lighthouse", form="timeline"))
    headings = [statement.heading for statement in answer.statements]
    assert headings[0] == "3 May 1888"
    assert "March 2021" in headings
    assert headings.index("Reported 1 February 2020") < headings.index("March 2021")
    assert all(statement.citations for statement in answer.statements)
    assert "\n3 May 1888: The Larkfield lighthouse was lit" in f"\n{answer.text}"


LEANING = dated(
    "leaning",
    "Orsk closed the Amber ferry in June 2020. It had sailed from the Amber quay since 1931.",
    {"June 2020": ("2020-06-01", "2020-06-30"), "1931": ("1931-01-01", "1931-12-31")},
    title="Amber ferry closed",
    outlet="Vesper Daily",
    published="2020-06-09",
)


TUESDAY = dated(
    "tuesday",
    "The Birch ferry of Orsk sank on 4 May 2021. It had sailed from the Birch quay of Orsk.",
    {"4 May 2021": ("2021-05-04", "2021-05-04")},
    title="Birch ferry sunk",
    outlet="Vesper Daily",
    published="2021-05-04",
)


def test_of_one_day_nothing_is_told_alone_and_once_more_with_what_leans_on_it(
    make_archive: MakeArchive, make_chain: MakeChain
) -> None:
    asked = Question("the Birch ferry of Orsk", form="timeline")
    answer = make_chain(make_archive(TUESDAY)).invoke(asked)
    told = [(statement.heading, statement.text) for statement in answer.statements]
    assert told == [("4 May 2021", TUESDAY.text)]


def test_a_sentence_that_leans_stands_in_a_timeline_with_what_it_leans_on(
    make_archive: MakeArchive, make_chain: MakeChain
) -> None:
    archive = make_archive(LEANING)
    answer = make_chain(archive).invoke(Question("sailing from the Amber quay", form="timeline"))
    told = [(statement.heading, statement.text) for statement in answer.statements]
    assert told[0] == ("1931", LEANING.text)


def test_a_timeline_leaves_the_undated_out_and_says_so(chain: Chain) -> None:
    answer = chain.invoke(Question("Larkfield lighthouse", form="timeline"))
    assert not any(citation.article == "brief" for citation in answer.citations)
    assert any("left out: no date is stated" in note for note in answer.notes)


def test_where_nothing_says_when_the_undated_is_shown_as_such(
    make_archive: MakeArchive, make_chain: MakeChain
) -> None:
    undated = article("undated", "The Larkfield lighthouse was sold. It has a new lamp.")
    answer = make_chain(make_archive(undated)).invoke(
        Question("Larkfield lighthouse", form="timeline")
    )
    told = [(statement.heading, statement.text) for statement in answer.statements]
    assert told[0] == ("No date stated", "The Larkfield lighthouse was sold.")
    assert answer.notes == ()


def test_of_a_month_nothing_is_told_that_was_at_another_time(make_archive: MakeArchive) -> None:
    ferry = dated(
        "ferry", "The Amber ferry will stop on 1 April 2022. It lost money in 2021.",
        {"1 April 2022": ("2022-04-01", "2022-04-01"), "2021": ("2021-01-01", "2021-12-31")},
        published="2022-03-15",
    )  # fmt: skip
    plan = dated(
        "plan", "The Courier asks for a tower. The keeper left on 9 March 2021.",
        {"9 March 2021": ("2021-03-09", "2021-03-09")}, published="2020-01-01",
    )  # fmt: skip
    archive = make_archive(NEW, ferry, plan)
    hits = [
        hit(one.id, *one.text.split(". "), dates=one.dates, published=one.published)
        for one in (NEW, ferry, plan)
    ]
    told = make_timeline(archive, hits, during=("2021-03-01", "2021-03-31")).statements
    assert [(one.heading, one.quotes[0].passage.article) for one in told] == [
        ("March 2021", "new"),
        ("9 March 2021", "plan"),
    ]
    # What was published then is news of then.
    told = make_timeline(archive, hits, during=("2022-03-01", "2022-03-31")).statements
    assert [(one.heading, one.text.split(".")[0]) for one in told] == [
        ("Reported 15 March 2022", "The Amber ferry will stop on 1 April 2022")
    ]
    # Of the whole year what is dated by it counts.
    told = make_timeline(archive, hits, during=("2021-01-01", "2021-12-31")).statements
    assert {one.quotes[0].passage.article for one in told} == {"new", "plan", "ferry"}


def test_a_pages_counter_is_no_event_and_no_first_sentence(make_archive: MakeArchive) -> None:
    text = "310 views. The Amber ferry will stop."
    ferry = article("ferry", text, published="2022-03-15")
    archive = make_archive(ferry)
    hits = [hit("ferry", "310 views", "The Amber ferry will stop", published="2022-03-15")]
    told = make_timeline(archive, hits, during=("2022-03-01", "2022-03-31")).statements
    assert [one.text for one in told] == ["The Amber ferry will stop"]


class CountedArchive:
    """An archive that counts how often it is opened to read."""

    def __init__(self, archive: Archive) -> None:
        self.archive, self.readings = archive, 0

    def reading(self) -> AbstractContextManager[sqlite3.Connection]:
        self.readings += 1
        return self.archive.reading()


def test_all_dates_are_those_of_one_moment_of_the_archive(make_archive: MakeArchive) -> None:
    counted = CountedArchive(make_archive(OLD, NEW))
    hits = [hit(one.id, *one.text.split(". ")) for one in (OLD, NEW)]
    draft = make_timeline(cast(Archive, counted), hits, during=EVER)
    assert [one.heading for one in draft.statements] == ["3 May 1888", "March 2021"]
    assert counted.readings == 1


def test_what_only_a_year_dates_goes_by_the_day_on_which_it_was_told(
    make_archive: MakeArchive,
) -> None:
    reports = {
        name: dated(name, f"In 2022 the Amber ferry carried {count} people.",
                    {"2022": ("2022-01-01", "2022-12-31")}, published=day)
        for name, count, day in (("october", 10450, "2022-10-05"), ("some", 99, None),
                                 ("july", 7450, "2022-07-05"), ("may", 5450, "2022-05-05"))
    }  # fmt: skip
    archive = make_archive(*reports.values())
    hits = [
        hit(name, one.text, dates=one.dates, published=one.published)
        for name, one in reports.items()
    ]
    told = [
        one.quotes[0].passage.article
        for one in make_timeline(archive, hits, during=EVER).statements
    ]
    assert told == ["may", "july", "october", "some"]


def test_a_timeline_on_nothing_held_is_a_refusal(chain: Chain) -> None:
    assert not chain.invoke(Question("bank robbery", form="timeline")).found


def test_what_happened_on_another_day_is_no_repetition(
    make_archive: MakeArchive, make_chain: MakeChain
) -> None:
    months = {"May": ("2020-05-01", "2020-05-31"), "June": ("2020-06-01", "2020-06-30")}
    opened, closed = (
        dated(word, f"The Amber lorry quay of Orsk was {word} again in {month}.", {month: span})
        for word, (month, span) in zip(("opened", "closed"), months.items(), strict=True)
    )
    answer = make_chain(make_archive(opened, closed)).invoke(
        Question("Amber lorry quay", form="timeline")
    )
    assert [one.heading for one in answer.statements] == ["May 2020", "June 2020"]


def test_what_leans_on_a_dated_sentence_is_of_its_day_and_comes_once(
    make_archive: MakeArchive, make_chain: MakeChain
) -> None:
    text = "The keeper Karl Venn was dismissed on 3 May 2021. He gave no reason for it to Venn."
    day = {"3 May 2021": ("2021-05-03", "2021-05-03")}
    chain = make_chain(make_archive(dated("keeper", text, day, published="2021-05-06")))
    answer = chain.invoke(Question("Karl Venn", form="timeline"))
    assert [(one.heading, one.text) for one in answer.statements] == [("3 May 2021", text)]
