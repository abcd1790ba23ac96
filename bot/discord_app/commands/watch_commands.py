"""`/watch`: save a question or topic, so that what arrives about it is posted in the channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands

from bot.discord_app.commands import autocomplete
from bot.discord_app.context import context_of
from bot.discord_app.render.escape import escape
from bot.discord_app.render.messages import text_post
from bot.discord_app.request_handling.archive_executor import in_archive
from bot.discord_app.request_handling.delivery import respond, say
from bot.discord_app.request_handling.error_messages import POSTING, lacking_in, refused_text
from bot.discord_app.watches.posting_hours import digest_words
from bot.discord_app.watches.watch_removal import removed
from bot.discord_app.watches.watch_topic import topic_words
from bot.discord_app.watches.watch_visibility import visible
from retrieval.archive.watches import ALL, LONGEST, Watch, WatchLimits, add_watch
from retrieval.messages import gettext, gettext_noop

if TYPE_CHECKING:
    from bot.discord_app.interaction import Interaction


ADDED = gettext_noop(
    "**Watch {id}** is saved: {topic}\nNew articles about it will be posted in <#{channel}>."
)
TOLD = gettext_noop("Saved; this channel is told.")
AT_HOURS = gettext_noop("They come together, at {hours}.")
NONE = gettext_noop(
    "There is no watch in the channels that you can see here. Save one with /watch add."
)
RESTS = gettext_noop("at rest, for its channel is gone; remove it with /watch remove")
IN_SERVER = gettext_noop("Watches are for a server's channels, and a direct message is in none.")

watch = app_commands.Group(
    name="watch", description=gettext_noop("Be told when articles about something arrive.")
)
COMMANDS: tuple[app_commands.Group, ...] = (watch,)


@watch.command(
    name="add", description=gettext_noop("Watch for a question or a topic in this channel.")
)
@app_commands.describe(topic=gettext_noop("What new articles should be about"))
async def add(interaction: Interaction, topic: app_commands.Range[str, 1, LONGEST]) -> None:
    """Save a watch for this channel."""
    await save_watch(interaction, topic)


async def save_watch(
    interaction: Interaction, topic: str, limits: WatchLimits = ALL, *, private: bool = False
) -> None:
    """Save a watch for the channel in which a command or button was used, and say so there.

    With `private` that is said to whoever saved it alone; what it finds is posted all the same.
    Why one can't be saved nobody else reads.

    Raises:
        DatelineError: It can't be saved; the message says why.
        discord.HTTPException: Discord did not take what was to be shown.
    """
    # The command is known in servers alone; *Watch this* stands under refusals everywhere.
    if interaction.guild_id is None:
        await say(interaction, IN_SERVER)
        return
    guild, channel = interaction.guild_id, interaction.channel_id or 0
    person = interaction.user.id
    # Less than answering takes: what a watch posts is no reply and has no file.
    if lacking := lacking_in(interaction.channel, interaction.app_permissions, POSTING):
        await say(interaction, refused_text(lacking))
        return
    # Discord gives what fills "thinking..." the privacy of that, and each later post its own.
    await interaction.response.defer(ephemeral=True, thinking=True)
    saved = await in_archive(
        context_of(interaction),
        lambda archive: add_watch(archive, guild, channel, person, topic, limits),
    )
    text = gettext(ADDED).format(id=saved.id, topic=topic_words(saved), channel=saved.channel)
    at = digest_words(context_of(interaction).settings)
    text = f"{text} {gettext(AT_HOURS).format(hours=escape(at))}" if at else text
    await respond(interaction, text_post(text if private else gettext(TOLD)), private=True)
    if not private:
        await interaction.followup.send(text, suppress_embeds=True)


@watch.command(name="list", description=gettext_noop("What is watched for in this server."))
async def show(interaction: Interaction) -> None:
    """List the server's watches."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    held = await visible(interaction)
    gone = context_of(interaction).gone_channels
    lines = [
        f"{_line(one)} · {gettext(RESTS)}" if one.channel in gone else _line(one) for one in held
    ]
    text = "\n".join(lines) or gettext(NONE)
    await respond(interaction, text_post(text), private=True)


@watch.command(name="remove", description=gettext_noop("Remove a watch."))
@app_commands.describe(watch=gettext_noop("The watch, by its number"))
@app_commands.autocomplete(watch=autocomplete.watches)
async def remove(interaction: Interaction, watch: int) -> None:
    """Forget a watch, if it is the asker's own or they manage the server."""
    # Here `watch` is the option, by its name in Discord, and no longer the group of commands.
    await interaction.response.defer(ephemeral=True, thinking=True)
    await respond(interaction, text_post(await removed(interaction, watch)), private=True)


def _line(one: Watch) -> str:
    return f"**{one.id}** {topic_words(one)} · <#{one.channel}>"
