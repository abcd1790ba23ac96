"""Every button that outlives a restart, for the client to bring back to life."""

from __future__ import annotations

from bot.discord_app.answer_buttons import AnswerButton
from bot.discord_app.browsing import PageButton
from bot.discord_app.quotes import QuotesButton
from bot.discord_app.removing import RemoveButton

BUTTONS = (QuotesButton, AnswerButton, PageButton, RemoveButton)
