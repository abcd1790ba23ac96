"""Books and issues (.epub): the text of their chapters, in the order of reading.

An .epub is a zip of web pages (https://www.w3.org/TR/epub-33/): its package lists the files,
and its spine tells their order. All is read in a child process.
"""

from __future__ import annotations

import io
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote
from zipfile import ZipFile

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.docx_text import attribute, name_of
from retrieval.reading.formats.encoding import decode, normalize_line_ends
from retrieval.reading.formats.safe_zip import (
    LONGEST_PART,
    checked_members,
    opened_zip,
    read_member,
    xml_part,
)
from retrieval.reading.formats.untrusted_markup import fragment_text
from retrieval.reading.sandbox.extraction import Extracted, ExtractionLimits, extract_in_child

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from retrieval.types import Article

_CONTAINER, _LOCKED = "META-INF/container.xml", "META-INF/encryption.xml"
_PAGES = frozenset({"application/xhtml+xml", "text/html"})
_BODY = re.compile(r"<body\b[^>]*>(.*)</body\s*>", re.DOTALL | re.IGNORECASE)  # `<body>...</body>`
_NO_BOOK = "It is no EPUB, or a damaged one; save it again, or its text as a text file."


def read_epub(raw: bytes, source: str, key: str, limits: ExtractionLimits | None = None) -> Article:
    """The text of an EPUB's bytes, as one article.

    Raises:
        UnreadableArticle: It is protected, damaged or too costly to read, or holds no text.
    """
    # Here, for the child process has no use of it: what makes articles takes long to import.
    from retrieval.reading.formats.document_properties import document_article

    found = extract_in_child("epub", raw, limits)
    return document_article(source, key, "".join(found.pages), found)


def extract_epub(raw: bytes) -> Extracted:
    """The text of an EPUB, as one page; call it in a child process.

    Raises:
        UnreadableArticle: It is protected, damaged, no EPUB, or past the limits of a zip.
    """
    with opened_zip(io.BytesIO(raw)) as parts:
        names = {member.filename for member in checked_members(parts)}
        package = _package(parts, names)
        if package not in names:
            raise UnreadableArticle(_NO_BOOK)
        book = xml_part(parts, package)
        chapters = [name for name in _spine(book, posixpath.dirname(package)) if name in names]
        _require_open(parts, names, chapters)
        text = "\n\n".join(filter(None, (_chapter(parts, name) for name in chapters)))
    return Extracted((normalize_line_ends(text),), _stated(book, "title"), _stated(book, "creator"))


def _package(parts: ZipFile, names: set[str]) -> str:
    """The name of the file that lists the others."""
    if _CONTAINER not in names:
        return ""
    container = xml_part(parts, _CONTAINER).iter()
    return next(
        (attribute(one, "full-path") for one in container if name_of(one) == "rootfile"), ""
    )


def _spine(book: Element, folder: str) -> list[str]:
    """The names of the pages in the order of reading; what a reader opens by itself is left out."""
    pages = {
        attribute(item, "id"): posixpath.normpath(
            posixpath.join(folder, unquote(attribute(item, "href")))
        )
        for item in book.iter()
        if name_of(item) == "item"
        and attribute(item, "media-type") in _PAGES
        # The table of contents, which readers show by themselves.
        and "nav" not in attribute(item, "properties").split()
    }
    listed = (
        attribute(one, "idref")
        for one in book.iter()
        if name_of(one) == "itemref" and attribute(one, "linear") != "no"
    )
    # A page that is listed twice is read once.
    return [pages[name] for name in dict.fromkeys(listed) if name in pages]


def _require_open(parts: ZipFile, names: set[str], chapters: list[str]) -> None:
    """Raise an UnreadableArticle where chapters are encrypted; fonts may be."""
    if _LOCKED not in names:
        return
    locked = xml_part(parts, _LOCKED).iter()
    uris = {unquote(attribute(one, "URI")) for one in locked if name_of(one) == "CipherReference"}
    if uris & set(chapters):
        raise UnreadableArticle("It is protected against copying; save its text as a text file.")


def _chapter(parts: ZipFile, name: str) -> str:
    page = decode(read_member(parts, parts.getinfo(name), LONGEST_PART))
    # `fragment_text` puts a page of its own around what it is given.
    body = _BODY.search(page)
    return fragment_text(body[1] if body else page)


def _stated(book: Element, name: str) -> str | None:
    return next((one.text for one in book.iter() if name_of(one) == name and one.text), None)
