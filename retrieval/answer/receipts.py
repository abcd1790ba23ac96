"""Receipts: every answer is kept under a short id, so that it can be checked again later."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from retrieval.archive.quoting import read_back
from retrieval.archive.store import Archive
from retrieval.errors import ArchiveError, UsageError
from retrieval.types import Answer, Citation, Recalled

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""No letter that is read as another."""

Standing = Literal["exact", "changed", "removed"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Verified:
    """One citation of a receipt as it stands today; `citation` has the fields of `Citation`."""

    citation: Mapping[str, Any]
    standing: Standing


@dataclass(frozen=True, slots=True)
class Receipt:
    """An answer as it was given: `answer` has the fields of `Answer`, the passages left out."""

    id: str
    created: str
    answer: Mapping[str, Any]


def keep_receipt(archive: Archive, answer: Answer) -> Answer:
    """Store the answer; the same answer with its receipt's id.

    An archive that can't be written to (a read-only disk) still answers, without a receipt.
    """
    receipt = "".join(secrets.choice(ALPHABET) for _ in range(8))
    kept = {name: value for name, value in asdict(answer).items() if name != "passages"}
    created = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        with archive.noting() as connection:
            connection.execute(
                "insert into receipts values (?, ?, ?)",
                # As ASCII: half a character from a caller's own id would be no UTF-8.
                (receipt, created, json.dumps(kept)),
            )
    except ArchiveError:
        log.warning("The receipt could not be kept.", exc_info=True)
        return answer
    return replace(answer, receipt=receipt)


def find_receipt(archive: Archive, receipt: str) -> Receipt:
    """The receipt of this id.

    Raises:
        UsageError: There is none.
    """
    row = None
    if set(receipt) <= set(ALPHABET):
        with archive.reading() as connection:
            row = connection.execute("select * from receipts where id = ?", (receipt,)).fetchone()
    if row is None:
        raise UsageError(f"There is no receipt {receipt!r} in this archive.")
    return Receipt(row["id"], row["created"], json.loads(row["answer"]))


def verify(archive: Archive, receipt: Receipt) -> tuple[Verified, ...]:
    """Each citation of a receipt: still exact, its article changed, or its article removed."""
    with archive.reading() as connection:
        return tuple(
            Verified(citation, _standing(connection, citation))
            for citation in receipt.answer["citations"]
        )


def recall(archive: Archive, receipt: str) -> Recalled | None:
    """What may still be shown of the answer with this receipt, or None if there is none.

    A quotation from an article that was removed or replaced is never shown again.
    """
    try:
        verified = verify(archive, find_receipt(archive, receipt))
    except UsageError:
        return None
    by_standing: dict[Standing, list[Citation]] = {"exact": [], "changed": [], "removed": []}
    for one in verified:
        by_standing[one.standing].append(Citation(**one.citation))
    return Recalled(
        tuple(by_standing["exact"]),
        changed=tuple(citation.number for citation in by_standing["changed"]),
        removed=tuple(citation.number for citation in by_standing["removed"]),
    )


def _standing(connection: Any, citation: Mapping[str, Any]) -> Standing:
    row = connection.execute(
        "select 1 from articles where id = ?", (citation["article"],)
    ).fetchone()
    if row is None:
        return "removed"
    place = (citation["article"], citation["hash"], citation["start"], citation["end"])
    return "exact" if read_back(connection, *place) == citation["quote"] else "changed"
