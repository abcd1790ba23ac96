"""What a message of somebody's carries: its words, its links, its files.

Those of a message that it forwards count, and those of its embeds, in which news-feed bots and
link previews put theirs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.discord_app.commands.add_articles import addresses_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    import discord

LONGEST = 2000

_THIS = r"(?:this|that|it|these|those|the above)"
_TRUE = r"(?:really )?(?:true|right|correct|real|accurate|so|the case|fake|false|wrong)"

# "is this true?", "is that really so", "true or false?", "fact check", "please check this claim"
_IS_IT_TRUE = re.compile(
    rf"(?:so |hey |hi |ok |and )?(?:(?:is|are|was|were) {_THIS} {_TRUE}(?: or (?:not|false|fake))?"
    rf"|true(?: or (?:not|false))?|really|fact[ -]?check(?: {_THIS})?"
    rf"|(?:please |can you |could you )*(?:check|verify)(?: {_THIS})?(?: claim| post| message)?"
    rf"|can (?:you|we|i) (?:check|verify|confirm|trust) {_THIS})(?: please)?",
    re.IGNORECASE,
)


def asks_whether_true(text: str) -> bool:
    """Whether a message asks nothing but whether another one is true: `is this true?`."""
    return _IS_IT_TRUE.fullmatch(" ".join(re.sub(r"[^\w\s-]", " ", text).split())) is not None


def words_of(message: discord.Message) -> str:
    """What a message says, on one line and without its links.

    Where it has no words of its own they are those that were forwarded, else its embeds'.
    """
    own = [message.clean_content]
    forwarded = [snapshot.content for snapshot in message.message_snapshots]
    shown = [" ".join(_words(embed)) for embed in _embeds(message)]
    for texts in (own, forwarded, shown):
        said = " ".join(" ".join(map(_unlinked, texts)).split())
        if any(character.isalnum() for character in said):
            return said[:LONGEST]
    return ""


def links_of(message: discord.Message) -> tuple[str, ...]:
    """The addresses in a message, in what it forwards, and of its embeds, each once."""
    texts = [message.content, *(snapshot.content for snapshot in message.message_snapshots)]
    texts += [embed.url or "" for embed in _embeds(message)]
    texts += [embed.description or "" for embed in _embeds(message)]
    return addresses_in("\n".join(texts))


def files_of(message: discord.Message) -> list[discord.Attachment]:
    """The files that came with a message, or with the one that it forwards."""
    return [
        *message.attachments,
        *(file for snapshot in message.message_snapshots for file in snapshot.attachments),
    ]


def _embeds(message: discord.Message) -> Iterator[discord.Embed]:
    yield from message.embeds
    for snapshot in message.message_snapshots:
        yield from snapshot.embeds


def _words(embed: discord.Embed) -> Iterator[str]:
    """An embed's title as a sentence, then its description."""
    title = (embed.title or "").strip()
    if title:
        yield title if title[-1] in ".!?…" else f"{title}."
    yield embed.description or ""


def _unlinked(text: str) -> str:
    for address in addresses_in(text):
        text = text.replace(address, " ")
    return text
