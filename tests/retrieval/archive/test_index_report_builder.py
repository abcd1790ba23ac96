"""Each step of a run is counted once, under what a reader of the report would call it."""

from __future__ import annotations

from retrieval.archive.index_report_builder import IndexReportBuilder
from retrieval.archive.inventory import HeldArticle
from retrieval.archive.planning import (
    FileReading,
    FinishFile,
    PutArticle,
    RereadFile,
    UnchangedArticle,
)
from retrieval.types import Change, Failure, Reading, SourceFile
from support.articles import article

READ = FileReading(SourceFile("a.txt", "/a.txt", "1"), Reading(), None)
ONE = article("a", "It rained.", source="a.txt")


def test_each_step_is_counted_as_what_it_is() -> None:
    builder, failure = IndexReportBuilder(), Failure("a.txt", "Line 2 is broken.")
    gone = HeldArticle("b", "b.txt", "/a.txt")
    for step in (
        PutArticle(READ, ONE, known=False), PutArticle(READ, ONE, known=True),
        UnchangedArticle(READ, ONE), RereadFile(READ, "2"),
        FinishFile(READ, 3, (gone,), (failure,)),
    ):  # fmt: skip
        builder.count(step)
    builder.count_gone([gone])
    report = builder.report(dry_run=True)
    assert report.added == (Change("a.txt", "it is new"),)
    assert report.updated == (Change("a.txt", "it has changed"),)
    assert [one.reason for one in report.removed] == ["no longer in its file", "its file is gone"]
    assert (report.unchanged, report.failed, report.dry_run) == (3, (failure,), True)
