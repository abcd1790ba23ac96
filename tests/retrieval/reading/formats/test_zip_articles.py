"""Zips of articles."""

import io
import os
import struct
import zipfile

import pytest

from retrieval.errors import UnreadableArticle
from retrieval.reading import article_id, find, read
from retrieval.reading.formats.safe_zip import (
    MOST_MEMBERS,
    checked_members,
    opened_zip,
    read_member,
)
from support.documents import docx, locked, paragraph, zipped

pytestmark = pytest.mark.slow

STORY = "The harbour of Tully was closed on Monday, the mayor said in a statement.\n"


@pytest.fixture
def reading(tmp_path, monkeypatch):
    """Reads a zip with this content, which lies in a folder of its own."""
    folder = tmp_path / "news"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)

    def of(raw):
        (folder / "a.zip").write_bytes(raw)
        (file,) = find(["news/a.zip"]).files
        found = read(file)
        assert [str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*")] == ["news", "news/a.zip"]
        return found

    return of


def reason(found):
    assert found.articles == ()
    (failure,) = found.failures
    return failure.reason


def test_each_readable_member_is_an_article_of_its_own(reading, tmp_path):
    found = reading(
        zipped(
            {
                "one.txt": STORY,
                "sub/": b"",
                "sub/Two.MD": "# Two\n\n" + STORY,
                "more.jsonl": '{"id": "x", "text": "Three."}\n{"text": "Four."}\n',
                "word.docx": docx(paragraph("Five.")),
                "picture.png": b"\x89PNG",
                ".hidden.txt": STORY,
                "__MACOSX/._one.txt": STORY,
            }
        )
    )
    assert found.failures == ()
    assert [article.source for article in found.articles] == [
        "news/a.zip/one.txt",
        "news/a.zip/sub/Two.MD",
        "news/a.zip/more.jsonl#x",
        "news/a.zip/more.jsonl#2",
        "news/a.zip/word.docx",
    ]
    key = str((tmp_path / "news" / "a.zip").resolve())
    assert found.articles[0].id == article_id(f"{key}!one.txt")
    assert found.articles[2].id == article_id(f"{key}!more.jsonl#x")
    assert found.articles[0].text == STORY


def test_a_bad_member_fails_by_itself(reading):
    found = reading(zipped([("a.txt", ""), ("b.txt", STORY), ("c.zip", zipped({"d.txt": STORY}))]))
    assert [article.source for article in found.articles] == ["news/a.zip/b.txt"]
    reasons = {failure.source: failure.reason for failure in found.failures}
    assert "empty" in reasons["news/a.zip/a.txt"]
    assert "zip inside a zip" in reasons["news/a.zip/c.zip"]


def test_a_name_that_leads_out_is_only_a_name(reading):
    found = reading(zipped({"../../evil.txt": STORY, "/tmp/evil.txt": STORY}))
    assert [article.text for article in found.articles] == [STORY, STORY]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_not_mixed_up(reading):
    found = reading(zipped([("a.txt", STORY), ("a.txt", "Another.")]))
    assert [article.text for article in found.articles] == [STORY]
    assert "two files of this name" in found.failures[0].reason


def test_an_encrypted_zip_says_so(reading):
    raw = locked(zipped({"a.txt": STORY, "b.txt": STORY}))
    assert reason(reading(raw)) == "It is encrypted; save it without a password."


@pytest.mark.parametrize("raw", [b"", b"no zip", zipped({"a.txt": STORY})[:-5]])
def test_what_is_no_zip_says_so(reading, raw):
    assert "no zip" in reason(reading(raw))


@pytest.mark.parametrize("members", [{}, {"a.png": b"x"}, {".a.txt": STORY}])
def test_a_zip_without_articles_names_the_types(reading, members):
    assert ".txt" in reason(reading(zipped(members)))


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


def test_a_damaged_member_fails_and_the_others_are_read(reading):
    raw = bytearray(zipped({"a.txt": os.urandom(500), "b.txt": STORY}))
    raw[60] ^= 0xFF
    found = reading(bytes(raw))
    assert [article.text for article in found.articles] == [STORY]
    assert "damaged" in found.failures[0].reason


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
