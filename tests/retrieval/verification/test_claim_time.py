"""Of which time a claim speaks, and of which its source."""

from __future__ import annotations

import pytest

from retrieval.verification.claim_time import dated_title, first_day, names_time
from support.articles import article
from support.passages import passage


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
