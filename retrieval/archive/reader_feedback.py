"""What readers said of answers, and what had been asked, by the receipt of each answer."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from retrieval.archive.store import Archive
from retrieval.errors import UsageError
from retrieval.feedback_kinds import FEEDBACK_KINDS, FeedbackKind
from retrieval.redaction import redacted
from retrieval.types import Question

LONGEST_REMARK = 1000  # characters; the form in Discord takes fewer

# In archives made before there were remarks, the first one brings the table.
REMARKS = """
create table if not exists remarks (  -- what a reader wrote beside what was said of an answer
    receipt text not null references receipts (id) on delete cascade,
    reader text not null,             -- as in feedback
    text text not null,
    primary key (receipt, reader)
) without rowid
"""

LIMITS = ("outlet", "since", "until", "as_of", "literal", "form", "outlets")
"""The fields of a question that are kept beside its words."""


# What was asked, when, and whether it was limited; the best answers; the refusals that still hold.
# SQLite's `lower` folds ASCII letters alone, so that other scripts are grouped by case as well.
_LACKING = """
asking as (
    select trim(json_extract(answer, '$.question')) as text,
        lower(trim(json_extract(answer, '$.question'))) as folded,
        created, julianday(created) as moment, json_extract(answer, '$.found') as found,
        coalesce(asked.question ->> '$.outlet', asked.question ->> '$.since',
            asked.question ->> '$.until', asked.question ->> '$.as_of',
            nullif(asked.question ->> '$.outlets', '[]')) is not null as limited,
        coalesce(asked.question ->> '$.private', false) as private,
        asked.question ->> '$.channel' as channel
    from receipts left join asked on asked.receipt = receipts.id
    where json_extract(answer, '$.mode') <> 'help'
        -- An empty archive lacks nothing in particular. Old receipts do not say how much was held.
        and coalesce(json_extract(answer, '$.coverage.articles'), 1) > 0
),
answered as (
    select folded, max(moment) as latest, max(not limited) as unlimited
    from asking where found group by folded
),
lacking as (
    select asking.* from asking left join answered using (folded)
    where not found and (latest is null or latest < moment and not (limited and unlimited))
)
"""


@dataclass(frozen=True, slots=True)
class ReaderReport:
    """What was said of one answer.

    Attributes:
        receipt: The answer's receipt.
        kind: What was said.
        readers: How many people said so.
        created: When the first of them did, ISO.
        question: What had been asked, with its limits as far as they were kept.
        found: Whether the answer was one; a refusal was not.
        sources: The sources of the articles that it cited, each once.
        remarks: What those people wrote beside it.
    """

    receipt: str
    kind: FeedbackKind
    readers: int
    created: str
    question: Question
    found: bool
    sources: tuple[str, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnansweredQuestion:
    """A question that the archive holds no answer to: how often it was asked, and last when."""

    question: str
    times: int
    last: str


@dataclass(frozen=True, slots=True)
class AskedCount:
    """How many questions were asked, and how many of them the archive holds an answer to."""

    total: int
    found: int


def note_asked(connection: sqlite3.Connection, receipt: str, question: Question) -> None:
    """Keep beside a receipt the limits that its question had, and where it was asked.

    So it can be asked again, and is shown to those alone who may see it. Its words stand in the
    receipt.

    Args:
        connection: In a transaction of `Archive.noting`.
        receipt: The receipt of its answer.
        question: As it was put.
    """
    kept = {name: getattr(question, name) for name in (*LIMITS, "private", "channel")}
    # Most asked in a terminal have nothing to keep.
    if any(kept[name] for name in kept if name != "form"):
        connection.execute(
            # By way of `receipts`: of an answer whose receipt is gone, nothing is kept.
            "insert or replace into asked select id, ? from receipts where id = ?",
            # As ASCII: half a character is no UTF-8.
            (json.dumps(kept), receipt),
        )


def asked_before(archive: Archive, receipt: str) -> Question:
    """The question that the answer with this receipt was given to.

    It stands alone, as it was searched, with the limits that it had.

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


def save_report(
    archive: Archive, receipt: str, kind: FeedbackKind, reader: str, remark: str = ""
) -> bool:
    """Note what a reader says of an answer, in place of what they said of it before.

    Args:
        archive: Where it is noted.
        receipt: The answer's receipt.
        kind: What is said.
        reader: Any name that tells readers apart; only a digest of it is kept.
        remark: What is written beside it.

    Returns:
        False where that reader has said the same before, and writes nothing beside it.

    Raises:
        UsageError: There is no such receipt.
        ArchiveError: The archive can't be written to just now.
    """
    # With the receipt in it, a reader has another digest at each answer, and can't be followed from
    # one to the next.
    digest = hashlib.sha256(f"{receipt}\n{reader}".encode()).hexdigest()[:32]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    # Redacted before it is cut: half of a key is not recognised as one.
    text = redacted(" ".join(remark.split()))[:LONGEST_REMARK]
    with archive.noting() as connection:
        if not connection.execute("select 1 from receipts where id = ?", (receipt,)).fetchone():
            raise UsageError(f"There is no receipt {receipt!r} in this archive.")
        # What was said before goes if it was something else; said once more, it keeps its time.
        others = "delete from feedback where receipt = ? and reader = ? and kind <> ?"
        connection.execute(others, (receipt, digest, kind))
        cursor = connection.execute(
            "insert or ignore into feedback values (?, ?, ?, ?)", (receipt, kind, digest, now)
        )
        new = cursor.rowcount == 1 or bool(text)
        # To say the same once more without a word leaves the words.
        if new:
            _remark(connection, receipt, digest, text)
        return new


def _remark(connection: sqlite3.Connection, receipt: str, digest: str, text: str) -> None:
    """Keep what was written last; nothing is kept of somebody who now says something else."""
    connection.execute(REMARKS)
    connection.execute("delete from remarks where receipt = ? and reader = ?", (receipt, digest))
    if text:
        connection.execute("insert into remarks values (?, ?, ?)", (receipt, digest, text))


def asked_count(archive: Archive, since: str) -> AskedCount:
    """What was asked since then (ISO, with its zone), as far as there are receipts of it."""
    with archive.reading() as connection:
        row = connection.execute(
            f"with {_LACKING} select count(*) as total,"
            " count(*) - (select count(*) from lacking where moment >= julianday(?1)) as found"
            " from asking where moment >= julianday(?1)",
            (since,),
        ).fetchone()
    return AskedCount(row["total"], row["found"])


def unanswered(
    archive: Archive,
    most: int,
    since: str | None = None,
    *,
    channels: Collection[int] | None = None,
) -> tuple[UnansweredQuestion, ...]:
    """The questions that the archive holds no answer to, those asked most often first.

    A refusal does not count where the same question got an answer since, nor where it was asked of
    fewer articles (by *Narrow*, say) and got one without those limits.

    Args:
        archive: Whose receipts are looked through.
        most: How many questions to give.
        since: Only what was asked since then (ISO, with its zone).
        channels: Only what was asked in these channels of a chat service, and not in private; None
            for all, wherever it was asked.
    """
    within = None if channels is None else json.dumps(list(channels))
    with archive.reading() as connection:
        rows = connection.execute(
            # Beside `max` SQLite takes the other columns from the row that has it: the latest
            # wording.
            f"with {_LACKING} select text, count(*) as times, max(created) as last from lacking"
            " where (?2 is null or moment >= julianday(?2)) and (?3 is null or not private"
            " and channel in (select value from json_each(?3)))"
            " group by folded order by times desc, last desc limit ?1",
            (most, since, within),
        ).fetchall()
    return tuple(UnansweredQuestion(row["text"], row["times"], row["last"]) for row in rows)


def reports(
    archive: Archive, kinds: Sequence[FeedbackKind] = FEEDBACK_KINDS
) -> tuple[ReaderReport, ...]:
    """What readers said, the earliest first; of these kinds only."""
    with archive.reading() as connection:
        rows = connection.execute(
            # Who said so is gathered to find what they wrote, and leaves this module no further.
            "select f.receipt, kind, count(*) as readers, min(f.created) as created,"
            " json_group_array(reader) as said_by, answer, question"
            " from feedback f join receipts on id = f.receipt"
            " left join asked a on a.receipt = f.receipt"
            " group by f.receipt, kind order by min(f.created), f.receipt, kind"
        ).fetchall()
        remarks = _remarks(connection)
    return tuple(_report(row, remarks) for row in rows if row["kind"] in kinds)


def _remarks(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """What was written, by receipt and reader."""
    # It comes with the first remark.
    held = "select 1 from sqlite_master where name = 'remarks'"
    if connection.execute(held).fetchone() is None:
        return {}
    rows = connection.execute("select receipt, reader, text from remarks")
    return {(row["receipt"], row["reader"]): row["text"] for row in rows}


def _report(row: Any, remarks: Mapping[tuple[str, str], str]) -> ReaderReport:
    answer = json.loads(row["answer"])
    sources = dict.fromkeys(citation["source"] for citation in answer["citations"])
    by = json.loads(row["said_by"])
    return ReaderReport(
        receipt=row["receipt"],
        kind=row["kind"],
        readers=row["readers"],
        created=row["created"],
        question=_question(row["answer"], row["question"], standing_alone=False),
        found=answer["found"],
        sources=tuple(sources),
        remarks=tuple(text for one in by if (text := remarks.get((row["receipt"], one)))),
    )


def _question(answer: str, kept: str | None, *, standing_alone: bool) -> Question:
    """The question as typed, or as it was searched, with what is known of its limits."""
    given = json.loads(answer)
    # A follow-up ("and Belarus?") was typed as `asked`, and searched as `question`.
    text = given["question"] if standing_alone else given["asked"]
    question = Question(text, form=given.get("form", "answer"))
    if kept is None:
        return question
    # JSON has made a list of the tuple of outlets.
    limits = {name: value for name, value in json.loads(kept).items() if name in LIMITS}
    return replace(question, **{**limits, "outlets": tuple(limits.get("outlets", ()))})
