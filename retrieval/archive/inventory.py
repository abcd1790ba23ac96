"""What the archive holds, as far as planning a run needs it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from retrieval.archive.article_listing import ARTICLE_COLUMNS
from retrieval.archive.list_columns import LIST_COLUMNS, lists_json
from retrieval.types import Article

_COLUMNS = f"{ARTICLE_COLUMNS}, {LIST_COLUMNS}"
# Without the text: by its hash, which is among the columns, a changed one is told.
_HELD = f"select file, {_COLUMNS} from articles"
_GIVEN = "(select value from json_each(?))"


@dataclass(frozen=True, slots=True)
class HeldArticle:
    """One article in the archive, as far as planning needs it."""

    id: str
    source: str
    file: str
    facts: tuple[object, ...] = ()


class Inventory:
    """What the archive holds: articles by id, stamps by file; as a run leaves it, step by step."""

    def __init__(
        self, articles: Iterable[HeldArticle] = (), stamps: Mapping[str, str] | None = None
    ):
        self.articles: dict[str, HeldArticle] = {}
        self.stamps = dict(stamps or {})
        # Dictionaries as sets that keep the order in which the articles came.
        self._by_file: dict[str, dict[str, None]] = {}
        for held in articles:
            self.put(held)

    def put(self, held: HeldArticle) -> None:
        """Take an article in, in place of the one of its id."""
        # It may have come from another file before.
        self.drop(held.id)
        self.articles[held.id] = held
        self._by_file.setdefault(held.file, {})[held.id] = None

    def drop(self, article_id: str) -> None:
        """Take an article out, if it is there."""
        if before := self.articles.pop(article_id, None):
            del self._by_file[before.file][article_id]

    def of_file(self, key: str) -> list[HeldArticle]:
        """The articles that came from a file."""
        return [self.articles[name] for name in self._by_file.get(key, ())]


def full_inventory(connection: sqlite3.Connection) -> Inventory:
    """All that the archive holds."""
    return Inventory(map(_held, connection.execute(_HELD)), file_stamps(connection))


def inventory_of(
    connection: sqlite3.Connection, keys: Sequence[str], ended: Sequence[str], names: Sequence[str]
) -> Inventory:
    """What the archive holds of a part of a run.

    Args:
        connection: The archive.
        keys: The files whose stamps are wanted.
        ended: Those of them all of whose articles are wanted.
        names: The ids of other articles that are wanted.
    """
    # By id too: what is read from one file may be held as another's.
    articles = connection.execute(
        f"{_HELD} where file in {_GIVEN} or id in {_GIVEN} order by n",
        (json.dumps(ended), json.dumps(names)),
    )
    rows = connection.execute(
        f"select key, stamp from files where key in {_GIVEN}", (json.dumps(keys),)
    )
    return Inventory(map(_held, articles), {row["key"]: row["stamp"] for row in rows})


def file_stamps(connection: sqlite3.Connection) -> dict[str, str]:
    """The stamps that are noted of files."""
    return {row["key"]: row["stamp"] for row in connection.execute("select * from files")}


def articles_by_file(connection: sqlite3.Connection) -> dict[str, int]:
    """How many articles came from each file."""
    rows = connection.execute("select file, count(*) as articles from articles group by file")
    return {row["file"]: row["articles"] for row in rows}


def held_articles(connection: sqlite3.Connection) -> list[HeldArticle]:
    """Every article with its file, without the facts."""
    rows = connection.execute("select id, source, file from articles")
    return [HeldArticle(*row) for row in rows]


def article_facts(article: Article) -> tuple[object, ...]:
    """What `HeldArticle.facts` would be of an article."""
    values = (getattr(article, name) for name in ARTICLE_COLUMNS.split(", "))
    # In the order of `_COLUMNS`, lists as text, as `_held` has them of a row: they are compared.
    return (*values, *lists_json(article))


def _held(row: sqlite3.Row) -> HeldArticle:
    facts = tuple(row[name] for name in _COLUMNS.split(", "))
    return HeldArticle(row["id"], row["source"], row["file"], facts)
