"""The running bot is all that its parts know of it."""

import inspect
from types import SimpleNamespace

from bot.discord_app.context import BotContext, context_of
from bot.discord_app.gateway.client import DatelineClient
from support.discord_fakes import FakeChain, found, make_settings, recall_of


def test_the_client_has_all_that_the_protocol_names(home):
    client = DatelineClient(make_settings(home), FakeChain(found()), recall_of())
    named = {*inspect.get_annotations(BotContext), *vars(BotContext)}
    missing = {name for name in named if not name.startswith("_") and not hasattr(client, name)}
    assert named >= {"settings", "rates", "user", "get_guild"}
    assert not missing


def test_an_interaction_leads_to_the_bot_that_it_reached():
    bot = object()
    assert context_of(SimpleNamespace(client=bot)) is bot
