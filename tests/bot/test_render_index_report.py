"""The report of an indexing run, in the language that is spoken."""

from __future__ import annotations

from bot.render_index_report import index_report_text
from retrieval.messages import speaking
from retrieval.types import Failure, IndexReport


def test_a_run_is_told_in_the_language_that_is_spoken() -> None:
    report = IndexReport(failed=(Failure("a.txt", "It is empty."),))
    told = "0 added, 0 updated, 0 unchanged, 0 removed, 1 failed.\n  failed: a.txt — It is empty."
    assert index_report_text(report) == told
    with speaking("ru"):
        assert index_report_text(report).startswith("Добавлено: 0, обновлено: 0")
