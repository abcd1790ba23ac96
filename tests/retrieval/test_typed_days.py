"""A day is taken as it is, a month and a year for one end of them, and nothing else."""

from __future__ import annotations

import pytest

from retrieval.typed_days import first_day, is_day, last_day, limit_day, whole_day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2015", "2015-01-01", "2015-12-31"),
        ("2015-06", "2015-06-01", "2015-06-30"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("9999", "9999-01-01", "9999-12-31"),
        ("2015-06-04", "2015-06-04", "2015-06-04"),
    ],
)
def test_a_month_or_a_year_is_one_end_of_it(text: str, first: str, last: str) -> None:
    assert (first_day(text), last_day(text)) == (first, last)
    assert (limit_day("since", text), limit_day("until", text)) == (first, last)
    assert limit_day("as_of", text) == last


@pytest.mark.parametrize(
    "text",
    [
        "",
        "June",
        "15",
        "0000",
        "2015-00",
        "2015-13",
        "2015-6",
        "2015-02-30",
        "２０１５",
        "2015 ",
        "20150604",
        "2015-W23-4",
    ],
)
def test_what_is_no_date_is_told_with_how_one_is_written(text: str) -> None:
    for read in (first_day, last_day):
        with pytest.raises(ValueError, match=r"write it as 2015-06-04, 2015-06 or 2015$") as told:
            read(text)
        assert str(told.value).startswith(f"{text!r} is no date")


def test_where_a_day_is_needed_a_month_is_none() -> None:
    assert whole_day("2015-06-04") == "2015-06-04"
    for text in ("2015", "2015-06", "2015-02-30", "20150604"):
        assert not is_day(text)
        with pytest.raises(ValueError, match=r"write it as 2015-06-04$"):
            whole_day(text)
