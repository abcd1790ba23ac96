from __future__ import annotations

import pytest

from retrieval.language.facts import sentence_facts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("on 3 March 2016", (2016, 3, 3)),
        ("on March 3, 2016", (2016, 3, 3)),
        ("on the fifth of March", (None, 3, 5)),
        ("on Feb. 11", (None, 2, 11)),
        ("in May 2015", (2015, 5, None)),
        ("in May", (None, 5, None)),
        ("in 2014", (2014, None, None)),
        ("on 2016-03-05", (2016, 3, 5)),
        ("in March 2016 as", (2016, 3, None)),
        ("on 15.03.2016", (2016, 3, 15)),
        ("15 марта 2016 года", (2016, 3, 15)),
        ("в марте", (None, 3, None)),
        ("пятнадцатого мая 2019 года", (2019, 5, 15)),
        ("двадцать пятого сентября", (None, 9, 25)),
        ("к февралю", (None, 2, None)),
        ("15 мамырда", (None, 5, 15)),
        ("2024 жылғы 26 сәуірде", (2024, 4, 26)),
        ("2024 жылдың мамырында", (2024, 5, None)),
        ("26 сәуір 2024 жылы", (2024, 4, 26)),
        ("2024 жылы", (2024, None, None)),
    ],
)
def test_dates_in_parts(text: str, parts: tuple[int | None, ...]) -> None:
    (found,) = sentence_facts(f"It ended {text}.").dates
    assert (found.year, found.month, found.day) == parts


@pytest.mark.parametrize("month", ["May", "March"])
@pytest.mark.parametrize("text", ["It was {} of 2016.", "{} of 2016 was wet."])
def test_a_month_may_have_its_year_behind_of(text: str, month: str) -> None:
    (found,) = sentence_facts(text.format(month)).dates
    assert (found.year, found.month) == (2016, 5 if month == "May" else 3)


@pytest.mark.parametrize("name", ["The March", "Women's March", "Theresa May"])
def test_a_name_may_have_a_year_behind_of(name: str) -> None:
    facts = sentence_facts(f"{name} of 2016 drew crowds.")
    assert [(one.year, one.month) for one in facts.dates] == [(2016, None)]
    assert facts.names[-1].words[-1] == name.split()[-1].lower()


@pytest.mark.parametrize(
    "text",
    [
        "It may rain.",
        "They march on.",
        "The second one came.",
        "2016 people came.",
        "It cost $2016.",
        "Theresa May left.",
    ],
)
def test_no_dates(text: str) -> None:
    assert not sentence_facts(text).dates


@pytest.mark.parametrize(
    ("text", "relative"),
    [("next year", "next year"), ("last week", "last week"), ("yesterday", "yesterday")],
)
def test_relative_days_stand_as_worded(text: str, relative: str) -> None:
    (found,) = sentence_facts(f"It ends {text}.").dates
    assert found.relative == relative


def test_weekdays_and_decades() -> None:
    day, decade = sentence_facts("On Tuesday she spoke of the 1990s.").dates
    assert day.weekday == 2
    assert (decade.year, decade.relative) == (1990, "decade")


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("since March", "after"),
        ("until 5 March", "before"),
        ("before early March", "before"),
        ("in March", None),
    ],
)
def test_since_and_until(text: str, cue: str | None) -> None:
    (found,) = sentence_facts(f"It is shut {text}.").dates
    assert found.cue == cue
