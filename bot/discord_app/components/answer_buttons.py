"""The buttons under an answer. Each carries the answer's receipt, so it works after a restart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord

from bot.discord_app.components.article_reader import Quoted, read_button
from bot.discord_app.components.persistent_button import PersistentButton
from bot.discord_app.context import context_of
from bot.discord_app.render.answer_pages import shown_numbers
from bot.discord_app.render.messages import receipt_words
from bot.links import address_of
from bot.render import is_refusal
from retrieval.messages import LANGUAGES, gettext, gettext_noop, question_language, speaking
from retrieval.types import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.discord_app.interaction import Interaction
    from retrieval.types import Citation

# Under an answer that quotes something, in this order, in one row.
ANSWERED = {
    "sources": gettext_noop("Sources"),
    "narrow": gettext_noop("Narrow"),
    "helpful": "👍",
    "wrong": "👎",
    "export": gettext_noop("Export"),
}
# Under a refusal; the last one only where there is a limit to drop.
REFUSED = {
    "held": gettext_noop("It is in the archive"),
    "watch": gettext_noop("Watch this"),
    "free": gettext_noop("Ask without limits"),
}
# Under the sentence that *Narrow* gives; the last one opens a form.
NARROWER = {
    "newer": gettext_noop("Newer"),
    "older": gettext_noop("Older"),
    "limits": gettext_noop("Other limits"),
}
# Beside those of an answer: *Share* under one that its asker alone sees, *Translate* where there
# is a chat model and something is quoted in another language.
SHARE = {"share": gettext_noop("Share"), "translate": gettext_noop("Translate")}
BEFORE = {
    "quotes": gettext_noop("Sources"),
    "verify": gettext_noop("Sources"),
    "outdated": gettext_noop("Outdated"),
}
"""Buttons under answers that were posted by an earlier version."""

LABELS = ANSWERED | REFUSED | NARROWER | SHARE | BEFORE
"""What each button is called, by what it does."""

KEY = r"[A-Za-z0-9_-]{1,64}"
"""Receipts that a button can carry: its whole id has at most 100 characters."""

MOST_READ = 5
"""Buttons for reading an article, one row."""

# "dateline:sources:abcd2345"
_ID = rf"dateline:(?P<does>{'|'.join(LABELS)}):(?P<key>{KEY})"


def _receipts() -> str:
    """The words that a receipt stands behind, in any language that Dateline speaks."""
    words = []
    for each in LANGUAGES:
        with speaking(each):
            words.append(re.escape(receipt_words("").strip()))
    return "|".join(words)


# "-# Page 1 of 3 · receipt abcd2345", "-# In the articles' own words · receipt abcd2345"
_TOLD = re.compile(rf"^-# (?:.* · )?(?:{_receipts()}) ({KEY})$", re.MULTILINE)


class AnswerButton(PersistentButton, template=_ID):
    """A button that does something with the answer whose receipt it carries."""

    def __init__(self, does: str, key: str, row: int | None = None) -> None:
        super().__init__(LABELS[does], f"dateline:{does}:{key}", row=row)
        self.does = does
        self.key = key
        # A form may be opened again at once, and the archive knows of each vote whose it is.
        self.once = does not in {"helpful", "outdated", "wrong", "held", "narrow", "limits"}

    async def press(self, interaction: Interaction) -> None:
        """Do it; what it takes shows these buttons again, so the bot holds it."""
        await context_of(interaction).answer_action(interaction, self.does, self.key)


def answer_view(
    answer: Answer,
    *,
    limited: bool = False,
    private: bool = False,
    translates: bool = False,
    cited: tuple[Citation, ...] | None = None,
) -> discord.ui.View | None:
    """The buttons under an answer; None where they could show nothing.

    Args:
        answer: What they stand under.
        limited: Whether the asker set limits that it can be asked without.
        private: Whether it is shown to the asker alone, and can be shared.
        translates: Whether there is a chat model to translate what is quoted.
        cited: What is cited on the page that they stand under; None for all of it.
    """
    with speaking(answer.language):
        view = _answer_view(answer, cited, limited=limited, private=private)
    if view is not None and translates and _is_foreign(answer):
        view.add_item(AnswerButton("translate", answer.receipt or "", 2))
    return view


def _is_foreign(answer: Answer) -> bool:
    """Whether something that it cites is in another language than its asker's, by its letters."""
    return any(question_language(one.quote) != answer.language for one in answer.citations)


def _answer_view(
    answer: Answer, cited: tuple[Citation, ...] | None, *, limited: bool, private: bool
) -> discord.ui.View | None:
    receipt = answer.receipt or ""
    # A word of help, or "1,204 articles held", has nothing to show behind it.
    if not (answer.citations or is_refusal(answer)) or not re.fullmatch(KEY, receipt):
        return None
    shown = list(ANSWERED if answer.citations else REFUSED)
    # There is no limit to ask without: neither set as an option nor read in the question.
    if not answer.citations and not limited and not answer.understood:
        shown.remove("free")
    # They work as long as the message stands. Rows: 0 is for these, 1 for reading articles, 2 for
    # sharing and translating, 3 for turning pages.
    view = discord.ui.View(timeout=None)
    for does in shown:
        view.add_item(AnswerButton(does, receipt, 0))
    add_reading(view, answer, cited)
    if private:
        view.add_item(AnswerButton("share", receipt, 2))
    return view


def narrower_view(key: str, *, dated: bool = True) -> discord.ui.View:
    """The ways in which an answer's question can be asked of fewer articles.

    Args:
        key: The answer's receipt.
        dated: Whether something that it cites has a date, for what is newer or older.
    """
    view = discord.ui.View(timeout=None)
    for does in NARROWER if dated else ("limits",):
        view.add_item(AnswerButton(does, key))
    return view


def receipt_of(message: discord.Message) -> str | None:
    """The receipt of the answer that a message of the bot's shows, or shows a page of; or None."""
    for row in message.components:
        for item in _buttons_of(row):
            found = re.fullmatch(_ID, item.custom_id or "")
            if found:
                return found["key"]
    # Pages that an earlier version put into a thread have no buttons, but name it in a last line.
    told = _TOLD.findall(message.content)
    return str(told[-1]) if told else None


def _buttons_of(row: object) -> list[discord.Button]:
    return [one for one in getattr(row, "children", ()) if isinstance(one, discord.Button)]


def shows_refusal(message: discord.Message) -> bool:
    """Whether a message of the bot's is a refusal, by the buttons under it."""
    ids = (item.custom_id or "" for row in message.components for item in _buttons_of(row))
    return any(found["does"] in REFUSED for one in ids if (found := re.fullmatch(_ID, one)))


def add_reading(
    view: discord.ui.View, answer: Answer, cited: tuple[Citation, ...] | None = None
) -> None:
    """A button for each article cited that has no address to be opened at, at its first quotation.

    Args:
        view: Where the buttons go.
        answer: Whose articles they are.
        cited: The citations on one page of it; None for all.
    """
    quoted = answer.citations or answer.nearest
    add_numbered(view, quoted if cited is None else cited, shown_numbers(quoted))


def add_numbered(
    view: discord.ui.View, cited: Sequence[Citation], numbers: Mapping[int, int]
) -> None:
    """The same for some citations, by the numbers that their articles are shown under."""
    # Backwards, so that the first of several quotations from an article is the one that stays.
    first = {numbers[one.number]: one for one in reversed(cited)}
    unlinked = [(number, one) for number, one in sorted(first.items()) if not address_of(one)]
    for number, one in unlinked[:MOST_READ]:
        place = Quoted(one.article, one.hash, one.start, one.end)
        if button := read_button(place, gettext("Read [{number}]").format(number=number)):
            view.add_item(button)
