"""Zip files from anybody: their members read into memory, never written, never beyond limits.

What a zip declares of itself is checked first, and what comes out of it is capped as well,
for a declaration can lie.
"""

from __future__ import annotations

import io
import lzma
import zlib
from typing import TYPE_CHECKING, BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from retrieval.errors import UnreadableArticle

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_MEMBERS = 10_000  # a few years of an outlet's articles
MOST_BYTES = 500_000_000
"""The most that all members together may declare."""
MOST_RATIO = 200
"""The most bytes that one compressed byte may become."""
LONGEST_PART = 20_000_000
"""The most bytes that a part of a document which is a zip may have."""

_LONGEST_DIRECTORY = 4_000_000  # bytes; 10,000 members with long names
_CHUNK = 64 * 1024  # bytes read at a time, so that a limit is noticed early
_ENCRYPTED = 0x1  # bit 0 of the flags (PKWARE's APPNOTE, 4.4.4)
# What zipfile and its decompressors raise on damaged bytes
_BROKEN = (BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError, OSError)


class _Sparing(io.BufferedReader):
    """A file that gives little at a time, so that a zip's directory can't fill the memory."""

    def read(self, size: int | None = -1, /) -> bytes:
        # ZipFile reads a zip's directory at once, in the size that the zip itself declares.
        found = super().read(_LONGEST_DIRECTORY + 1 if size is None or size < 0 else size)
        if len(found) > _LONGEST_DIRECTORY:
            raise UnreadableArticle(_TOO_MANY)
        return found


_TOO_MANY = f"It holds too many files, and {MOST_MEMBERS:,} are the most; split it."


def opened_zip(file: BinaryIO) -> ZipFile:
    """The open zip in `file`; close it, and `file` after it.

    Raises:
        UnreadableArticle: It is no zip, a damaged one, or its directory is too long.
    """
    try:
        raw = io.FileIO(file.fileno(), closefd=False)
    # A BytesIO has no descriptor; its bytes are in memory already.
    except io.UnsupportedOperation:
        given: BinaryIO | _Sparing = file
    else:
        given = _Sparing(raw)
    try:
        return ZipFile(given)
    except (*_BROKEN, NotImplementedError):
        raise UnreadableArticle("It is no zip, or a damaged one; zip it again.") from None


def checked_members(zipped: ZipFile) -> list[ZipInfo]:
    """The zip's members, folders left out, when what it declares is within the limits.

    Raises:
        UnreadableArticle: There are too many of them, or they would grow too large.
    """
    members = [member for member in zipped.infolist() if not member.is_dir()]
    if len(members) > MOST_MEMBERS:
        raise UnreadableArticle(_TOO_MANY)
    if sum(member.file_size for member in members) > MOST_BYTES:
        raise UnreadableArticle(
            f"Unpacked it has more than {MOST_BYTES // 1_000_000} MB; split it."
        )
    return members


def is_encrypted(member: ZipInfo) -> bool:
    """Whether the member can't be read without a password."""
    return bool(member.flag_bits & _ENCRYPTED)


def read_member(zipped: ZipFile, member: ZipInfo, limit: int) -> bytes:
    """The bytes of one member.

    Args:
        zipped: The open zip.
        member: One of its members.
        limit: The most bytes that it may have.

    Raises:
        UnreadableArticle: It is encrypted, damaged, packed in an unknown way, or too large.
    """
    if is_encrypted(member):
        raise UnreadableArticle("It is encrypted; save it without a password.")
    if member.file_size > limit:
        raise UnreadableArticle(_too_large(limit))
    if member.file_size > MOST_RATIO * max(member.compress_size, 1):
        raise UnreadableArticle(
            f"It grows more than {MOST_RATIO} times when unpacked, as no text does; unpack it."
        )
    try:
        return _capped(zipped, member, limit)
    except NotImplementedError:
        raise UnreadableArticle(
            "It is packed in a way that is unknown here; zip it again."
        ) from None
    except (*_BROKEN, RuntimeError) as error:
        raise UnreadableArticle(
            f"It is damaged inside the zip ({type(error).__name__}); zip it again."
        ) from None


def xml_part(parts: ZipFile, name: str) -> Element:
    """The first element of a document's part; call it in a child process.

    Raises:
        UnreadableArticle: It is damaged or too large, or declares entities.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    raw = read_member(parts, parts.getinfo(name), LONGEST_PART)
    try:
        part: Element = fromstring(raw, forbid_dtd=True)
    except DefusedXmlException:  # before ValueError, of which it is a kind
        raise UnreadableArticle(
            "It declares XML entities, as no document does; save it again."
        ) from None
    except (ParseError, ValueError) as error:
        raise UnreadableArticle(
            f"It is damaged ({name}: {type(error).__name__}); save it again and try again."
        ) from None
    return part


def _capped(zipped: ZipFile, member: ZipInfo, limit: int) -> bytes:
    found = bytearray()
    with zipped.open(member) as opened:
        while chunk := opened.read(_CHUNK):
            found += chunk
            if len(found) > limit:
                raise UnreadableArticle(_too_large(limit))
    return bytes(found)


def _too_large(limit: int) -> str:
    return f"It has more than {limit // 1_000_000} MB unpacked; split it."
