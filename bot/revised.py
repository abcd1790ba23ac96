"""What an article corrects or updates, and what does so to it, in few words; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text import date_words

if TYPE_CHECKING:
    from retrieval.types import Article, Citation, Listing, Passage

CORRECTED = {
    "correction": "corrected by",
    "update": "updated by",
    "retraction": "retracted by",
    "clarification": "clarified by",
}
"""How the article that takes another's place is told of."""


def revised(item: Citation | Passage | Listing | Article) -> str | None:
    """`corrected by 3f2a (5 June 2015)`, `update of 3f2a`, `correction`; None for neither."""
    later = getattr(item, "corrected_by", None)
    if later:
        told = CORRECTED.get(getattr(item, "corrected_how", None) or "", "superseded by")
        on = getattr(item, "corrected_on", None)
        return f"{told} {later}" + (f" ({date_words(on)})" if on else "")
    kind = item.revision if isinstance(item.revision, str) else getattr(item.revision, "kind", None)
    earlier = getattr(item, "supersedes", None)
    return f"{kind} of {earlier}" if kind and earlier else kind
