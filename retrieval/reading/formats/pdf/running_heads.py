"""What is printed on every page, and what stands at its foot: running heads, numbers, notes.

They stand in the middle of sentences that run on to the next page, and so are taken out of
the order of reading: heads and numbers are left out, notes follow the paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.reading.formats.pdf.glyphs import TextPiece
from retrieval.reading.formats.pdf.reading_order import join_pieces, rows_of

_OUTERMOST = 3  # rows of a page's head, and of its foot
_MARGIN = 0.12  # of the page's height
_BROWSER_MARGIN = 0.06  # of the page's height; browsers print into the very edge
_SMALL = 0.93  # of the text's size; notes are set smaller
_FEW_PAGES = 5  # of fewer, two alike are enough
_SHARE = 4  # of more, one in so many has to have it: chapters have heads of their own
_GRID = 8  # points; heads of two pages that stand as near to each other stand at one place
_LONG = 9  # words; a line with more is text, and its figures count
# 3, - 3 -, Page 3, Page 3 of 12, p. 3, 3/12, стр. 3, Seite 3, xiv
_NUMBER = re.compile(
    r"\W*(?:(?:page|p\.|pg\.?|seite|стр\.?|страница|бет|sayfa|página|page n°)\s*)?"
    r"(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|из|von|de|sur)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
# 11/27/26, 10:43 PM and 27.11.2026, 22:43 and 2026-11-27 22:43
_PRINTED_AT = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}[:.]\d{2}(?:\s*[AP]M)?", re.IGNORECASE
)
# 1/2, 1 of 2
_PAGE_OF = re.compile(r"\d{1,4}\s*(?:/|of|из|von)\s*\d{1,4}")
# "https://example.org/a" as browsers print it at the foot of a page
_ADDRESS = re.compile(r"(?:https?|file)://\S+")
# 1 The figure, * Reuters, 12. See
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡§]{1,3})[.)]?\s*\S")


@dataclass(frozen=True, slots=True)
class PagePieces:
    """The pieces of a page, and how high it is."""

    pieces: tuple[TextPiece, ...]
    height: float


def without_running(pages: Sequence[PagePieces]) -> list[list[TextPiece]]:
    """The pieces of each page without what is printed on every page."""
    outer = [_outer_rows(page) for page in pages]
    # Once a page, however often it stands there.
    often = Counter(key for rows in outer for key in {_key(row) for row in rows})
    least = 2 if len(pages) < _FEW_PAGES else max(2, len(pages) // _SHARE)
    found = []
    for page, rows in zip(pages, outer, strict=True):
        gone = {
            id(piece)
            for row in rows
            if often[_key(row)] >= least or _is_browsers(row, page.height)
            for piece in row
        }
        # Only now, for a number stands outermost once the heads have gone.
        gone |= {id(piece) for row in _numbers(page, gone) for piece in row}
        found.append([piece for piece in page.pieces if id(piece) not in gone])
    return found


def body_size(pages: Sequence[Sequence[TextPiece]]) -> float:
    """The size of most of the text."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for piece in page:
            sizes[round(piece.size, 1)] += len(piece.text)
    return max(sizes, key=sizes.__getitem__, default=1.0)


def parted_notes(
    pieces: Sequence[TextPiece], size: float
) -> tuple[list[TextPiece], list[TextPiece]]:
    """The text of a page, and the notes at its foot: small lines below it, the first marked."""
    rows = rows_of(pieces)
    first = len(rows)
    # Up from the foot while lines are small; the notes begin at the highest that has a mark.
    for at in range(len(rows) - 1, 0, -1):
        row = join_pieces(rows[at], " ")
        if row.size >= _SMALL * size:
            break
        if is_note(row):
            first = at
    text = [piece for row in rows[:first] for piece in row]
    kept = {id(piece) for piece in text}
    return [piece for piece in pieces if id(piece) in kept], [
        join_pieces(row, " ") for row in rows[first:]
    ]


def is_note(piece: TextPiece) -> bool:
    """Whether a line begins as a note does, with a mark or a figure."""
    return piece.note or _NOTE.match(piece.text) is not None


def _outer_rows(page: PagePieces) -> list[list[TextPiece]]:
    """The rows at the top and the bottom of a page that may be running heads or feet."""
    rows = rows_of(page.pieces)
    top = [row for row in rows[:_OUTERMOST] if _is_near_edge(row, page.height)]
    # A short page's rows are not taken for its foot once more.
    return top + [row for row in rows[_OUTERMOST:][-_OUTERMOST:] if _is_near_edge(row, page.height)]


def _is_near_edge(row: list[TextPiece], height: float) -> bool:
    return not _MARGIN * height < row[0].base < (1 - _MARGIN) * height


def _key(row: list[TextPiece]) -> tuple[str, int]:
    """The words of a row with its figures alike, and about where it stands.

    Where a piece is as long as a sentence its figures tell: it may be the text's own.
    """
    return " ".join(map(_alike, row)), round(row[0].base / _GRID)


def _alike(piece: TextPiece) -> str:
    # "Page 3" and "Page 12" are both "Page #".
    return re.sub(r"\d+", "#", piece.text) if len(piece.text.split()) < _LONG else piece.text


def _is_browsers(row: list[TextPiece], height: float) -> bool:
    """Whether a browser printed it into the margin: when, the address, or the page of pages."""
    edge = _BROWSER_MARGIN * height
    if edge < row[0].base < height - edge:
        return False
    return any(
        pattern.fullmatch(piece.text)
        for pattern in (_PRINTED_AT, _PAGE_OF, _ADDRESS)
        for piece in row
    )


def _numbers(page: PagePieces, gone: set[int]) -> list[list[TextPiece]]:
    """The page's number, where it stands alone outermost."""
    rows = rows_of([piece for piece in page.pieces if id(piece) not in gone])
    ends = [rows[0], rows[-1]] if len(rows) > 1 else []
    return [
        row
        for row in ends
        if _is_near_edge(row, page.height) and _NUMBER.fullmatch(join_pieces(row, " ").text)
    ]
