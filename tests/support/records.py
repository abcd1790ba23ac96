"""Questions about a small archive as the search understands them, and what answers say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors
from retrieval.embedding import MiniLM
from retrieval.search.archive_question import ArchiveQuestion, archive_question
from retrieval.search.hit import Hit
from retrieval.search.hybrid import hybrid_search
from retrieval.types import Question
from retrieval.types.draft import Draft

Ask = Callable[[str], Draft]


def today() -> date:
    return datetime.now(UTC).date()


def understood(archive: Archive, text: str) -> ArchiveQuestion:
    asked = archive_question(text, archive.outlets(), today())
    assert asked, f"not about the archive: {text}"
    return asked


def found(archive: Archive, minilm: MiniLM, text: str) -> list[Hit]:
    return hybrid_search(archive, Vectors(archive), minilm, Question(text))


def first(draft: Draft) -> str:
    return draft.statements[0].text if draft.statements else "; ".join(draft.notes)


def cited(draft: Draft) -> set[str]:
    return {quote.passage.article for quote in draft.statements[0].quotes}
