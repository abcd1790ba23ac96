"""The order in which a page is read: columns one after another, a table row by row.

What is drawn on a page may come in any order. A gutter is a strip of white that several lines
leave open and none crosses: prose on both sides of it is set in columns, anything else is a
table, whose rows are a line each, its cells tabs apart.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from retrieval.reading.formats.pdf.glyphs import TextPiece

# "•", "2.", "b)"
ITEM_MARK = re.compile(r"[•▪◦●‣∙·*–—-]|\(?\d{1,3}[.)]|\(?[a-z]\)")
# 3,000 and 1.5% and (12)
_FIGURE = re.compile(r"[\W\d]*\d[\W\d]*")
_FEWEST = 2  # rows on each side of a gutter
_MOST_PLACES = 40
"""So many places are tried for a gutter: a hostile page has any number of them."""
_PROSE_WORDS = 3  # a line, on the median; a table's cells have fewer
_PROSE_WIDTH = 0.55  # of the widest line; prose fills its column
_LEVEL = 0.35  # times the smaller size: pieces whose bases differ by less stand in one row
_NEAREST = 0.3  # times the smaller size: pieces nearer than that leave no gutter between them
_TIGHT = 1.35  # times the size, from base to base


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line as it is read: a piece, or a row of them.

    `column` numbers the stretches of a page that are read one after another, `edge` is where
    the lines of the column end on the right, `is_row` marks a row of a table.
    """

    piece: TextPiece
    page: int
    column: int
    edge: float
    is_row: bool = False


def page_lines(pieces: Sequence[TextPiece], page: int) -> list[PdfLine]:
    """The lines of a page in the order of reading."""
    columns = list(_columns(_with_marks(pieces)))
    lines = []
    for number, column in enumerate(columns):
        edge = _edge([piece for piece, is_row in column if not is_row])
        lines += [PdfLine(piece, page, number, edge, is_row) for piece, is_row in column]
    return lines


def rows_of(pieces: Sequence[TextPiece]) -> list[list[TextPiece]]:
    """The pieces that stand on one line together, from the top down, each row from the left."""
    rows: list[list[TextPiece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.base):
        last = rows[-1][0] if rows else None
        if last and last.base - piece.base < _LEVEL * min(last.size, piece.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def join_pieces(row: Sequence[TextPiece], between: str) -> TextPiece:
    """The pieces of a row as one, `between` them what parts them."""
    return replace(
        # Base and size of the longest piece: a mark beside it may be set otherwise.
        max(row, key=lambda piece: len(piece.text)),
        text=between.join(piece.text for piece in row),
        left=min(piece.left for piece in row),
        right=max(piece.right for piece in row),
        note=row[0].note,
    )


def _with_marks(pieces: Sequence[TextPiece]) -> list[TextPiece]:
    """The pieces with the marks of lists joined to what they mark: they make no column."""
    found: list[TextPiece] = []
    for row in rows_of(pieces):
        mark: list[TextPiece] = []
        for piece in row:
            if not mark and ITEM_MARK.fullmatch(piece.text):
                mark = [piece]
            else:
                found.append(join_pieces([*mark, piece], " "))
                mark = []
        found += mark
    return found


_Column = list[tuple[TextPiece, bool]]
Span = tuple[float, float]
"""Where something begins and ends on a line, in points."""


def _edge(pieces: list[TextPiece]) -> float:
    """Where lines end: the ninth of ten from the left, for one may stand out of its column."""
    ends = sorted(piece.right for piece in pieces)
    return ends[len(ends) * 9 // 10] if ends else 0.0


def _columns(pieces: list[TextPiece]) -> Iterator[_Column]:
    # One gutter at a time: what stands on each side of it, above and below is parted again.
    gutter = _gutter(pieces)
    if gutter is None:
        if pieces:
            yield [(join_pieces(row, " "), False) for row in rows_of(pieces)]
        return
    plain: list[TextPiece] = []
    for band in _bands(rows_of(pieces), gutter):
        left, right = _sides(band, gutter)
        if min(len(left), len(right)) < _FEWEST:
            # Too few lines on one side for a column here: read with what stands above and below.
            plain += band
            continue
        yield from _columns(plain)
        plain = []
        if _is_prose(left) and _is_prose(right):
            yield from _columns(left)
            yield from _columns(right)
        else:
            yield list(_table(band))
    yield from _columns(plain)


def _gutter(pieces: list[TextPiece]) -> float | None:
    """Where the most lines stand on both sides of a strip that nothing between them crosses."""
    rows = rows_of(pieces)
    # Midway between neighbours, to a point.
    often = Counter(round((one.right + other.left) / 2) for one, other in _neighbours(rows))
    best, most = None, _FEWEST - 1
    for place in sorted(place for place, _ in often.most_common(_MOST_PLACES)):
        bands = (_sides(band, place) for band in _bands(rows, place))
        # The shorter side counts, so that a long column beside a stray line is none.
        score = sum(fewer for left, right in bands if (fewer := min(len(left), len(right))) > 1)
        if score > most:
            best, most = place, score
    return best


def _neighbours(rows: list[list[TextPiece]]) -> Iterator[tuple[TextPiece, TextPiece]]:
    """Pieces beside each other, those of columns whose lines do not stand level too."""
    for at, row in enumerate(rows):
        below = rows[at + 1] if at + 1 < len(rows) else []
        near = sorted([*row, *below], key=lambda piece: piece.left)
        for one, other in itertools.pairwise(near):
            level = abs(one.base - other.base) < max(one.size, other.size)
            if level and other.left - one.right > _NEAREST * min(one.size, other.size):
                yield one, other


def _bands(rows: list[list[TextPiece]], gutter: float) -> Iterator[list[TextPiece]]:
    """The pieces of the rows from the top down, parted wherever one crosses the gutter."""
    band: list[TextPiece] = []
    for row in rows:
        if any(piece.left < gutter < piece.right for piece in row):
            if band:
                yield band
            yield row
            band = []
        else:
            band += row
    if band:
        yield band


def _sides(band: list[TextPiece], gutter: float) -> tuple[list[TextPiece], list[TextPiece]]:
    left = [piece for piece in band if piece.right <= gutter]
    return left, [piece for piece in band if piece.left >= gutter]


def _is_prose(side: list[TextPiece]) -> bool:
    """Whether lines run on: several words each, and most of them as wide as the widest."""
    widths = [piece.right - piece.left for piece in side]
    words = median(len(piece.text.split()) for piece in side)
    return words >= _PROSE_WORDS and median(widths) >= _PROSE_WIDTH * max(widths)


def _table(band: list[TextPiece]) -> Iterator[tuple[TextPiece, bool]]:
    """The rows of a table, each cell in its column; a line that carries on a cell goes into it."""
    rows: list[list[TextPiece]] = []
    for row in rows_of(band):
        before = rows[-1] if rows else []
        if before and _carries_on(before, row):
            rows[-1] = _with_line(before, row)
        else:
            rows.append(row)
    columns = _columns_of(rows)
    for row in rows:
        if len(row) == 1:
            yield row[0], False
        else:
            yield replace(join_pieces(row, ""), text="\t".join(_cells(row, columns)).rstrip()), True


def _columns_of(rows: list[list[TextPiece]]) -> list[Span]:
    """Where the columns of a table stand, told by the rows that fill all of them."""
    most = max(map(len, rows))
    return [
        (min(piece.left for piece in column), max(piece.right for piece in column))
        for column in zip(*(row for row in rows if len(row) == most), strict=True)
    ]


def _cells(row: list[TextPiece], columns: list[Span]) -> list[str]:
    """The words of a row by column, those of an empty cell being none."""
    cells = [""] * len(columns)
    for piece in row:
        # The column that it stands under; where it is under none, the nearest.
        near = [(_overlap(piece, place), -_distance(piece, place)) for place in columns]
        at = near.index(max(near))
        cells[at] = f"{cells[at]} {piece.text}".strip()
    return cells


def _overlap(piece: TextPiece, place: Span) -> float:
    return max(0.0, min(piece.right, place[1]) - max(piece.left, place[0]))


def _distance(piece: TextPiece, place: Span) -> float:
    return abs(piece.left + piece.right - place[0] - place[1])


def _carries_on(before: list[TextPiece], row: list[TextPiece]) -> bool:
    """Whether a row without a first cell stands close below one whose cells it carries on."""
    tight = min(piece.base for piece in before) - row[0].base < _TIGHT * row[0].size
    first = before[0]
    if len(before) == 1 or not tight or any(piece.left <= first.right for piece in row):
        return False
    # A figure below a figure is another row, of which the first cell stands for both.
    return not any(
        _FIGURE.fullmatch(piece.text) and _FIGURE.fullmatch(_nearest(before, piece).text)
        for piece in row
    )


def _nearest(cells: list[TextPiece], piece: TextPiece) -> TextPiece:
    return min(cells, key=lambda cell: abs(cell.left - piece.left))


def _with_line(before: list[TextPiece], row: list[TextPiece]) -> list[TextPiece]:
    cells = list(before)
    for piece in row:
        at = cells.index(_nearest(cells, piece))
        cells[at] = replace(join_pieces([cells[at], piece], " "), base=piece.base)
    return cells
