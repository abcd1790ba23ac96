"""What Dateline says of an answer or an article in words of its own, in the asker's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text import date_words
from retrieval.messages import gettext, gettext_noop

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


def understood_words(answer: Answer) -> str:
    """What was taken from the question as a limit, in a line."""
    return gettext("Understood: {limits}").format(limits=" · ".join(answer.understood))
