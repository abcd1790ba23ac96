"""Other people's text made fit to be shown: nothing hidden, nothing lost, no secret."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sanitize import cells_apart, clean_text, rows_apart


@given(st.text(st.characters(codec=None), max_size=60))
def test_nothing_hidden_is_left_and_cleaning_twice_changes_nothing(text: str) -> None:
    cleaned = clean_text(text)
    hidden = {c for c in cleaned if unicodedata.category(c) in {"Cc", "Cs"}} - {"\n"}
    assert not hidden
    assert clean_text(cleaned) == cleaned
    cleaned.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("e\u0301", "é"),
        ("zero\u200bwidth", "zerowidth"),
        ("\u202egnp.exe", "gnp.exe"),
        ("a\u200db", "ab"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("half \ud83d", "half �"),
        ("Ports\tShips", "Ports | Ships"),
    ],
)
def test_what_a_reader_sees(text: str, shown: str) -> None:
    assert clean_text(text) == shown


def test_rows_of_a_table_are_parted_on_one_line_and_sentences_are_not() -> None:
    assert rows_apart("Ports\tShips\nTully\t3,000") == "Ports | Ships; Tully | 3,000"
    assert rows_apart("It rained.\nIt poured.") == "It rained.\nIt poured."
    assert cells_apart("a\tb\nc\td") == "a | b\nc | d"
