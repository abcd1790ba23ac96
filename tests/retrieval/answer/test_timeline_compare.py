"""Timelines and comparisons, over a small archive."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.runnables import Runnable
from presses import article

from retrieval.answer.chain import build_chain
from retrieval.answer.timeline import span_words
from retrieval.archive.store import Archive
from retrieval.errors import UsageError
from retrieval.search.retriever import HybridRetriever
from retrieval.types import Answer, Article, DateMention, Question

Chain = Runnable[Question, Answer]


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
def chain(
    make_archive: Callable[..., Archive], make_retriever: Callable[[Archive], HybridRetriever]
) -> Chain:
    archive = make_archive(OLD, NEW, BRIEF)
    return build_chain(archive, make_retriever(archive))


def test_a_timeline_goes_by_the_dates_that_the_sentences_name(chain: Chain) -> None:
    answer = chain.invoke(Question("Larkfield lighthouse", form="timeline"))
    headings = [statement.heading for statement in answer.statements]
    assert headings[0] == "3 May 1888"
    assert "March 2021" in headings
    assert headings.index("reported 1 February 2020") < headings.index("March 2021")
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


def test_a_sentence_that_leans_stands_in_a_timeline_with_what_it_leans_on(
    make_archive: Callable[..., Archive], make_retriever: Callable[[Archive], HybridRetriever]
) -> None:
    archive = make_archive(LEANING)
    answer = build_chain(archive, make_retriever(archive)).invoke(
        Question("sailing from the Amber quay", form="timeline")
    )
    told = [(statement.heading, statement.text) for statement in answer.statements]
    assert told[:2] == [
        ("1931", "Orsk closed the Amber ferry in June 2020."),
        ("1931", "It had sailed from the Amber quay since 1931."),
    ]


def test_a_timeline_leaves_the_undated_out_and_says_so(chain: Chain) -> None:
    answer = chain.invoke(Question("Larkfield lighthouse", form="timeline"))
    assert not any(citation.article == "brief" for citation in answer.citations)
    assert any("left out: no date is stated" in note for note in answer.notes)


def test_a_timeline_on_nothing_held_is_a_refusal(chain: Chain) -> None:
    assert not chain.invoke(Question("bank robbery", form="timeline")).found


def test_a_comparison_tells_what_differs_and_what_only_one_has(chain: Chain) -> None:
    asked = Question(
        "Larkfield lighthouse", form="compare", outlets=("The Courier", "Morning Star")
    )
    answer = chain.invoke(asked)
    by_heading: dict[str | None, list[str]] = {}
    for statement in answer.statements:
        by_heading.setdefault(statement.heading, []).append(statement.text)
    differing = by_heading["They differ: The Courier and Morning Star"]
    assert ["12" in differing[0], "15" in differing[1]] == [True, True]
    assert {citation.outlet for citation in answer.citations} == {"The Courier", "Morning Star"}


def test_what_both_outlets_report_is_cited_from_both(
    make_archive: Callable[..., Archive], make_retriever: Callable[[Archive], HybridRetriever]
) -> None:
    archive = make_archive(
        article("a", "The ferry of Larkfield sank near the eastern quay.", outlet="A Post"),
        article("b", "Near the eastern quay the Larkfield ferry sank at dawn.", outlet="B Post"),
    )
    chain = build_chain(archive, make_retriever(archive))
    answer = chain.invoke(Question("Larkfield ferry", form="compare", outlets=("A Post", "B Post")))
    (statement,) = answer.statements
    assert statement.heading == "Both A Post and B Post"
    assert {citation.outlet for citation in answer.cited(statement)} == {"A Post", "B Post"}


def test_a_comparison_needs_two_outlets(chain: Chain) -> None:
    with pytest.raises(UsageError, match="two outlets"):
        chain.invoke(Question("lighthouse", form="compare", outlets=("The Courier",)))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2014-12-23", "2014-12-23", "23 December 2014"),
        ("2014-12-01", "2014-12-31", "December 2014"),
        ("2014-01-01", "2014-12-31", "2014"),
        ("2014-12-15", "2014-12-31", "15 December 2014 to 31 December 2014"),
        ("2016-01-01", "2018-12-31", "1 January 2016 to 31 December 2018"),
    ],
)
def test_a_span_is_written_as_people_write_it(first: str, last: str, words: str) -> None:
    assert span_words(first, last) == words


@given(st.dates(), st.dates())
def test_any_span_can_be_written(one: object, other: object) -> None:
    first, last = sorted([str(one), str(other)])
    assert span_words(first, last)
