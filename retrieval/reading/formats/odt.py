"""OpenDocument text (.odt), as LibreOffice writes it: paragraphs and tables in order, notes last.

An .odt is a zip of XML parts (https://docs.oasis-open.org/office/OpenDocument/v1.3/), two of
which are read, in a child process. Left out is what is hidden, struck out or taken back, and
what is no text of the author's: comments, the marks of notes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zipfile import ZipFile

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.docx_text import attribute, name_of
from retrieval.reading.formats.encoding import normalize_line_ends
from retrieval.reading.formats.safe_zip import checked_members, opened_zip, read_member, xml_part
from retrieval.reading.formats.superscripts import read_superscript
from retrieval.reading.formats.table_rows import Cell, table_blocks
from retrieval.reading.sandbox.extraction import Extracted, ExtractionLimits, extract_in_child

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from retrieval.types import Article

_TEXT, _STYLES, _META, _MANIFEST = "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"
_LONGEST_MANIFEST = 5_000_000  # bytes; a manifest names a few dozen parts
# White space that is written as elements; a row of spaces is `<text:s text:c="3"/>`.
_MARKS = {"tab": "\t", "line-break": "\n"}
_LEFT_OUT = frozenset({
    "tracked-changes", "annotation", "annotation-end", "note-citation", "forms", "ruby-text",
    "sequence-decls", "variable-decls", "hidden-text", "hidden-paragraph", "title", "desc",
    "covered-table-cell",
})  # fmt: skip
"""Taken out, said beside the text, or told to programs alone."""
_MOST_SPACES = 100  # a count is a stranger's, and may be a billion


@dataclass(slots=True)
class _Reader:
    """The styles that matter, and the notes met so far, which follow the text."""

    unseen: set[str] = field(default_factory=set)
    lifted: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)


def read_odt(raw: bytes, source: str, key: str, limits: ExtractionLimits | None = None) -> Article:
    """The article in an OpenDocument text's bytes.

    Raises:
        UnreadableArticle: It is encrypted, damaged or too costly to read, or holds no text.
    """
    # Here, for the child process has no use of it: what makes articles takes long to import.
    from retrieval.reading.formats.document_properties import document_article

    found = extract_in_child("odt", raw, limits)
    return document_article(source, key, "".join(found.pages), found)


def extract_odt(raw: bytes) -> Extracted:
    """The text of an OpenDocument text, as one page; call it in a child process.

    Raises:
        UnreadableArticle: It is encrypted, damaged, no such document, or past a zip's limits.
    """
    with opened_zip(io.BytesIO(raw)) as parts:
        names = {member.filename for member in checked_members(parts)}
        if _TEXT not in names:
            raise UnreadableArticle("It is no OpenDocument text; save it as .odt and try again.")
        _require_open(parts, names)
        content = xml_part(parts, _TEXT)
        reader = _Reader()
        # Shared styles first: those of the text itself may be based on them.
        for part in (xml_part(parts, _STYLES) if _STYLES in names else (), content):
            _take_styles(reader, part)
        body = next((one for one in content.iter() if name_of(one) == "text"), ())
        found = list(_blocks(body, reader))
        meta = xml_part(parts, _META) if _META in names else None
    text = "\n\n".join(block for block in (*found, *reader.notes) if block.strip())
    return Extracted(
        (normalize_line_ends(text),), _property(meta, "title"), _property(meta, "creator")
    )


def _require_open(parts: ZipFile, names: set[str]) -> None:
    if _MANIFEST not in names:
        return
    manifest = read_member(parts, parts.getinfo(_MANIFEST), _LONGEST_MANIFEST)
    if b"encryption-data" in manifest:
        raise UnreadableArticle("It is encrypted; save it without a password.")


def _take_styles(reader: _Reader, part: Iterable[Element]) -> None:
    """Which styles hide, strike out or raise their words."""
    for style in _all_named(part, "style"):
        name = attribute(style, "name")
        if attribute(style, "parent-style-name") in reader.unseen:
            reader.unseen.add(name)
        for look in _all_named(style, "text-properties"):
            struck = attribute(look, "text-line-through-style") not in {"", "none"}
            struck = struck or attribute(look, "text-line-through-type") not in {"", "none"}
            if struck or attribute(look, "display") == "none":
                reader.unseen.add(name)
            if _is_raised(attribute(look, "text-position")):
                reader.lifted.add(name)
        for look in _all_named(style, "section-properties"):
            if attribute(look, "display") == "none":
                reader.unseen.add(name)


def _is_raised(position: str) -> bool:
    """Whether `super 58%` or `33% 58%` stands above the line."""
    height = position.partition(" ")[0]
    return height == "super" or (height.endswith("%") and height[:1] not in {"0", "-"})


def _blocks(element: Iterable[Element], reader: _Reader) -> Iterator[str]:
    """The paragraphs below an element, and the rows of tables as `table_rows` has them."""
    for child in element:
        name = name_of(child)
        if name in _LEFT_OUT or _is_hidden(child, reader):
            continue
        if name in {"p", "h"}:
            yield _words(child, reader, "").strip()
        elif name == "table":
            yield from table_blocks(_rows(child, reader))
        else:
            yield from _blocks(child, reader)


def _is_hidden(element: Element, reader: _Reader) -> bool:
    hidden = attribute(element, "display") == "none"
    return hidden or attribute(element, "style-name") in reader.unseen


def _rows(table: Element, reader: _Reader) -> Iterator[list[Cell]]:
    for row in _named(table, "table-row", through=("table-header-rows", "table-rows")):
        # A cell that a merged one covers holds nothing that is seen, but keeps its column.
        cells = (cell for cell in row if name_of(cell) in {"table-cell", "covered-table-cell"})
        yield [[block for block in _blocks((cell,), reader) if block.strip()] for cell in cells]


def _words(element: Element, reader: _Reader, before: str) -> str:
    """The words of a paragraph; a box of text inside it stands on lines of its own."""
    words = _spaced(element.text)
    for child in element:
        # ElementTree keeps the words behind an element in its `tail`.
        words += _child_words(child, reader, before + words) + _spaced(child.tail)
    return words


def _spaced(words: str | None) -> str:
    """White space in the XML is one space; more of them, tabs and line ends are elements."""
    return re.sub(r"\s+", " ", words or "")  # "\n  " in "One\n  line"


def _child_words(child: Element, reader: _Reader, before: str) -> str:
    name, style = name_of(child), attribute(child, "style-name")
    if name in _MARKS:
        return _MARKS[name]
    if name == "s":
        count = attribute(child, "c")
        return " " * min(int(count), _MOST_SPACES) if count.isdecimal() else " "
    if name == "note":
        for body in _named(child, "note-body"):
            reader.notes += _blocks(body, reader)
        return ""
    if name in _LEFT_OUT or _is_hidden(child, reader):
        return ""
    if name == "text-box":
        return "\n" + "\n".join(_blocks(child, reader)) + "\n"
    words = _words(child, reader, before)
    return read_superscript(before, words) if style in reader.lifted else words


def _named(element: Element, name: str, through: Collection[str] = ()) -> Iterator[Element]:
    """The children of this name, those in groups that are gone `through` too."""
    for child in element:
        if name_of(child) == name:
            yield child
        elif name_of(child) in through:
            yield from _named(child, name, through)


def _all_named(part: Iterable[Element], name: str) -> Iterator[Element]:
    return (one for each in part for one in each.iter() if name_of(one) == name)


def _property(meta: Element | None, name: str) -> str | None:
    if meta is None:
        return None
    return next((one.text for one in meta.iter() if name_of(one) == name), None)
