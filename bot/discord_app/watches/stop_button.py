"""*Stop watch 3*, under what a watch posts: it is removed by whoever may remove it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.discord_app.components.persistent_button import PersistentButton
from bot.discord_app.render.messages import text_post
from bot.discord_app.request_handling.delivery import respond
from bot.discord_app.watches.watch_removal import removed
from retrieval.messages import gettext

if TYPE_CHECKING:
    from bot.discord_app.interaction import Interaction


# "dateline:unwatch:12"
class StopButton(PersistentButton, template=r"dateline:unwatch:(?P<watch>\d{1,18})"):
    """A button that removes a watch."""

    # The number comes as text from the button's id. Row 0 is for the buttons that read articles.
    def __init__(self, watch: str, row: int = 1) -> None:
        label = gettext("Stop watch {id}").format(id=watch)
        super().__init__(label, f"dateline:unwatch:{watch}", row=row)
        self.watch = int(watch)

    async def press(self, interaction: Interaction) -> None:
        """Remove it, or say who may."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await respond(interaction, text_post(await removed(interaction, self.watch)), private=True)
