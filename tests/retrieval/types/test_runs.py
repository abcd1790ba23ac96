"""An indexing run's values: empty unless they are told, and the mark that dumps begin with."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest

from retrieval.types import (
    ARCHIVE_MARK,
    NOTHING,
    FetchHistory,
    FetchRecord,
    FoundFiles,
    IndexReport,
    Reading,
    SourceFile,
)


@pytest.mark.parametrize("value", [IndexReport(), Reading(), FetchHistory(), FoundFiles(())])
def test_a_run_that_met_nothing_tells_of_nothing(value: object) -> None:
    assert not any(getattr(value, field.name) for field in fields(value))  # type: ignore[arg-type]


def test_of_a_file_nothing_is_stated_unless_the_team_does() -> None:
    file = SourceFile("a.txt", "/a.txt", "1")
    assert file.stated is file.otherwise is NOTHING


def test_a_page_that_was_fetched_may_have_sent_no_mark() -> None:
    assert (FetchRecord("https://x.example/").etag, FetchRecord("https://x.example/").article) == (
        None,
        None,
    )


def test_the_mark_of_a_whole_archive_begins_an_object_and_no_article_does_so() -> None:
    assert json.loads(ARCHIVE_MARK + b"}") == {"dateline": "archive"}
    assert not json.dumps({"id": "1", "text": "dateline"}).encode().startswith(ARCHIVE_MARK)
