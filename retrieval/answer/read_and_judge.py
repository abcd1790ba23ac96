"""The read step as a whole: read, read other reports, judge, and read on before refusing."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.answer.other_reports import read_other_reports
from retrieval.answer.read import Evidence, read, read_also, threshold
from retrieval.answer.reassess import reassess
from retrieval.answer.yes_no import weigh_yes_no
from retrieval.models.entailment import Entails
from retrieval.models.pair_models import Network
from retrieval.models.reader import Reads
from retrieval.search.hit import Hit

MOST_READ_AT_ALL = 8
"""Passages that are read before a question is refused: where it is in quite other words than the
article, the one that answers is not among the first (docs/models.md)."""


def read_and_judge(
    reader: Reads | None, judge: Entails | None, question: str, hits: Sequence[Hit]
) -> Evidence:
    """What the passages hold of an answer, and the probability that any of it answers.

    Args:
        reader: Reads them.
        judge: Takes a second look; without it the reader's word stands.
        question: The question, standing alone.
        hits: The passages that were found, best first.
    """
    found = read_other_reports(reader, read(reader, question, hits), hits)
    if judge is None:
        return found
    judged = reassess(judge, question, found, hits)
    if judged.probability < threshold():
        further = read_also(reader, found, _unread(found, hits), hits)
        judged = reassess(judge, question, further, hits)
    return weigh_yes_no(judge, judged)


def _unread(evidence: Evidence, hits: Sequence[Hit]) -> Sequence[Hit]:
    """The passages to read before a question is refused, best first.

    None where another network than the shipped one reads: its refusals were not measured so.
    """
    if any(one.network is not Network.ENGLISH for one in evidence.candidates):
        return ()
    known = {(one.passage.article, one.passage.start) for one in evidence.candidates}
    further = hits[:MOST_READ_AT_ALL]
    return [hit for hit in further if (hit.passage.article, hit.passage.start) not in known]
