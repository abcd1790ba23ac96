"""PDF: the text of its pages, and where each of them begins.

The text comes from pypdf, in a child process. A PDF has lines, no paragraphs, so those are
put together again here; see `wrapped`.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from retrieval.errors import UnreadableArticle
from retrieval.reading.apart import Extracted, Limits, extract_apart
from retrieval.reading.article import make_article
from retrieval.reading.decode import clean
from retrieval.reading.properties import stated_properties
from retrieval.reading.wrapped import unwrapped
from retrieval.types import Article

if TYPE_CHECKING:
    from pypdf import PdfReader

_LONGEST_TEXT = 20_000_000
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_GAP = "\n\n"


def read_pdf(raw: bytes, source: str, key: str, limits: Limits | None = None) -> Article:
    """The article in a PDF's bytes; `pages` holds where each of its pages begins.

    Raises:
        UnreadableArticle: It is encrypted, damaged or too costly to read, or holds no text.
    """
    if not raw.strip():
        raise UnreadableArticle("It is empty; save it anew and try again.")
    found = extract_apart("pdf", raw, limits)
    text, starts = paged(found.pages)
    return make_article(
        source, key, text, stated_properties(found.title, found.author), pages=starts
    )


def paged(pages: tuple[str, ...]) -> tuple[str, tuple[int, ...]]:
    """The pages joined by a blank line, and the offset at which each begins, the first at 0.

    A page without text begins where the next one does.
    """
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for page in pages:
        gap = _GAP if length and page else ""
        starts.append(length + len(_GAP) if length else 0)
        parts += [gap, page]
        length += len(gap) + len(page)
    text = "".join(parts)
    return text, tuple(min(start, len(text)) for start in starts)


def extract_pdf(raw: bytes) -> Extracted:
    """The pages of a PDF; call it in a child process, for a PDF can fill any memory.

    Raises:
        UnreadableArticle: It is encrypted or damaged, or holds no text or too much of it.
    """
    reader = _opened(raw)
    pages = unwrapped(_pages(reader))
    if not any(page.strip() for page in pages):
        raise UnreadableArticle(
            "It holds only images; run it through text recognition (OCR) first."
        )
    return Extracted(tuple(pages), *_properties(reader))


def _opened(raw: bytes) -> PdfReader:
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(raw))
        locked = reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED
        _ = not locked and len(reader.pages)
    except (DependencyError, NotImplementedError):  # a cipher that pypdf alone has not
        locked = True
    except PyPdfError as error:
        raise UnreadableArticle(
            f"It is no PDF, or a damaged one ({type(error).__name__}); save it anew and try again."
        ) from None
    if locked:
        raise UnreadableArticle("It is encrypted; save it without a password.")
    return reader


def _pages(reader: PdfReader) -> list[str]:
    from pypdf.errors import LimitReachedError

    pages = []
    length = 0
    for number, page in enumerate(reader.pages, 1):
        try:
            text = clean(page.extract_text()).replace("\f", "\n")
        except (MemoryError, RecursionError):
            raise
        except LimitReachedError:
            raise UnreadableArticle(
                f"Its page {number} grows too large when unpacked; save its text as a text file."
            ) from None
        except Exception as error:  # pypdf's own kinds, and Python's where a page is broken
            raise UnreadableArticle(
                f"Its page {number} is damaged ({type(error).__name__}); save it anew, "
                "or its text as a text file."
            ) from None
        length += len(text)
        if length > _LONGEST_TEXT:
            raise UnreadableArticle(
                f"It holds more than {_LONGEST_TEXT // 1_000_000} MB of text; split it."
            )
        pages.append(_CONTROLS.sub("", text))
    return pages


def _properties(reader: PdfReader) -> tuple[str | None, str | None]:
    try:
        stated = reader.metadata
        title, author = (stated.title, stated.author) if stated else (None, None)
    except Exception:  # what they say is not worth losing the text for
        return None, None
    return title, author
