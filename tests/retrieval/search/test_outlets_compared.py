"""What a question asks of each of the outlets that it sets side by side, and of when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.archive.store import Archive
from retrieval.search.outlets_compared import (
    OutletDate,
    asked_of_each,
    asks_topic_of_each,
    outlet_dates,
)
from retrieval.types import Question
from support.articles import article

COURIER, BELL = "Harbour Courier", "Quay Bell"
TODAY = date(2024, 8, 1)


def places(text: str) -> list[tuple[int, int, str]]:
    found = [(text.find(name), name) for name in (COURIER, BELL)]
    return [(at, at + len(name), name) for at, name in found if at >= 0]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("How do Harbour Courier and Quay Bell differ on the length of the pier?",
         "length of the pier?"),
        ("boats lost in the storm: Harbour Courier vs Quay Bell's live page",
         "boats lost in the storm?"),
        ("Harbour Courier or Quay Bell - who has more boats, and what are the numbers",
         "who has more boats what are the numbers?"),
        ("Where do Harbour Courier and Quay Bell part ways on how many divers came",
         "how many divers came?"),
        ("How long is the pier according to Harbour Courier, and how long according to Quay Bell?",
         "How long is the pier?"),
        ("What length does Harbour Courier give for the pier, and what length had Quay Bell?",
         "What length pier?"),
        ("Compare the wait at the lock as Harbour Courier has it with what Quay Bell printed",
         "the wait at the lock?"),
        ("Harbour Courier against Quay Bell", "Harbour Courier against Quay Bell"),
    ],
)  # fmt: skip
def test_what_is_left_without_outlets_and_comparing_is_asked(text: str, asked: str) -> None:
    assert asked_of_each(text, places(text), []) == asked


def test_an_outlets_date_is_no_part_of_what_is_asked() -> None:
    text = "How many divers came, Harbour Courier of 4 May vs Quay Bell?"
    at = text.index("4 May")
    days = OutletDate("2024-05-04", "2024-05-04", (at, at + 5))
    assert asked_of_each(text, places(text), [days]) == "How many divers came?"


@given(st.lists(st.sampled_from(["the", "pier", "and", "of", ",", ":", "how", COURIER, BELL])))
def test_no_question_loses_a_word_that_says_something(pieces: list[str]) -> None:
    text = " ".join(pieces)
    asked = asked_of_each(text, places(text), [])
    assert ("pier" in text) == ("pier" in asked)


@pytest.fixture(scope="module")
def held(make_archive: Callable[..., Archive]) -> Archive:
    return make_archive(
        article("one", "The pier is long.", outlet=COURIER, published="2022-05-04"),
        article("two", "The pier is short.", outlet=COURIER, published="2023-05-20"),
        article("three", "The pier is new.", outlet=BELL, published="2022-06-01"),
    )


@pytest.mark.parametrize(
    ("text", "courier", "bell"),
    [
        ("Harbour Courier of 4 May vs Quay Bell", "2022-05-04", None),
        ("Harbour Courier in May vs Quay Bell in June", "2023-05-01", "2022-06-01"),
        ("Harbour Courier's story of May vs Quay Bell (1 June 2022)", "2022-05-01", "2022-06-01"),
        ("Harbour Courier in May 2021 vs Quay Bell", None, None),
        ("Harbour Courier vs Quay Bell on the flood in June 2022", None, None),
    ],
)
def test_a_date_behind_an_outlet_is_of_its_report(
    held: Archive, text: str, courier: str | None, bell: str | None
) -> None:
    with held.reading() as connection:
        found = outlet_dates(connection, text, places(text), TODAY)
    since = {name: days.since for name, days in found.items()}
    assert (since.get(COURIER), since.get(BELL)) == (courier, bell)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("ferry?", True),
        ("the start of the works?", True),
        ("When did the ferry sink?", False),
        ("of the ferry, how many sank?", False),
        ("Did the ferry sink?", False),
        ("Когда затонул паром?", False),
        ("Паром қашан батты?", False),
    ],
)
def test_outlets_are_set_side_by_side_on_a_topic_or_asked(text: str, *, topic: bool) -> None:
    parts = [Question(text, outlet="TASS"), Question(text, outlet="Interfax")]
    assert asks_topic_of_each(parts) is topic
    assert not asks_topic_of_each(parts[:1])
