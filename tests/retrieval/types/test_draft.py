"""A draft's quotations are places in an article, never copied words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.types.draft import Draft, Quote, quotation
from support.articles import article
from support.passages import HARBOUR, passage


@given(st.data())
def test_a_quotation_is_the_articles_text_at_its_place_wherever_the_passage_begins(
    data: st.DataObject,
) -> None:
    end = len(HARBOUR.text)
    begins = data.draw(st.integers(0, end - 1))
    start = data.draw(st.integers(begins, end - 1))
    stop = data.draw(st.integers(start, end))
    statement = quotation(Quote(passage(HARBOUR, begins), (start, stop)))
    assert statement.text == HARBOUR.text[start:stop]
    assert statement.quotes[0].text == statement.text
    assert statement.kind == "quote"


def test_a_quotation_stands_under_its_heading() -> None:
    quote = Quote(passage(HARBOUR), (0, 3))
    assert quotation(quote, "Earlier").heading == "Earlier"
    assert quotation(quote).heading is None


def test_the_same_place_is_the_same_quotation() -> None:
    one, other = Quote(passage(HARBOUR), (0, 3)), Quote(passage(HARBOUR), (0, 3))
    assert one == other
    assert one != Quote(passage(HARBOUR), (0, 4))


def test_a_draft_is_not_changed_once_it_is_made() -> None:
    draft = Draft("extractive")
    with pytest.raises(AttributeError):
        draft.mode = "model"  # type: ignore[misc]
    assert not draft.statements
    assert not draft.nearest


def test_quotations_overlap_where_they_share_a_stretch_of_one_article() -> None:
    one = Quote(passage(HARBOUR), (0, 3))
    assert one.overlaps(Quote(passage(HARBOUR), (2, 5)))
    assert not one.overlaps(Quote(passage(HARBOUR), (3, 5)))
    assert not one.overlaps(Quote(passage(article("other", HARBOUR.text)), (0, 3)))
