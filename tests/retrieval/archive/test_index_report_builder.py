"""Each step of a run is counted once, under what a reader of the report would call it."""

from __future__ import annotations

from retrieval.archive.index_report_builder import IndexReportBuilder
from retrieval.archive.inventory import HeldArticle
from retrieval.archive.planning import Again, Finish, Put, Read, Same
from retrieval.types import Change, Failure, Reading, SourceFile
from support.articles import article

READ = Read(SourceFile("a.txt", "/a.txt", "1"), Reading(), None)
ONE = article("a", "It rained.", source="a.txt")


def test_each_step_is_counted_as_what_it_is() -> None:
    builder, failure = IndexReportBuilder(), Failure("a.txt", "Line 2 is broken.")
    gone = HeldArticle("b", "b.txt", "/a.txt")
    for step in (
        Put(READ, ONE, known=False), Put(READ, ONE, known=True), Same(READ, ONE), Again(READ, "2"),
        Finish(READ, 3, (gone,), (failure,)),
    ):  # fmt: skip
        builder.count(step)
    builder.count_gone([gone])
    report = builder.report(dry_run=True)
    assert report.added == (Change("a.txt", "it is new"),)
    assert report.updated == (Change("a.txt", "it has changed"),)
    assert [one.reason for one in report.removed] == ["no longer in its file", "its file is gone"]
    assert (report.unchanged, report.failed, report.dry_run) == (3, (failure,), True)
