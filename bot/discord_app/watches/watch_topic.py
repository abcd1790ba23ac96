"""What a watch looks for, in words: its question or topic, and its limits."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from bot.discord_app.render.escape import escape, one_line
from retrieval.messages.limit_words import limit_words
from retrieval.types import Limits

if TYPE_CHECKING:
    from retrieval.archive.watches import Watch


def topic_words(one: Watch) -> str:
    """What it looks for, escaped, on one line: `the bridge · outlet TASS`."""
    limits = (one_line(words, 100) for words in limit_words(Limits(**asdict(one.limits))))
    return escape(" · ".join([one_line(one.question, 200), *limits]))
