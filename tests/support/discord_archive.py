"""A small real archive for the Discord face: articles without vectors, and receipts of answers."""

from __future__ import annotations

import hashlib
from pathlib import Path

from retrieval import factory
from retrieval.archive.article_writing import put_article
from retrieval.archive.store import Archive
from retrieval.receipts.receipts import keep_receipt, recall
from retrieval.types import Answer, Article
from support.discord_fakes import citation, found, make_settings

TEXT = "The bridge opened on Monday."


def opened(home: Path) -> Archive:
    return factory.open_archive(make_settings(home), create=True)


def article(name: str, text: str = TEXT, **values: object) -> Article:
    stated: dict[str, object] = {
        "id": name,
        "source": f"articles/{name}.txt",
        "text": text,
        "hash": hashlib.sha256(text.encode()).hexdigest(),
        "title": f"Title of {name}",
        "outlet": "The Courier",
        "published": "2016-11-03",
        "published_how": "metadata",
    }
    return Article(**{**stated, **values})  # type: ignore[arg-type]


def many(count, **values):
    return [
        article(
            f"a{n:03}", f"Text {n}.", title=f"Bridge {n}", published=f"2016-01-{n:02}", **values
        )
        for n in range(1, count + 1)
    ]


def shelve(home: Path, *articles: Article) -> None:
    """Put the articles into the archive in `home`."""
    with opened(home) as archive:
        for one in articles:
            with archive.writing() as connection:
                put_article(connection, f"/articles/{one.id}", one, ())


def answered(home: Path, **values: object) -> Answer:
    """An answer that quotes a shelved article, with its receipt in the archive."""
    one = article("article1")
    shelve(home, one)
    cited = citation(hash=one.hash, article=one.id, end=len(TEXT), quote=TEXT, url=None)
    answer = found(TEXT, citations=(cited,), receipt=None, **values)
    with opened(home) as archive:
        kept = keep_receipt(archive, answer)
    assert kept.receipt
    return kept


LINE = "A sentence of the answer, with number {} in it. " * 8


def long_answer(home, address="https://courier.example/{}"):
    """An answer of many sentences, each quoted of an article of its own."""
    made = [article(f"a{n}", LINE.replace("{}", str(n)).strip()) for n in range(12)]
    shelve(home, *made)
    cited = tuple(
        citation(n, one.text, article=one.id, hash=one.hash, url=address and address.format(n))
        for n, one in enumerate(made, start=1)
    )
    answer = found(*(one.text for one in made), citations=cited, receipt=None)
    with opened(home) as archive:
        return keep_receipt(archive, answer)


QUESTION = "When did the bridge open?"


def from_archive(home):
    def look(receipt):
        with opened(home) as archive:
            return recall(archive, receipt)

    return look


def labels(message):
    return [item["label"] for row in message.components for item in row["components"]]
