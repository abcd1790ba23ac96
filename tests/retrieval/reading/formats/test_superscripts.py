"""What stands raised above the line."""

import pytest

from retrieval.reading.formats.superscripts import read_superscript, without_marks


@pytest.mark.parametrize("mark", ["2", "12", "1,2", "[4]", "*", "†", "a", "3–5"])
def test_the_mark_of_a_note_is_left_out(mark):
    assert read_superscript("The budget was 12", mark) == ""


@pytest.mark.parametrize(
    ("before", "mark", "read"),
    [("5 km", "2", "²"), ("40 m", "3", "³"), ("3 × 10", "6", "⁶"), ("10", "-3", "⁻³")],
)
def test_a_power_stays_a_power(before, mark, read):
    assert read_superscript(before, mark) == read


@pytest.mark.parametrize("mark", ["th", "st", "er", "TM", "said the minister"])
def test_the_letters_of_an_ordinal_and_words_stay(mark):
    assert read_superscript("the 19", mark) == mark


def test_a_film_of_two_metres_is_no_power_of_a_word():
    assert read_superscript("the film", "2") == ""


@pytest.mark.parametrize(
    ("words", "read"),
    [("four million dollars¹ for", "four million dollars for"), ("5 km² of land", "5 km² of land")],
)
def test_marks_that_are_raised_characters_go_too(words, read):
    assert without_marks(words) == read
