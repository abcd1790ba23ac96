"""The filter of all that is shown, and the small words: dates, counts, sources."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render import source_line
from bot.text import date_words, fold, shorten, with_count, without_controls
from support.answers import ANY_TEXT, ARTICLE, passage


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", r"\x1b[2J"),
        ("\x1b]52;c;aGk=\x1b\\", r"\x1b]52;c;aGk=\x1b" + "\\"),
        ("a\rb", r"a\x0db"),
        ("\x00\x07\x08\x7f", r"\x00\x07\x08\x7f"),
        ("\x9b31m", r"\x9b31m"),
        ("\u202etxt\u2066", r"\u202etxt\u2066"),
        ("zero\u200bwidth\u200d\ufeff", r"zero\u200bwidth\u200d\ufeff"),
        ("line\u2028end", r"line\u2028end"),
        ("half \ud83d", r"half \ud83d"),
        ("tag \U000e0041", r"tag \U000e0041"),
        ("tab\tand\nnewline", "tab\tand\nnewline"),
        ("Қазақстан, naïve, 北京 — “x” 🙂", "Қазақстан, naïve, 北京 — “x” 🙂"),
        (r"\x1b", r"\x1b"),
    ],
)
def test_controls_are_written_out_and_words_are_left_alone(text: str, shown: str) -> None:
    assert without_controls(text) == shown


@given(ANY_TEXT)
def test_no_control_survives_the_filter(text: str) -> None:
    shown = without_controls(text)
    kinds = {unicodedata.category(c) for c in shown if c not in "\n\t"}
    assert not kinds & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(shown) & set("\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", shown)
    shown.encode()


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp"])))
def test_text_without_controls_is_unchanged(text: str) -> None:
    assert without_controls(text) == text


@given(ANY_TEXT)
def test_filtering_twice_changes_nothing_more(text: str) -> None:
    assert without_controls(without_controls(text)) == without_controls(text)


@given(ANY_TEXT)
def test_a_folded_text_is_one_line_with_single_blanks(text: str) -> None:
    assert "\n" not in fold(text)
    assert "  " not in fold(text)


@given(ANY_TEXT, st.integers(10, 60))
def test_a_shortened_text_fits_and_is_marked_only_when_cut(text: str, length: int) -> None:
    short = shorten(text, length)
    assert len(short) <= length
    assert short == fold(text) or (short.endswith("…") and fold(text).startswith(short[:-1]))


def test_a_text_is_shortened_at_a_word() -> None:
    assert shorten("Ferries to Orlin will run hourly", 20) == "Ferries to Orlin…"


@pytest.mark.parametrize(
    ("published", "note", "words"),
    [
        ("2015-06-04", None, "4 June 2015"),
        ("2014-12-11", "ignored", "11 December 2014"),
        (None, "4 June (year not stated)", "4 June (year not stated)"),
        (None, None, "undated"),
        ("", None, "undated"),
        ("2015-06", None, "2015-06"),
        ("odd\x1b", None, r"odd\x1b"),
    ],
)
def test_a_date_is_shown_as_people_write_it(
    published: str | None, note: str | None, words: str
) -> None:
    assert date_words(published, note) == words


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 articles"), (1, "1 article"), (2000, "2,000 articles")]
)
def test_a_count_agrees_with_its_noun(number: int, words: str) -> None:
    assert with_count(number, "article") == words


@pytest.mark.parametrize(
    ("outlet", "published", "title", "line"),
    [
        ("Gazette", "2015-06-04", "Ferries", "Gazette · 4 June 2015 · Ferries"),
        ("Gazette", None, None, "Gazette · undated"),
        (None, None, "Ferries", "undated · Ferries"),
        (None, None, None, "ferries.md · undated"),
        ("A\nB", "2015-06-04", "[2] C\n[3] D", "A B · 4 June 2015 · [2] C [3] D"),
    ],
)
def test_a_source_is_one_line_of_what_is_known(
    outlet: str | None, published: str | None, title: str | None, line: str
) -> None:
    item = replace(ARTICLE, outlet=outlet, published=published, title=title)
    assert source_line(item) == line


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, None),
        ({"revision": "update"}, "update"),
        ({"revision": "correction", "supersedes": "77b0"}, "correction of 77b0"),
        ({"corrected_by": "77b0"}, "superseded by 77b0"),
        (
            {"corrected_by": "77b0", "corrected_how": "correction", "corrected_on": "2015-06-05"},
            "corrected by 77b0 (5 June 2015)",
        ),
        ({"corrected_by": "77b0", "corrected_how": "update", "revision": "update"},
         "updated by 77b0"),
    ],
)  # fmt: skip
def test_a_source_line_tells_what_took_its_place(facts: dict[str, Any], told: str | None) -> None:
    item = replace(passage(ARTICLE), **facts)
    plain = source_line(passage(ARTICLE))
    assert source_line(item) == (f"{plain} · {told}" if told else plain)


def test_the_cells_and_rows_of_a_table_are_told_apart_on_one_line() -> None:
    assert fold("\tShips\nTully\t3,000\nArden\t") == "| Ships; Tully | 3,000; Arden |"
    assert (
        fold("What they have:\nPort\tShips\n\nThe  end.") == "What they have: Port | Ships The end."
    )
