"""Plain text: the whole file is the article."""

from __future__ import annotations

from retrieval.reading.article import make_article
from retrieval.reading.decode import decode
from retrieval.types import Article


def read_plain(raw: bytes, source: str, key: str) -> Article:
    """The article in a text file's bytes.

    Raises:
        UnreadableArticle: The bytes are no text, or hold none.
    """
    return make_article(source, key, decode(raw))
