"""What is printed on every page, and the notes at its foot."""

import pytest

from retrieval.reading.formats.pdf.glyphs import TextPiece
from retrieval.reading.formats.pdf.running_heads import (
    PagePieces,
    body_size,
    parted_notes,
    without_running,
)

HEIGHT = 792.0
STORY = ["The harbour of Tully", "was closed on Monday", "as the council had said"]


def piece(text, base, left=50.0, size=10.0, *, note=False):
    return TextPiece(text, left, left + 5.0 * len(text), base, size, note)


def page(*extra, story=STORY):
    return PagePieces(
        (*extra, *(piece(text, 600 - 12 * n) for n, text in enumerate(story))), HEIGHT
    )


def kept(*pages):
    return [" ".join(p.text for p in found) for found in without_running(pages)]


def test_heads_and_feet_that_return_are_left_out():
    pages = [
        page(
            piece("COAST COURIER", 770),
            piece("July", 770, 300),
            piece(f"Page {n}", 30),
            story=[f"Text {n}"],
        )
        for n in (1, 2, 3)
    ]
    assert kept(*pages) == ["Text 1", "Text 2", "Text 3"]


def test_sentences_that_differ_by_a_figure_alone_are_text():
    first = "In part {} of the strait the guard counted {} boats in the spring"
    pages = [page(piece(first.format(n, 7 * n), 700)) for n in (1, 2, 3)]
    assert [one.startswith(first.format(n, 7 * n)) for n, one in enumerate(kept(*pages), 1)] == [
        True, True, True,
    ]  # fmt: skip


def test_a_long_head_beside_a_number_is_left_out():
    head = "Report of the council on the fisheries of the strait and the harbours of the island"
    pages = [page(piece(head, 770), piece(str(n), 770, 520)) for n in (1, 2, 3)]
    assert kept(*pages) == [" ".join(STORY)] * 3


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        (("11/27/26, 10:43 PM", "A title - Courier"), ("http://coast.example/a", "1/1")),
        (("27.11.2026, 22:43", "Ein Titel"), ("https://coast.example/a?b=1", "1/1")),
        (("A title", "https://coast.example/a"), ("1 of 1", "27/11/2026, 22:43")),
    ],
)
def test_what_a_browser_prints_into_the_margins_is_left_out_of_a_single_page_too(head, foot):
    rows = [piece(text, 775, 30 + 200 * at, 8) for at, text in enumerate(head)]
    rows += [piece(text, 15, 30 + 200 * at, 8) for at, text in enumerate(foot)]
    assert kept(page(*rows)) == [" ".join(STORY)]


@pytest.mark.parametrize("number", ["3", "- 3 -", "Page 3 of 12", "стр. 3", "xiv"])
def test_the_number_of_a_page_is_left_out(number):
    assert kept(page(piece(number, 30, 300))) == [" ".join(STORY)]


def test_a_line_that_returns_in_the_middle_of_pages_stays():
    assert kept(page(), page()) == [" ".join(STORY)] * 2


def test_a_date_at_the_top_of_the_story_stays():
    assert kept(page(piece("4 June 2015", 700)))[0].startswith("4 June 2015")


def test_small_lines_below_the_text_that_begin_with_a_mark_are_notes():
    story = list(page().pieces)
    notes = [
        piece("1 The figure leaves out", 80, size=7),
        piece("the cost of the pier.", 71, size=7),
    ]
    text, found = parted_notes([*story, *notes], body_size([story]))
    assert (text, found) == (story, notes)


def test_a_note_is_known_by_its_raised_mark():
    story = list(page().pieces)
    note = piece("See the report.", 80, size=8, note=True)
    assert parted_notes([*story, note], 10.0) == (story, [note])


def test_a_small_caption_without_a_mark_is_text():
    story = [*page().pieces, piece("The pier at Tully, seen from the west", 80, size=7)]
    assert parted_notes(story, 10.0) == (story, [])
