"""Who did what, and when: deeds, roles and dates, sentence against sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer.deeds import REVERSED, opposite, roles, tells
from retrieval.answer.figures import differing, lone
from retrieval.answer.when import apart, clash, held, in_words
from retrieval.search.words import stem
from retrieval.types import DateMention


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("The shop opened.", "The shop was closed.", ("opened", "closed")),
        ("Prices rose.", "Prices fell.", ("rose", "fell")),
        ("Norland became a member.", "Norland left.", ("became a member", "left")),
        ("The shop opened.", "The shop closed, then opened.", None),
        ("The shop opened.", "They stood close to the shop.", None),
    ],
)
def test_opposite_deeds_are_told_as_written(
    one: str, other: str, found: tuple[str, str] | None
) -> None:
    assert opposite(one, other) == found


@pytest.mark.parametrize(
    ("claim", "text", "why"),
    [
        ("Vale attacked Teal.", "Vale attacked Teal at dawn.", None),
        ("Vale attacked Teal.", "Teal was attacked by Vale.", None),
        ("Vale attacked Teal.", "Teal attacked Vale.", REVERSED),
        ("Vale met Teal.", "Teal met Vale.", None),
        ("Vale called for calm.", "After a talk with Vale, Teal called for calm.", "Teal is"),
        ("Orsk signed the pact.", "Lena Orsk of Teal signed the pact.", None),
        ("Vale joined the pact.", "Vale and Teal joined the pact.", None),
        ("The Free Vale pledged aid to the Free Teal.", "The Free Teal pledged aid.", REVERSED),
    ],
)
def test_names_around_the_deed_keep_their_sides(claim: str, text: str, why: str | None) -> None:
    found = roles(claim, text)
    assert found is None if why is None else (found or "").startswith(why)


def test_a_deed_is_told_by_any_word_for_it() -> None:
    assert tells("Norland has quit the league.", stem("leave"))
    assert not tells("Norland praised the league.", stem("leave"))


def test_a_number_differs_where_it_counts_the_same_thing() -> None:
    assert differing("It has 40 boats.", "It has 60 boats and 12 oars.") == ("40", "60")
    assert differing("It has 40 boats.", "It has 12 oars.") is None
    assert lone("It cost 40.", "It cost 60.") == ("40", "60")


def test_a_weekday_is_read_off_a_whole_date() -> None:
    assert held("It sank on 3 May 2019.")[1] == {"Friday"}


def test_a_stored_date_gives_the_year() -> None:
    mention = DateMention(11, 16, "2019-05-03", "2019-05-03")
    assert held("It sank on 3 May.", (mention,))[0] == {(2019, 5, 3)}


def test_dates_are_taken_out_of_the_text() -> None:
    rest, dates, weekdays = apart("On Friday 40 boats sank in May 2019, as in 2011.")
    assert "40 boats sank" in rest
    assert "2019" not in rest
    assert (dates, weekdays) == ({(2019, 5, None), (2011, None, None)}, {"Friday"})
    assert {in_words(one) for one in dates} == {"May 2019", "2011"}


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    assert opposite(one, one) is None
    assert roles(one, other) is None or roles(one, other)
    assert not any(clash(date, date) for date in apart(one)[1])
