"""Plain text: the whole file is the article, a block of front matter at its head left out."""

from __future__ import annotations

from retrieval.errors import UnreadableArticle
from retrieval.reading.article import make_article
from retrieval.reading.formats.encoding import decode
from retrieval.reading.formats.markdown import front_matter
from retrieval.reading.formats.metadata_fields import metadata_from
from retrieval.types import Article

# The fields that `metadata_from` reads
_KNOWN = frozenset({"title", "outlet", "source", "author", "published", "date", "url"})


def read_plain(raw: bytes, source: str, key: str) -> Article:
    """The article in a text file's bytes.

    Lines between two of `---` are front matter only where they give a field that is known: a
    text may be parted so too.

    Raises:
        UnreadableArticle: The bytes are no text, or hold none.
    """
    text = decode(raw)
    try:
        fields, start = front_matter(text)
    # Two rules with words between them that are no YAML: part of the text.
    except UnreadableArticle:
        fields, start = {}, 0
    if not _KNOWN & fields.keys():
        return make_article(source, key, text)
    return make_article(source, key, text, metadata_from(fields), start)
