"""What Dateline says of an answer or an article in words of its own, in the asker's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text import date_words
from retrieval.messages import gettext, gettext_noop
from retrieval.messages.limit_words import asked_for, understood_limits

if TYPE_CHECKING:
    from retrieval.types import Answer, Article, ArticleListing, Citation, Passage

# Where the answer is told while it is made: "changed" against what was told already.
CHANGED = gettext_noop("The last check changed the answer. This is the whole of it:")


def date_label(item: Citation | Passage | ArticleListing | Article) -> str:
    """The date of an article, and how it is known where the article's metadata do not state it."""
    # A day from the metadata needs no remark: there the article itself states it.
    how = {
        "dateline": gettext(" (date from the dateline)"),
        "url": gettext(" (date from the URL)"),
    }
    return date_words(item.published, item.date_note) + how.get(item.published_how, "")


def closest() -> str:
    """What the quotations of a refusal stand under."""
    return gettext("The closest the archive comes")


def translated_by() -> str:
    """What translations stand under."""
    return gettext(
        "Translated by a chat model, not quoted; names, numbers and dates agree with the original"
    )


def verdict_words(verdict: str, *, partly: bool = False) -> str:
    """How the check of a claim came out, in a sentence.

    Args:
        verdict: What the archive says of it.
        partly: Whether it says something of a sentence of it, though not of all.
    """
    if partly and verdict == "not in the archive":
        return gettext("Not all of this is in the archive.")
    told = {
        "supported": gettext("Supported by the archive."),
        "contradicted": gettext("Contradicted: the archive says otherwise."),
        "not in the archive": gettext("Not in the archive."),
    }
    return told[verdict]


def limit_lines(answer: Answer) -> list[str]:
    """What it was limited to, in lines: what the asker set, and what was taken from the words."""
    # A word of help searches nothing, whatever limits a conversation has.
    if answer.mode == "help":
        return []
    return list(filter(None, (asked_for(answer.limits), understood_limits(answer.understood))))
