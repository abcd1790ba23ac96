"""Receipts: every answer is kept under a short id, so that it can be checked again later."""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from retrieval.archive.earlier_versions import Version, earlier_versions, note_cited
from retrieval.archive.quoting import nearest_sentences, read_back, surroundings
from retrieval.archive.reader_feedback import note_asked
from retrieval.archive.revisions import revision_states
from retrieval.archive.store import Archive
from retrieval.errors import ArchiveError, UsageError
from retrieval.messages import gettext
from retrieval.redaction import redacted, redacted_values
from retrieval.types import Answer, Citation, Copy, Question, Recalled

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""No letter that is read as another."""

Standing = Literal["exact", "changed", "removed"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Verified:
    """One citation of a receipt as it stands today; `citation` has the fields of `Citation`.

    What corrects or updates its article is told as it is today, not as it was when it was cited.

    Attributes:
        earlier: For a changed article the text that was cited, where it was kept.
        now: What stands nearest to the quotation in the article today, if anything is like it.
        published: The article's date today, and `indexed` when its text was read.
    """

    citation: Mapping[str, Any]
    standing: Standing
    earlier: Version | None = None
    now: str | None = None
    published: str | None = None
    indexed: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """An answer as it was given: `answer` has the fields of `Answer`, the passages left out."""

    id: str
    created: str
    answer: Mapping[str, Any]


UNKEPT = frozenset({"passages", "translations"})
"""What of an answer its receipt leaves out: what was found besides, and a model's translations."""


def keep_receipt(archive: Archive, answer: Answer, question: Question | None = None) -> Answer:
    """Store the answer, and how it was asked; the same answer with its receipt's id.

    An archive that can't be written to (a read-only disk) still answers, without a receipt.
    """
    # Eight of 31 signs, some 850 billion ids: two alike are not to be expected, nor a lucky guess.
    receipt = "".join(secrets.choice(ALPHABET) for _ in range(8))
    kept = {name: value for name, value in asdict(answer).items() if name not in UNKEPT}
    created = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        with archive.noting() as connection:
            connection.execute(
                "insert into receipts values (?, ?, ?)",
                # As ASCII: half a character from a caller's own id would be no UTF-8.
                (receipt, created, json.dumps(redacted_values(kept))),
            )
            # In the same transaction: what was asked in private is never taken for public.
            if question is not None:
                note_asked(connection, receipt, question)
            # A refusal cites nothing, and quotes what came nearest: those texts too are kept when
            # they change.
            note_cited(connection, answer.citations or answer.nearest)
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
    # Whatever else was typed is no id, and may be no text that SQLite takes (half a character).
    if set(receipt) <= set(ALPHABET):
        with archive.reading() as connection:
            row = connection.execute("select * from receipts where id = ?", (receipt,)).fetchone()
    if row is None:
        form = gettext("There is no receipt {receipt} in this archive.")
        raise UsageError(form.format(receipt=repr(receipt)))
    return Receipt(row["id"], row["created"], json.loads(row["answer"]))


def verify_receipt(archive: Archive, receipt: Receipt) -> tuple[Verified, ...]:
    """Each citation of a receipt: still exact, its article changed, or its article removed.

    Of a refusal, each of the quotations that came nearest.
    """
    quoted = receipt.answer["citations"] or receipt.answer.get("nearest", ())
    with archive.reading() as connection:
        today = revision_states(connection, {one["article"] for one in quoted})
        return tuple(
            _verified(connection, {**one, **today.get(one["article"], {})}) for one in quoted
        )


def recall(archive: Archive, receipt: str) -> Recalled | None:
    """What may still be shown of the answer with this receipt, or None if there is none.

    A quotation from an article that was removed or replaced is never shown again.
    """
    try:
        verified = verify_receipt(archive, find_receipt(archive, receipt))
    except UsageError:
        return None
    by_standing: dict[Standing, list[Citation]] = {"exact": [], "changed": [], "removed": []}
    with archive.reading() as connection:
        # The exact ones come back whole; of the others no quotation does (see below).
        for one in verified:
            by_standing[one.standing].append(_as_citation(connection, one.citation))
        # Of those alone that stand: the others' offsets are of another text, or of none.
        around = tuple(
            surroundings(connection, each.article, each.hash, each.start, each.end)
            for each in by_standing["exact"]
        )
    return Recalled(
        tuple(by_standing["exact"]),
        changed=tuple(citation.number for citation in by_standing["changed"]),
        removed=tuple(citation.number for citation in by_standing["removed"]),
        surroundings=around,
        articles=tuple(one.citation["article"] for one in verified),
        now=tuple(one.now for one in verified if one.standing == "changed"),
    )


def _verified(connection: sqlite3.Connection, citation: Mapping[str, Any]) -> Verified:
    standing = _standing(connection, citation)
    # What stands there now is looked for sentence by sentence: only where it has to be told.
    if standing != "changed":
        return Verified(citation, standing)
    row = connection.execute(
        "select text, furniture, published, indexed from articles where id = ?",
        (citation["article"],),
    ).fetchone()
    furniture = tuple((start, end) for start, end in json.loads(row["furniture"]))
    place = nearest_sentences(citation["quote"], row["text"], furniture)
    # The whole hash is a prefix too: at most one version has it.
    kept = earlier_versions(connection, citation["article"], citation["hash"])
    return Verified(
        citation,
        standing,
        earlier=next((v for v in kept if _holds(v, citation)), None),
        now=row["text"][place[0] : place[1]] if place else None,
        published=row["published"],
        indexed=row["indexed"],
    )


def _holds(version: Version, citation: Mapping[str, Any]) -> bool:
    """Whether a kept version is whole and holds the quotation where the receipt says."""
    # A version may have been damaged on the disk: then nothing of it is shown.
    whole = hashlib.sha256(version.text.encode()).hexdigest() == version.hash
    there = version.text[citation["start"] : citation["end"]]
    return whole and bool(there == citation["quote"])


def _as_citation(connection: sqlite3.Connection, fields: Mapping[str, Any]) -> Citation:
    """A citation as it was kept, those of its copies left out that were removed since."""
    copies = (Copy(**copy) for copy in fields.get("copies", ()))
    query = "select 1 from articles where id = ?"
    held = (copy for copy in copies if connection.execute(query, (copy.article,)).fetchone())
    return Citation(**{**fields, "copies": tuple(held)})


def _standing(connection: sqlite3.Connection, citation: Mapping[str, Any]) -> Standing:
    row = connection.execute(
        "select 1 from articles where id = ?", (citation["article"],)
    ).fetchone()
    # One that was erased has no quotation any more, even where the article came back.
    if row is None or citation["quote"] is None:
        return "removed"
    place = (citation["article"], citation["hash"], citation["start"], citation["end"])
    # By the hash too: where the text has changed, nothing is held at this place.
    held = read_back(connection, *place)
    # A quotation that held a secret was kept without it.
    quoted = held is not None and citation["quote"] in (held, redacted(held))
    return "exact" if quoted else "changed"
