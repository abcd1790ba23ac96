"""Lines made paragraphs again."""

from hypothesis import given
from hypothesis import strategies as st

from retrieval.reading.formats.pdf.glyphs import TextPiece
from retrieval.reading.formats.pdf.paragraphs import LinePart, paragraphs, with_notes
from retrieval.reading.formats.pdf.reading_order import PdfLine

FULL = "A line of a column that is filled to its very end with many words and"
EDGE = 50.0 + 5.0 * len(FULL)


def piece(text, base=700.0, *, size=10.0, left=50.0):
    return TextPiece(text, left, left + 5.0 * len(text), base, size)


def lines(*texts, page=0, column=0, top=700.0, is_row=False):
    return [
        PdfLine(piece(text, top - 12.0 * n), page, column, EDGE, is_row)
        for n, text in enumerate(texts)
    ]


def read(found):
    return "".join(part.joint + part.words for part in paragraphs(found))


def test_the_lines_of_a_sentence_are_joined():
    assert read(lines(FULL, "runs on in the next one.")) == f"{FULL} runs on in the next one."


def test_a_line_that_runs_on_in_small_letters_is_joined_though_it_is_short():
    text = read(lines(FULL, "The minister said", "that it would rain."))
    assert "The minister said that it would rain." in text


def test_a_headline_and_a_byline_keep_their_lines():
    text = read(lines("Minister proposes", "By Ada Nurlan", FULL, "more of it."))
    assert text == f"Minister proposes\nBy Ada Nurlan\n{FULL} more of it."


def test_a_headline_in_larger_letters_keeps_its_line():
    head = PdfLine(piece("A headline that is as wide as", size=16.0), 0, 0, EDGE)
    assert read([head, *lines(FULL, top=680)]) == f"A headline that is as wide as\n{FULL}"


def test_a_short_last_line_ends_its_paragraph():
    assert read(lines(FULL, "ends here.", "The next one")) == f"{FULL} ends here.\n\nThe next one"


def test_a_wide_gap_keeps_paragraphs_apart():
    found = [*lines(FULL, FULL, FULL), *lines("Next", top=640)]
    assert read(found) == f"{FULL} {FULL} {FULL}\n\nNext"


def test_a_broken_word_is_put_together():
    assert read(lines(f"{FULL} govern-", "ment was formed.")) == f"{FULL} government was formed."


def test_the_items_of_a_list_keep_their_lines():
    assert read(lines(FULL, "• one", "2. two")) == f"{FULL}\n• one\n2. two"


def test_the_rows_of_a_table_keep_their_lines():
    found = [
        *lines(FULL),
        *lines("Tully\t20", "Arden\t30", top=680, is_row=True),
        *lines("He", top=650),
    ]
    assert read(found) == f"{FULL}\n\nTully\t20\nArden\t30\n\nHe"


def test_a_sentence_runs_on_over_the_end_of_a_page_and_of_a_column():
    over = [*lines(FULL), *lines("runs on,", page=1), *lines("and on.", page=1, column=1)]
    assert read(over) == f"{FULL} runs on, and on."
    ended = [*lines("It ended here."), *lines("The next", page=1)]
    assert read(ended) == "It ended here.\n\nThe next"


def test_notes_stand_behind_the_last_whole_paragraph_of_their_page():
    parts = [
        LinePart(0, "", "One."),
        LinePart(0, "\n\n", "It runs"),
        LinePart(1, " ", "on."),
        LinePart(1, "\n\n", "End."),
    ]
    found = with_notes(parts, [[piece("1 A note", size=7)], []])
    assert [(part.page, part.words) for part in found] == [
        (0, "One."), (0, "1 A note"), (0, "It runs"), (1, "on."), (1, "End."),
    ]  # fmt: skip
    assert found[2].joint == "\n\n"


def test_notes_of_a_page_with_one_paragraph_stand_behind_it():
    parts = [LinePart(0, "", "It runs"), LinePart(1, " ", "on."), LinePart(1, "\n\n", "End.")]
    found = with_notes(parts, [[piece("1 A note")], []])
    assert [part.words for part in found] == ["It runs", "on.", "1 A note", "End."]


@given(st.lists(st.text(alphabet="aB.• ", min_size=1, max_size=90).filter(str.strip), max_size=6))
def test_nothing_but_white_space_changes(texts):
    texts = [" ".join(text.split()) for text in texts]
    assert "".join(read(lines(*texts)).split()) == "".join("".join(texts).split())
