"""An earlier answer taken up again, by its receipt, so that a question can follow on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from retrieval.archive.store import Archive
from retrieval.errors import UsageError
from retrieval.receipts.receipts import find_receipt, recall
from retrieval.types import Answer, ClaimPart, Coverage, Limits, Recalled, Statement


def earlier_answer(archive: Archive, receipt: str) -> Answer | None:
    """What a follow-up needs of the answer with this receipt, or None without such a receipt.

    It holds what still stands: nothing of an article that was removed or changed.
    """
    kept = _kept(archive, receipt)
    if kept is None:
        return None
    given, recalled = kept
    standing = {citation.number for citation in recalled.citations}
    answer = _answer(given, recalled, receipt)
    # A sentence that rests on two articles needs both.
    said = tuple(one for one in answer.statements if standing.issuperset(one.citations))
    # From the sentences that stand: the text as it was given holds the others too.
    return replace(answer, statements=said, text=" ".join(one.text for one in said))


def whole_answer(archive: Archive, receipt: str) -> Answer | None:
    """The answer with this receipt as it was given, but for its passages.

    None without such a receipt, and where an article that it quotes has changed or was removed.
    """
    kept = _kept(archive, receipt)
    if kept is None:
        return None
    given, recalled = kept
    if recalled.changed or recalled.removed:
        return None
    return replace(
        _answer(given, recalled, receipt),
        text=given["text"],
        coverage=Coverage(**given["coverage"]),
        notes=tuple(given.get("notes", ())),
        understood=tuple(given.get("understood", ())),
        verdict=given.get("verdict"),
        parts=claim_parts(given),
        as_of=given.get("as_of"),
        limits=kept_limits(given),
        # `recall` gives a refusal's nearest quotations in the citations' place.
        nearest=() if given["found"] else recalled.citations,
    )


def _answer(given: Mapping[str, Any], recalled: Recalled, receipt: str) -> Answer:
    """What an answer says whoever takes it up, its text still empty."""
    return Answer(
        asked=given["asked"],
        question=given["question"],
        found=bool(given["found"]),
        text="",
        mode=given["mode"],
        statements=tuple(
            Statement(one["text"], tuple(one["citations"]), one.get("heading"))
            for one in given["statements"]
        ),
        # What only came nearest to a refusal is no citation.
        citations=recalled.citations if given["found"] else (),
        # No receipt keeps them (`receipts.UNKEPT`).
        passages=(),
        coverage=Coverage(articles=0),
        # A receipt of an earlier Dateline may lack a field, which then has its default.
        form=given.get("form", "answer"),
        language=given.get("language", "en"),
        receipt=receipt,
    )


def _kept(archive: Archive, receipt: str) -> tuple[Mapping[str, Any], Recalled] | None:
    """The answer with this receipt as it was given, and what of it may still be shown."""
    try:
        given = find_receipt(archive, receipt).answer
    except UsageError:
        return None
    recalled = recall(archive, receipt)
    # The receipt may have had its time between the two readings.
    return None if recalled is None else (given, recalled)


def kept_limits(given: Mapping[str, Any]) -> Limits:
    """The limits that the asker set, of an answer as its receipt keeps it."""
    # A receipt of an earlier Dateline has none of them; JSON knows no tuple.
    kept = given.get("limits") or {}
    return Limits(**{**kept, "outlets": tuple(kept.get("outlets", ()))})


def claim_parts(given: Mapping[str, Any]) -> tuple[ClaimPart, ...]:
    """The sentences of a claim of several, of an answer as its receipt keeps it."""
    return tuple(
        ClaimPart(**{**one, "citations": tuple(one["citations"])}) for one in given.get("parts", ())
    )
