"""What a question, and a day, may cost in the chat model's tokens."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from retrieval.archive.store import Archive
from retrieval.archive.usage import correct, reserve, utc_day
from retrieval.chat_model.calling import PAUSES
from retrieval.chat_model.meter import Meter
from retrieval.errors import ArchiveError
from retrieval.messages import gettext, number_words

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

REPLY_TOKENS = 700
"""More than four sentences need; what a model writes past this is not read."""

BYTES_A_TOKEN = 3
"""English has four to five bytes a token, Cyrillic three to four, Chinese two to three."""

log = logging.getLogger(__name__)


class OutOfTokens(Exception):
    """The tokens that a question or a day may cost are used up; the message says which."""


@dataclass(frozen=True, slots=True)
class LimitedChatModel:
    """A chat model and the limits on its use; 0 tokens or None seconds for no limit.

    Attributes:
        model: The model.
        archive: Where the day's tokens are counted, or None for no counting.
        seconds: How long it may take for one question, all calls together.
        question_tokens: How many tokens one question may cost, sent and written.
        daily_tokens: How many a day may cost, whoever asks.
        pauses: Seconds before each further try of a call that failed at once.
    """

    model: BaseChatModel
    archive: Archive | None = None
    seconds: float | None = None
    question_tokens: int = 0
    daily_tokens: int = 0
    pauses: tuple[float, ...] = PAUSES


@dataclass(frozen=True, slots=True)
class Reserved:
    """Tokens counted to a day before they are used."""

    day: str
    tokens_in: int
    tokens_out: int


def estimate(text: str) -> int:
    """About how many tokens a text has; rather more than fewer."""
    # A lone surrogate has no UTF-8, and counts as the question mark that replaces it.
    return len(text.encode("utf-8", "replace")) // BYTES_A_TOKEN + 1


def take(chat: LimitedChatModel, meter: Meter, tokens_in: int) -> Reserved:
    """Reserve a call's tokens: those to be sent, and room for the reply.

    Raises:
        OutOfTokens: The question or the day may not cost so much.
    """
    # First, so that a call which the question may not make takes nothing from the day.
    if chat.question_tokens and meter.tokens + tokens_in + REPLY_TOKENS > chat.question_tokens:
        form = gettext(
            "A question may cost {count} tokens (DATELINE_QUESTION_TOKENS), "
            "too few to ask the chat model"
        )
        raise OutOfTokens(form.format(count=number_words(chat.question_tokens)))
    reserved = Reserved(utc_day(), tokens_in, REPLY_TOKENS)
    if not _reserved(chat, reserved):
        form = gettext(
            "The {count} tokens that the chat model may use in a day "
            "(DATELINE_DAILY_TOKENS) are used up until midnight UTC"
        )
        raise OutOfTokens(form.format(count=number_words(chat.daily_tokens)))
    return reserved


def _reserved(chat: LimitedChatModel, reserved: Reserved) -> bool:
    if chat.archive is None:
        return True
    tokens = (reserved.day, reserved.tokens_in, reserved.tokens_out)
    try:
        return reserve(chat.archive, *tokens, chat.daily_tokens)
    except ArchiveError:
        log.warning("The chat model's tokens could not be counted.", exc_info=True)
        # Without a limit the count is a record alone, and no answer fails for it.
        if chat.daily_tokens:
            raise OutOfTokens(gettext("The chat model's tokens could not be counted")) from None
        return True


def give_back(
    chat: LimitedChatModel, meter: Meter, reserved: Reserved, tokens_in: int, tokens_out: int
) -> None:
    """Count what a call has cost in place of what was reserved for it."""
    meter.count(tokens_in, tokens_out)
    if chat.archive is None:
        return
    difference = (tokens_in - reserved.tokens_in, tokens_out - reserved.tokens_out)
    try:
        correct(chat.archive, reserved.day, *difference)
    except ArchiveError:  # what was reserved stays counted, which is on the safe side
        log.warning("The chat model's tokens could not be counted.", exc_info=True)


def how_many_fit(chat: LimitedChatModel, meter: Meter, fixed: str, texts: Sequence[str]) -> int:
    """How many of the texts, from the first on, fit whole into what the question may cost.

    Args:
        chat: The limits.
        meter: What the question has cost already.
        fixed: What is sent besides.
        texts: The passages, best first.
    """
    if not chat.question_tokens:
        return len(texts)
    left = chat.question_tokens - meter.tokens - REPLY_TOKENS - estimate(fixed)
    # The sums only grow: those that stay within are the first so many.
    return sum(total <= left for total in accumulate(map(estimate, texts)))
