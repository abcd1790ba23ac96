"""Where a question about the records is not understood, wordings that are stand in its answer."""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.archive.store import Archive
from retrieval.archive_facts.record_writer import answer_from_records
from retrieval.messages import speaking
from retrieval.search.archive_question import ArchiveQuestion, archive_question


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_what_is_told_is_understood_itself(desk: Archive, language: str) -> None:
    with speaking(language):
        draft = answer_from_records(desk, ArchiveQuestion("unclear"), ())
    assert not draft.statements
    (note,) = draft.notes
    quoted = note.replace("«", "“").replace("»", "”").split("“")[1:]
    asked = [archive_question(one.split("”")[0], (), date(2026, 11, 28)) for one in quoted]
    assert [one.kind if one else None for one in asked] == ["count", "list_outlets", "oldest"]
