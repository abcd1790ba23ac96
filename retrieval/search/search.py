"""A question in its parts, each searched for: what every way into the search shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors
from retrieval.search.decompose import in_turn
from retrieval.search.hit import Hit
from retrieval.search.hybrid import hybrid_search
from retrieval.search.understand import understand
from retrieval.types import Question

if TYPE_CHECKING:
    from retrieval.embedding import Embedder


def find_passages(
    archive: Archive, vectors: Vectors, embedder: Embedder, question: Question
) -> list[Hit]:
    """The passages for a question, those of its parts in turn, at most `question.k`.

    Raises:
        UsageError: `k` or a date of the question makes no sense.
    """
    parts = understand(archive, question).parts
    found = [hybrid_search(archive, vectors, embedder, part) for part in parts]
    # In turn, since scores of different questions can't be compared.
    return in_turn(found, lambda hit: hit.passage)[: question.k]
