"""Zips of articles."""

import os

import pytest

from retrieval.reading import article_id
from support.documents import STORY, docx, paragraph, reason, zipped

pytestmark = pytest.mark.slow


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


@pytest.mark.parametrize("members", [{}, {"a.png": b"x"}, {".a.txt": STORY}])
def test_a_zip_without_articles_names_the_types(reading, members):
    assert ".txt" in reason(reading(zipped(members)))


def test_a_damaged_member_fails_and_the_others_are_read(reading):
    raw = bytearray(zipped({"a.txt": os.urandom(500), "b.txt": STORY}))
    raw[60] ^= 0xFF
    found = reading(bytes(raw))
    assert [article.text for article in found.articles] == [STORY]
    assert "damaged" in found.failures[0].reason
