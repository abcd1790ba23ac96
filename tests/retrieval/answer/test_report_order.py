"""The newer report, the corrected one, and two sources at one time."""

from __future__ import annotations

import pytest

from retrieval.answer.report_order import SAME_TIME, about_when, disagrees, one_voice, standing
from support.passages import candidate

OLD = candidate("old", "The league has six members.", published="2020-01-01", outlet="Post")
NEW = candidate("new", "The league has 10 members.", published="2020-06-01", outlet="Bell")


def test_the_newest_stands_above_and_what_was_corrected_below() -> None:
    undated = candidate("undated", "The league has 12 members.", "12", 9.0)
    wrong = candidate("wrong", "It has 12 members.", published="2021-01-01", corrected_by="new")
    assert sorted([NEW, undated, wrong, OLD], key=standing) == [wrong, undated, OLD, NEW]


@pytest.mark.parametrize(
    ("day", "outlet", "differs"),
    [
        (f"2020-01-0{1 + SAME_TIME}", "Bell", True),
        (f"2020-01-0{2 + SAME_TIME}", "Bell", False),
        (f"2020-01-0{1 + SAME_TIME}", "Post", False),  # puts its own report right
        (None, "Bell", True),  # nobody knows which is newer
    ],
)
def test_two_outlets_at_one_time_disagree(day: str | None, outlet: str, *, differs: bool) -> None:
    other = candidate("other", "The league has 10 members.", published=day, outlet=outlet)
    assert disagrees(OLD, other) is differs
    assert about_when(OLD, other) is (day is not None and int(day[-1]) <= 1 + SAME_TIME)


def test_two_articles_of_one_outlet_are_one_voice() -> None:
    again = candidate("again", "It has six.", published="2020-03-01", outlet="Post")
    assert one_voice(OLD, again)
    assert not one_voice(OLD, NEW)
