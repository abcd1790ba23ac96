"""The rows of a document's table as text: a line each, its cells tabs apart, or its paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from retrieval.reading.press.text_lines import ends_sentence

Cell = list[str]
"""The paragraphs of a cell, empty ones left out."""


def table_blocks(rows: Iterable[list[Cell]]) -> Iterator[str]:
    """A table's blocks: its rows as lines of one block.

    A row in which text was laid out, several paragraphs in a cell, is given as its paragraphs.
    """
    lines: list[str] = []
    for cells in rows:
        if _is_laid_out(cells):
            yield "\n".join(lines)
            lines = []
            yield from (block for cell in cells for block in cell)
        else:
            line = "\t".join(" ".join(" ".join(cell).split()) for cell in cells).rstrip()
            lines += [line] if line else []
    yield "\n".join(lines)


def _is_laid_out(cells: list[Cell]) -> bool:
    """Whether a row only places text: one cell, or paragraphs of sentences in a cell."""
    if len([cell for cell in cells if cell]) == 1:
        return True
    # Two paragraphs that are no sentences may be one name: "Tully" over "(north)".
    return any(len(cell) > 1 and sum(map(ends_sentence, cell)) > 1 for cell in cells)
