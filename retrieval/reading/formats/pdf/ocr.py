"""Scanned PDFs: the words in pictures of pages, by tesseract where that is installed.

tesseract is a program of its own, and no part of Dateline. It gets one page after another on its
standard input, from a child process with limits, and tells each word with its place; from there
on a scanned page is read like any other.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.pdf.glyphs import TextPiece
from retrieval.reading.formats.pdf.running_heads import PagePieces
from retrieval.reading.sandbox.extraction import ExtractionLimits

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

LIMITS = ExtractionLimits(memory=2 * 1024**3, work_seconds=100, seconds=105.0)
"""What reading a scanned file may take; a page takes some two to four seconds."""

MISSING = (
    "It holds no text, only images. Install tesseract, with the languages of the text, to have "
    "them read, or run it through text recognition (OCR) first."
)
_PROGRAM = "tesseract"
_DOTS = 200 / 72
"""Dots to a point: 200 an inch, which tesseract asks for at the least."""
_MOST_DOTS = 40_000_000  # of a page's picture: between A1 and A0 at 200 dots an inch, 40 MB
# Listed among the languages: orientation and script, and equations
_NO_LANGUAGE = frozenset({"osd", "equ"})
_APART = 1.5  # times a word's height: farther apart words are two columns'
_HEADLINE = 1.4  # times the usual height; below it heights differ by ascenders
_FONT = 1.5
"""A font is about so much higher than most of its words, which have no accents and tails."""
_UNEVEN = 0.45  # of the size: a scan's words stand askew by less
# Of tesseract's rows: 1 is a page, 2 a block, 3 a paragraph, 4 a line, 5 a word.
_WORD_LEVEL = "5"


def is_installed() -> bool:
    """Whether tesseract can be found."""
    return shutil.which(_PROGRAM) is not None


def recognised_pages(document: PdfDocument) -> list[PagePieces]:
    """The words that tesseract sees in the pictures of a document's pages.

    Raises:
        UnreadableArticle: tesseract fails, or a page is too large.
    """
    return [_recognised(document[number]) for number in range(len(document))]


def _recognised(page: PdfPage) -> PagePieces:
    height = page.get_height()
    if page.get_width() * height * _DOTS**2 > _MOST_DOTS:
        raise UnreadableArticle("Its pages are too large for text recognition; make them smaller.")
    shown = page.render(scale=_DOTS, grayscale=True).to_numpy()
    # A grey picture in the PGM form: width, height, and a byte a dot. `shown` is height by width.
    picture = b"P5 %d %d 255\n%s" % (shown.shape[1], shown.shape[0], shown.tobytes())
    table = _run(["-l", _languages(), "stdin", "stdout", "tsv"], picture)
    # A quotation mark is a word like any other, and must not join the rows behind it.
    words = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    lines = [row for row in words if row["level"] == _WORD_LEVEL and row["text"].strip()]
    return PagePieces(_levelled(_pieces(lines, height)), height)


@cache
def _languages() -> str:
    """All languages that are installed: whoever installs one has texts in it."""
    # The first line is a heading.
    listed = _run(["--list-langs"], b"").splitlines()[1:]
    return "+".join(sorted(set(listed) - _NO_LANGUAGE)) or "eng"


def _run(arguments: list[str], given: bytes) -> str:
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # one core for one file
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, and no shell
            [shutil.which(_PROGRAM) or _PROGRAM, *arguments],
            input=given,
            capture_output=True,
            check=True,
            env=environment,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise UnreadableArticle(
            f"tesseract can't read it ({type(error).__name__}); run it through text recognition"
            " (OCR) first."
        ) from None
    return done.stdout.decode("utf-8", "replace")


def _pieces(words: list[dict[str, str]], height: float) -> Iterator[TextPiece]:
    """The words of each line, parted where wide gaps are, in points from the lower left."""
    usual = median([int(word["height"]) for word in words]) if words else 1.0
    for _, line in groupby(words, key=lambda word: [word[name] for name in _LINE]):
        run: list[dict[str, str]] = []
        for word in line:
            if run and int(word["left"]) - _right(run[-1]) > _APART * usual:
                yield _piece(run, usual, height)
                run = []
            run.append(word)
        yield _piece(run, usual, height)


def _levelled(pieces: Iterable[TextPiece]) -> tuple[TextPiece, ...]:
    """The pieces with those level that a scan shows a little above or below each other."""
    found: list[TextPiece] = []
    for piece in sorted(pieces, key=lambda piece: -piece.base):
        level = found and found[-1].base - piece.base < _UNEVEN * piece.size
        found.append(replace(piece, base=found[-1].base) if level else piece)
    return tuple(found)


_LINE = ("block_num", "par_num", "line_num")


def _right(word: dict[str, str]) -> int:
    return int(word["left"]) + int(word["width"])


def _piece(run: list[dict[str, str]], usual: float, height: float) -> TextPiece:
    """One piece; heights differ by the letters in a line, so only a headline's counts."""
    bottom = median(int(word["top"]) + int(word["height"]) for word in run)
    tall = median(int(word["height"]) for word in run)
    size = tall if tall > _HEADLINE * usual else usual
    return TextPiece(
        " ".join(word["text"].strip() for word in run),
        int(run[0]["left"]) / _DOTS,
        _right(run[-1]) / _DOTS,
        # tesseract counts from the top, a PDF from the bottom.
        height - bottom / _DOTS,
        _FONT * size / _DOTS,
    )
