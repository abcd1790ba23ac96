"""How near two articles are: whether they tell of one matter.

By the text they share, or by their names, of which the rare ones count for more, and their
vectors.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from retrieval.archive.list_columns import revision_from_row
from retrieval.archive.quantization import unpack_vectors
from retrieval.archive.sketches import folded_words, shingles
from retrieval.archive.text_normalization import as_indexed
from retrieval.types import Revision

COMMON = 400
"""A name in more chunks than this tells no story from another, and is not looked up."""

SAME_TEXT = 0.3
"""The share of the shorter text's runs of words that stand in the other: one is made from the
other. Own reports that share a quotation have 0.1."""

SAME_NAMES = 0.42
"""The share of names that articles of two outlets on one matter have in common, if their meaning
is near too. Measured on twenty story lines, each told by two or three outlets in its own words:
11 of the 21 pairs of one story that share most names reach it (0.2 to 0.62), and 3 of some 680
candidates from other matters."""

SAME_NAMES_AT_HOME = 0.3
"""The same where one outlet wrote both."""

SAME_MEANING = 0.5
"""The cosine of two chunks of theirs; one in a hundred of all pairs of articles reaches it."""

QUOTED_TITLE = 3
"""Words of a title at least that a correction which quotes it means; less may be any words."""

SAME_TITLE = 85.0
"""Of 100 (rapidfuzz): titles of one outlet as like as this are of one matter."""

_WORD = re.compile(r"[^\W_][\w'’-]*")  # Kok-Tash, O'Brien
# What stands before a sentence's first word: ". ", ":\n\n\"", and nothing at all.
_SENTENCE_END = re.compile(r"(?:^|[.!?…:\n])[\s\"'“”«»(\[*_-]*$")
_MANY_LETTERS = 3  # shorter capitalised words are mostly no names


@dataclass(frozen=True, slots=True)
class ComparedArticle:
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


def article_similarity(
    connection: sqlite3.Connection,
    piece: ComparedArticle,
    other: ComparedArticle,
    weights: Mapping[str, float],
) -> float:
    """How near two articles are, from 0 (not of one matter) to 1."""
    text = _shared_text(piece.text, other.text)
    home = piece.outlet is not None and piece.outlet == other.outlet
    if home and piece.revision and _quotes_title(piece.text, other.title):
        return 1.0
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
            # Last: it alone reads vectors, and is asked only where all else fits.
            and _cosine(connection, piece.n, other.n) >= SAME_MEANING
        )
    )
    return max(text, names, title / 100) if near else 0.0


def _quotes_title(text: str, title: str) -> bool:
    """Whether a text has a title in quotation marks: An article ("Dam bursts") misstated ..."""
    if len(title.split()) < QUOTED_TITLE:
        return False
    quoted = rf"[\"“„«‘'(]{re.escape(title.rstrip('.'))}[.,]?[\"”“»’')]"
    return re.search(quoted, text, re.IGNORECASE) is not None


def _shared_names(
    one: ComparedArticle, other: ComparedArticle, weights: Mapping[str, float]
) -> float:
    common = one.names & other.names
    # Of the one with less: a brief has few of a long report's names.
    smaller = min(sum(weights[word] for word in piece.names) for piece in (one, other))
    return sum(weights[word] for word in common) / (smaller or 1.0)


def _cosine(connection: sqlite3.Connection, one: int, other: int) -> float:
    """The nearest that a chunk of one article comes to a chunk of the other."""
    query = "select vector from vectors join chunks on chunk = id where article = ?"
    # A damaged blob can't be unpacked; until it is embedded again nothing is told by it.
    # An article without chunks has no vectors, which ends here too.
    with suppress(ValueError):
        mine, theirs = (
            unpack_vectors([row[0] for row in connection.execute(query, (n,))])
            for n in (one, other)
        )
        return float((mine @ theirs.T).max())
    return 0.0


@lru_cache(maxsize=64)
def _runs(text: str) -> frozenset[int]:
    return frozenset(shingles(folded_words(text)).tolist())


def _shared_text(one: str, other: str) -> float:
    mine, theirs = _runs(one), _runs(other)
    return len(mine & theirs) / (min(len(mine), len(theirs)) or 1)


def count_name_chunks(connection: sqlite3.Connection, names: Iterable[str]) -> dict[str, int]:
    """In how many chunks each name stands, the common ones and those of none left out."""
    # Counted just so far that a name is known to be too common: the longest lists end there.
    query = "select count(*) from (select 1 from words where words match ? limit ?)"
    counted = {
        word: connection.execute(query, (f'"{word}"', COMMON + 1)).fetchone()[0] for word in names
    }
    return {word: count for word, count in counted.items() if 0 < count <= COMMON}


def weigh_names(connection: sqlite3.Connection, names: Iterable[str]) -> dict[str, float]:
    """What each name weighs: the rarer, the more."""
    held = connection.execute("select count(*) from chunks").fetchone()[0]
    rarity = count_name_chunks(connection, names)
    # A name in no chunk, or in too many, weighs what one in COMMON chunks does.
    return {word: math.log(1 + held / rarity.get(word, COMMON)) for word in names}


def compared_article(connection: sqlite3.Connection, number: int) -> ComparedArticle:
    """What is compared of the article in row `number`."""
    row = connection.execute(
        "select n, title, outlet, published, revision, text from articles where n = ?", (number,)
    ).fetchone()
    title = row["title"] or ""
    names = _names(f"{title}\n{row['text']}")
    return ComparedArticle(
        row["n"], title, row["outlet"], row["published"], revision_from_row(row), names, row["text"]
    )


@lru_cache(maxsize=64)
def _names(text: str) -> frozenset[str]:
    """The words with a capital that no sentence begins with, folded as in the index."""
    found = (
        word[0]
        for word in _WORD.finditer(text)
        if word[0][0].isupper()
        and len(word[0]) >= _MANY_LETTERS
        # Six characters back are enough for a full stop, quotation marks and a space.
        and not _SENTENCE_END.search(text[max(0, word.start() - 6) : word.start()])
    )
    return frozenset(as_indexed(word).casefold() for word in found)
