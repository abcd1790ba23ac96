"""What became of what is shown, in few words; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrieval.messages.revision_words import revision_words

if TYPE_CHECKING:
    from retrieval.types import Article, ArticleListing, Citation, Passage

LINKS = (
    "supersedes",
    "supersedes_title",
    "corrected_by",
    "corrected_title",
    "corrected_how",
    "corrected_on",
)


def revised(item: Citation | Passage | ArticleListing | Article, *, ids: bool = True) -> str | None:
    """`corrected by “New toll” (3f2a, 5 June 2015)`, `update of 3f2a`; None for neither.

    With `ids` an article with a title is told by its id too.
    """
    # An `Article` holds the whole `Revision` and no links, a listing not how and when.
    kind = item.revision if isinstance(item.revision, str) else getattr(item.revision, "kind", None)
    links = {name: getattr(item, name, None) for name in LINKS}
    return revision_words(revision=kind, **links, ids=ids)
