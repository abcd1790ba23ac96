"""The text of a Word document's XML, as Word shows it: paragraphs, tables, boxes.

Left out is what Word does not show or shows as taken back: hidden and struck-out words, second
copies, tracked deletions. Raised marks are read as `superscripts` tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.reading.formats.superscripts import read_superscript
from retrieval.reading.formats.table_rows import Cell, table_blocks

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# Characters that Word writes as elements
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Content controls, custom XML and tracked insertions: read as if they were not there
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins"})
_LEFT_OUT = frozenset({"Fallback", "moveFrom", "del", "pPr", "rPr", "sectPr"})
"""Second copies of what stands beside them, what was taken out, and formatting."""
# Hidden, always or on the web alone, and struck out, once or twice
_UNSEEN = frozenset({"vanish", "specVanish", "webHidden", "strike", "dstrike"})
# `<w:strike w:val="0"/>` switches off; without a value it switches on.
_OFF = frozenset({"0", "false", "off", "none"})
_WHITE = frozenset({"FFFFFF", "ffffff"})
# As many columns as Word lets a table have
_MOST_COLUMNS = 63


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a document's parts say beside its text.

    Attributes:
        unseen: The ids of styles whose words are hidden or struck out.
        raised: The ids of styles whose words are raised.
        plain: Whether nothing in the document is shaded, so that white words can't be seen.
        inserted: The text of an inserted file (`altChunk`), by the id of its relation.
    """

    unseen: frozenset[str] = frozenset()
    raised: frozenset[str] = frozenset()
    plain: bool = True
    inserted: Callable[[str], str] = lambda _relation: ""


def name_of(element: Element) -> str:
    """The element's name without its namespace, of which Word has two."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """The attribute's value whatever its namespace, empty without one."""
    values = (value for key, value in element.attrib.items() if key.rpartition("}")[2] == name)
    return next(values, "")


def sheet_of(
    styles: Element | None, body: Element, inserted: Callable[[str], str] = lambda _relation: ""
) -> Sheet:
    """What the part with the styles and the body itself say of how words are shown."""
    unseen, lifted = set(), set()
    for style in styles if styles is not None else ():
        for properties in _named(style, "rPr"):
            if _is_unseen(properties):
                unseen.add(attribute(style, "styleId"))
            if _is_raised(properties):
                lifted.add(attribute(style, "styleId"))
    # One shaded place is enough: which words stand on it is not worked out.
    shaded = any(
        name_of(one) in ("highlight", "background")
        or (name_of(one) == "shd" and attribute(one, "fill") not in {"", "auto", *_WHITE})
        for one in body.iter()
    )
    return Sheet(frozenset(unseen), frozenset(lifted), not shaded, inserted)


def blocks(element: Element, sheet: Sheet) -> Iterator[str]:
    """The paragraphs below an element, and the rows of tables as `table_rows` has them."""
    for child in element:
        name = name_of(child)
        if name == "p":
            yield _words(child, sheet, "").strip()
        elif name == "tbl":
            yield from table_blocks(_rows(child, sheet))
        elif name == "altChunk":
            yield sheet.inserted(attribute(child, "id"))
        elif name not in _LEFT_OUT:
            yield from blocks(child, sheet)


def _rows(table: Element, sheet: Sheet) -> list[list[Cell]]:
    """The cells of each row; a merged one keeps the columns that it covers, as empty cells."""
    rows = [_placed(row, sheet) for row in _named(table, "tr")]
    # Not every column of the grid: Word has some in which no cell begins.
    columns = sorted(set().union(*rows))
    # Rows of as many cells each have none merged: where their edges differ, they were only dragged.
    if len(set(map(len, rows))) < 2 or len(columns) > _MOST_COLUMNS:
        return [list(row.values()) for row in rows]
    return [[row.get(column, []) for column in columns] for row in rows]


def _placed(row: Element, sheet: Sheet) -> dict[int, Cell]:
    """A row's cells, each by the column of the table's grid in which it begins."""
    cells: dict[int, Cell] = {}
    column = _number(row, "trPr", "gridBefore")
    for cell in _named(row, "tc"):
        cells[column] = [block for block in blocks(cell, sheet) if block.strip()]
        column += max(1, _number(cell, "tcPr", "gridSpan"))
    return cells


def _number(element: Element, properties: str, name: str) -> int:
    """A number among a row's or a cell's properties, 0 where it is not stated."""
    for one in (one for each in _named(element, properties) for one in each):
        if name_of(one) == name and attribute(one, "val").isdecimal():
            # Three digits are more than any table has, and `int` refuses thousands of them.
            return int(attribute(one, "val")[:3])
    return 0


def _named(element: Element, name: str) -> Iterator[Element]:
    """The element's rows or cells, those in content controls too, tables in cells left alone."""
    for child in element:
        if name_of(child) == name:
            yield child
        elif name_of(child) in _WRAPPERS:
            yield from _named(child, name)


def _words(element: Element, sheet: Sheet, before: str) -> str:
    """The words of a paragraph; a box of text inside it stands on lines of its own."""
    words = ""
    for child in element:
        words += _piece(child, sheet, before + words)
    return words


def _piece(child: Element, sheet: Sheet, before: str) -> str:
    name = name_of(child)
    if name == "r":
        return _run(child, sheet, before)
    if name == "t":
        return child.text or ""
    if name in _MARKS:
        return _MARKS[name]
    if name == "txbxContent":
        return "\n" + "\n".join(blocks(child, sheet)) + "\n"
    return "" if name in _LEFT_OUT else _words(child, sheet, before)


def _run(run: Element, sheet: Sheet, before: str) -> str:
    """The words of a run, which has one look; nothing where that makes them unseen."""
    look = next(_named(run, "rPr"), None)
    words = _words(run, sheet, before)
    if look is None:
        return words
    style = next((attribute(one, "val") for one in look if name_of(one) == "rStyle"), "")
    if style in sheet.unseen or _is_unseen(look) or (sheet.plain and _is_white(look)):
        return ""
    # The words before decide: a 2 behind "12" is a note's mark, behind "5 km" a power.
    return read_superscript(before, words) if style in sheet.raised or _is_raised(look) else words


def _is_unseen(look: Element) -> bool:
    return any(name_of(one) in _UNSEEN and attribute(one, "val") not in _OFF for one in look)


def _is_white(look: Element) -> bool:
    return any(name_of(one) == "color" and attribute(one, "val") in _WHITE for one in look)


def _is_raised(look: Element) -> bool:
    """Whether words are raised, as superscript or by half points."""
    for one in look:
        value = attribute(one, "val")
        if name_of(one) == "vertAlign" and value == "superscript":
            return True
        # In half points; a negative number lowers.
        if name_of(one) == "position" and value.isdigit() and value != "0":
            return True
    return False
