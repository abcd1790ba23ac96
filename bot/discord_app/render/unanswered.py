"""The questions that the archive held no answer to, as lines for whoever looks after it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.discord_app.render.escape import escape, one_line
from retrieval.messages import gettext, gettext_noop, ngettext, number_words

if TYPE_CHECKING:
    from retrieval.archive.reader_feedback import UnansweredQuestion

HEAD = gettext_noop("**Asked, and not in the archive**")


def unanswered_lines(found: Sequence[UnansweredQuestion]) -> list[str]:
    """A heading and a line for each question, with how often it was asked; nothing without any."""
    # As they were asked, so they are other people's text.
    asked = [f"\\- {escape(one_line(one.question, 150))} ({_times(one.times)})" for one in found]
    return [gettext(HEAD), *asked] if asked else []


def _times(number: int) -> str:
    form = ngettext("{count} time", "{count} times", number)
    return form.format(count=number_words(number))
