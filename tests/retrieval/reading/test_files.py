"""Files to articles."""

import os
from pathlib import Path

import pytest

from retrieval import reading
from retrieval.reading import article_id, find_files, read
from retrieval.reading.file_discovery import WHOLE_FILE
from retrieval.reading.files import _WHOLE_FILE, LONGEST_ARTICLE
from retrieval.types import SourceFile

STORY = "The harbour of Tully was closed on Monday, the mayor said in a statement.\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news" / "sub").mkdir(parents=True)
    for name in ("b.txt", "a.md", "sub/c.TXT", ".hidden.txt", "~$a.docx", "picture.png"):
        (tmp_path / "news" / name).write_text(STORY)
    (tmp_path / "news" / ".git").mkdir()
    (tmp_path / "news" / ".git" / "d.txt").write_text(STORY)
    return tmp_path


def only(path):
    (file,) = find_files([path]).files
    return file


def reason(path):
    reading = read(only(path))
    assert reading.articles == ()
    (failure,) = reading.failures
    assert failure.source == str(path)
    return failure.reason


def test_a_pipe_in_the_place_of_a_file_does_not_hang(folder):
    file = only("news/b.txt")
    Path(file.key).unlink()
    os.mkfifo(file.key)
    (failure,) = read(file).failures
    assert "no file" in failure.reason


def test_a_file_that_cannot_be_opened_fails(folder):
    Path("news/b.txt").chmod(0)
    if os.access("news/b.txt", os.R_OK):
        pytest.skip("this user may open any file")
    assert "permission" in reason("news/b.txt").lower()


def test_a_file_that_went_away_after_it_was_found_fails(folder):
    file = only("news/b.txt")
    Path("news/b.txt").unlink()
    (failure,) = read(file).failures
    assert "disappeared" in failure.reason


def test_a_folder_that_went_away_after_its_files_were_found_fails(folder):
    file = only("news/sub/c.TXT")
    Path("news/sub/c.TXT").unlink()
    Path("news/sub").rmdir()
    assert "disappeared" in read(file).failures[0].reason


@pytest.mark.parametrize(
    ("name", "raw", "why"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" ", "white space"),
        ("a.md", b"---\ntitle: A\n---\n\n", "below its front matter"),
        ("a.html", b"", "empty"),
        ("a.html", b"<html><body></body></html>", "no article text found"),
        ("a.jsonl", b"", "empty"),
        ("a.jsonl", b"\n \n", "empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00", "a PNG file"),
    ],
)
def test_a_file_without_an_article_fails_with_a_reason(tmp_path, name, raw, why):
    (tmp_path / name).write_bytes(raw)
    assert why in reason(tmp_path / name)


def test_a_file_of_fifty_megabytes_fails_at_once(tmp_path):
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert "50 MB" in reason(path)
    assert LONGEST_ARTICLE == 20_000_000


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_file_is_read_in_any_usual_encoding(tmp_path, encoding):
    text = "A café in Zürich\n\nThe owner of the café welcomed the new rules on Monday.\n"
    path = tmp_path / "a.txt"
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    (article,) = read(only(path)).articles
    assert (article.text, article.title) == (text, "A café in Zürich")


def test_an_article_is_known_by_where_it_lies(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(STORY)
    file = only(path)
    (first,) = read(file).articles
    path.write_text(STORY * 2)
    (second,) = read(only(path)).articles
    assert first.id == second.id == article_id(file.key)
    assert first.hash != second.hash
    assert len(first.id) == 12


def test_every_ending_that_is_looked_for_has_what_reads_it():
    assert tuple(_WHOLE_FILE) == WHOLE_FILE


def test_a_source_of_unknown_type_is_a_failure(tmp_path):
    path = tmp_path / "a.xyz"
    path.write_text(STORY)
    assert ".txt" in read(SourceFile(str(path), str(path), "")).failures[0].reason


def test_the_room_gives_what_it_lists_and_nothing_else():
    assert all(hasattr(reading, name) for name in reading.__all__)
    assert not hasattr(reading, "make_article")
