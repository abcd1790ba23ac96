"""A long answer as one message, turned in place: its pages are made again from its receipt."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.discord_app.components.answer_buttons import KEY, answer_view
from bot.discord_app.components.persistent_button import PersistentButton
from bot.discord_app.context import context_of
from bot.discord_app.render.messages import answer_post
from bot.discord_app.request_handling.archive_executor import in_archive
from retrieval.errors import UsageError
from retrieval.messages import gettext, gettext_noop, speaking

if TYPE_CHECKING:
    import discord

    from bot.discord_app.interaction import Interaction
    from bot.discord_app.render.messages import Post
    from retrieval.archive.store import Archive
    from retrieval.types import Answer, Citation, Question

LIMITS = ("outlet", "since", "until", "as_of", "literal", "outlets")
"""The fields of a question that limit what is searched."""

ROW = 3  # the fourth of a message's five rows: below the buttons of the answer
FALLEN = gettext_noop("An article of this answer has changed or was removed since; ask again.")


# "dateline:turn:abcd2345:2"
class TurnButton(PersistentButton, template=rf"dateline:turn:(?P<key>{KEY}):(?P<page>\d{{1,2}})"):
    """A button that turns an answer to a page, for everybody who sees the message."""

    # To turn there, back and there again within a moment is no double press.
    once = False

    def __init__(self, key: str, page: str, label: str = "Page") -> None:
        super().__init__(label, f"dateline:turn:{key}:{page}", row=ROW)
        self.key, self.page = key, int(page)

    async def press(self, interaction: Interaction) -> None:
        """Turn it, unless what it quotes has changed or gone."""
        # Without "thinking": the message that has the button is edited.
        await interaction.response.defer()
        found = await in_archive(context_of(interaction), lambda archive: _kept(archive, self.key))
        if found is None:
            await interaction.followup.send(gettext(FALLEN), ephemeral=True)
            return
        answer, question = found
        private = bool(interaction.message and interaction.message.flags.ephemeral)
        post = answer_post(answer, question)
        # Made anew, by what may be a later version, it may have fewer pages.
        at = min(self.page, len(post.pages) - 1)
        translates = context_of(interaction).settings.chat_model is not None
        view = paged_view(answer, question, post, at, private=private, translates=translates)
        await interaction.edit_original_response(content=post.pages[at], view=view)


def paged_view(
    answer: Answer,
    question: Question,
    post: Post,
    at: int,
    *,
    private: bool,
    translates: bool = False,
) -> discord.ui.View | None:
    """The buttons under page `at` of an answer, with those that turn it where it has several."""
    view = answer_view(
        answer,
        limited=_has_limits(question),
        private=private,
        translates=translates,
        cited=_cited_on(post, at),
    )
    if view is not None and is_turned(answer, post):
        with speaking(answer.language):
            turns = ((gettext("Back"), at - 1), (gettext("Next"), at + 1))
        for label, to in turns:
            if 0 <= to < len(post.pages):
                view.add_item(TurnButton(answer.receipt or "", str(to), label))
    return view


def standing_views(
    answer: Answer, question: Question, post: Post, *, translates: bool
) -> tuple[discord.ui.View | None, ...]:
    """The buttons under each page of an answer whose pages stand one after the other."""
    return tuple(
        answer_view(
            answer,
            limited=_has_limits(question),
            translates=translates,
            cited=_cited_on(post, at),
        )
        for at in range(len(post.pages))
    )


def _cited_on(post: Post, at: int) -> tuple[Citation, ...] | None:
    """What is cited on a page; None where that is not known."""
    return post.cited[at] if post.cited else None


def is_turned(answer: Answer, post: Post) -> bool:
    """Whether an answer has several pages that can be made again from its receipt."""
    return len(post.pages) > 1 and re.fullmatch(KEY, answer.receipt or "") is not None


def first_of(answer: Answer, post: Post) -> Post:
    """What is posted at first: the first page alone, where it is turned in place."""
    return replace(post, pages=post.pages[:1]) if is_turned(answer, post) else post


def _has_limits(question: Question) -> bool:
    """Whether it can be asked without the limits that the asker set."""
    # `literal` is no limit to be dropped: to ask without limits is to ask literally.
    return any(getattr(question, name) for name in LIMITS if name != "literal")


def _kept(archive: Archive, key: str) -> tuple[Answer, Question] | None:
    """The answer of a receipt and what was asked, where all that it quotes still stands."""
    from retrieval.archive.reader_feedback import asked_before
    from retrieval.receipts.past_answers import whole_answer

    try:
        answer, question = whole_answer(archive, key), asked_before(archive, key)
    except UsageError:
        return None
    return (answer, question) if answer else None
