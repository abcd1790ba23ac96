"""How often somebody may ask, as the people of a server meet it."""

from support.discord_fakes import FakeChain, found, server


async def test_whoever_asks_too_often_is_told_when_and_the_chain_is_not_called(home):  # item 21
    chain = FakeChain(found())
    async with server(chain, home, discord_user_per_minute=2) as (_, channel, alice):
        for _ in range(2):
            await alice.slash(channel, "ask", question="When?")
        refused = (await alice.slash(channel, "ask", question="When?")).response
    assert refused.content.startswith("You have asked 2 times")
    assert refused.ephemeral
    assert len(chain.asked) == 2


async def test_typing_an_option_counts_for_nothing(home):
    async with server(FakeChain(found()), home, discord_user_per_minute=1) as (_, channel, alice):
        for _ in range(5):
            await alice.autocomplete(channel, "ask", "outlet", "c")
        answered = (await alice.slash(channel, "ask", question="When?")).response
    assert "The bridge opened" in answered.content
