"""An earlier answer taken up again, by its receipt, so that a question can follow on it."""

from __future__ import annotations

from retrieval.answer.receipts import find_receipt, recall
from retrieval.archive.store import Archive
from retrieval.errors import UsageError
from retrieval.types import Answer, Coverage, Statement


def earlier_answer(archive: Archive, receipt: str) -> Answer | None:
    """What a follow-up needs of the answer with this receipt, or None without such a receipt.

    It holds what still stands: nothing of an article that was removed or changed.
    """
    recalled = recall(archive, receipt)
    if recalled is None:
        return None
    try:
        given = find_receipt(archive, receipt).answer
    except UsageError:
        return None
    standing = {citation.number for citation in recalled.citations}
    said = tuple(
        Statement(one["text"], tuple(one["citations"]), one.get("heading"))
        for one in given["statements"]
        if set(one["citations"]) <= standing
    )
    return Answer(
        asked=given["asked"],
        question=given["question"],
        found=given["found"],
        text=" ".join(one.text for one in said),
        mode=given["mode"],
        statements=said,
        citations=recalled.citations if given["found"] else (),
        passages=(),
        coverage=Coverage(articles=0),
        form=given.get("form", "answer"),
        receipt=receipt,
    )
