"""The pieces of text on a page."""

import pytest
from pypdfium2 import PdfDocument

from retrieval.reading.formats.pdf.glyphs import page_pieces
from support.documents import placed_pdf


def pieces(*words):
    return page_pieces(PdfDocument(placed_pdf(list(words)))[0])


def test_words_beside_each_other_are_one_piece_and_know_their_place():
    (piece,) = pieces((50, 700, "The harbour of"), (117.2, 700, "Tully"))
    assert piece.text == "The harbour of Tully"
    assert (piece.left, piece.base) == (pytest.approx(50), pytest.approx(700))
    assert 135 < piece.right < 145


def test_a_wide_gap_and_another_line_part_pieces():
    found = pieces((50, 700, "Tully"), (150, 700, "3,000"), (150, 684, "200"))
    assert [piece.text for piece in found] == ["Tully", "3,000", "200"]


def test_a_mark_raised_behind_a_figure_is_left_out_and_a_power_is_not():
    assert (
        pieces((50, 700, "12"), (61.2, 704, "2", 6), (67, 700, "million"))[0].text == "12 million"
    )
    assert pieces((50, 700, "12 km"), (77.5, 704, "2", 6), (83, 700, "of land"))[0].text == (
        "12 km² of land"
    )


def test_a_raised_mark_at_the_beginning_tells_a_note():
    (piece,) = pieces((50, 704, "1", 6), (54, 700, "The figure leaves out the pier."))
    assert (piece.text, piece.note) == ("The figure leaves out the pier.", True)


def test_a_lowered_figure_stays():
    assert pieces((50, 700, "CO"), (65, 698, "2", 6), (71.5, 700, "rose"))[0].text == "CO2 rose"


@pytest.mark.parametrize("words", ["Millie will fill a jug of milk", "The mill sold 12 mugs"])
def test_letters_at_one_pitch_are_words_whatever_room_each_of_them_takes(words):
    placed = [(50 + 8.1 * at, 700, letter) for at, letter in enumerate(words) if letter != " "]
    (piece,) = pieces(*placed)
    assert piece.text == words
