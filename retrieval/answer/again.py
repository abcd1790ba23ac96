"""An earlier answer taken up again, by its receipt, so that a question can follow on it."""

from __future__ import annotations

from retrieval.answer.receipts import find_receipt, recall
from retrieval.archive.store import Archive
from retrieval.errors import UsageError
from retrieval.types import Answer, Coverage


def earlier_answer(archive: Archive, receipt: str) -> Answer | None:
    """What a follow-up needs of the answer with this receipt, or None without such a receipt.

    Its text is what is still borne out: nothing of an article that was removed or changed.
    """
    recalled = recall(archive, receipt)
    if recalled is None:
        return None
    try:
        given = find_receipt(archive, receipt).answer
    except UsageError:
        return None
    standing = {citation.number for citation in recalled.citations}
    said = (one["text"] for one in given["statements"] if set(one["citations"]) <= standing)
    return Answer(
        asked=given["asked"],
        question=given["question"],
        found=given["found"],
        text=" ".join(said),
        mode=given["mode"],
        statements=(),
        citations=(),
        passages=(),
        coverage=Coverage(articles=0),
        receipt=receipt,
    )
