"""Articles as a reader would hand them over, and how they come into an archive."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from retrieval.archive.indexing import index
from retrieval.archive.store import Archive
from retrieval.embedding import Embedder
from retrieval.types import Article, FoundFiles, Reading, SourceFile

SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo")


def article(name: str, text: str, **facts: Any) -> Article:
    """An article that states these facts of itself; its file has its name."""
    facts = {"source": f"{name}.json", **facts}
    return Article(id=name, text=text, hash=hashlib.sha256(text.encode()).hexdigest(), **facts)


def story(seed: object, sentences: int = 8) -> str:
    """Made-up prose of ten words a sentence, the same for the same seed."""
    return _story(str(seed), sentences)


@lru_cache(maxsize=5_000)  # most tests have the same ones
def _story(seed: str, sentences: int) -> str:
    rng = random.Random(seed)
    words = lambda: "".join(rng.choices(SYLLABLES, k=3))  # noqa: E731
    return " ".join(
        " ".join([words().capitalize(), *(words() for _ in range(9))]) + "."
        for _ in range(sentences)
    )


def index_articles(archive: Archive, embedder: Embedder, articles: Sequence[Article]) -> None:
    """Index the articles, one a file, as if each had been read from its own."""
    files = tuple(SourceFile(a.source, f"/{a.source}", a.hash) for a in articles)
    by_source = {a.source: a for a in articles}
    index(archive, embedder, FoundFiles(files), lambda file: Reading((by_source[file.source],)))
