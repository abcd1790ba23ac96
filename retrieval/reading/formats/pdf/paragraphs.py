"""Lines put together again as paragraphs, over columns and pages.

Whether a line runs on is told by the oldest rule of typesetting: it was broken because the
next line's first word had no more room in it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from retrieval.reading.formats.pdf.dehyphenation import BROKEN_WORD, joined_line, unbroken_words
from retrieval.reading.formats.pdf.glyphs import TextPiece
from retrieval.reading.formats.pdf.reading_order import ITEM_MARK, PdfLine
from retrieval.reading.formats.pdf.running_heads import is_note
from retrieval.reading.press.text_lines import ends_sentence

_BLANK_LINE = "\n\n"
_NARROWEST = 18
"""A single column is taken to be at least this wide, in heights of its lines."""
_WIDE_GAP = 1.35  # times the usual distance of lines
_OTHER_SIZE = 1.07  # times; less is rounding
_USUAL = 1.2  # heights of a line from one to the next, where a page has too few lines to tell
_INDENT = 0.8  # of a letter's size
# "• one", "2. two", "b) three"
_ITEM = re.compile(rf"(?:{ITEM_MARK.pattern})\s")


@dataclass(frozen=True, slots=True)
class LinePart:
    """A line's words, the page they stand on, and the `joint` that parts them from those before."""

    page: int
    joint: str
    words: str


def paragraphs(lines: Sequence[PdfLine]) -> list[LinePart]:
    """The text of the lines, each with what parts it from the one before.

    A paragraph's lines are joined by a space, or by nothing where a word was broken. Paragraphs
    are parted by a blank line where one stands or a sentence ends, other lines (headings,
    bylines, lists, rows of a table) by a line feed.
    """
    leading = _leading(lines)
    known = unbroken_words(line.piece.text for line in lines)
    found: list[LinePart] = []
    for at, line in enumerate(lines):
        joint = _joint(lines[at - 1], line, leading) if at else ""
        if joint == " " and BROKEN_WORD.search(found[-1].words):
            words, joint = joined_line(found[-1].words, line.piece.text, known)
            found[-1] = replace(found[-1], words=words)
        found.append(LinePart(line.page, joint, line.piece.text))
    return found


def with_notes(parts: Sequence[LinePart], notes: Sequence[Sequence[TextPiece]]) -> list[LinePart]:
    """The text with the notes of each page where they part no sentence.

    They stand at the end of their page; where its last paragraph runs on, before that or, if
    it is the first on the page, behind it.
    """
    found = list(parts)
    for page, lines in enumerate(notes):
        if lines:
            at = _place_of_notes(found, page)
            # Behind a later page's text they belong to that page: pages never go back.
            on = max(page, found[at - 1].page) if at else page
            behind = [replace(part, joint=_BLANK_LINE) for part in found[at : at + 1]]
            added = [
                LinePart(on, _BLANK_LINE if is_note(line) else " ", line.text) for line in lines
            ]
            found[at : at + 1] = [*added, *behind]
    return found


def _place_of_notes(parts: Sequence[LinePart], page: int) -> int:
    """Before which part the notes of a page go; see `with_notes`."""
    end = next((at for at, part in enumerate(parts) if part.page > page), len(parts))
    # The page ends with a paragraph, which the notes follow.
    if end == len(parts) or "\n" in parts[end].joint:
        return end
    # It runs on: they go before that, if a sentence ends above it on the page,
    for at in range(end - 1, 0, -1):
        before = parts[at - 1]
        if before.page == page and "\n" in parts[at].joint and ends_sentence(before.words):
            return at
    # else behind it, on a later page.
    behind = (at for at in range(end, len(parts)) if "\n" in parts[at].joint)
    return next(behind, len(parts))


def _leading(lines: Sequence[PdfLine]) -> float:
    """The usual distance of lines, in heights of a line."""
    steps = [
        (one.piece.base - other.piece.base) / one.piece.size
        for one, other in itertools.pairwise(lines)
        if _is_below(one, other) and not other.is_row
    ]
    return median(steps) if steps else _USUAL


def _is_below(line: PdfLine, following: PdfLine) -> bool:
    same = (line.page, line.column) == (following.page, following.column)
    return same and following.piece.base < line.piece.base


def _joint(line: PdfLine, following: PdfLine, leading: float) -> str:
    """What parts two lines: a space where the first runs on."""
    ended = ends_sentence(line.piece.text)
    separator = _BLANK_LINE if ended else "\n"
    # Rows of one table by a line end, a table and the text by a blank line.
    if line.is_row or following.is_row:
        return "\n" if line.is_row and following.is_row else _BLANK_LINE
    # Letters of another size: a headline, a caption.
    if not 1 / _OTHER_SIZE < line.piece.size / following.piece.size < _OTHER_SIZE:
        return separator
    below = _is_below(line, following)
    if below and _gap(line, following) > _WIDE_GAP * leading:
        return _BLANK_LINE
    return " " if _runs_on(line, following, ended=ended, below=below) else separator


def _gap(line: PdfLine, following: PdfLine) -> float:
    return (line.piece.base - following.piece.base) / line.piece.size


def _runs_on(line: PdfLine, following: PdfLine, *, ended: bool, below: bool) -> bool:
    lower = following.piece.text[0].islower()
    if _ITEM.match(following.piece.text):
        return False
    # "govern-": the rest of the word follows, whatever the room on the line.
    if BROKEN_WORD.search(line.piece.text) and following.piece.text[0].isalnum():
        return True
    room = _has_room(line, following)
    if not below:  # over to the next column or page
        return not ended and (lower or not room)
    # An indented line begins a paragraph, unless by a small letter or below the item of a list.
    if not (lower or _ITEM.match(line.piece.text)) and _is_indented(line, following):
        return False
    return not (room and (not lower or ended))


def _has_room(line: PdfLine, following: PdfLine) -> bool:
    """Whether the first word of the next line would have gone into this one."""
    piece = following.piece
    width = (piece.right - piece.left) / len(piece.text)
    narrowest = line.piece.left + _NARROWEST * line.piece.size if line.column == 0 else 0.0
    edge = max(line.edge, narrowest)
    return line.piece.right + (len(piece.text.split()[0]) + 2) * width <= edge


def _is_indented(line: PdfLine, following: PdfLine) -> bool:
    return following.piece.left - line.piece.left > _INDENT * line.piece.size
