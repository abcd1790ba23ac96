"""Days and spans of days, as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.messages import speaking
from retrieval.messages.days import NO_YEAR, day_words, days_words, span_words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2014-12-23", "2014-12-23", "23 December 2014"),
        ("2014-12-01", "2014-12-31", "December 2014"),
        ("2014-01-01", "2014-12-31", "2014"),
        ("2014-12-15", "2014-12-31", "15 December 2014 to 31 December 2014"),
        ("2016-01-01", "2018-12-31", "1 January 2016 to 31 December 2018"),
        (f"{NO_YEAR}-06-04", f"{NO_YEAR}-06-04", "4 June"),
        (f"{NO_YEAR}-02-29", f"{NO_YEAR}-02-29", "29 February"),
    ],
)
def test_a_span_is_written_as_people_write_it(first: str, last: str, words: str) -> None:
    assert span_words(first, last) == words


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@given(first=st.dates(), last=st.dates())
def test_any_span_can_be_written(language: str, first: object, last: object) -> None:
    since, until = sorted([str(first), str(last)])
    with speaking(language):
        assert span_words(since, until)
        assert days_words(since, until)


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2015-06-04", "2015-06-04", "on 4 June 2015"),
        ("2015-06-01", "2015-06-30", "in June 2015"),
        ("2015-01-01", "2015-12-31", "in 2015"),
        ("2015-05-03", None, "since 3 May 2015"),
        (None, "2015-05-03", "until 3 May 2015"),
        ("2015-05-03", "2015-06-04", "from 3 May 2015 to 4 June 2015"),
        (None, None, ""),
    ],
)
def test_a_span_behind_a_verb(since: str | None, until: str | None, words: str) -> None:
    assert days_words(since, until) == words


def test_a_day_in_russian_and_kazakh() -> None:
    with speaking("ru"):
        assert day_words("2015-06-04") == "4 июня 2015 года"
        assert days_words("2015-06-01", "2015-06-30") == "за июнь 2015 года"
        assert days_words("2015-05-03", "2015-06-04") == "с 3 мая 2015 года по 4 июня 2015 года"
    with speaking("kk"):
        assert day_words("2015-06-04") == "2015 жылғы 4 маусым"
