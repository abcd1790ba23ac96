"""Zips from anybody: read into memory, never written, never beyond the limits."""

import io
import os
import struct
import zipfile

import pytest

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.safe_zip import (
    MOST_MEMBERS,
    checked_members,
    opened_zip,
    read_member,
)
from support.documents import STORY, locked, reason, zipped

pytestmark = pytest.mark.slow


def test_an_encrypted_zip_says_so(reading):
    raw = locked(zipped({"a.txt": STORY, "b.txt": STORY}))
    assert reason(reading(raw)) == "It is encrypted; save it without a password."


@pytest.mark.parametrize("raw", [b"", b"no zip", zipped({"a.txt": STORY})[:-5]])
def test_what_is_no_zip_says_so(reading, raw):
    assert "no zip" in reason(reading(raw))


def test_a_member_that_grows_too_much_is_refused(reading):
    found = reading(zipped({"a.txt": " " * 2_000_000, "b.txt": STORY}))
    assert "200 times" in found.failures[0].reason
    assert [article.text for article in found.articles] == [STORY]


def test_a_member_that_is_too_large_is_refused(reading):
    found = reading(zipped({"a.txt": os.urandom(150_000) * 140}))
    assert "20 MB" in reason(found)


def test_a_zip_that_is_too_large_unpacked_is_refused(reading):
    raw = bytearray(zipped({"a.txt": STORY, "b.txt": STORY}))
    at = raw.find(b"PK\x01\x02")
    raw[at + 24 : at + 28] = struct.pack("<I", 600_000_000)
    assert "500 MB" in reason(reading(bytes(raw)))


def test_a_zip_of_too_many_members_is_refused(reading):
    assert "10,000" in reason(reading(zipped({f"{n}.png": b"" for n in range(MOST_MEMBERS + 1)})))


def test_a_directory_that_would_fill_the_memory_is_not_read(reading):
    size = 6_000_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, size, 0, 0)
    assert "too many files" in reason(reading(b"\0" * size + end))


def test_a_member_that_lies_about_its_size_gives_no_more_than_it_said(reading):
    raw = bytearray(zipped({"a.txt": STORY * 1000}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = raw.find(mark)
        raw[at + offset : at + offset + 4] = struct.pack("<I", 20)
    assert "damaged inside the zip" in reason(reading(bytes(raw)))


def test_a_member_may_have_its_limit_and_not_a_byte_more():
    with opened_zip(io.BytesIO(zipped({"a.txt": STORY}))) as opened:
        (member,) = checked_members(opened)
        assert read_member(opened, member, len(STORY)) == STORY.encode()
        with pytest.raises(UnreadableArticle, match="MB unpacked"):
            read_member(opened, member, len(STORY) - 1)


def test_an_unknown_way_of_packing_is_a_refusal():
    raw = bytearray(zipped({"a.txt": STORY}))
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = raw.find(mark)
        raw[at + offset : at + offset + 2] = struct.pack("<H", 97)
    with opened_zip(io.BytesIO(bytes(raw))) as opened, pytest.raises(UnreadableArticle):
        read_member(opened, opened.infolist()[0], 1000)
    assert zipfile.is_zipfile(io.BytesIO(bytes(raw)))
