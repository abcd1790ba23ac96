"""Outlets and days are marked by characters of their own, and come back as they were typed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.search.archive_masking import DAYS, FIRST, MaskedQuestion, mask_question
from support.archive_questions import OUTLETS, TODAY, read

WORDS = ["TASS", "the", "Courier", "Vesper Daily", "Daily", "“TASS tells”", "in 2015", "since May",
         "articles", "on", "Délano Post’s", "RFE/RL,", "Interfax", "courier"]  # fmt: skip


def outlets_in(text: str) -> tuple[str, ...]:
    return tuple(name for _, name in mask_question(text, OUTLETS, TODAY).outlets)


@pytest.mark.parametrize(
    ("text", "outlets"),
    [
        ("How many articles from TASS?", ("TASS",)),
        ("what did the vesper daily print", ("Vesper Daily",)),
        ("The Courier's stories", ("The Larkfield Courier",)),
        ("A courier brought the Vesper post", ()),
        ("Stories by RFE/RL and Délano Post’s", ("RFE/RL", "Délano Post")),
        ("Articles from Interfax", ("Interfax",)),
        ("The article “TASS is authorised to state”", ()),
        ("Is the Daily held?", ("Vesper Daily",)),
    ],
)
def test_outlets_are_told_by_their_names_and_by_nothing_like_them(
    text: str, outlets: tuple[str, ...]
) -> None:
    assert outlets_in(text) == outlets


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("кто автор статьи «Маяка Побережья» о паромах", "кто автор статьи {} о паромах"),
        ("кто автор статьи Маяка Побережья", "кто автор статьи {}"),
        ("who wrote the Mayak Poberezhya article", "who wrote the {} article"),
        ("кто автор статьи «Маяк Побережья погас»", None),
    ],
)
def test_a_declined_outlet_is_marked_with_its_quotation_marks(text: str, left: str | None) -> None:
    found = mask_question(text, ["Маяк Побережья"], TODAY)
    assert found.text == (left.format(chr(FIRST)) if left else text)


def test_a_last_word_that_two_outlets_share_names_neither() -> None:
    both = ("Vesper Daily", "Larkfield Daily")
    assert mask_question("Stories of the Daily", both, TODAY).outlets == ()


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("articles from 2015", "2015-01-01", "2015-12-31"),
        ("articles since 2015", "2015-01-01", None),
        ("what came in since Monday", "2026-11-23", None),
        ("what came in today", "2026-11-28", "2026-11-28"),
    ],
)
def test_days_are_marked_once_with_what_they_limit(
    text: str, since: str, until: str | None
) -> None:
    found = mask_question(text, OUTLETS, TODAY)
    assert found.text.count(DAYS) == 1
    assert found.days is not None
    assert (found.days.since, found.days.until) == (since, until)


def test_days_within_a_quoted_title_are_no_limit() -> None:
    assert mask_question("the article “The floods of 2015”", OUTLETS, TODAY).days is None


@given(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join))
def test_every_piece_comes_back_as_it_was_typed(text: str) -> None:
    found = mask_question(text, OUTLETS, TODAY)
    assert found.restored(found.text) == text


@given(st.text(st.characters(min_codepoint=FIRST - 2, max_codepoint=FIRST + 300), max_size=5))
def test_a_question_that_holds_the_marks_itself_is_none_about_the_archive(mark: str) -> None:
    if any(FIRST <= ord(character) <= ord(DAYS) for character in mark):
        assert read(f"How many articles from {mark} and TASS do you have?") is None


def test_a_last_weekday_is_never_today() -> None:
    saturday = date(2026, 11, 28)
    found = mask_question("what came in since Saturday", OUTLETS, saturday)
    assert found.days is not None
    assert found.days.since == "2026-11-21"


def test_one_outlet_marked_twice_is_named_once() -> None:
    found = MaskedQuestion(f"{chr(FIRST)} {chr(FIRST + 1)}", (("TASS", "TASS"), ("Tass", "TASS")))
    assert found.named(found.text) == ("TASS",)
