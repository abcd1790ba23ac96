"""A conversation's state: the limits in force, the answers so far, and what it calls.

What a line of it leads to is told by `bot.responding`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.render import Line
from bot.text import fold
from retrieval.errors import UsageError
from retrieval.messages import gettext
from retrieval.messages.limit_words import limit_words
from retrieval.types import Answer, Article, ArticleListing, Limits, Question

MOST_EARLIER = 4
"""How many answers a follow-up question can lean on, in every face."""


# Stands in where a conversation is given nothing to look receipts up with.
def _no_receipt(receipt: str) -> str:
    form = gettext("There is no receipt {receipt} in this archive.")
    raise UsageError(form.format(receipt=repr(receipt)))


@dataclass(frozen=True, slots=True)
class Core:
    """What a conversation calls.

    Attributes:
        ask: Answers a question; may raise any `DatelineError`.
        listings: The articles held.
        article: An article by its id, or None.
        verified: How the citations of a receipt stand today, as text.
        exported: The answer of a receipt as Markdown.
    """

    ask: Callable[[Question], Answer]
    listings: Callable[[], Sequence[ArticleListing]]
    article: Callable[[str], Article | None]
    verified: Callable[[str], str] = _no_receipt
    exported: Callable[[str], str] = _no_receipt


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where a conversation stands: the limits in force, and its last answers, oldest first."""

    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    earlier: tuple[Answer, ...] = ()

    def question(self, text: str) -> Question:
        """`text` as a question within the limits, with the answers before it."""
        return Question(text, self.outlet, self.since, self.until, self.as_of, earlier=self.earlier)

    @property
    def limits(self) -> Limits:
        """The limits in force, as a question's answer tells them."""
        return self.question("").limits

    def last(self) -> Answer:
        """The last answer.

        Raises:
            UsageError: There is none yet.
        """
        if not self.earlier:
            raise UsageError(gettext("There is no answer yet. Ask a question first."))
        return self.earlier[-1]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a line led to: where the conversation stands now, and what to print."""

    conversation: Conversation
    lines: Sequence[Line] = ()
    leave: bool = False


def limits_text(conversation: Conversation) -> str:
    """The limits in force, in one line."""
    said = fold(" · ".join(limit_words(conversation.limits)))
    return said[:1].upper() + said[1:] or gettext("All outlets, all dates")


def outlet_names(core: Core) -> list[str]:
    """The outlets of the articles held, in order."""
    return sorted({one.outlet for one in core.listings() if one.outlet})


def name_key(name: str) -> str:
    """A name without case, accents, blanks and punctuation, for comparing what was typed."""
    # Taken apart first, so that accents fall away as marks of their own: "É" is "e", "й" is "и".
    return "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if c.isalnum())
