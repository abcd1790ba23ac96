"""Of which time a question or a claim speaks, and of which a source."""

from __future__ import annotations

import pytest

from retrieval.answer.asked_time import (
    asked_years,
    dated_title,
    first_day,
    names_time,
    tells_of_years,
)
from support.articles import article
from support.passages import candidate, passage


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("How much cargo came in 2022?", {2022}),
        ("What was the rate in May 2022?", {2022}),
        ("Сколько лодок пропало в 2022 году?", {2022}),
        ("How many boats were lost since 2022?", set()),
        ("How many boats will there be by 2030?", set()),
        ("When in 2022 was the quay built?", set()),
        ("How much cargo came?", set()),
    ],
)
def test_a_question_asks_of_a_year_where_it_says_in(question: str, years: set[int]) -> None:
    assert asked_years(question) == years


@pytest.mark.parametrize(
    ("text", "published", "tells"),
    [
        ("It was 8 million in 2023, up from 7 million in 2022.", "2024-03-12", True),
        ("It was 7 million.", "2022-12-01", True),
        ("It was 7 million.", "2024-03-12", False),
        ("It was 7 million in 2021.", "2022-12-01", False),
        ("It was 7 million.", None, False),
    ],
)
def test_a_sentence_tells_of_a_year_by_its_name_or_its_day(
    text: str, published: str | None, *, tells: bool
) -> None:
    one = candidate("a", text, "7 million", 1.0, published=published)
    assert tells_of_years(one, frozenset({2022})) == tells


@pytest.mark.parametrize(
    ("claim", "day"),
    [
        ("The tunnel opened on 4 March 2021.", "2021-03-04"),
        ("The tunnel opened in March 2021.", "2021-03-01"),
        ("The tunnel opened in 2021.", "2021-01-01"),
        ("Built in 1931, the mill burned down in May 2016.", "2016-05-01"),
        ("The tunnel has been open since June 2020.", "2020-06-01"),
        ("The tunnel was shut until June 2020.", None),
        ("The tunnel will open in June 2020.", None),
        ("The tunnel is expected to open in 2020.", None),
        ("The tunnel opened in March.", None),
        ("The tunnel has opened.", None),
        ("Тоннель открыли 4 марта 2021 года.", "2021-03-04"),
    ],
)
def test_the_time_of_a_claim_begins_with_the_latest_that_it_names(claim: str, day: str) -> None:
    assert first_day(claim) == day


def test_a_month_alone_is_a_time() -> None:
    assert names_time("The tunnel opened in March.")
    assert not names_time("The tunnel has opened.")


@pytest.mark.parametrize(
    ("title", "published", "shown"),
    [
        ("Amber", "2015-06-04", "Amber (4 June 2015)"),
        ("Amber", None, "Amber"),
        (None, "2015-06-04", None),
    ],
)
def test_a_title_has_its_day_where_both_are_known(
    title: str | None, published: str | None, shown: str | None
) -> None:
    assert (
        dated_title(passage(article("a", "It rained.", title=title, published=published))) == shown
    )
