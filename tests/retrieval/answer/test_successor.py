"""Whoever came in the place of somebody who left is told from whoever left."""

from __future__ import annotations

import pytest

from retrieval.answer.successor import ends_office, succeeds
from retrieval.answer.versions import order_versions
from support.passages import candidate

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
