"""What a document's properties say, where it can be believed.

Programs fill them in by themselves: file names as titles, accounts as authors. Their dates
say when a file was made, not when an article was published, and are never used.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrieval.reading.article import Metadata, make_article
from retrieval.reading.formats.metadata_fields import field_text
from retrieval.reading.press.text_lines import folded, is_byline

if TYPE_CHECKING:
    from retrieval.reading.sandbox.extraction import Extracted
    from retrieval.types import Article

# "Microsoft Word - minutes.doc", "untitled"
_NO_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel) - |untitled\b|document ?\d*$|slide ?\d*$|\W*$)"
    r"|\.(?:docx?|dotx?|pdf|rtf|odt|txt|html?|indd|qxp|qxd|pages|tex|dvi|ps|eps|pptx?|xlsx?)$",
    re.IGNORECASE,
)
_LONGEST_TITLE = 300  # characters
# What programs fill in where no author was named
_NOBODY = frozenset(
    {"windows user", "office user", "microsoft office user", "test user", "author name"}
)


def document_article(
    source: str, key: str, text: str, found: Extracted, pages: tuple[int, ...] = ()
) -> Article:
    """The article that a document's text is, under the properties that it states.

    Args:
        source: As the article's.
        key: As the article's.
        text: The document's.
        found: What a child process made of the document.
        pages: Where each page begins in the text.

    Raises:
        UnreadableArticle: It holds no text.
    """
    return make_article(
        source, key, text, stated_properties(found.title, found.author), pages=pages
    )


def stated_properties(title: str | None, author: str | None) -> Metadata:
    """The title and author that a document's properties state; nothing that a program wrote."""
    return Metadata(title=_title(title), author=_author(author))


def _title(stated: str | None) -> str | None:
    words = field_text(stated)
    # A title of one word is rather a file's name.
    if not words or " " not in words or len(words) > _LONGEST_TITLE or _NO_TITLE.search(words):
        return None
    return words


def _author(stated: str | None) -> str | None:
    # Office joins several authors by semicolons.
    names = (field_text(stated) or "").replace(";", ",")
    return names if is_byline(names) and folded(names) not in _NOBODY else None
