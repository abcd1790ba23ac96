"""Dates in a question's words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.search.date_ranges import date_limits

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("What happened in December 2014?", "2014-12-01", "2014-12-31"),
        ("What happened on 4 June 2015?", "2015-06-04", "2015-06-04"),
        ("What happened on June 4th, 2015?", "2015-06-04", "2015-06-04"),
        ("What happened on 2015-06-04?", "2015-06-04", "2015-06-04"),
        ("Who resigned in 1995?", "1995-01-01", "1995-12-31"),
        ("What was agreed between 15 and 31 December 2014?", "2014-12-15", "2014-12-31"),
        ("What was agreed from March to May 2015?", "2015-03-01", "2015-05-31"),
        ("What was agreed from December to May 2015?", "2014-12-01", "2015-05-31"),
        ("What has been said since March?", "2026-03-01", None),
        ("What has been said since December?", "2025-12-01", None),
        ("What was said after 2015?", "2016-01-01", None),
        ("What was said before June 4, 2015?", None, "2015-06-03"),
        ("2015 жылғы 4 маусымда не болды?", "2015-06-04", "2015-06-04"),
        ("2015 жылдың маусымында не болды?", "2015-06-01", "2015-06-30"),
        ("What was said after 9999-12-31?", "9999-12-31", None),
        ("What was said before 0001-01-01?", None, "0001-01-01"),
        ("What was said by the end of 2016?", None, "2016-12-31"),
        ("What was said last week?", "2026-11-09", "2026-11-15"),
        ("What was said this week?", "2026-11-16", "2026-11-22"),
        ("What was said last month?", "2026-10-01", "2026-10-31"),
        ("What was said last year?", "2025-01-01", "2025-12-31"),
        ("What was said yesterday?", "2026-11-21", "2026-11-21"),
        ("What was said over the past 30 days?", "2026-10-23", "2026-11-22"),
        ("Что случилось в мае 2015 года?", "2015-05-01", "2015-05-31"),
        ("Кто погиб 15 марта?", "2026-03-15", "2026-03-15"),
        ("О чём договорились между 15 и 31 декабря 2014 года?", "2014-12-15", "2014-12-31"),
        ("Что было с марта по май 2015 года?", "2015-03-01", "2015-05-31"),
        ("Что изменилось с декабря?", "2025-12-01", None),
        ("Кто правил до 2010 года?", None, "2009-12-31"),
        ("Что построили после 2015 года?", "2016-01-01", None),
        ("Что решили на прошлой неделе?", "2026-11-09", "2026-11-15"),
        ("Что решили в этом месяце?", "2026-11-01", "2026-11-22"),
        ("Что было вчера в Оше?", "2026-11-21", "2026-11-21"),
        ("Новости за последние 3 дня", "2026-11-19", "2026-11-22"),
        ("15 мамыр 2020 жылы не болды?", "2020-05-15", "2020-05-15"),
        ("Өткен аптада не шешті?", "2026-11-09", "2026-11-15"),
    ],
)
def test_a_date_sets_the_limits_that_its_words_say(
    question: str, since: str | None, until: str | None
) -> None:
    limits = date_limits(question, SUNDAY)
    assert limits is not None
    assert (limits.since, limits.until, limits.as_of) == (since, until, None)


def test_as_of_is_a_limit_of_its_own_and_never_in_the_future() -> None:
    assert date_limits("As of June 2015, who leads?", SUNDAY).as_of == "2015-06-30"  # type: ignore[union-attr]
    assert date_limits("Кто правит по состоянию на 1 мая 2019 года?", SUNDAY).as_of == "2019-05-01"  # type: ignore[union-attr]
    assert date_limits("As of 2026, who leads?", SUNDAY).as_of == "2026-11-22"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "question",
    [
        "Who may chair the council?",
        "Кто такой Маров?",
        "Сколько лет вокзалу?",
        "Что такое 2015 метров?",
        "What happened in the march to Moscow?",
        "Who won the 2022 World Cup?",
        "What was built in the 1990s?",
        "Who was appointed on 31 February 2015?",
        "What does Vision 2030 say?",
        "How many of 500 boats came from Moscow to Minsk?",
        "",
    ],
)
def test_what_is_no_limit_of_time_sets_none(question: str) -> None:
    assert date_limits(question, SUNDAY) is None


@given(st.text(max_size=60), st.dates())
def test_any_text_on_any_day_is_read_without_error(text: str, today: date) -> None:
    limits = date_limits(text, today)
    if limits and limits.since and limits.until:
        assert limits.since <= limits.until


@given(
    st.lists(
        st.sampled_from(
            [
                "between",
                "from",
                "and",
                "to",
                "since",
                "before",
                "in",
                "4",
                "31",
                "June",
                "May",
                "2015",
                "last",
                "week",
                "2014-02-30",
                ",",
                "0",
            ]
        ),
        max_size=8,
    ),
    st.dates(),
)
def test_dates_in_any_order_of_words_stay_in_order(parts: list[str], today: date) -> None:
    limits = date_limits(" ".join(parts), today)
    if limits and limits.since and limits.until:
        assert limits.since <= limits.until


@pytest.mark.parametrize(
    ("text", "yearless"),
    [
        ("in June", True),
        ("on 4 June", True),
        ("since March", True),
        ("between March and May", True),
        ("in June 2015", False),
        ("between March and May 2015", False),
        ("last month", False),
    ],
)
def test_whether_a_year_is_named_is_told(text: str, *, yearless: bool) -> None:
    found = date_limits(f"What happened {text}?", SUNDAY)
    assert found is not None
    assert found.yearless is yearless


@pytest.mark.parametrize(
    "text", ["in July 1899", "on 4 July 1776", "on July 4, 1776", "from July 1837 to July 1847"]
)
def test_a_month_of_a_year_before_all_articles_is_none_of_the_archive(text: str) -> None:
    assert date_limits(f"Who governed {text}?", SUNDAY) is None
