"""Which earlier article a correction or an update takes the place of.

Only an article that says so itself (`Article.revision`) supersedes another: the newest earlier
one that is near to it, by the text they share, or by their names (the rare ones count for more)
and their vectors. Candidates come out of the full-text index by the rarest names, so that an
article costs the same in a large archive as in a small one. All of it is kept up in the
transaction that writes or deletes an article.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from retrieval.archive.article_similarity import (
    ComparedArticle,
    article_similarity,
    compared_article,
    count_name_chunks,
    weigh_names,
)
from retrieval.types import RevisionKind

WINDOW_DAYS = 30
"""A correction or an update that comes later is a new story."""

NUMBERED_DAYS = 3
"""So is one with a number: an agency sends UPDATE 1, 2 and 3 of a story within hours, and what it
is to take the place of may not be held."""

LOOKED_UP = 12
"""The rarest names that an article shares with others, by which candidates are found."""

COMPARED = 12
"""Candidates compared at most, those with most of these names first."""

AS_NEAR = 0.75
"""Of near candidates, the newest of those that have this share of the best one's nearness."""


FIRST_WORDS = 8
"""Words of an article without a title that stand for it."""

_BEGINNING = "substr(other.text, 1, 200) as beginning"


@dataclass(frozen=True, slots=True)
class Successor:
    """The article that corrects or updates another: which, what it is, and when it came.

    Without a title its first words stand for it.
    """

    article: str
    kind: RevisionKind
    published: str | None
    title: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Predecessor:
    """The article that another corrects or updates; its first words where it has no title."""

    article: str
    title: str | None


def note_revision(connection: sqlite3.Connection, number: int) -> None:
    """Link the article in row `number`, if it is a revision, and those that revise it.

    Call when its chunks are in the index.
    """
    piece = compared_article(connection, number)
    if piece.revision:
        _link(connection, piece)
    # Articles come in any order: what revises this one may be held already. Asked of an index
    # first, since most articles have no revision near them, and candidates cost a search.
    if _may_be_revised(connection, piece):
        for other in _candidates(connection, piece):
            if other.revision and _comes_before(piece, other):
                _link(connection, other)


def superseding(connection: sqlite3.Connection, number: int) -> list[int]:
    """The articles (their rows) that take the place of this one; to `link_again` without it."""
    rows = connection.execute("select article from supersedes where earlier = ?", (number,))
    return [row[0] for row in rows]


def link_again(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Find anew what these articles take the place of."""
    for number in numbers:
        _link(connection, compared_article(connection, number))


def renew_revisions(connection: sqlite3.Connection) -> None:
    """Find every link anew; call when all chunks are in the index."""
    connection.execute("delete from supersedes")
    rows = connection.execute("select n from articles where revision <> 'null'").fetchall()
    link_again(connection, [row["n"] for row in rows])


def successors(
    connection: sqlite3.Connection, article_ids: Iterable[str], as_of: str | None = None
) -> dict[str, Successor]:
    """For each article that was corrected or updated the newest that did, by its id.

    Args:
        connection: A transaction on the archive.
        article_ids: The articles asked about.
        as_of: Only what was published by then, ISO.
    """
    rows = connection.execute(
        # From revision to revision: of an update that was corrected the correction is told too.
        "with recursive later (root, n) as ("
        " select id, n from articles where id in (select value from json_each(?1))"
        " union select root, article from later join supersedes on earlier = n)"
        f" select root, id, revision->>0 as kind, published, title, {_BEGINNING},"
        # What was fetched has its address as its source; a path is nobody's address.
        " coalesce(url, iif(source glob 'http*://*', source, null)) as url"
        " from later join articles as other using (n)"
        " where id <> root and (?2 is null or published <= ?2)"
        " order by published is not null, published, revision->>1, n",
        (json.dumps(list(article_ids)), as_of),
    )
    # Of several rows with one root a dictionary keeps the last, which is the newest.
    return {
        row["root"]: Successor(
            row["id"], row["kind"], row["published"], row["title"] or _first_words(row), row["url"]
        )
        for row in rows
    }


def superseded(
    connection: sqlite3.Connection, article_ids: Iterable[str]
) -> dict[str, Predecessor]:
    """For each article that corrects or updates another that one, by its id."""
    rows = connection.execute(
        f"select one.id as root, other.id, other.title, {_BEGINNING} from articles as one"
        " join supersedes on article = one.n join articles as other on other.n = earlier"
        " where one.id in (select value from json_each(?))",
        (json.dumps(list(article_ids)),),
    )
    return {row["root"]: Predecessor(row["id"], row["title"] or _first_words(row)) for row in rows}


def _first_words(row: sqlite3.Row) -> str | None:
    """What an article without a title is told by: `The ferry to Mount Teal …`, or None."""
    words = str(row["beginning"]).split()
    # The last may have been cut.
    return f"{' '.join(words[:-1][:FIRST_WORDS])} …" if len(words) > 1 else None


def revision_states(
    connection: sqlite3.Connection, article_ids: Iterable[str]
) -> dict[str, dict[str, str | None]]:
    """What each article held corrects or updates today, and what does so to it, by its id.

    Under the names that a citation has for them.
    """
    ids = tuple(article_ids)
    rows = connection.execute(
        "select id, revision->>0 as kind from articles"
        " where id in (select value from json_each(?))",
        (json.dumps(ids),),
    ).fetchall()
    newer, older = successors(connection, ids), superseded(connection, ids)
    return {row["id"]: _state(row, newer.get(row["id"]), older.get(row["id"])) for row in rows}


def _state(
    row: sqlite3.Row, newer: Successor | None, older: Predecessor | None
) -> dict[str, str | None]:
    return {
        "revision": row["kind"],
        "supersedes": older.article if older else None,
        "supersedes_title": older.title if older else None,
        "corrected_by": newer.article if newer else None,
        "corrected_how": newer.kind if newer else None,
        "corrected_on": newer.published if newer else None,
        "corrected_title": newer.title if newer else None,
        "corrected_url": newer.url if newer else None,
    }


def _link(connection: sqlite3.Connection, piece: ComparedArticle) -> None:
    """Note what a revision takes the place of, or that nothing held is that."""
    connection.execute("delete from supersedes where article = ?", (piece.n,))
    earlier = _earlier(connection, piece)
    if earlier is not None:
        connection.execute("insert into supersedes values (?, ?)", (piece.n, earlier))


def _earlier(connection: sqlite3.Connection, piece: ComparedArticle) -> int | None:
    # Those that may be meant by their dates; of these the near ones; of these the latest.
    candidates = [one for one in _candidates(connection, piece) if _comes_before(one, piece)]
    if not candidates:
        return None
    weights = weigh_names(connection, piece.names.union(*(one.names for one in candidates)))
    nearness = {one.n: article_similarity(connection, piece, one, weights) for one in candidates}
    best = max(nearness.values())
    if not best:
        return None
    near = [one for one in candidates if nearness[one.n] >= AS_NEAR * best]
    # UPDATE 3 takes the place of UPDATE 2, though the first report may share more with it.
    return max(near, key=lambda one: (one.published or "", one.rank, nearness[one.n])).n


def _comes_before(one: ComparedArticle, other: ComparedArticle) -> bool:
    """Whether `one` may be what `other` corrects or updates, by their dates and numbers."""
    if one.n == other.n:
        return False
    if one.published and other.published:
        days = (date.fromisoformat(other.published) - date.fromisoformat(one.published)).days
        numbered = other.revision is not None and other.revision.number is not None
        # On one day the numbers decide: the first report has rank 0, UPDATE 2 rank 2.
        return 0 < days <= (NUMBERED_DAYS if numbered else WINDOW_DAYS) or (
            days == 0 and one.rank < other.rank
        )
    return one.rank < other.rank


def _may_be_revised(connection: sqlite3.Connection, piece: ComparedArticle) -> bool:
    """Whether the archive holds a revision of about the time after this article."""
    last = None
    if piece.published:
        last = (date.fromisoformat(piece.published) + timedelta(WINDOW_DAYS)).isoformat()
    row = connection.execute(
        # By the partial index on `published`. An undated article may be a revision of any time.
        "select exists (select 1 from articles where revision <> 'null' and n <> ?1"
        " and (published is null or ?2 is null or published between ?2 and ?3))",
        (piece.n, piece.published, last),
    ).fetchone()
    return bool(row[0])


def _candidates(
    connection: sqlite3.Connection, piece: ComparedArticle
) -> Iterator[ComparedArticle]:
    """Other articles that share most of the rarest names of this one."""
    # By the name too, so that names as rare as each other come in the same order each time.
    rare = sorted(
        count_name_chunks(connection, piece.names).items(), key=lambda item: (item[1], item[0])
    )
    shared: dict[int, float] = defaultdict(float)
    looked_up = 0
    for word, chunks in rare:
        rows = connection.execute(
            "select distinct article from words join chunks on chunks.id = words.rowid"
            " where words match ? and article <> ?",
            # In quotation marks: FTS5 takes Kok-Tash for syntax of its own.
            (f'"{word}"', piece.n),
        ).fetchall()
        for row in rows:
            # The rarer a name, the more it counts.
            shared[row[0]] += 1 / chunks
        # The rarest of a long report are its own alone, and lead nowhere.
        looked_up += bool(rows)
        if looked_up == LOOKED_UP:
            break
    for number, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:COMPARED]:
        yield compared_article(connection, number)
