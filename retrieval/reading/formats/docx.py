"""Word documents (.docx): paragraphs and the cells of tables, in order, notes at the end.

A .docx is a zip of XML parts. Some of them are read, by defusedxml, in a child process; what
they say is told by `docx_text`.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from zipfile import ZipFile

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.docx_text import attribute, blocks, name_of, sheet_of
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

# The parts that are read; pictures, headers and all others are left alone.
_TEXT = "word/document.xml"
_STYLES = "word/styles.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_RELATIONS = "word/_rels/document.xml.rels"
_PROPERTIES = "docProps/core.xml"
# What is read of files inserted whole (`altChunk`): web pages
_INSERTED = (".htm", ".html", ".xhtml")
# The first bytes of an OLE file: a .doc, and what an encrypted .docx is wrapped in
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def read_docx(raw: bytes, source: str, key: str, limits: ExtractionLimits | None = None) -> Article:
    """The article in a Word document's bytes.

    Raises:
        UnreadableArticle: It is encrypted, damaged or too costly to read, or holds no text.
    """
    # Here, for the child process has no use of it: what makes articles takes long to import.
    from retrieval.reading.formats.document_properties import document_article

    if raw.startswith(_OLD_OFFICE):
        raise UnreadableArticle(
            "It is encrypted, or of the old .doc form; save it as .docx without a password."
        )
    found = extract_in_child("docx", raw, limits)
    return document_article(source, key, "".join(found.pages), found)


def extract_docx(raw: bytes) -> Extracted:
    """The text of a Word document, as one page; call it in a child process.

    Raises:
        UnreadableArticle: It is damaged, no Word document, or past the limits of a zip.
    """
    with opened_zip(io.BytesIO(raw)) as parts:
        names = {member.filename for member in checked_members(parts)}
        if _TEXT not in names:
            raise UnreadableArticle("It is no Word document; save it as .docx and try again.")
        text = "\n\n".join(block for block in _all_blocks(parts, names) if block.strip())
        core = xml_part(parts, _PROPERTIES) if _PROPERTIES in names else None
    return Extracted(
        (normalize_line_ends(text),), _property(core, "title"), _property(core, "creator")
    )


def _all_blocks(parts: ZipFile, names: set[str]) -> list[str]:
    """The paragraphs of the body, then those of its footnotes and endnotes."""
    body = xml_part(parts, _TEXT)
    styles = xml_part(parts, _STYLES) if _STYLES in names else None
    targets = _targets(parts, names)
    sheet = sheet_of(styles, body, lambda relation: _inserted(parts, names, targets, relation))
    found = list(blocks(body, sheet))
    for name in _NOTES:
        notes = xml_part(parts, name) if name in names else ()
        for note in notes:
            if not attribute(note, "type"):  # a line between text and notes has one
                found += blocks(note, sheet)
    return found


def _targets(parts: ZipFile, names: set[str]) -> dict[str, str]:
    """The names of the parts that the document refers to, by the ids of the relations."""
    relations = xml_part(parts, _RELATIONS) if _RELATIONS in names else ()
    return {
        # A target begins at word/ or, with a slash before it, at the top of the zip.
        attribute(one, "Id"): f"word/{attribute(one, 'Target')}".replace("word//", "")
        for one in relations
    }


def _inserted(parts: ZipFile, names: set[str], targets: dict[str, str], relation: str) -> str:
    """The text of a page that was inserted into the document as a whole; empty for other files."""
    pages = sorted(name for name in names if name.lower().endswith(_INSERTED))
    # Without a relation of that id, the only page in the zip is the one meant.
    name = targets.get(relation) or next(iter(pages if len(pages) == 1 else []), "")
    if name not in pages:
        return ""
    page = decode(read_member(parts, parts.getinfo(name), LONGEST_PART))
    # Blank lines part paragraphs here, as they do in the document itself.
    return fragment_text(page).replace("\n", "\n\n")


def _property(core: Element | None, name: str) -> str | None:
    if core is None:
        return None
    return next((child.text for child in core if name_of(child) == name), None)
