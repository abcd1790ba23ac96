"""Hard-wrapped lines made paragraphs again."""

from hypothesis import given
from hypothesis import strategies as st

from retrieval.reading.wrapped import unwrapped

FULL = "A line of a column that is filled to its very end with many words and"


def test_the_lines_of_a_sentence_are_joined():
    assert unwrapped([f"{FULL}\nruns on in the next one."]) == [f"{FULL} runs on in the next one."]


def test_a_line_that_runs_on_in_small_letters_is_joined_though_it_is_short():
    page = f"{FULL}\nThe minister said\nthat it would rain."
    assert "The minister said that it would rain." in unwrapped([page])[0]


def test_a_headline_and_a_byline_keep_their_lines():
    page = f"Minister proposes\nBy Ada Nurlan\n{FULL}\nmore of it."
    assert unwrapped([page]) == [f"Minister proposes\nBy Ada Nurlan\n{FULL} more of it."]


def test_a_short_last_line_ends_its_paragraph():
    assert unwrapped([f"{FULL}\nends here.\nThe next one\n"]) == [
        f"{FULL} ends here.\n\nThe next one"
    ]


def test_blank_lines_keep_paragraphs_apart():
    assert unwrapped([f"{FULL}\n \n\nNext"]) == [f"{FULL}\n\nNext"]


def test_a_broken_word_is_put_together_and_keeps_its_hyphen():
    assert unwrapped([f"{FULL} govern-\nment was formed."]) == [f"{FULL} govern-ment was formed."]


def test_the_items_of_a_list_keep_their_lines():
    assert unwrapped([f"{FULL}\n• one\n2. two"]) == [f"{FULL}\n• one\n2. two"]


@given(st.lists(st.text(alphabet="aB.- •\n", max_size=120), max_size=3))
def test_nothing_but_white_space_changes(pages):
    for before, after in zip(pages, unwrapped(pages), strict=True):
        assert "".join(before.split()) == "".join(after.split())
        assert after == after.strip()
