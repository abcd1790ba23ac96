"""Texts that try to ping, link, format or break out, and what must never be left of them."""

from __future__ import annotations

import re

from hypothesis import strategies as st

PIECES = st.sampled_from(
    [
        "@everyone", "@here", "<@1234567890123456789>", "<@!12>", "<@&12>", "<#12>", "</ask:12>",
        "<:smile:12>", "<a:wave:12>", "<t:0:R>", "<id:guide>", "[label](https://evil.test)",
        "https://evil.test/?q=1", "<https://evil.test>", "discord.gg/abc", "steam://run/1", "```",
        "`", "**", "__", "~~", "||", "> ", ">>> ", "# ", "-# ", "- ", "+ ", "* ", "1. ", "[1]",
        "\\", "\n", "\r\n", "  ", "\t", "\u202e", "\u200b", "\u200d", "\ud800", "\x00", "\x1b[2J",
        "é", "می\u200cروم",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters(codec=None), max_size=200),
    st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=30).map("".join),
)
LIVE = [
    r"@everyone", r"@here", r"<[@#/:at]", r"<id:", r"https?://", r"steam://", r"discord(app)?\.",
    r"\]\(", r"`", r"\*", r"_", r"~", r"\|", r"\[", r"\]",
    r"^\s*(#|>|-|\+)", r"(?<!\S)[#>+-]", r"^\d+\.(\s|$)",
]  # fmt: skip


def without_escapes(text: str) -> str:
    """What is left for Discord to read as markup: escaped characters stand as a letter."""
    return re.sub(r"\\[^0-9A-Za-z\s]", "x", text)
