"""What readers said of answers, and what had been asked, by the receipt of each answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from retrieval.archive.store import Archive
from retrieval.errors import UsageError
from retrieval.types import Question

Kind = Literal["helpful", "outdated", "wrong citation"]

KINDS: tuple[Kind, ...] = ("helpful", "outdated", "wrong citation")

LIMITS = ("outlet", "since", "until", "as_of", "literal", "form", "outlets")
"""The fields of a question that are kept beside its words."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was said of one answer.

    Attributes:
        receipt: The answer's receipt.
        kind: What was said.
        readers: How many people said so.
        created: When the first of them did, ISO.
        question: What had been asked, with its limits as far as they were kept.
        found: Whether the answer was one; a refusal was not.
        sources: The sources of the articles that it cited, each once.
    """

    receipt: str
    kind: Kind
    readers: int
    created: str
    question: Question
    found: bool
    sources: tuple[str, ...]


def note_asked(archive: Archive, receipt: str, question: Question) -> None:
    """Keep the question behind a receipt with its limits, so that it can be asked again.

    Raises:
        ArchiveError: The archive can't be written to just now.
    """
    kept = {name: getattr(question, name) for name in ("text", *LIMITS)}
    with archive.noting() as connection:
        connection.execute(
            "insert or replace into asked select id, ? from receipts where id = ?",
            # As ASCII: half a character is no UTF-8.
            (json.dumps(kept), receipt),
        )


def asked_before(archive: Archive, receipt: str) -> Question:
    """The question that the answer with this receipt was given to.

    It stands alone, as it was searched; its limits are those that were kept with `note_asked`.

    Raises:
        UsageError: There is no such receipt.
    """
    with archive.reading() as connection:
        row = connection.execute(
            "select answer, question from receipts left join asked on receipt = id where id = ?",
            (receipt,),
        ).fetchone()
    if row is None:
        raise UsageError(f"There is no receipt {receipt!r} in this archive.")
    return _question(row["answer"], row["question"], standing_alone=True)


def report(archive: Archive, receipt: str, kind: Kind, reader: str) -> bool:
    """Note what a reader says of an answer; False where that reader has said so before.

    Args:
        archive: Where it is noted.
        receipt: The answer's receipt.
        kind: What is said.
        reader: Any name that tells readers apart; only a digest of it is kept.

    Raises:
        UsageError: There is no such receipt.
        ArchiveError: The archive can't be written to just now.
    """
    digest = hashlib.sha256(f"{receipt}\n{reader}".encode()).hexdigest()[:32]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with archive.noting() as connection:
        if not connection.execute("select 1 from receipts where id = ?", (receipt,)).fetchone():
            raise UsageError(f"There is no receipt {receipt!r} in this archive.")
        cursor = connection.execute(
            "insert or ignore into feedback values (?, ?, ?, ?)", (receipt, kind, digest, now)
        )
        return cursor.rowcount == 1


def reports(archive: Archive, kinds: Sequence[Kind] = KINDS) -> tuple[Report, ...]:
    """What readers said, the earliest first; of these kinds only."""
    with archive.reading() as connection:
        rows = connection.execute(
            "select f.receipt, kind, count(*) as readers, min(f.created) as created,"
            " answer, question from feedback f join receipts on id = f.receipt"
            " left join asked a on a.receipt = f.receipt"
            " group by f.receipt, kind order by min(f.created), f.receipt, kind"
        ).fetchall()
    return tuple(_report(row) for row in rows if row["kind"] in kinds)


def _report(row: Any) -> Report:
    answer = json.loads(row["answer"])
    sources = dict.fromkeys(citation["source"] for citation in answer["citations"])
    return Report(
        receipt=row["receipt"],
        kind=row["kind"],
        readers=row["readers"],
        created=row["created"],
        question=_question(row["answer"], row["question"], standing_alone=False),
        found=answer["found"],
        sources=tuple(sources),
    )


def _question(answer: str, kept: str | None, *, standing_alone: bool) -> Question:
    """The question as typed, or as it was searched, with what is known of its limits."""
    given = json.loads(answer)
    text = given["question"] if standing_alone else given["asked"]
    question = Question(text, form=given.get("form", "answer"))
    if kept is None:
        return question
    limits = {name: value for name, value in json.loads(kept).items() if name in LIMITS}
    return replace(question, **{**limits, "outlets": tuple(limits.get("outlets", ()))})
