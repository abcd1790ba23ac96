"""What an indexing run has done so far, counted step by step."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from retrieval.archive.inventory import HeldArticle
from retrieval.archive.planning import FinishFile, PutArticle, Step
from retrieval.types import Change, Failure, IndexReport


@dataclass(slots=True)
class IndexReportBuilder:
    """What a run has done so far."""

    added: list[Change] = field(default_factory=list)
    updated: list[Change] = field(default_factory=list)
    removed: list[Change] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    unchanged: int = 0
    chunks_embedded: int = 0
    others: Mapping[str, int] = field(default_factory=dict)
    # By a clock that nobody can set meanwhile.
    began: float = field(default_factory=time.perf_counter)

    def count(self, step: Step) -> None:
        """Take a finished step into account."""
        # An `UnchangedArticle` is counted by its file's `FinishFile`; after a `RereadFile` another
        # step comes.
        if isinstance(step, FinishFile):
            self.unchanged += step.unchanged
            self.failed += step.failures
            self.removed += [Change(held.source, "no longer in its file") for held in step.gone]
        elif isinstance(step, PutArticle) and step.known:
            self.updated.append(Change(step.article.source, "it has changed"))
        elif isinstance(step, PutArticle):
            self.added.append(Change(step.article.source, "it is new"))

    def count_gone(self, gone: Iterable[HeldArticle]) -> None:
        """Take articles into account whose files are gone."""
        self.removed += [Change(held.source, "its file is gone") for held in gone]

    def report(self, *, dry_run: bool = False) -> IndexReport:
        """The run as the value that faces render."""
        return IndexReport(
            added=tuple(self.added),
            updated=tuple(self.updated),
            unchanged=self.unchanged,
            removed=tuple(self.removed),
            failed=tuple(self.failed),
            chunks_embedded=self.chunks_embedded,
            seconds=time.perf_counter() - self.began,
            dry_run=dry_run,
            others=self.others,
        )
