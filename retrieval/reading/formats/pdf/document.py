"""PDF: the text of its pages as it is read, and where each of them begins.

pdfium gives glyphs at places, in a child process. From these are made pieces (`glyphs`), what
is printed on every page is left out (`running_heads`), columns and tables are kept separate
(`reading_order`), and lines become paragraphs (`paragraphs`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.encoding import normalize_line_ends
from retrieval.reading.formats.pdf import ocr
from retrieval.reading.formats.pdf.glyphs import TextPiece, page_pieces
from retrieval.reading.formats.pdf.paragraphs import paragraphs, with_notes
from retrieval.reading.formats.pdf.reading_order import page_lines
from retrieval.reading.formats.pdf.running_heads import (
    PagePieces,
    body_size,
    parted_notes,
    without_running,
)
from retrieval.reading.sandbox.extraction import Extracted, ExtractionLimits, extract_in_child

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

    from retrieval.types import Article

_LONGEST_TEXT = 20_000_000  # characters; a newspaper's year is no article
# control characters, and soft hyphens but the one at a line's end: coun\xadcil
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]|\xad(?!\Z)")
_PASSWORD, _SECURITY = 4, 5
"""What pdfium calls a missing password, and a way of locking that it does not know."""


def read_pdf(raw: bytes, source: str, key: str, limits: ExtractionLimits | None = None) -> Article:
    """The article in a PDF's bytes; `pages` holds where each of its pages begins.

    Raises:
        UnreadableArticle: It is encrypted, damaged or too costly to read, or holds no text.
    """
    # Here, for the child process has no use of it: what makes articles takes long to import.
    from retrieval.reading.formats.document_properties import document_article

    if not raw.strip():
        raise UnreadableArticle("It is empty; save it again and try again.")
    found = extract_in_child("pdf", raw, limits)
    if not any(page.strip() for page in found.pages):
        # Recognition takes seconds a page, so only a file without any text is recognised.
        if not ocr.is_installed():
            raise UnreadableArticle(ocr.MISSING)
        found = extract_in_child("scanned pdf", raw, limits or ocr.LIMITS)
    text, starts = paged(found.pages)
    return document_article(source, key, text, found, starts)


def paged(pages: tuple[str, ...]) -> tuple[str, tuple[int, ...]]:
    """The pages as one text, and the offset at which each begins, the first at 0.

    Each page brings along what parts it from the one before, white space or nothing. A page
    without text begins where the next one does.
    """
    text = "".join(pages).rstrip()
    starts: list[int] = []
    begin, length = len(text), sum(map(len, pages))
    # From the end, for a page without text begins where the next one does.
    for page in reversed(pages):
        length -= len(page)
        if page.strip():
            begin = length + len(page) - len(page.lstrip())
        starts.append(begin)
    # In order again, and the first at 0, white space before it or not.
    return text, (0, *starts[-2::-1]) if starts else ()


def extract_pdf(raw: bytes) -> Extracted:
    """The pages of a PDF; call it in a child process, for a PDF can fill any memory.

    Raises:
        UnreadableArticle: It is encrypted or damaged, or holds too much text.
    """
    document = _opened(raw)
    return _extracted(document, _pages(document))


def extract_scanned_pdf(raw: bytes) -> Extracted:
    """The pages of a PDF of pictures, read by tesseract; call it in a child process.

    Raises:
        UnreadableArticle: As above, or there are no words in the pictures.
    """
    document = _opened(raw)
    found = _extracted(document, ocr.recognised_pages(document))
    if not any(page.strip() for page in found.pages):
        raise UnreadableArticle("It holds only images, and tesseract sees no words in them.")
    return found


def _extracted(document: PdfDocument, pages: Sequence[PagePieces]) -> Extracted:
    metadata = document.get_metadata_dict()
    title, author = metadata.get("Title") or None, metadata.get("Author") or None
    return Extracted(page_texts(pages), title, author)


def page_texts(pages: Sequence[PagePieces]) -> tuple[str, ...]:
    """The text of each page, with what parts it from the page before."""
    # What is printed on every page goes first, then notes; what is left is ordered line by line.
    cleared = without_running(pages)
    size = body_size(cleared)
    parted = [parted_notes(pieces, size) for pieces in cleared]
    lines = [line for at, (text, _) in enumerate(parted) for line in page_lines(text, at)]
    texts = [""] * len(pages)
    for part in with_notes(paragraphs(lines), [notes for _, notes in parted]):
        texts[part.page] += part.joint + part.words
    return tuple(texts)


def _opened(raw: bytes) -> PdfDocument:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(raw)
        if len(document):
            return document
    except PdfiumError as error:
        if error.err_code in (_PASSWORD, _SECURITY):
            raise UnreadableArticle("It is encrypted; save it without a password.") from None
    raise UnreadableArticle("It is no PDF, or a damaged one; save it again and try again.")


def _pages(document: PdfDocument) -> list[PagePieces]:
    """What each page shows; one that is damaged is a reason not to read any."""
    from pypdfium2 import PdfiumError

    pages = []
    length = 0
    for number in range(len(document)):
        try:
            page = document[number]
            pieces = tuple(map(_cleaned, page_pieces(page)))
        except PdfiumError:
            raise UnreadableArticle(
                f"Its page {number + 1} is damaged; save it again, or its text as a text file."
            ) from None
        length += sum(len(piece.text) for piece in pieces)
        if length > _LONGEST_TEXT:
            raise UnreadableArticle(
                f"It holds more than {_LONGEST_TEXT // 1_000_000} MB of text; split it."
            )
        pages.append(PagePieces(tuple(piece for piece in pieces if piece.text), page.get_height()))
        # Until then, pdfium keeps what it has read of the page.
        page.close()
    return pages


def _cleaned(piece: TextPiece) -> TextPiece:
    return replace(piece, text=_UNSEEN.sub("", normalize_line_ends(piece.text)).strip())
