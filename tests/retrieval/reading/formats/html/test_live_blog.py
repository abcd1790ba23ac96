"""A live page's times stand before their entries; a page's one time is not put into the story."""

from retrieval.reading.formats.html.blocks import Block
from retrieval.reading.formats.html.live_blog import with_entry_times


def page(*texts):
    return [Block(None, text) for text in texts]


TEXT = "The dam held.\nThe minister left.\nThe dam burst."


def test_each_time_is_a_line_before_its_entry():
    blocks = page("15:05", "The dam held.", "The minister left.", "3.45 pm", "The dam burst.")
    assert with_entry_times(TEXT, blocks) == (
        "15:05\nThe dam held.\nThe minister left.\n3.45 pm\nThe dam burst."
    )


def test_one_time_alone_is_the_pages_own():
    assert with_entry_times(TEXT, page("15:05", *TEXT.split("\n"))) == TEXT


def test_a_time_that_the_text_has_already_is_not_told_twice():
    text = "15:05\nThe dam held.\nThe dam burst."
    blocks = page("15:05", "The dam held.", "16:10", "The dam burst.")
    assert with_entry_times(text, blocks) == "15:05\nThe dam held.\n16:10\nThe dam burst."


def test_a_time_whose_entry_is_not_in_the_text_is_left_out():
    blocks = page("14:00", "An advertisement.", "15:05", "The dam held.", "16:10", "The dam burst.")
    found = with_entry_times(TEXT, blocks)
    assert "14:00" not in found
    assert found.count("15:05") == found.count("16:10") == 1


def test_entries_that_say_the_same_keep_their_order():
    text = "Rain.\nRain."
    assert with_entry_times(text, page("15:05", "Rain.", "16:10", "Rain.")) == (
        "15:05\nRain.\n16:10\nRain."
    )


def test_what_only_holds_a_time_is_no_label():
    blocks = page("The train leaves at 15:05", "The dam held.", "Score 2:0", "The dam burst.")
    assert with_entry_times(TEXT, blocks) == TEXT


def test_nothing_of_the_text_is_ever_lost():
    blocks = page("16 September, 15:05 GMT", "The dam burst.", "15:00", "The dam held.")
    found = with_entry_times(TEXT, blocks).split("\n")
    assert [line for line in found if line in TEXT.split("\n")] == TEXT.split("\n")
