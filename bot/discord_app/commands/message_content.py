"""What a message of somebody's carries: its words, its links, its files.

Those of a message that it forwards count, and those of its embeds and of its newer layouts, in
which news-feed bots and link previews put theirs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord

from bot.discord_app.commands.add_articles import addresses_in
from bot.discord_app.render.escape import unescaped
from retrieval.messages import gettext_noop

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WORDLESS = gettext_noop("That message has no text to look up.")

LONGEST = 2000  # as long as a question may be

FEW = 4
"""Fewer words beside something shown are a remark on it: "Wow, look", not what it says."""

_LINK = re.compile(r"\[([^\]\n]*)\]\(<?https?://[^)\s]*\)")  # "[the report](https://x.example/a)"
# "[Read more](https://x.example/a)", or several such, alone on a line
_LINK_LINE = re.compile(rf"^\W*(?:{_LINK.pattern}\W*)+$", re.MULTILINE)
# "😮"; not "°", which says something of a figure
_EMOJI = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f\u200d]")
# "<@5>", "<#7>", "<:wave:9>", "<a:wave:9>", "<t:1700000000:R>"
_OF_DISCORD = re.compile(r"<(?:@[!&]?|#|a?:\w+:|t:)\d+(?::[A-Za-z])?>")
# "# News", "> said", "-# small", at the start of a line; "**now**", "*so*", "||hidden||"
_MARKS = re.compile(
    r"^(?:>>> |> |#{1,3} |-# )|\*{2,3}|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|__|~~|\|\||`+",
    re.MULTILINE,
)


def words_of(message: discord.Message, *, headline: bool = False) -> str:
    """What a message says, on one line, without links, marks, and whom it is for.

    Where it has no words of its own, or but a few beside something that it shows, they are those
    that were forwarded, else those of its embeds and layouts.

    Args:
        message: Whose.
        headline: Take of an embed its title alone, which says in a sentence what can be checked.
    """
    own = _plain([_said(message)])
    forwarded = _plain([snapshot.content for snapshot in message.message_snapshots])
    embeds = [_words(embed, headline=headline) for embed in _embeds(message)]
    displayed = _plain([*embeds, *_displayed(message)])
    if len(own.split()) < FEW and (forwarded or displayed):
        own = ""
    return (own or forwarded or displayed)[:LONGEST]


def quoted_in(message: discord.Message) -> str:
    """What a message of the bot's own quotes, on one line, as it was before it was escaped."""
    quoted = [line[2:] for line in message.content.splitlines() if line.startswith("> ")]
    return " ".join(unescaped(" ".join(quoted)).split())[:LONGEST]


def links_of(message: discord.Message) -> tuple[str, ...]:
    """The addresses in a message, in what it forwards, and in what it shows, each once."""
    texts = [message.content, *(snapshot.content for snapshot in message.message_snapshots)]
    texts += [embed.url or "" for embed in _embeds(message)]
    texts += [embed.description or "" for embed in _embeds(message)]
    texts += [field.value or "" for embed in _embeds(message) for field in embed.fields]
    # What the newer layouts show, and what buttons open.
    texts += [*_displayed(message), *_buttons(message)]
    return addresses_in("\n".join(texts))


def files_of(message: discord.Message) -> list[discord.Attachment]:
    """The files that came with a message, or with the one that it forwards."""
    return [
        *message.attachments,
        *(file for snapshot in message.message_snapshots for file in snapshot.attachments),
    ]


def _plain(texts: Sequence[str]) -> str:
    """The texts as one line of plain words; "" where they hold no letter and no digit.

    Lines that only link ("Read more") count where there is nothing else.
    """
    for kept in ([_LINK_LINE.sub("", text) for text in texts], texts):
        said = " ".join(" ".join(map(_bare, kept)).split())
        if any(map(str.isalnum, said)):
            return said
    return ""


def _bare(text: str) -> str:
    # Masked links first: their labels stay, while bare addresses go whole.
    text = _OF_DISCORD.sub(" ", _LINK.sub(r"\1", text))
    for address in addresses_in(text):
        text = text.replace(address, " ")
    return _MARKS.sub("", _EMOJI.sub(" ", text))


def _said(message: discord.Message) -> str:
    """The text of a message, without the names of those that it is addressed to."""
    # With names in place of ids: "@Dateline @alice is this true?"
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


def _words(embed: discord.Embed, *, headline: bool) -> str:
    """An embed's title as a sentence, then its description; its fields where it has neither."""
    title = (embed.title or "").strip()
    # "Live" or "Read more" is nothing to be checked.
    if headline and len(title.split()) >= FEW:
        return title
    if title and title[-1] not in ".!?…":
        title += "."
    told = f"{title}\n{embed.description or ''}".strip()
    return told or "\n".join(field.value or "" for field in embed.fields)


def _displayed(message: discord.Message) -> Iterator[str]:
    """The texts of a message in Discord's newer layouts: it has none of its own."""
    for part in _parts(message):
        if isinstance(part, discord.TextDisplay):
            yield part.content


def _parts(message: discord.Message) -> Iterator[object]:
    """The components of a message, and of what it forwards, with those within others."""
    waiting: list[object] = [*message.components]
    for snapshot in message.message_snapshots:
        waiting += snapshot.components
    while waiting:
        # Depth first, so that texts come in the order in which they are shown.
        part = waiting.pop(0)
        yield part
        # What stands at the right of a section: a picture or a button.
        beside = getattr(part, "accessory", None)
        waiting = [*getattr(part, "children", ()), *([beside] if beside else []), *waiting]


def _buttons(message: discord.Message) -> Iterator[str]:
    """The addresses that a message's buttons open; the bot's own messages have none."""
    for part in _parts(message):
        if isinstance(part, discord.Button) and part.url:
            yield part.url
