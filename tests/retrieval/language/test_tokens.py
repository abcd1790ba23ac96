"""Words, numbers and signs keep their places; stems of irregular verbs are those of their base."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.tokens import is_past, stem, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("38 000,5 crowns", ["38 000,5", "crowns"]),
        ("1,200.5 at 16:30", ["1,200.5", "at", "16:30"]),
        ("the U.S. can't", ["the", "us", "can't"]),
        ("Brown's O’Brien", ["brown", "'s", "o'brien"]),
        ("forty-seven", ["forty", "-", "seven"]),
        ("Ещё", ["еще"]),
        ("Oʻktam O‘ktam O'ktam", ["o'ktam"] * 3),
        ("", []),
    ],
)
def test_a_text_is_taken_apart(text: str, words: list[str]) -> None:
    assert [token.low for token in tokens(text)] == words


def test_what_each_token_is() -> None:
    kinds = [token.kind for token in tokens("Reed's 40 boats.")]
    assert kinds == ["word", "ending", "number", "word", "sign"]


@given(st.text(max_size=80))
def test_every_token_stands_where_it_says_and_nothing_is_said_twice(text: str) -> None:
    last = 0
    for token in tokens(text):
        assert text[token.start : token.end] == token.text
        assert token.start >= last
        last = token.end


@given(st.text(max_size=80))
def test_only_blanks_and_underscores_are_left_out(text: str) -> None:
    held = {place for token in tokens(text) for place in range(token.start, token.end)}
    left = "".join(letter for place, letter in enumerate(text) if place not in held)
    assert not [letter for letter in left if not letter.isspace() and not is_of_a_word(letter)]


def is_of_a_word(letter: str) -> bool:
    """An underscore, or a digit or mark of a script that no token begins with."""
    return letter == "_" or letter.isnumeric() or not letter.isalpha()


@pytest.mark.parametrize(
    ("one", "other"),
    [("halted", "halting"), ("sold", "sell"), ("chosen", "choose"), ("заводы", "заводов")],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_an_irregular_past_is_known() -> None:
    assert is_past("sold")
    assert not is_past("sell")
