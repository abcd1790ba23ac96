"""Erasing: a removed article's text leaves the receipts too, and is overwritten on the disk."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval.archive.backups import backups_beside
from retrieval.archive.indexing import mend_index, take_out
from retrieval.archive.planning import is_missing
from retrieval.archive.snapshot import drop_snapshots, write_snapshot
from retrieval.archive.store import Archive
from retrieval.archive.stories import copies
from retrieval.errors import UsageError
from retrieval.types import Article

REMOVED = "(A sentence was here; the article that it came from was erased.)"
"""Stands in a receipt for what an answer said."""

_NAMING = (
    "select id, answer from receipts where exists (select 1 from json_tree(answer) as one"
    " where one.key = 'article' and one.value in (select value from json_each(?)))"
)
_QUOTED = (
    "select distinct one.value->>'article' as id, one.value->>'source' as source"
    " from receipts, json_each(answer, '$.citations') as one where one.value->>'quote' is not null"
    " union select one.value->>'article', one.value->>'source'"
    " from receipts, json_each(answer, '$.nearest') as one where one.value->>'quote' is not null"
)


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was erased, and where the text may still be.

    Attributes:
        sources: The sources of the articles that were erased.
        receipts: How many receipts lost a quotation.
        files: Files from which they were read, and which are still there.
        copies: Articles held, by id, in which nearly the same text stands.
        backups: Backups beside the archive.
        server: What a Chroma server may still hold of the vectors; None without one.
        shared: Whether the archive is a shared one, which other machines and a server hold too.
    """

    sources: tuple[str, ...]
    receipts: int
    files: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    backups: tuple[str, ...] = ()
    server: str | None = None
    shared: bool = False


def erase(archive: Archive, names: Sequence[str]) -> Erasure:
    """Remove articles, take what they said out of every receipt, and overwrite what they left.

    All of them are erased or, if one is unknown, none.

    Args:
        archive: Where they are held.
        names: Their ids or sources; one that was removed before, and that a receipt quotes, is
            known too. Without any, every article that was removed before.

    Raises:
        UsageError: No article has that name, and no receipt quotes one.
        ArchiveLocked: Another process is writing.
        ArchiveError: What was left could not be overwritten.
    """
    with archive.write_lock("dateline remove --erase"):
        held, gone = _named(archive, names)
        erased = {**gone, **{article.id: article.source for article in held}}
        with archive.writing() as connection:
            if archive.log:
                archive.log.erasing()
            files, alike = _elsewhere(connection, held)
            for article in held:
                take_out(connection, article)
            receipts = _erase_from_receipts(connection, erased.keys())
            connection.executemany(
                "delete from cited where article = ?", ((name,) for name in erased)
            )
            # Deleted words stay in the index beside a mark until its parts are merged.
            connection.execute("insert into words (words) values ('optimize')")
        server = _renew_index(archive)
        archive.overwrite_free()
        if archive.log:
            archive.log.overwrite_removed()
    backups = tuple(map(str, backups_beside(archive.home)))
    shared = archive.log is not None
    return Erasure(tuple(erased.values()), receipts, files, alike, backups, server, shared)


def _named(archive: Archive, names: Sequence[str]) -> tuple[list[Article], dict[str, str]]:
    """The articles held of these names; the sources by id of those that receipts alone know."""
    with archive.reading() as connection:
        known = {row["id"]: row["source"] for row in connection.execute(_QUOTED)}
        live = {row["id"] for row in connection.execute("select id from articles")}
    gone = {key: source for key, source in known.items() if key not in live}
    if not names:
        return [], gone
    held: dict[str, Article] = {}
    before: dict[str, str] = {}
    for name in names:
        article = archive.article(name)
        found = {key: source for key, source in gone.items() if name in (key, source)}
        if article is None and not found:
            raise UsageError(
                f"No article is called {name!r}, and no answer quotes one; `dateline articles`"
                " lists those held."
            )
        if article is not None:
            held[article.id] = article
        before |= found
    return list(held.values()), before


def _elsewhere(
    connection: sqlite3.Connection, held: Sequence[Article]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The files that still hold these articles, and the ids of their copies."""
    ids = [article.id for article in held]
    rows = connection.execute(
        "select distinct file from articles where id in (select value from json_each(?))",
        (json.dumps(ids),),
    )
    files = [row["file"] for row in rows]
    # A page's key is its URL: no file of this machine.
    there = tuple(file for file in files if Path(file).is_absolute() and not is_missing(file))
    alike = {copy.article for many in copies(connection, ids).values() for copy in many}
    return there, tuple(sorted(alike.difference(ids)))


def _erase_from_receipts(connection: sqlite3.Connection, articles: Collection[str]) -> int:
    rows = connection.execute(_NAMING, (json.dumps(list(articles)),)).fetchall()
    for row in rows:
        answer = without(json.loads(row["answer"]), articles)
        connection.execute(
            "update receipts set answer = ? where id = ?", (json.dumps(answer), row["id"])
        )
    return len(rows)


def without(answer: Mapping[str, Any], articles: Collection[str]) -> dict[str, Any]:
    """An answer as a receipt keeps it, without anything that these articles said.

    Of a citation the place is left, of a sentence that it stands for a remark.
    """
    quoted = [*answer["citations"], *answer.get("nearest", ())]
    titles = [one["title"] for one in quoted if one["article"] in articles and one["title"]]
    numbers = {one["number"] for one in answer["citations"] if one["article"] in articles}
    statements = [
        {**one, "text": REMOVED} if numbers.intersection(one["citations"]) else one
        for one in answer["statements"]
    ]
    return {
        **answer,
        "text": _text(answer, statements),
        "statements": statements,
        "citations": [_citation(one, articles) for one in answer["citations"]],
        "nearest": [_citation(one, articles) for one in answer.get("nearest", ())],
        "notes": [note for note in answer.get("notes", ()) if not _names(note, titles)],
    }


def _text(answer: Mapping[str, Any], statements: Sequence[Mapping[str, Any]]) -> str:
    """The sentences that are left; of a refusal its own first line."""
    if not answer["found"]:
        return str(answer["text"]).partition("\n")[0]
    return " ".join(
        one["text"]
        if one["text"] == REMOVED
        else f"{one['text']} {''.join(f'[{number}]' for number in one['citations'])}"
        for one in statements
    )


def _citation(citation: Mapping[str, Any], articles: Collection[str]) -> dict[str, Any]:
    copies = [copy for copy in citation.get("copies", ()) if copy["article"] not in articles]
    if citation["article"] not in articles:
        return {**citation, "copies": copies}
    return {**citation, "quote": None, "title": None, "url": None, "copies": []}


def _names(note: str, titles: Sequence[str]) -> bool:
    return any(title in note for title in titles)


def _renew_index(archive: Archive) -> str | None:
    """A snapshot without the vectors that went, and none with them; else none at all.

    With a Chroma server: what that may still hold.
    """
    if archive.server is not None:
        drop_snapshots(archive)
        trouble = mend_index(archive)
        where = archive.server.address.shown
        return trouble or f"what the Chroma server at {where} keeps in its files of deleted vectors"
    try:
        write_snapshot(archive)
    except Exception:  # Chroma's errors are many; what has to go, goes all the same
        drop_snapshots(archive)
        raise
    drop_snapshots(archive, keep_current=True)
    return None
