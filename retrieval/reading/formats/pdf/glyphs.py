"""The pieces of text that a page of a PDF shows, and where: read by pdfium.

A PDF holds glyphs at places, no words, lines or paragraphs. Glyphs that stand beside each other
on one line are put together here; what the pieces make up is told in `reading_order`.
"""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from retrieval.reading.formats.superscripts import read_superscript, without_marks

if TYPE_CHECKING:
    import pypdfium2

_FARTHEST = 4  # times the size: farther apart they are two columns
_APART = 0.7
"""A gap this wide, in heights of the line, parts two pieces."""
_WORD = 0.15
"""A gap this wide parts two words where no space is drawn."""
_LOOSEST = 0.5
"""Letters this far apart are no longer one word that is set wide."""
_PITCH_SPREAD, _PITCH_SHARE = 0.05, 0.9
"""Letters stand at one pitch where nine tenths of the steps are so near a multiple of it."""
_STEPS = 3.5
"""So many steps of one pitch part two pieces."""
_LEVEL = 0.1  # times the size: a base line this little off is the same line
_LOWERED, _RAISED = -0.3, 0.6  # times the size: how far a mark's base lies off its line's
_SMALLER = 0.9  # times the size of its line; a mark is set smaller than that
_NOTED = 0.12  # times the size: a smaller glyph that stands higher than this is a mark
_FEWEST_GAPS = 6  # between letters; fewer don't tell whether a line is set wide
_BLANK_STEPS = 1.5  # of one pitch: a step longer than this leaves a letter's room empty
_HYPHENS = frozenset({0x02, 0xFFFE})
"""What pdfium gives for a hyphen at the end of a line."""


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Some words on one line of a page, in points from its lower left corner.

    `base` is the line they stand on, `size` the height of their font, and `note` tells whether
    they begin with a raised mark, as a footnote does.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    note: bool = False


class _Glyph(NamedTuple):  # there are thousands on a page, and a dataclass takes twice as long
    character: str
    left: float
    right: float
    base: float
    size: float
    spaced: bool = False


def page_pieces(page: pypdfium2.PdfPage) -> list[TextPiece]:
    """The pieces of text on a page, in the order in which they are drawn."""
    pieces: list[TextPiece] = []
    line: list[_Glyph] = []
    for glyph in _glyphs(page):
        if line and not _runs_on(line, glyph):
            pieces += _pieces(line)
            line = []
        line.append(glyph)
    return [piece for piece in [*pieces, *_pieces(line)] if piece.text]


def _glyphs(page: pypdfium2.PdfPage) -> Iterator[_Glyph]:
    from pypdfium2 import raw

    shown = page.get_textpage()
    text = shown.raw
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    spaced = False
    for at in range(shown.count_chars()):
        code = raw.FPDFText_GetUnicode(text, at)
        character = "-" if code in _HYPHENS else chr(code)
        if character.isspace() or (code < 0x20 and code not in _HYPHENS):
            # A line end or a tab that pdfium gives is no space between words.
            spaced = spaced or code in (0x20, 0xA0)
            continue
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        # The loose box has the height of the font, whatever the letter's shape.
        raw.FPDFText_GetLooseCharBox(text, at, box)
        size = abs(box.top - box.bottom) or 1.0
        yield _Glyph(character, box.left, box.right, y.value, size, spaced)
        spaced = False


def _gap(one: _Glyph, other: _Glyph) -> float:
    """The white between two glyphs; right-to-left letters come in the order of reading."""
    return other.left - one.right if one.left <= other.left else one.left - other.right


def _runs_on(line: list[_Glyph], glyph: _Glyph) -> bool:
    before = line[-1]
    size = max(before.size, glyph.size)
    if _gap(before, glyph) > _FARTHEST * size:
        return False
    # Behind a raised mark, the next letter is level with the line's large ones again.
    return _same_line(before, glyph) or _same_line(_main(line), glyph)


def _same_line(one: _Glyph, other: _Glyph) -> bool:
    """Whether they stand on one line, one of them perhaps smaller and raised or lowered."""
    large, small = (one, other) if one.size >= other.size else (other, one)
    offset = small.base - large.base
    if abs(offset) <= _LEVEL * large.size:
        return True
    shifted = _LOWERED * large.size < offset < _RAISED * large.size
    return shifted and small.size < _SMALLER * large.size


def _main(line: list[_Glyph]) -> _Glyph:
    """The glyph that the line is measured by: the first of the largest."""
    return max(line, key=lambda glyph: round(glyph.size, 1))


def _pieces(line: list[_Glyph]) -> Iterator[TextPiece]:
    """The pieces of a line, parted where wide gaps are."""
    # One pitch is looked for only where letters are set apart, as on a typewriter.
    loose = _looseness(line)
    pitch = _pitch(line) if loose else None
    start = 0
    for at, (one, other) in enumerate(itertools.pairwise(line), 1):
        steps = abs(other.left - one.left) / pitch if pitch else 0.0
        wide = _gap(one, other) - loose > _APART * max(one.size, other.size)
        if steps > _STEPS if pitch else wide:
            yield _piece(line[start:at], loose, pitch)
            start = at
    if line:
        yield _piece(line[start:], loose, pitch)


def _piece(line: list[_Glyph], loose: float, pitch: float | None) -> TextPiece:
    main = _main(line)
    words, mark = "", ""
    for at, glyph in enumerate(line):
        space = " " if at and _is_space(line[at - 1], glyph, loose, pitch) else ""
        # Raised glyphs are gathered, and read by the words before them once the mark is over.
        higher = glyph.base - main.base > _NOTED * main.size
        if higher and glyph.size < _SMALLER * main.size:
            mark += glyph.character
            continue
        words, mark = words + _read(words, mark) + space + glyph.character, ""
    words += _read(words, mark)
    return TextPiece(
        without_marks(words.strip()),
        min(glyph.left for glyph in line),
        max(glyph.right for glyph in line),
        main.base,
        main.size,
        note=line[0].base - main.base > _NOTED * main.size,
    )


def _read(words: str, mark: str) -> str:
    return read_superscript(words, mark) if mark else ""


def _looseness(line: list[_Glyph]) -> float:
    """How far the letters of a line are set apart; 0 unless they are set wide.

    Figures are never taken to be set wide: they may be a row of a table.
    """
    gaps = [
        _gap(one, other)
        for one, other in itertools.pairwise(line)
        if one.character.isalpha() and other.character.isalpha()
    ]
    if len(gaps) < max(_FEWEST_GAPS, len(line) / 2):
        return 0.0
    loose = median(gaps)
    return min(loose, _LOOSEST * line[0].size) if loose > _WORD * line[0].size / 2 else 0.0


def _pitch(line: list[_Glyph]) -> float | None:
    """The step from letter to letter where each has the same room, whatever its width."""
    steps = [abs(other.left - one.left) for one, other in itertools.pairwise(line)]
    pitch = median(steps or [0.0])
    if not pitch:
        return None
    off = (abs(step - round(step / pitch) * pitch) for step in steps)
    regular = sum(one <= _PITCH_SPREAD * pitch for one in off)
    return pitch if regular >= _PITCH_SHARE * len(steps) else None


def _is_space(before: _Glyph, glyph: _Glyph, loose: float, pitch: float | None) -> bool:
    size = max(before.size, glyph.size)
    if pitch:
        return abs(glyph.left - before.left) > _BLANK_STEPS * pitch
    if not loose:
        return glyph.spaced or _gap(before, glyph) > _WORD * size
    # Set wide, letter by letter: a "space" may stand between any two letters.
    return _gap(before, glyph) - loose > _WORD * size
