"""Lines with their offsets, and what a line looks like: a sentence, a name, names."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.reading.press.text_lines import (
    ends_sentence,
    in_small_letters,
    is_byline,
    is_name,
    is_title_case,
    is_written,
    lines_of,
    merge_spans,
    words_of,
)


@given(st.text("ab \t\n", max_size=40))
def test_a_line_stands_in_the_text_where_it_says(text):
    lines = lines_of(text)
    assert [text[line.start : line.end] for line in lines] == [line.text for line in lines]
    assert [line.text for line in lines] == [raw.strip() for raw in text.split("\n") if raw.strip()]


def test_what_stands_behind_a_blank_line_is_apart():
    assert [line.after_blank for line in lines_of("a\nb\n\nc\n \nd")] == [True, False, True, True]


@pytest.mark.parametrize(
    "line", ["It rained.", "“It rained.”", "Did it?", "Шёл дождь!", "下雨了。"]
)
def test_a_sentence_ends(line):
    assert ends_sentence(line)


@pytest.mark.parametrize("line", ["Rain in the U.S.", "Harbour Co.", "A headline", "3.", "of:"])
def test_what_is_abbreviated_or_open_is_no_end(line):
    assert ends_sentence(line) is (line == "3.")


@pytest.mark.parametrize(
    "words", ["Orla Venn", "Jean-Luc O’Hara", "Ludwig van der Meer", "Иван Ким"]
)
def test_names_of_people(words):
    assert is_name(words)
    assert is_byline(f"{words} and Tom Reed")


@pytest.mark.parametrize(
    "words",
    ["Venn", "orla venn", "Orla Venn 3", "The Harbour Was Closed On Monday", "Staff Writer"],
)
def test_what_is_no_name_or_could_be_an_office(words):
    assert not is_byline(words)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=6))
def test_merged_ranges_are_apart_and_cover_the_same(spans):
    found = merge_spans(spans)
    assert all(one[1] < other[0] for one, other in pairwise(found))
    inside = {at for start, end in spans for at in range(start, end)}
    assert {at for start, end in found for at in range(start, end)} == inside


@pytest.mark.parametrize(
    ("name", "told"),
    [("Voice of the Steppe", True), ("Tully Herald", True), ("the mayor's office", False)],
)
def test_a_name_is_written_large_but_for_its_short_words(name, told):
    assert is_title_case(name) == told


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("JANE DOE", "Jane Doe"),
        ("Jane DOE", "Jane Doe"),
        ("JANE O'BRIEN and LENA ROE", "Jane O'Brien and Lena Roe"),
        ("LI NA", "Li Na"),
        ("J. B. DOE", "J. B. Doe"),
        ("JB Doe", "JB Doe"),
        ("Jane McDoe", "Jane McDoe"),
    ],
)
def test_names_in_capitals_are_written_as_elsewhere(written, names):
    assert in_small_letters(written) == names


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("порт", True),
        ("газета", True),
        ("шторм", False),
        ("портьера", False),
        ("harbour", True),
        ("harbours", False),
    ],
)
def test_a_word_is_found_again_in_cyrillic_letters_with_any_ending(word, written):
    words = words_of(lines_of("The harbour was shut.\n\nВ порту закрыты газеты. Шторм."))
    assert is_written(word, words) is written
