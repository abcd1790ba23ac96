"""Limits of a question leave exactly the articles that keep them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.archive.store import Archive
from retrieval.errors import UsageError
from retrieval.search.filters import chunk_ids, dated_span, named_within, published_within
from retrieval.types import DateMention, Question
from support.articles import article

FERRY = article("ferry", "The ferry sails to Larkfield again.", outlet="The Larkfield Bell",
                published="2020-03-01")  # fmt: skip
PIER = article("pier", "The old pier at Larkfield is closed.", outlet="The Quay",
               published="2021-06-10")  # fmt: skip
LIGHT = article("light", "The light at Larkfield is out.", outlet="Маяк Побережья",
                published="2022-01-02")  # fmt: skip
UNDATED = article("undated", "A note on Larkfield without a day.", outlet="The Larkfield Bell")


@pytest.fixture(scope="module")
def held(make_archive: Callable[..., Archive]) -> Archive:
    return make_archive(FERRY, PIER, LIGHT, UNDATED)


def left(archive: Archive, **limits: object) -> set[str] | None:
    """The articles that a question's limits leave."""
    question = Question("Larkfield", **limits)  # type: ignore[arg-type]
    with archive.reading() as connection:
        keys = chunk_ids(connection, question)
        if keys is None:
            return None
        rows = connection.execute(
            "select articles.id, chunks.id as chunk from chunks join articles on article = n"
        )
        return {row["id"] for row in rows if row["chunk"] in keys}


def test_without_limits_nothing_is_left_out(held: Archive) -> None:
    assert left(held) is None


@pytest.mark.parametrize(
    ("limits", "kept"),
    [
        ({"since": "2020-03-01"}, {"ferry", "pier", "light"}),
        ({"since": "2020-03-02"}, {"pier", "light"}),
        ({"until": "2020-12-31"}, {"ferry"}),
        ({"as_of": "2021-06-10"}, {"ferry", "pier"}),
        ({"as_of": "2019-01-01"}, set()),
        ({"outlet": "the larkfield bell"}, {"ferry", "undated"}),
        ({"outlet": "The Larkfeld Bell"}, {"ferry", "undated"}),
        ({"outlet": "Маяка Побережья"}, {"light"}),
        ({"outlet": "Mayak Poberezhia"}, {"light"}),
        ({"outlet": "Маяк Гавани"}, set()),
        ({"outlet": "Nobody's Paper"}, set()),
        ({"outlet": "The Larkfield Bell", "since": "2020-01-01"}, {"ferry"}),
        ({"articles": ("pier", "undated")}, {"pier", "undated"}),
        ({"phrases": ("old pier",)}, {"pier"}),
        ({"during": ("2021-06-01", "2021-06-30")}, {"pier"}),
    ],
)
def test_a_limit_leaves_what_keeps_it(
    held: Archive, limits: dict[str, object], kept: set[str]
) -> None:
    assert left(held, **limits) == kept


def test_an_outlet_may_be_asked_for_by_its_short_name(make_archive: Callable[..., Archive]) -> None:
    archive = make_archive(
        article("a", "The quay was shut.", outlet="Quillon News Agency"),
        article("b", "The quay was opened.", outlet="Quill"),
    )
    assert left(archive, outlet="Quillon") == {"a"}
    assert left(archive, outlet="Quill") == {"b"}
    assert left(archive, outlet="News Agency") == set()


def test_a_limit_that_is_no_date_is_told(held: Archive) -> None:
    with pytest.raises(UsageError, match="'June' is no date; write it as YYYY-MM-DD"):
        left(held, since="June")


def test_whether_anything_was_published_within_a_time(held: Archive) -> None:
    with held.reading() as connection:
        assert published_within(connection, "2020-03-01", "2020-03-01")
        assert not published_within(connection, "2020-03-02", "2021-06-09")


def test_the_span_of_the_dated_articles_is_told(
    held: Archive, make_archive: Callable[..., Archive]
) -> None:
    with held.reading() as connection:
        span = dated_span(connection)
        assert span is not None
        assert span[0] <= span[1]
    with make_archive(article("bare", "Nobody knows when.")).reading() as connection:
        assert dated_span(connection) is None


def test_a_day_that_an_article_names_lies_within_a_time_or_does_not(
    make_archive: Callable[..., Archive],
) -> None:
    told = DateMention(18, 30, "2019-04-05", "2019-04-05")
    text = "The pier burnt on 5 April 2019, and was built again."
    with make_archive(article("pier", text, published="2021-06-10", dates=(told,))).reading() as c:
        assert named_within(c, "2019-04-01", "2019-04-30")
        assert named_within(c, "2019-04-05", "2019-04-05")
        assert not named_within(c, "2019-04-06", "2019-12-31")
        assert not named_within(c, "2021-06-01", "2021-06-30")


def test_a_year_that_is_named_tells_of_none_of_its_months(
    make_archive: Callable[..., Archive],
) -> None:
    told = DateMention(18, 22, "2019-01-01", "2019-12-31")
    text = "The pier burnt in 2019, and was built again."
    with make_archive(article("pier", text, published="2021-06-10", dates=(told,))).reading() as c:
        assert named_within(c, "2019-01-01", "2019-12-31")
        assert not named_within(c, "2019-04-01", "2019-04-30")
