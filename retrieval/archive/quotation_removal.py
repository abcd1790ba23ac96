"""What receipts quote of articles that are removed: they lose it, and keep where it stood."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from typing import Any

REMOVED = "(A sentence was here; the article that it came from was removed.)"
"""Stands in a receipt for what an answer said."""

# At any depth: citations, the nearest quotations, and the copies beside either name articles.
_NAMING = (
    "select id, answer from receipts where exists (select 1 from json_tree(answer) as one"
    " where one.key = 'article' and one.value in (select value from json_each(?)))"
)


def remove_quotations(connection: sqlite3.Connection, articles: Collection[str]) -> int:
    """Take what these articles said out of every receipt; how many receipts named them."""
    rows = connection.execute(_NAMING, (json.dumps(list(articles)),)).fetchall()
    for row in rows:
        answer = without_articles(json.loads(row["answer"]), articles)
        connection.execute(
            "update receipts set answer = ? where id = ?", (json.dumps(answer), row["id"])
        )
    # Else, where the article came back, its next change would keep a text that no receipt quotes.
    connection.executemany("delete from cited where article = ?", ((name,) for name in articles))
    return len(rows)


def without_articles(answer: Mapping[str, Any], articles: Collection[str]) -> dict[str, Any]:
    """An answer as a receipt keeps it, without anything that these articles said.

    Of a citation the place is left, of a sentence that it stands for a remark.
    """
    quoted = [*answer["citations"], *answer.get("nearest", ())]
    # A note is a sentence, which may name an article by its title.
    titles = [one["title"] for one in quoted if one["article"] in articles and one["title"]]
    # Of the citations alone: `nearest` is a refusal's, and is numbered from 1 as well.
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
        # The lines below it may quote what came nearest.
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
    # Its place stays: article, hash and offsets tell what the answer rested on.
    return {**citation, "quote": None, "title": None, "url": None, "copies": []}


def _names(note: str, titles: Sequence[str]) -> bool:
    return any(title in note for title in titles)
