"""What other articles say of the same matter: read before a figure or a day is called the answer.

The first report of a story is the one that its search finds best; what came later, or what another
outlet counted, says less of what the question says and more of what is new. So where the likeliest
answer is a figure or a day, the passages of other articles that tell of the same names are read
too, though the search puts them far behind. `versions.py` decides between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retrieval.answer.answer_values import answer_value
from retrieval.answer.read import Evidence, read_also
from retrieval.answer.shared_names import articles_naming, named_in
from retrieval.models.reader import Reads
from retrieval.search.hit import Hit

MOST_OTHERS = 3
"""Passages of other articles that are read besides."""

LEAST = 0.25
"""The share of the best passage's score below which one is on another matter."""


def read_other_reports(reader: Reads | None, evidence: Evidence, hits: Sequence[Hit]) -> Evidence:
    """The evidence with the passages that may give another figure, or day, than it does.

    Args:
        reader: Reads them.
        evidence: What was read.
        hits: The passages that were found, best first.
    """
    if not evidence.candidates or answer_value(evidence.candidates[0], evidence.question) is None:
        return evidence
    return read_also(reader, evidence, list(_others(evidence, hits))[:MOST_OTHERS], hits)


def _others(evidence: Evidence, hits: Sequence[Hit]) -> Iterator[Hit]:
    """What was not read, of other articles than the likeliest answer's, on one of its names."""
    best = evidence.candidates[0]
    named = named_in(evidence.question, best.text)
    # By article: another of its passages may tell the name.
    on_it = articles_naming(hits, named)
    least = LEAST * max(hit.passage.score for hit in hits)
    read = {one.hit.place for one in evidence.candidates}
    for hit in hits:
        other = hit.passage.article in on_it - {best.passage.article}
        if other and hit.passage.score >= least and hit.place not in read:
            yield hit
