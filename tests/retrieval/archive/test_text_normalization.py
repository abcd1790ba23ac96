"""What goes into the index and what is asked for meet, whatever script they are in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.archive.text_normalization import (
    as_indexed,
    as_searched,
    is_unspaced,
    normalize_spelling,
    unspaced_share,
)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("東京都", ["東京", "京都"]),
        ("水", ["水"]),
        ("2024年東京", ["2024", "年東", "東京"]),
        ("ภาษา", ["ภา", "าษ", "ษา"]),
    ],
)
def test_what_has_no_spaces_becomes_pairs_of_characters(text: str, pairs: list[str]) -> None:
    assert normalize_spelling(text).split() == pairs or set(pairs) & set(
        normalize_spelling(text).split()
    )


def test_a_word_of_three_characters_shares_a_pair_with_its_name() -> None:
    assert set(normalize_spelling("東京").split()) <= set(normalize_spelling("東京都").split())
    assert not set(normalize_spelling("京都").split()) <= set(normalize_spelling("東京").split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ёлка", "елка"),
        ("Алёна", "Алена"),
        ("أحمد", "احمد"),
        ("مُحَمَّد", "محمد"),
        ("ＡＢＣ１", "ABC1"),
    ],
)
def test_spellings_of_one_word_are_one(one: str, other: str) -> None:
    assert normalize_spelling(one) == normalize_spelling(other)


@pytest.mark.parametrize(("one", "other"), [("йод", "иод"), ("мир", "мор"), ("ABC1", "ABC2")])
def test_letters_that_tell_words_apart_stay(one: str, other: str) -> None:
    assert normalize_spelling(one) != normalize_spelling(other)


@pytest.mark.parametrize("text", ["Harbour council, 4.2 million", "", "naïve café"])
def test_latin_text_is_left_to_sqlite(text: str) -> None:
    assert as_indexed(text) == text
    assert as_searched(text) == text


@given(st.text(max_size=40))
def test_cutting_a_word_again_changes_nothing(text: str) -> None:
    for word in normalize_spelling(text).split():
        assert normalize_spelling(word).split() == [word]


@given(st.text(alphabet="ABабв東京 ёأ", max_size=40))
def test_a_word_that_is_asked_for_is_among_those_of_its_text(text: str) -> None:
    held = set(as_indexed(text).lower().split())
    assert all(set(as_indexed(word).lower().split()) <= held for word in text.split())


def test_what_is_written_without_spaces_is_told_by_its_letters() -> None:
    assert is_unspaced("東京")
    assert not is_unspaced("서울")
    assert not is_unspaced("Tokyo東京")
    assert unspaced_share("東京") == 1
    assert unspaced_share("ab東京") == 0.5
    assert unspaced_share("ascii") == 0
