"""What of an article is no plain value comes out of its row as it went in."""

from __future__ import annotations

import sqlite3
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.archive.list_columns import (
    LIST_COLUMNS,
    lists_from_row,
    lists_json,
    partial_date_from_row,
    revision_from_row,
)
from retrieval.types import Article, DateMention, Revision
from support.articles import article

NAMES = LIST_COLUMNS.split(", ")
PLACES = st.tuples(st.integers(0, 9999), st.integers(0, 9999))
DAYS = st.dates().map(str)
REVISIONS = st.builds(
    Revision,
    st.sampled_from(["correction", "update", "retraction", "clarification"]),
    st.none() | st.integers(1, 99),
    st.none() | PLACES,
)


def stored(one: Article) -> sqlite3.Row:
    """The lists as a row has them."""
    return cast(sqlite3.Row, dict(zip(NAMES, lists_json(one), strict=True)))


@given(
    st.lists(PLACES).map(tuple),
    st.lists(st.integers(0, 9999)).map(tuple),
    st.lists(st.builds(DateMention, st.integers(0), st.integers(0), DAYS, DAYS)).map(tuple),
    st.lists(st.tuples(st.text(), st.text())).map(tuple),
    st.none() | REVISIONS,
    st.none() | st.tuples(st.integers(1, 12), st.integers(1, 31)),
)
def test_every_list_is_read_as_it_was_written(
    furniture: tuple[tuple[int, int], ...],
    pages: tuple[int, ...],
    dates: tuple[DateMention, ...],
    acronyms: tuple[tuple[str, str], ...],
    revision: Revision | None,
    partial: tuple[int, int] | None,
) -> None:
    lists = {
        "furniture": furniture, "pages": pages, "dates": dates, "acronyms": acronyms,
        "revision": revision, "partial": partial,
    }  # fmt: skip
    assert lists_from_row(stored(article("a", "Ice.", **lists))) == lists


def test_an_article_without_any_has_empty_ones() -> None:
    row = stored(article("a", "Ice."))
    assert revision_from_row(row) is None
    assert partial_date_from_row(row) is None
    assert lists_from_row(row)["furniture"] == ()


@pytest.mark.parametrize("partial", [None, "", "11"])
def test_half_a_date_is_none(partial: str | None) -> None:
    assert partial_date_from_row(cast(sqlite3.Row, {"partial": partial})) is None
