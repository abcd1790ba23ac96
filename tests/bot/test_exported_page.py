"""The page of an earlier answer, out of the archive that keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.exported_page import exported_page, write_page
from retrieval.archive.indexing import remove
from retrieval.archive.store import Archive
from retrieval.errors import UsageError
from retrieval.types import Answer
from support.discord_archive import TEXT, answered, opened


@pytest.fixture
def answer(home: Path) -> Answer:
    return answered(home)


@pytest.fixture
def archive(home: Path, answer: Answer) -> Iterator[Archive]:
    with opened(home) as archive:
        yield archive


def test_the_page_of_a_receipt_quotes_what_was_answered(archive: Archive, answer: Answer) -> None:
    assert answer.receipt
    text = exported_page(archive, answer.receipt)
    assert text.startswith("<!doctype html>")
    assert TEXT in text


def test_what_was_removed_is_on_no_page(archive: Archive, answer: Answer) -> None:
    assert answer.receipt
    remove(archive, [answer.citations[0].article])
    with pytest.raises(UsageError):
        exported_page(archive, answer.receipt)


def test_a_receipt_that_is_not_there_is_told(archive: Archive) -> None:
    with pytest.raises(UsageError, match="no receipt 'nothing'"):
        exported_page(archive, "nothing")


def test_an_answer_is_written_into_a_file(archive: Archive, answer: Answer, tmp_path: Path) -> None:
    write_page(archive, answer, tmp_path / "page.html")
    assert answer.receipt
    assert (tmp_path / "page.html").read_text("utf-8") == exported_page(archive, answer.receipt)


def test_a_file_that_cannot_be_written_is_told_with_the_way_to_the_answer(
    archive: Archive, answer: Answer, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=f"dateline export {answer.receipt} --html"):
        write_page(archive, answer, tmp_path / "no" / "page.html")


def test_without_a_receipt_there_is_no_page(
    archive: Archive, answer: Answer, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="can't be written to"):
        write_page(archive, replace(answer, receipt=None), tmp_path / "page.html")
    assert not (tmp_path / "page.html").exists()
