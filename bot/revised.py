"""What an article corrects or updates, and what does so to it, in few words; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text import date_words
from retrieval.messages import gettext

if TYPE_CHECKING:
    from retrieval.types import Article, ArticleListing, Citation, Passage


def revised(item: Citation | Passage | ArticleListing | Article) -> str | None:
    """`corrected by 3f2a (5 June 2015)`, `update of 3f2a`, `correction`; None for neither."""
    # First what replaces it: that an article is out of date matters more than what it replaced.
    later = getattr(item, "corrected_by", None)
    if later:
        told = _by(getattr(item, "corrected_how", None)).format(article=later)
        on = getattr(item, "corrected_on", None)
        return told + (f" ({date_words(on)})" if on else "")
    # An `Article` holds the whole `Revision`, everything else only its kind.
    kind = item.revision if isinstance(item.revision, str) else getattr(item.revision, "kind", None)
    if not kind:
        return None
    earlier = getattr(item, "supersedes", None)
    form = gettext("{kind} of {article}")
    return form.format(kind=_kind(kind), article=earlier) if earlier else _kind(kind)


def _by(how: str | None) -> str:
    """How the article that takes another's place is told of."""
    # A whole phrase for each, which a translator can turn as the language needs.
    match how:
        case "correction":
            return gettext("corrected by {article}")
        case "update":
            return gettext("updated by {article}")
        case "retraction":
            return gettext("retracted by {article}")
        case "clarification":
            return gettext("clarified by {article}")
        case _:
            return gettext("superseded by {article}")


def _kind(kind: str) -> str:
    called = {
        "correction": gettext("correction"),
        "update": gettext("update"),
        "retraction": gettext("retraction"),
        "clarification": gettext("clarification"),
    }
    return called.get(kind, kind)
