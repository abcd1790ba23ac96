"""The limits of a question in words, as every face and export tells them."""

from __future__ import annotations

import pytest

from retrieval.messages import LANGUAGES, speaking
from retrieval.messages.limit_words import asked_for, limits_may_be_why, understood_limits
from retrieval.types import Limits

ALL = Limits("TASS", "2016-01-01", "2016-02-01", "2017-01-01")


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(), ""),
        (ALL, "Asked for: outlet TASS · since 1 January 2016 · until 1 February 2016"
              " · as of 1 January 2017"),
        (Limits(outlets=("A", "B"), literal=True), "Asked for: outlets A and B · its words alone"),
        # A program of somebody's own may ask with what is no day.
        (Limits(until="soon"), "Asked for: until soon"),
    ],
)  # fmt: skip
def test_what_was_asked_for_fits_a_line(limits: Limits, said: str) -> None:
    assert asked_for(limits) == said


def test_outlets_have_their_languages_quotation_marks() -> None:
    with speaking("ru"):
        told = asked_for(Limits(outlets=("Вечерний маяк", "TASS")))
    assert told == "Задано: издания «Вечерний маяк» и TASS"


def test_what_was_understood_fits_a_line() -> None:
    assert understood_limits(["outlet: TASS", "in 2015"]) == "Understood: outlet: TASS · in 2015"
    assert understood_limits([]) == ""


def test_only_what_leaves_articles_out_may_be_why_nothing_was_found() -> None:
    assert limits_may_be_why(Limits(literal=True, outlets=("A", "B"))) == ""
    assert limits_may_be_why(Limits("TASS")).startswith("That limit may be why: leave it out")
    assert limits_may_be_why(ALL).startswith("Those limits may be why: leave them out")


def test_each_language_has_words_of_its_own() -> None:
    told = []
    for language in LANGUAGES:
        with speaking(language):
            told.append((asked_for(ALL), limits_may_be_why(ALL), limits_may_be_why(Limits("A"))))
    assert all(len(set(each)) == len(LANGUAGES) for each in zip(*told, strict=True))
