"""The holder of the office that was asked is told from another one's, and from who left it."""

from __future__ import annotations

import pytest

from retrieval.answer.office_holders import (
    Office,
    asked_office,
    ends_office,
    succeeds,
    tells_of_other_office,
)
from retrieval.answer.versions import order_versions
from support.passages import candidate

FOREIGN = Office("minister", "foreign", frozenset({"norland"}))


@pytest.mark.parametrize(
    ("question", "office"),
    [
        ("Who is the foreign minister of Norland?", FOREIGN),
        ("Who is Norland's foreign minister?", FOREIGN),
        ("Who is the prime minister?", Office("minister", "prime", frozenset())),
        ("Who was the mayor of Orlin?", Office("mayor", "", frozenset({"orlin"}))),
        # Nothing tells it from another, or nobody asks who holds it.
        ("Who is the new minister?", None),
        ("Who is the mayor?", None),
        ("What did the foreign minister of Norland say?", None),
        ("Who is Ada Quill?", None),
    ],
)
def test_the_office_that_is_asked_for(question: str, office: Office | None) -> None:
    assert asked_office(question) == office


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Finance Minister Emil Straat told parliament.", True),
        ("Prime Minister Emil Straat told parliament.", True),
        ("Sudmark's Foreign Minister Orlan Tesk spoke in Norland.", True),
        ("Norland's Foreign Minister Hanna Reed said so.", False),
        ("Foreign Minister Hanna Reed said so.", False),
        ("Minister Hanna Reed said so.", False),
        ("Finance Minister Emil Straat met the foreign minister, Hanna Reed.", False),
        ("Sudmark's Foreign Minister Orlan Tesk met Foreign Minister Hanna Reed.", False),
        ("Hanna Reed was made minister.", False),
        ("Nobody is named here.", False),
    ],
)
def test_another_office_is_told_by_its_kind_or_by_whose_it_is(text: str, *, other: bool) -> None:
    assert tells_of_other_office(text, FOREIGN) == other


LEFT = candidate(
    "left", "The head of the agency, Murat Sadyr, was dismissed.", "Murat Sadyr", 3.0,
    published="2020-01-02",
)  # fmt: skip
CAME = candidate(
    "came", "To replace Sadyr, Lena Orlova was appointed.", "Lena Orlova", 2.0,
    published="2020-01-02",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "published", "comes"),
    [
        ("To replace Sadyr, Lena Orlova was appointed.", "2020-01-02", True),
        ("Lena Orlova was named in the place of Sadyr.", "2020-02-01", True),
        ("Lena Orlova was appointed before Sadyr came.", "2019-01-02", False),
        ("Lena Orlova was appointed judge.", "2020-01-02", False),
        ("A new head was appointed in the place of Sadyr.", "2020-01-02", False),
        ("Sadyr, said Lena Orlova, is late.", "2020-01-02", False),
    ],
)
def test_a_successor_is_named_beside_who_left(text: str, published: str, *, comes: bool) -> None:
    one = candidate("a", text, text.split(" ", 1)[0], 2.0, published=published)
    assert succeeds(one, LEFT) == comes


def test_who_left_and_who_came_in_one_sentence_ends_nothing() -> None:
    both = "Lena Orlova was appointed after Murat Sadyr was dismissed."
    assert ends_office(LEFT)
    assert not ends_office(candidate("both", both, "Lena Orlova", 2.0))


def test_the_successor_comes_first_where_the_office_of_now_is_asked() -> None:
    assert order_versions([LEFT, CAME], "Who heads the agency?").current is CAME
    assert order_versions([LEFT, CAME], "Who was dismissed?").current is LEFT
