"""The rows of a SQLite file, page by page, where its own trees no longer lead to them.

Written after SQLite's description of its file format (sqlite.org/fileformat2.html): a leaf page of
a table holds cells, a cell a row's number and its record, and what is too long for the page goes
on in a chain of overflow pages. Pages that the file counts as free are left out.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

Value = int | float | str | bytes | None

HEADER = 100  # bytes before the first page's own (SQLite's file format, 1.3)
LEAF = 0x0D
"""The first byte of a leaf page of a table."""

USUAL = 4096
"""The size of a page where the file's own header does not tell it."""

_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""The lengths of the whole numbers, by their type in a record."""

_BROKEN = (IndexError, ValueError, struct.error)


class _SqliteFile:
    """An open file by its pages, numbered from 1."""

    def __init__(self, opened: BinaryIO) -> None:
        self._opened = opened
        head = opened.read(HEADER).ljust(HEADER, b"\0")
        size = struct.unpack(">H", head[16:18])[0]
        # Two bytes can't hold 65,536: the format writes 1 for it.
        size = 65_536 if size == 1 else size
        # 512 is the least that the format allows: a smaller size is damage, as another head is.
        known = head.startswith(b"SQLite format 3\0") and size >= 512
        self.size = size if known else USUAL
        # Byte 20: how much each page leaves free at its end for extensions, mostly nothing.
        self.usable = self.size - (head[20] if known else 0)
        # Rounded down: the last page of a file that was cut off is no whole one.
        self.count = opened.seek(0, 2) // self.size
        # From byte 32: the first trunk of the chain, and how many pages are free.
        self.free = frozenset(self._free(*struct.unpack(">II", head[32:40])) if known else ())

    def page(self, number: int) -> bytes:
        """The bytes of a page.

        Raises:
            ValueError: There is none of this number.
        """
        if not 1 <= number <= self.count:
            raise ValueError(number)
        self._opened.seek((number - 1) * self.size)
        return self._opened.read(self.size)

    def _free(self, trunk: int, count: int) -> Iterator[int]:
        """The free pages: a chain of trunks, each with a list of others."""
        # The count ends the walk where a damaged chain leads in a circle.
        while trunk and count > 0:
            try:
                page = self.page(trunk)
                following, listed = struct.unpack(">II", page[:8])
                yield trunk
                yield from struct.unpack(f">{listed}I", page[8 : 8 + 4 * listed])
            except _BROKEN:
                return
            trunk, count = following, count - 1 - listed


def recovered_rows(path: Path) -> Iterator[tuple[int, list[Value]]]:
    """Every row of every table of which the record can be read, with its number.

    Which table it is of has to be told from what it holds.

    Raises:
        OSError: The file can't be read.
    """
    with path.open("rb") as opened:
        file = _SqliteFile(opened)
        for number in range(1, file.count + 1):
            if number in file.free:
                continue
            page = file.page(number)
            # The first page begins with the file's header, its own comes after that.
            start = HEADER if number == 1 else 0
            if page[start] == LEAF:
                yield from _cells(file, page, start)


def _cells(file: _SqliteFile, page: bytes, start: int) -> Iterator[tuple[int, list[Value]]]:
    # A page's header: in bytes 3 and 4 how many cells it has, from 8 on where each begins, in two
    # bytes. A damaged count may lead past the page's end.
    count = struct.unpack(">H", page[start + 3 : start + 5])[0]
    for place in range(start + 8, min(start + 8 + 2 * count, file.usable - 1), 2):
        # Cell by cell: one that is damaged costs no other.
        with suppress(*_BROKEN):
            at = struct.unpack(">H", page[place : place + 2])[0]
            length, at = _varint(page, at)
            number, at = _varint(page, at)
            yield number, _record(_payload(file, page, at, length))


def _payload(file: _SqliteFile, page: bytes, at: int, length: int) -> bytes:
    """The record that begins at `at`, followed through its overflow pages."""
    # How much of a record lies on the page itself (SQLite's file format, 1.6): all of it up to
    # `most`; else what leaves the overflow pages full, or `least` where that would be too much.
    most, least = file.usable - 35, (file.usable - 12) * 32 // 255 - 23
    if length <= most:
        return page[at : at + length]
    # A damaged length, for which a circle of overflow pages would be read until memory is full.
    if length > file.size * file.count:
        raise ValueError(length)
    local = least + (length - least) % (file.usable - 4)
    local = local if local <= most else least
    parts, left = [page[at : at + local]], length - local
    # The next page's number stands behind the part here, and at the head of each overflow page.
    following = struct.unpack(">I", page[at + local : at + local + 4])[0]
    while left > 0:
        more = file.page(following)
        following = struct.unpack(">I", more[:4])[0]
        parts.append(more[4 : 4 + min(left, file.usable - 4)])
        left -= len(parts[-1])
    return b"".join(parts)


def _record(payload: bytes) -> list[Value]:
    # The header: its own length, then each value's type. The values follow in the same order.
    end, at = _varint(payload, 0)
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values = []
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    return values


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    """The value of a type that begins at `at`, and where the next one does."""
    # Null, 0 and 1 are told by their types alone, and take no byte.
    if kind in (0, 8, 9):
        return (None, 0, 1)[kind and kind - 7], at
    # From 12 on: bytes where the type is even, text where it is odd, (type - 12) // 2 bytes long.
    # 7 is a float of eight bytes; 10 and 11 stand in no sound file.
    length = _INTEGERS.get(kind) or (8 if kind == 7 else (kind - 12) // 2)
    raw = payload[at : at + length]
    if len(raw) != length or kind in (10, 11):
        raise ValueError(kind)
    if kind in _INTEGERS:
        return int.from_bytes(raw, "big", signed=True), at + length
    if kind == 7:
        return struct.unpack(">d", raw)[0], at + length
    return (raw.decode("utf-8") if kind % 2 else raw), at + length


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, seven bits in each but the ninth; and where it ends."""
    value = 0
    for step in range(8):
        byte = data[at + step]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + step + 1
    return value << 8 | data[at + 8], at + 9
