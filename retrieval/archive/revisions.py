"""Which earlier article a correction or an update takes the place of.

Only an article that says so itself (`Article.revision`) supersedes another: the newest earlier
one that is near to it, by the text they share, or by their names (the rare ones count for more)
and their vectors. Candidates come out of the full-text index by the rarest names, so that an
article costs the same in a large archive as in a small one. All of it is kept up in the
transaction that writes or deletes an article.
"""

from __future__ import annotations

import json
import math
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from rapidfuzz import fuzz

from retrieval.archive.lists import revision_of
from retrieval.archive.scripts import as_indexed
from retrieval.archive.sketches import folded_words, shingles
from retrieval.types import Revision, RevisionKind

WINDOW_DAYS = 30
"""A correction or an update that comes later is a new story."""

COMMON = 400
"""A name in more chunks than this tells no story from another, and is not looked up."""

LOOKED_UP = 12
"""The rarest names of an article by which candidates are found."""

COMPARED = 12
"""Candidates compared at most, those with most of these names first."""

SAME_TEXT = 0.3
"""The share of the shorter text's runs of words that stand in the other: one is made from the
other. Own reports that share a quotation have 0.1."""

SAME_NAMES = 0.42
"""The share of names that articles of two outlets on one matter have in common, if their meaning
is near too. Measured on twenty story lines, each told by two or three outlets in words of their
own: 0.23 to 0.62 within a story, and over this outside it for three of 30,000 pairs."""

SAME_NAMES_AT_HOME = 0.3
"""The same where one outlet wrote both."""

SAME_MEANING = 0.55
"""The cosine of two chunks of theirs: 0.57 to 0.82 within these stories."""

SAME_TITLE = 85.0
"""Of 100 (rapidfuzz): titles of one outlet as like as this are of one matter."""

AS_NEAR = 0.75
"""Of near candidates, the newest of those that have this share of the best one's nearness."""

_WORD = re.compile(r"[^\W_][\w'’-]*")
_SENTENCE_END = re.compile(r"(?:^|[.!?…:\n])[\s\"'“”«»(\[*_-]*$")
_MANY_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Successor:
    """The article that corrects or updates another: its id, what it is, and when it came."""

    article: str
    kind: RevisionKind
    published: str | None


@dataclass(frozen=True, slots=True)
class _Piece:
    """What of an article is compared; `names` are folded as the index folds them."""

    n: int
    title: str
    outlet: str | None
    published: str | None
    revision: Revision | None
    names: frozenset[str]
    text: str

    @property
    def rank(self) -> int:
        """Which of the versions of one day comes later: the first has 0, UPDATE 2 has 2."""
        return (self.revision.number or 1) if self.revision else 0


def note_revision(connection: sqlite3.Connection, number: int) -> None:
    """Link the article in row `number`, if it is a revision, and those that revise it.

    Call when its chunks are in the index.
    """
    piece = _piece(connection, number)
    if piece.revision:
        _link(connection, piece)
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
        _link(connection, _piece(connection, number))


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
        "with recursive later (root, n) as ("
        " select id, n from articles where id in (select value from json_each(?1))"
        " union select root, article from later join supersedes on earlier = n)"
        " select root, id, revision->>0 as kind, published from later join articles using (n)"
        " where id <> root and (?2 is null or published <= ?2)"
        " order by published is not null, published, revision->>1, n",
        (json.dumps(list(article_ids)), as_of),
    )
    return {row["root"]: Successor(row["id"], row["kind"], row["published"]) for row in rows}


def superseded(connection: sqlite3.Connection, article_ids: Iterable[str]) -> dict[str, str]:
    """For each article that corrects or updates another the id of that one."""
    rows = connection.execute(
        "select one.id, other.id from articles as one join supersedes on article = one.n"
        " join articles as other on other.n = earlier"
        " where one.id in (select value from json_each(?))",
        (json.dumps(list(article_ids)),),
    )
    return {row[0]: row[1] for row in rows}


def _link(connection: sqlite3.Connection, piece: _Piece) -> None:
    """Note what a revision takes the place of, or that nothing held is that."""
    connection.execute("delete from supersedes where article = ?", (piece.n,))
    earlier = _earlier(connection, piece)
    if earlier is not None:
        connection.execute("insert into supersedes values (?, ?)", (piece.n, earlier))


def _earlier(connection: sqlite3.Connection, piece: _Piece) -> int | None:
    candidates = [one for one in _candidates(connection, piece) if _comes_before(one, piece)]
    if not candidates:
        return None
    weights = _weights(connection, piece.names.union(*(one.names for one in candidates)))
    nearness = {one.n: _nearness(connection, piece, one, weights) for one in candidates}
    best = max(nearness.values())
    if not best:
        return None
    near = [one for one in candidates if nearness[one.n] >= AS_NEAR * best]
    return max(near, key=lambda one: (one.published or "", one.rank, nearness[one.n])).n


def _nearness(
    connection: sqlite3.Connection, piece: _Piece, other: _Piece, weights: Mapping[str, float]
) -> float:
    """How near two articles are, from 0 (not of one matter) to 1."""
    text = _shared_text(piece.text, other.text)
    home = piece.outlet is not None and piece.outlet == other.outlet
    title = fuzz.token_set_ratio(piece.title.casefold(), other.title.casefold()) if home else 0.0
    names = _shared_names(piece, other, weights)
    # A note speaks of the page that it stands on, never of another outlet's.
    open_to_names = home or not (piece.revision and piece.revision.note)
    dated = bool(piece.published and other.published)
    near = (
        text >= SAME_TEXT
        or (title >= SAME_TITLE and names > 0)
        or (
            dated
            and open_to_names
            and names >= (SAME_NAMES_AT_HOME if home else SAME_NAMES)
            and _cosine(connection, piece.n, other.n) >= SAME_MEANING
        )
    )
    return max(text, names, title / 100) if near else 0.0


def _shared_names(one: _Piece, other: _Piece, weights: Mapping[str, float]) -> float:
    common = one.names & other.names
    smaller = min(sum(weights[word] for word in piece.names) for piece in (one, other))
    return sum(weights[word] for word in common) / (smaller or 1.0)


def _cosine(connection: sqlite3.Connection, one: int, other: int) -> float:
    """The nearest that a chunk of one article comes to a chunk of the other."""
    query = "select vector from vectors join chunks on chunk = id where article = ?"
    mine, theirs = (
        [np.frombuffer(row[0], dtype="<f4") for row in connection.execute(query, (number,))]
        for number in (one, other)
    )
    return float((np.stack(mine) @ np.stack(theirs).T).max()) if mine and theirs else 0.0


@lru_cache(maxsize=64)
def _runs(text: str) -> frozenset[int]:
    return frozenset(shingles(folded_words(text)).tolist())


def _shared_text(one: str, other: str) -> float:
    mine, theirs = _runs(one), _runs(other)
    return len(mine & theirs) / (min(len(mine), len(theirs)) or 1)


def _comes_before(one: _Piece, other: _Piece) -> bool:
    """Whether `one` may be what `other` corrects or updates, by their dates and numbers."""
    if one.n == other.n:
        return False
    if one.published and other.published:
        days = (date.fromisoformat(other.published) - date.fromisoformat(one.published)).days
        return 0 < days <= WINDOW_DAYS or (days == 0 and one.rank < other.rank)
    return one.rank < other.rank


def _may_be_revised(connection: sqlite3.Connection, piece: _Piece) -> bool:
    """Whether the archive holds a revision of about the time after this article."""
    last = None
    if piece.published:
        last = (date.fromisoformat(piece.published) + timedelta(WINDOW_DAYS)).isoformat()
    row = connection.execute(
        "select exists (select 1 from articles where revision <> 'null' and n <> ?1"
        " and (published is null or ?2 is null or published between ?2 and ?3))",
        (piece.n, piece.published, last),
    ).fetchone()
    return bool(row[0])


def _candidates(connection: sqlite3.Connection, piece: _Piece) -> Iterator[_Piece]:
    """Other articles that share most of the rarest names of this one."""
    rare = sorted(_rarity(connection, piece.names).items(), key=lambda item: (item[1], item[0]))
    shared: dict[int, float] = defaultdict(float)
    for word, chunks in rare[:LOOKED_UP]:
        rows = connection.execute(
            "select distinct article from words join chunks on chunks.id = words.rowid"
            " where words match ? and article <> ?",
            (f'"{word}"', piece.n),
        )
        for row in rows:
            shared[row[0]] += 1 / chunks
    for number, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:COMPARED]:
        yield _piece(connection, number)


def _rarity(connection: sqlite3.Connection, names: Iterable[str]) -> dict[str, int]:
    """In how many chunks each name stands, the common ones and those of none left out."""
    query = "select count(*) from (select 1 from words where words match ? limit ?)"
    counted = {
        word: connection.execute(query, (f'"{word}"', COMMON + 1)).fetchone()[0] for word in names
    }
    return {word: count for word, count in counted.items() if 0 < count <= COMMON}


def _weights(connection: sqlite3.Connection, names: Iterable[str]) -> dict[str, float]:
    """What each name weighs: the rarer, the more."""
    held = connection.execute("select count(*) from chunks").fetchone()[0]
    rarity = _rarity(connection, names)
    return {word: math.log(1 + held / rarity.get(word, COMMON)) for word in names}


def _piece(connection: sqlite3.Connection, number: int) -> _Piece:
    row = connection.execute(
        "select n, title, outlet, published, revision, text from articles where n = ?", (number,)
    ).fetchone()
    title = row["title"] or ""
    names = _names(f"{title}\n{row['text']}")
    return _Piece(
        row["n"], title, row["outlet"], row["published"], revision_of(row), names, row["text"]
    )


@lru_cache(maxsize=64)
def _names(text: str) -> frozenset[str]:
    """The words with a capital that no sentence begins with, folded as in the index."""
    found = (
        word[0]
        for word in _WORD.finditer(text)
        if word[0][0].isupper()
        and len(word[0]) >= _MANY_LETTERS
        and not _SENTENCE_END.search(text[max(0, word.start() - 6) : word.start()])
    )
    return frozenset(as_indexed(word).casefold() for word in found)
