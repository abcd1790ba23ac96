"""A question in its parts, each searched for: what every way into the search shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors
from retrieval.search.hybrid import Hit, search
from retrieval.search.parts import in_turn
from retrieval.search.understand import understand
from retrieval.types import Passage, Question

if TYPE_CHECKING:
    from retrieval.embedding import Embedder


def find(
    archive: Archive,
    vectors: Vectors,
    embedder: Embedder,
    question: Question,
    *,
    neighbours: bool = False,
) -> list[Hit]:
    """The passages for a question, those of its parts in turn, at most `question.k`.

    With `neighbours`, what stands beside each part's best passage follows them.

    Raises:
        UsageError: `k` or a date of the question makes no sense.
    """
    parts = understand(archive, question).parts
    found = [search(archive, vectors, embedder, part, neighbours=neighbours) for part in parts]
    nearest = in_turn([hits[: question.k] for hits in found], _passage)[: question.k]
    beside = in_turn([hits[question.k :] for hits in found], _passage)
    return [*nearest, *beside]


def _passage(hit: Hit) -> Passage:
    return hit.passage
