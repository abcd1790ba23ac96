"""What a message of somebody's carries: its words, its links, its files.

Those of a message that it forwards count, and those of its embeds, in which news-feed bots and
link previews put theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.discord_app.commands.add_articles import addresses_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    import discord

LONGEST = 2000  # as long as a question may be


def words_of(message: discord.Message) -> str:
    """What a message says, on one line, without its links and whom it is for.

    Where it has no words of its own they are those that were forwarded, else its embeds'.
    """
    own = [_said(message)]
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


def _said(message: discord.Message) -> str:
    """The text of a message, without the names of those that it is addressed to."""
    said = message.clean_content.strip()
    people = [f"@{each.display_name}" for each in message.mentions]
    named = [*people, *(f"@{role.name}" for role in message.role_mentions)]
    while name := next((each for each in named if said.startswith(each)), None):
        said = said[len(name) :].strip()
    return said


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
