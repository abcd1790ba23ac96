"""What is suggested while an option is typed."""

from support.discord_archive import article, many, shelve
from support.discord_fakes import FakeChain, found, managed, server


async def test_outlets_and_articles_are_suggested_within_discords_limits(home):
    shelve(home, *many(30), article("x" * 12, outlet="o" * 200, title="Tunnel " * 40))
    shelve(home, *(article(f"o{n}", f"{n}", outlet=f"Outlet {n:02}") for n in range(30)))
    async with server(FakeChain(found()), home) as (env, channel, alice):
        outlets = await alice.autocomplete(channel, "ask", "outlet", "COUR", question="x")
        all_outlets = await alice.autocomplete(channel, "ask", "outlet", "", question="x")
        boss = managed(env)
        named = await boss.autocomplete(channel, "remove", "article", "tunnel")
        newest = await boss.autocomplete(channel, "remove", "article", "bridge courier")
    assert [choice["value"] for choice in outlets] == ["The Courier"]
    assert len(all_outlets) == len(newest) == 25
    assert [choice["value"] for choice in named] == ["x" * 12]
    assert all(0 < len(one["name"]) <= 100 for one in (*all_outlets, *named, *newest))
    assert "Bridge 30" in newest[0]["name"]
