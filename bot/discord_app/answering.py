"""From a question asked in Discord to what is posted: the same for commands and mentions."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.discord_app.messages import answer_post
from bot.discord_app.quotes import quotes_view

if TYPE_CHECKING:
    import discord

    from bot.discord_app.client import DatelineClient
    from bot.discord_app.messages import Post
    from retrieval.types import Question

EMPTY = "Ask a question, for example: “What did the ministers agree on in March?”"

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def fault(question: Question) -> str | None:
    """What is wrong with a question as it was given, in one sentence, or None."""
    if not question.text.strip():
        return EMPTY
    for name in ("since", "until", "as_of"):
        day = getattr(question, name)
        if day is not None and not _is_date(day):
            return f"`{name}` must be a date written as YYYY-MM-DD, for example 2016-11-03."
    if question.since and question.until and question.since > question.until:
        return "`since` lies after `until`; swap the two dates."
    return None


async def answer_to(
    client: DatelineClient, question: Question, *, channel: int, person: int, private: bool
) -> tuple[Post, discord.ui.View | None]:
    """The answer as it is posted, and the row of buttons under it, if any.

    Raises:
        DatelineError: There is no answer; the message says why.
    """
    earlier = client.conversations.earlier(channel, person, private=private)
    answer = await client.asking.ask(replace(question, earlier=earlier))
    client.conversations.add(channel, person, answer, private=private)
    return answer_post(answer), quotes_view(answer)


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
