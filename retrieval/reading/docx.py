"""Word documents (.docx): paragraphs and the cells of tables, in order.

A .docx is a zip of XML parts. Two of them are read, by defusedxml, in a child process.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING
from zipfile import ZipFile

from retrieval.errors import UnreadableArticle
from retrieval.reading.apart import Extracted, Limits, extract_apart
from retrieval.reading.article import make_article
from retrieval.reading.decode import clean
from retrieval.reading.properties import stated_properties
from retrieval.reading.zipped import checked_members, opened_zip, read_member
from retrieval.types import Article

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TEXT = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_LONGEST_PART = 20_000_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins"})
_LEFT_OUT = frozenset({"Fallback", "moveFrom", "del", "pPr", "rPr", "sectPr"})
"""Second copies of what stands beside them, what was taken out, and formatting."""


def read_docx(raw: bytes, source: str, key: str, limits: Limits | None = None) -> Article:
    """The article in a Word document's bytes.

    Raises:
        UnreadableArticle: It is encrypted, damaged or too costly to read, or holds no text.
    """
    if raw.startswith(_OLD_OFFICE):
        raise UnreadableArticle(
            "It is encrypted, or of the old .doc form; save it as .docx without a password."
        )
    found = extract_apart("docx", raw, limits)
    metadata = stated_properties(found.title, found.author)
    return make_article(source, key, "".join(found.pages), metadata)


def extract_docx(raw: bytes) -> Extracted:
    """The text of a Word document, as one page; call it in a child process.

    Raises:
        UnreadableArticle: It is damaged, no Word document, or past the limits of a zip.
    """
    with opened_zip(io.BytesIO(raw)) as parts:
        names = {member.filename for member in checked_members(parts)}
        if _TEXT not in names:
            raise UnreadableArticle("It is no Word document; save it as .docx and try again.")
        body = _part(parts, _TEXT)
        core = _part(parts, _PROPERTIES) if _PROPERTIES in names else None
    text = "\n\n".join(block for block in _blocks(body) if block.strip())
    return Extracted((clean(text),), _property(core, "title"), _property(core, "creator"))


def _part(parts: ZipFile, name: str) -> Element:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    raw = read_member(parts, parts.getinfo(name), _LONGEST_PART)
    try:
        part: Element = fromstring(raw, forbid_dtd=True)
    except DefusedXmlException:  # before ValueError, of which it is a kind
        raise UnreadableArticle(
            "It declares XML entities, as no Word document does; save it anew in Word."
        ) from None
    except (ParseError, ValueError) as error:
        raise UnreadableArticle(
            f"It is damaged ({name}: {type(error).__name__}); save it anew and try again."
        ) from None
    return part


def _name(element: Element) -> str:
    """The element's name without its namespace, of which Word has two."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _blocks(element: Element) -> Iterator[str]:
    """The paragraphs below an element; a row of a table is one line, its cells tabs apart."""
    for child in element:
        name = _name(child)
        if name == "p":
            yield _words(child).strip()
        elif name == "tbl":
            yield "\n".join(row for row in map(_row, _named(child, "tr")) if row)
        elif name not in _LEFT_OUT:
            yield from _blocks(child)


def _row(row: Element) -> str:
    cells = (" ".join(" ".join(_blocks(cell)).split()) for cell in _named(row, "tc"))
    return "\t".join(cells).strip()


def _named(element: Element, name: str) -> Iterator[Element]:
    """The element's rows or cells, those in content controls too, tables in cells left alone."""
    for child in element:
        if _name(child) == name:
            yield child
        elif _name(child) in _WRAPPERS:
            yield from _named(child, name)


def _words(element: Element) -> str:
    """The words of a paragraph; a box of text inside it stands on lines of its own."""
    parts: list[str] = []
    for child in element:
        name = _name(child)
        if name == "t":
            parts.append(child.text or "")
        elif name in _MARKS:
            parts.append(_MARKS[name])
        elif name == "txbxContent":
            parts.append("\n" + "\n".join(_blocks(child)) + "\n")
        elif name not in _LEFT_OUT:
            parts.append(_words(child))
    return "".join(parts)


def _property(core: Element | None, name: str) -> str | None:
    if core is None:
        return None
    return next((child.text for child in core if _name(child) == name), None)
