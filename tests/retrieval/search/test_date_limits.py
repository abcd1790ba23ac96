"""The dates of a question as limits, over an archive whose newest article is of 10 June 2022."""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.archive.store import Archive
from retrieval.search.date_limits import counted_from, limited_by_dates
from retrieval.types import DateMention, Question
from support.articles import article
from support.passages import MakeArchive

Limits = tuple[tuple[str, str] | None, str | None]


def limits(archive: Archive, text: str, today: date, **given: str) -> Limits:
    with archive.reading() as connection:
        question, _, _ = limited_by_dates(connection, Question(text, **given), text, today)  # type: ignore[arg-type]
    return question.during, question.as_of


@pytest.mark.parametrize(
    ("text", "today", "during"),
    [
        ("What was found in June?", date(2022, 7, 1), ("2022-06-01", "2022-06-30")),
        ("What has been said since 4 June?", date(2022, 7, 1), ("2022-06-04", "9999-12-31")),
        ("What was found in May?", date(2024, 11, 28), None),
        ("What was found in June 2024?", date(2024, 11, 28), None),
    ],
)
def test_a_limit_under_which_nothing_is_held_is_dropped(
    archive: Archive, text: str, today: date, during: tuple[str, str] | None
) -> None:
    assert limits(archive, text, today)[0] == during


def test_as_of_a_day_without_a_year_is_one_that_the_archive_knows(archive: Archive) -> None:
    later = date(2024, 11, 28)
    assert limits(archive, "How many were found as of 20 September?", later)[1] == "2021-09-20"
    assert limits(archive, "How many were found as of 20 May?", later)[1] == "2022-05-20"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("As of 20 May 2022, how many boats were lost?", "How many boats were lost?"),
        ("How many boats, as of 20 May 2022, were lost?", "How many boats were lost?"),
        ("How many boats were lost as of 20 May 2022?", "How many boats were lost?"),
        ("How many boats were lost, as of 20 May 2022?", "How many boats were lost?"),
        ("По состоянию на 20 мая 2022 года, сколько лодок пропало?", "Сколько лодок пропало?"),
        ("As of 20 May 2022?", "As of 20 May 2022?"),
        ("What was found on 4 June 2022?", "What was found on 4 June 2022?"),
        ("How many boats had been lost by 20 May 2022?",
         "How many boats had been lost by 20 May 2022?"),
    ],
)  # fmt: skip
def test_only_the_words_that_say_as_of_when_are_left_out(
    archive: Archive, text: str, left: str
) -> None:
    with archive.reading() as connection:
        found, *_ = limited_by_dates(connection, Question(text), text, date(2022, 7, 1))
    assert found.text == left


def test_limits_that_were_given_come_before_the_words(archive: Archive) -> None:
    assert (
        limits(archive, "What was found in June?", date(2022, 7, 1), since="2020-01-01")[0] is None
    )


def test_last_week_is_never_another_year_s(archive: Archive) -> None:
    during, _ = limits(archive, "What was found last week?", date(2024, 11, 28))
    assert during is not None
    assert during[0].startswith("2024-11")


def test_a_time_alone_is_never_another_s(archive: Archive) -> None:
    text = "What happened in June 2024?"
    with archive.reading() as connection:
        found, labels, notes = limited_by_dates(
            connection, Question(text), text, date(2024, 11, 28)
        )
    assert found.during == ("2024-06-01", "2024-06-30")
    assert labels == ("from 1 June 2024 to 30 June 2024",)
    assert notes == ("No article held was published from 1 June 2024 to 30 June 2024.",)


def test_what_a_later_report_tells_of_a_time_is_of_it(make_archive: MakeArchive) -> None:
    told = DateMention(18, 30, "2019-04-05", "2019-04-05")
    text = "The pier burnt on 5 April 2019, and was built again."
    later = make_archive(article("pier", text, published="2021-06-10", dates=(told,)))
    asked = "What happened in April 2019?"
    with later.reading() as connection:
        found = limited_by_dates(connection, Question(asked), asked, date(2024, 11, 28))
    assert found[0].during == ("2019-04-01", "2019-04-30")
    assert found[2] == ()


@pytest.mark.parametrize(
    ("text", "during", "told"),
    [
        ("What happened in June?", ("2022-06-01", "2022-06-30"), "in June 2022"),
        ("What happened in March?", ("2021-03-01", "2021-03-31"), "in March 2021"),
        ("What happened on 4 March?", ("2021-03-04", "2021-03-04"), "on 4 March 2021"),
        ("Что произошло в марте?", ("2021-03-01", "2021-03-31"), "in March 2021"),
        ("What has been said since December?", ("2021-12-01", "9999-12-31"),
         "since 1 December 2021"),
        ("What happened between May and June?", ("2022-05-01", "2022-06-30"),
         "from 1 May 2022 to 30 June 2022"),
    ],
)  # fmt: skip
def test_a_month_without_a_year_is_the_last_of_which_there_are_articles(
    archive: Archive, text: str, during: tuple[str, str], told: str
) -> None:
    with archive.reading() as connection:
        asked = Question(text)
        found, _, notes = limited_by_dates(connection, asked, text, date(2026, 11, 28))
    assert found.during == during
    (note,) = notes
    assert note.endswith(f" the last with articles in the archive was taken: {told}.")


@pytest.mark.parametrize("text", ["What was found in March?", "Who was hurt in the March fire?"])
def test_asked_of_a_matter_a_month_of_another_year_is_no_limit(archive: Archive, text: str) -> None:
    # The fire may be told of in April, and a match of March announced in December.
    assert limits(archive, text, date(2026, 11, 28))[0] is None


def test_a_month_that_tells_nothing_of_what_is_named_is_no_limit(make_archive: MakeArchive) -> None:
    bell, buoy = "The Larkfield bell was sold.", "A buoy was found."
    both = make_archive(
        article("bell", bell, published="2021-05-04"), article("buoy", buoy, published="2022-05-04")
    )
    for asked, during in [
        ("Who bought the Larkfield bell in May?", None),
        # Neither what is nowhere named nor what names nothing tells of another May.
        ("Who bought the Ashby bell in May?", ("2022-05-01", "2022-05-31")),
        ("Who found it in May?", ("2022-05-01", "2022-05-31")),
        ("Who bought the Larkfield bell in May 2022?", ("2022-05-01", "2022-05-31")),
    ]:
        assert limits(both, asked, date(2022, 7, 1))[0] == during
    asked = "Who bought the Larkfield bell in May?"
    with both.reading() as connection:
        *_, notes = limited_by_dates(connection, Question(asked), asked, date(2022, 7, 1))
    assert notes == (
        "Nothing published from 1 May 2022 to 31 May 2022 mentions Larkfield;"
        " all dates were searched.",
    )


def test_a_month_of_which_there_are_articles_this_year_needs_no_remark(archive: Archive) -> None:
    with archive.reading() as connection:
        text = "What was found in June?"
        assert counted_from(connection, text, date(2022, 7, 1)) == (date(2022, 7, 1), ())
        assert counted_from(connection, "Last week?", date(2026, 7, 1)) == (date(2026, 7, 1), ())
