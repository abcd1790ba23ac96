"""How records are worded: numbers, limits, titles and names, and no folder of a file."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.archive_facts.phrasing import (
    ANYTHING,
    ArticleTopic,
    and_joined,
    article_line,
    articles_held,
    byline_persons,
    from_outlets,
    language_words,
    limits_phrase,
)
from retrieval.messages import speaking
from retrieval.search.archive_question import ArchiveQuestion
from retrieval.types import ArticleListing, Coverage


def listing(**facts: Any) -> ArticleListing:
    plain = dict.fromkeys(ArticleListing.__dataclass_fields__)
    return ArticleListing(**{**plain, "id": "a", "source": "a.txt", **facts})


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B and C"),
        (["“Ebb”, TASS", "B", "C"], "“Ebb”, TASS; B and C"),
    ],
)
def test_parts_are_joined_so_that_each_can_be_told(parts: list[str], said: str) -> None:
    assert and_joined(parts) == said


@given(st.lists(st.text("abc ,", min_size=1), min_size=1, max_size=5))
def test_no_part_is_lost_and_their_order_stays(parts: list[str]) -> None:
    said, at = and_joined(parts), 0
    for part in parts:
        at = said.index(part, at) + len(part)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"title": "Ebb", "outlet": "TASS", "published": "2015-06-04"},
         "“Ebb”, TASS, 4 June 2015"),
        ({"title": "Ebb", "date_note": "June 2015"}, "“Ebb”, June 2015"),
        ({"source": "/secret/folder/ebb.txt"}, "an article without a title (ebb.txt), undated"),
        ({"source": "https://example.org/a/b"},
         "an article without a title (https://example.org/a/b), undated"),
    ],
)  # fmt: skip
def test_an_article_is_described_by_what_it_states(facts: dict[str, Any], said: str) -> None:
    assert article_line(listing(**facts)) == said


def test_all_limits_stand_behind_the_noun() -> None:
    asked = ArchiveQuestion(
        "count", outlets=("TASS", "Interfax"), author="Orla Venn", since="2015-01-01",
        until="2015-12-31", language="kk", revision="correction",
    )  # fmt: skip
    assert limits_phrase(asked, ArticleTopic("ferries"), 2) == (
        " from TASS and Interfax by Orla Venn that mention ferries with a correction in Kazakh"
        " published in 2015"
    )
    assert limits_phrase(ArchiveQuestion("count"), ANYTHING, 2) == ""


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ({"revision": "update"}, " with an update"),
        ({"revision": "retraction"}, " with a retraction"),
        ({"revision": "clarification"}, " with a clarification"),
        ({"undated": True}, " without a date"),
    ],
)
def test_what_an_article_says_of_itself_limits_too(limit: dict[str, Any], said: str) -> None:
    assert limits_phrase(ArchiveQuestion("count", **limit), ANYTHING, 2) == said


def test_a_language_without_a_name_here_is_told_by_its_code() -> None:
    assert (language_words("ru"), language_words("eo")) == ("in Russian", "language “eo”")


def test_what_is_undated_is_not_told_to_be_undated_again() -> None:
    held, asked = Coverage(articles=2, undated=2), ArchiveQuestion("count", undated=True)
    assert articles_held(held, asked, ANYTHING, 0) == "The archive holds 2 articles without a date."


def test_a_count_within_days_tells_what_is_undated_and_no_span() -> None:
    held = Coverage(articles=2, first="2015-01-02", last="2015-03-04", undated=0)
    within = ArchiveQuestion("count", since="2015-01-01", until="2015-12-31")
    assert articles_held(held, within, ANYTHING, 3) == (
        "The archive holds 2 articles published in 2015, and 3 undated."
    )
    assert articles_held(held, within, ANYTHING, 0) == (
        "The archive holds 2 articles published in 2015."
    )


@pytest.mark.parametrize(
    ("articles", "undated", "told"),
    [
        (1, 1, "1 article, undated."),
        (2, 2, "2 articles, all undated."),
        (3, 3, "3 articles, all undated."),
        (3, 2, "3 articles, 2 of them undated."),
    ],
)
def test_where_all_are_undated_it_says_so(articles: int, undated: int, told: str) -> None:
    held = Coverage(articles=articles, undated=undated)
    assert articles_held(held, ArchiveQuestion("count"), ANYTHING, 0).endswith(told)


def test_in_russian_several_outlets_stand_in_the_plural() -> None:
    with speaking("ru"):
        assert from_outlets(["TASS"]) == " издания TASS"
        assert from_outlets(["TASS", "Interfax"]) == " изданий TASS и Interfax"
        assert from_outlets(["Outlet"] * 21).startswith(" изданий ")


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Orla Venn and Piet van der Berg", ["Orla Venn", "Piet van der Berg"]),
        ("TASS", ["TASS"]),
        (None, []),
    ],
)
def test_the_people_of_a_byline_are_named_in_its_order(
    byline: str | None, names: list[str]
) -> None:
    assert byline_persons(byline, "TASS") == names
