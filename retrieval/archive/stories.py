"""Copies of one story: near-identical articles, found when they are indexed.

For each article its sketch is kept, and which article has which of the sampled shingles; from
these, pairs of copies. A story has no record of its own: it is whatever copies of copies lead
to, so that taking an article out may split it. All of it is kept up in the transaction that
writes or deletes the article.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

import numpy as np

from retrieval.archive.sketches import Sketch, are_copies, sketch, stands_in
from retrieval.archive.store import as_article
from retrieval.types import Article, Copy

MANY = 20
"""A shingle that more articles have is common text, and no sign of a copy by itself."""

MOST_COMPARED = 24
"""Articles that one is compared with, those that share most with it first; a story that is
printed more often holds together by copies of copies."""

LEAST_SHARED = 8
"""Sampled shingles that an article must share to be compared at all."""

Holders = Mapping[int, list[int]]
"""By a hash the articles (their rows) that have it: the oldest, two more than many at most."""


def note_story(connection: sqlite3.Connection, number: int, article: Article) -> None:
    """Keep the sketch of the article in row `number`, and find its copies."""
    # Its arrays are kept in little-endian order: the copies of a shared archive exchange them.
    made = sketch(article.text, article.furniture)
    connection.execute(
        "insert into sketches values (?, ?, ?, ?, ?)",
        (
            number, made.size, made.rate,
            made.hashes.astype("<i8").tobytes(), made.numbers.astype("<u4").tobytes(),
        ),
    )  # fmt: skip
    connection.executemany(
        "insert into shingles values (?, ?)", ((key, number) for key in made.hashes.tolist())
    )
    holders = _holders(connection, made)
    _link(connection, number, made, holders)
    # Text that has just become common may have made copies of articles that are none.
    for other in _at(MANY + 1, holders) - {number}:
        _link_again(connection, other)


def forget_story(connection: sqlite3.Connection, number: int) -> None:
    """Take the article in row `number` out of its story; call before its row is deleted."""
    made = _sketch(connection, number)
    if made is None:
        return
    holders = _holders(connection, made)
    partners = _partners(connection, number)
    affected = _at(MANY + 1, holders)
    # Of much-printed text only the oldest were compared: others may hang together by this one.
    if any(len(those) > MANY for those in holders.values()):
        affected |= partners
    connection.executemany(
        "delete from shingles where hash = ? and article = ?",
        ((key, number) for key in made.hashes.tolist()),
    )
    for other in partners:
        _drop_pair(connection, number, other)
    connection.execute("delete from sketches where article = ?", (number,))
    for other in affected - {number}:
        _link_again(connection, other)


def _holders(connection: sqlite3.Connection, made: Sketch) -> Holders:
    # Bounded for each hash: a notice may stand in every article of an archive.
    # One more than `_at` asks for, so that exactly so many are told from more.
    query = "select article from shingles where hash = ? order by article limit ?"
    return {
        key: [row[0] for row in connection.execute(query, (key, MANY + 2))]
        for key in made.hashes.tolist()
    }


def _at(count: int, holders: Holders) -> set[int]:
    """The articles that have a shingle which exactly so many have."""
    return {n for those in holders.values() if len(those) == count for n in those}


def _link(connection: sqlite3.Connection, number: int, made: Sketch, holders: Holders) -> None:
    """Find the copies of an article; a pair that was found before is measured again."""
    common = {key for key, those in holders.items() if len(those) > MANY}
    shared = Counter(n for those in holders.values() for n in those if n != number)
    near = {n for n, count in shared.most_common(MOST_COMPARED) if count >= LEAST_SHARED}
    partners = _partners(connection, number)
    for other in near | partners:
        theirs = _sketch(connection, other)
        if theirs and are_copies(made, theirs, common):
            _note_pair(connection, number, other)
        elif other in partners:
            _drop_pair(connection, number, other)


def _link_again(connection: sqlite3.Connection, number: int) -> None:
    made = _sketch(connection, number)
    if made is not None:
        _link(connection, number, made, _holders(connection, made))


def _note_pair(connection: sqlite3.Connection, one: int, other: int) -> None:
    # Both ways: whoever looks for an article's copies then asks for one column, by its index.
    pair = ((one, other), (other, one))
    connection.executemany("insert or ignore into copies values (?, ?)", pair)


def _drop_pair(connection: sqlite3.Connection, one: int, other: int) -> None:
    pair = ((one, other), (other, one))
    connection.executemany("delete from copies where one = ? and other = ?", pair)


def _partners(connection: sqlite3.Connection, number: int) -> set[int]:
    rows = connection.execute("select other from copies where one = ?", (number,))
    return {row[0] for row in rows}


def _sketch(connection: sqlite3.Connection, number: int) -> Sketch | None:
    row = connection.execute("select * from sketches where article = ?", (number,)).fetchone()
    if row is None:
        return None
    hashes = np.frombuffer(row["hashes"], dtype="<i8")
    return Sketch(row["size"], row["rate"], hashes, np.frombuffer(row["figures"], dtype="<u4"))


def story_faults(connection: sqlite3.Connection) -> int:
    """How much is wrong with what is kept about copies; 0 in an archive that is sound.

    Counted are articles without a sketch, and rows that belong to no article or go one way only.
    """
    row = connection.execute(
        "select (select count(*) from articles where n not in (select article from sketches))"
        " + (select count(*) from sketches where article not in (select n from articles))"
        " + (select count(*) from shingles where article not in (select n from articles))"
        " + (select count(*) from copies where one not in (select n from articles)"
        "    or (other, one) not in (select one, other from copies))"
    ).fetchone()
    return int(row[0])


def renew_stories(connection: sqlite3.Connection) -> None:
    """Make everything that is kept about copies anew from the articles' texts."""
    for table in ("copies", "shingles", "sketches"):
        connection.execute(f"delete from {table}")
    numbers = [row["n"] for row in connection.execute("select n from articles order by n")]
    # One text at a time: those of a large archive do not fit into memory together.
    for number in numbers:
        row = connection.execute("select * from articles where n = ?", (number,)).fetchone()
        note_story(connection, number, as_article(row))


def copies_of(
    connection: sqlite3.Connection, article_ids: Iterable[str]
) -> dict[str, tuple[Copy, ...]]:
    """The other articles of each article's story, the earliest first, the undated last.

    An article of a story of its own has none. Copies of copies are among them, which need not
    hold the same passages: see `copies_containing`.
    """
    found: dict[str, tuple[Copy, ...]] = dict.fromkeys(article_ids, ())
    rows = connection.execute(
        # `union` drops what was reached before: pairs lead both ways, and in circles.
        "with recursive story (root, n) as ("
        " select id, n from articles where id in (select value from json_each(?))"
        " union select root, other from story join copies on one = n)"
        " select root, id, source, title, outlet, published, date_note, url"
        " from story join articles using (n) where id <> root"
        " order by published is null, published, source",
        (json.dumps(list(found)),),
    )
    for root, *fields in rows:
        found[root] += (Copy(*fields),)
    return found


def copies_containing(
    connection: sqlite3.Connection, candidates: Collection[Copy], passage: str
) -> tuple[Copy, ...]:
    """Those of the copies in which a passage stands nearly verbatim, in the same order."""
    return tuple(
        copy
        for copy in candidates
        for row in connection.execute("select text from articles where id = ?", (copy.article,))
        if stands_in(passage, row["text"])
    )
