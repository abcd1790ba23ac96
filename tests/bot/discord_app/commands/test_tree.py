"""The commands beside /ask: forms, the archive's own, feeds, suggestions, a message's menu."""

import re
from unittest.mock import patch

import pytest

from bot.discord_app.commands.add_articles import NOTHING_TO_ADD
from bot.discord_app.commands.answering import SAME_OUTLETS
from bot.discord_app.commands.ask_commands import HELP
from bot.discord_app.commands.context_menus import WORDLESS
from bot.discord_app.components.article_list import NO_MORE, NONE_HELD, NONE_OF_OUTLET
from retrieval.archive.subscriptions import subscriptions
from support.discord_archive import article, many, opened, shelve
from support.discord_fakes import GUILD, FakeChain, found, managed, refused, server

HOSTILE = "[x](https://evil.test) @everyone <@1> ||s|| ```"
CLAIM = "The bridge opened on Monday."


async def menu(person, channel, name, message):
    """Use a message's menu; SimCord leaves out the server that Discord names with it."""
    send = person._dispatch_interaction

    def with_server(kind, where, data):
        return send(kind, where, {**data, "guild_id": str(GUILD)})

    with patch.object(person, "_dispatch_interaction", with_server):
        return await person.context_menu(channel, name, message)


@pytest.mark.parametrize(
    ("name", "options", "form", "text"),
    [
        ("timeline", {"topic": " the bridge "}, "timeline", "the bridge"),
        ("check", {"claim": CLAIM}, "check", CLAIM),
        ("compare", {"topic": "x", "outlet_a": "A ", "outlet_b": "B"}, "compare", "x"),
    ],
)
async def test_each_form_reaches_the_chain_as_it_was_asked_for(home, name, options, form, text):
    chain = FakeChain(found())
    async with server(chain, home) as (_, channel, alice):
        result = await alice.slash(channel, name, private=True, **options)
    assert result.response.ephemeral
    assert (chain.asked[0].form, chain.asked[0].text) == (form, text)
    assert chain.asked[0].outlets == (("A", "B") if name == "compare" else ())


async def test_two_outlets_that_are_one_are_not_compared(home):
    chain = FakeChain(found())
    async with server(chain, home) as (_, channel, alice):
        result = await alice.slash(channel, "compare", topic="x", outlet_a="A", outlet_b="a")
    assert result.response.content == SAME_OUTLETS
    assert chain.asked == []


async def test_help_says_what_can_be_asked_to_the_asker_alone(home):
    async with server(FakeChain(found()), home) as (_, channel, alice):
        result = await alice.slash(channel, "help")
        offered = {name.split()[0] for name in alice.available_commands(channel)}
    assert result.response.content == HELP
    assert result.response.ephemeral
    assert {name for name in offered if f"`/{name}" in HELP} >= offered - {"help", "watch"}


async def test_status_counts_what_is_held(home):
    shelve(home, *many(3), article("z", "No date.", published=None))
    async with server(FakeChain(found()), home) as (_, channel, alice):
        result = await alice.slash(channel, "status")
    assert "4 articles held, published from 1 January 2016 to 3 January 2016, 1 undated" in (
        result.response.content.replace("\\", "")
    )
    assert "Dateline 0." in result.response.content
    assert re.search(r"Last added to: <t:\d+:f>\n.*, running since <t:\d+:f>$",
                     result.response.content)  # fmt: skip


async def test_without_an_archive_a_command_says_how_to_get_one(home):
    async with server(FakeChain(found()), home) as (env, channel, alice):
        result = await alice.slash(channel, "status")
        assert len(env.errors) == 1
        assert await alice.autocomplete(channel, "ask", "outlet", "c", question="x") == []
    assert "There is no archive" in result.response.content


async def test_articles_are_turned_page_by_page_newest_first(home):
    shelve(home, *many(18))
    async with server(FakeChain(found()), home) as (_, channel, alice):
        first = await alice.slash(channel, "articles")
        texts = [first.response.content]
        for label in ("Older articles", "Older articles", "Newer articles"):
            await alice.click(first.response, label=label)
            texts.append(first.response.content)
    assert first.response.ephemeral
    assert [text.split("\n")[0] for text in texts] == [
        f"**18 articles**, newest first: {span}" for span in ("1–8", "9–16", "17–18", "9–16")
    ]
    assert "Bridge 18 · The Courier · 18 January 2016 · article a018" in texts[0]
    assert texts[1] == texts[3]


async def test_articles_of_one_outlet_are_listed_alone_and_nothing_in_them_is_live(home):
    shelve(home, article("a", outlet=HOSTILE, title=HOSTILE * 9), *many(2))
    async with server(FakeChain(found()), home) as (_, channel, alice):
        one = await alice.slash(channel, "articles", outlet=HOSTILE)
        none = await alice.slash(channel, "articles", outlet="Nobody")
    assert "**1 article**" in one.response.content
    assert "\\[x\\](https\\://evil" in one.response.content
    assert "@everyone" not in one.response.content
    assert none.response.content == NONE_OF_OUTLET


async def test_an_emptied_archive_and_a_page_that_is_gone_are_told(home):
    opened(home).close()
    async with server(FakeChain(found()), home) as (_, channel, alice):
        empty = await alice.slash(channel, "articles")
        shelve(home, *many(9))
        page = await alice.slash(channel, "articles")
        with opened(home) as archive, archive.writing() as connection:
            connection.execute("delete from articles where id <> 'a001'")
        await alice.click(page.response, label="Older articles")
    assert empty.response.content == NONE_HELD
    assert page.response.content == NO_MORE
    assert page.response.components == []


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


@pytest.mark.parametrize(
    ("name", "options", "verb"),
    [
        ("index", {"url": "https://courier.example/1"}, "add"),
        ("reindex", {}, "add"),
        ("feeds add", {"url": "https://courier.example/feed"}, "add"),
        ("feeds remove", {"url": "https://courier.example/feed"}, "add"),
        ("feeds refresh", {}, "add"),
        ("remove", {"article": "a001"}, "remove"),
    ],
)
async def test_whoever_may_only_ask_changes_nothing(home, name, options, verb):
    shelve(home, *many(1))
    async with server(FakeChain(found()), home) as (_, channel, alice):
        result = await alice.slash(channel, name, **options)
    assert result.response.content.startswith(f"You may not {verb} articles.")
    assert result.response.ephemeral


async def test_a_file_is_indexed_and_kept_under_a_safe_name(home, tmp_path):
    text = b"Title of it\n\nThe tunnel opened on Tuesday, the ministry said in a statement.\n"
    folder = tmp_path / "articles"
    async with server(FakeChain(found()), home, articles=folder) as (env, channel, _):
        boss = managed(env)
        first = await boss.slash(channel, "index", file=("../../evil name.TXT", text))
        again = await boss.slash(channel, "index", file=("../../evil name.TXT", text))
    [kept] = folder.iterdir()
    assert kept.read_bytes() == text
    assert kept.suffix == ".txt"
    assert kept.parent == folder
    assert first.response.content.startswith("1 added.\n**1** Title of it · undated · article ")
    assert "1 unchanged" in again.response.content
    with opened(home) as archive:
        assert archive.coverage().articles == 1


async def test_outlet_and_date_are_stated_where_a_file_does_not_say_them(home, tmp_path):
    text = ("pasted.txt", b"The tunnel opened on Tuesday, the ministry said in a statement.\n")
    async with server(FakeChain(found()), home, articles=tmp_path / "articles") as (
        env,
        channel,
        _,
    ):
        boss = managed(env)
        wrong = await boss.slash(channel, "index", file=text, published="June")
        assert len(env.errors) == 1
        await boss.slash(channel, "index", file=text, outlet="tass", published="4 June 2015")
    assert "is no whole date" in wrong.response.content
    with opened(home) as archive:
        (one,) = archive.listings()
    assert (one.outlet, one.published) == ("TASS", "2015-06-04")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, NOTHING_TO_ADD),
        ({"url": "/etc/passwd"}, "is no web address"),
        ({"url": "file:///etc/passwd"}, "is no web address"),
        ({"file": ("run.exe", b"MZ")}, "run.exe is of a type that Dateline doesn't read."),
    ],
)
async def test_what_can_not_be_added_is_told_and_nothing_is_kept(home, tmp_path, options, told):
    folder = tmp_path / "articles"
    async with server(FakeChain(found()), home, articles=folder) as (env, channel, _):
        result = await managed(env).slash(channel, "index", **options)
        assert len(env.errors) == 1
    assert told in result.response.content.replace("\\", "")
    assert not folder.exists()


async def test_feeds_are_followed_listed_and_left(home):
    url = "https://courier.example/feed?a=1"
    async with server(FakeChain(found()), home) as (env, channel, alice):
        boss = managed(env)
        await boss.slash(channel, "feeds add", url=f" {url} ")
        with opened(home) as archive:
            assert [feed.url for feed in subscriptions(archive)] == [url]
        again = await boss.slash(channel, "feeds add", url=url)
        listed = await alice.slash(channel, "feeds list")
        suggested = await boss.autocomplete(channel, "feeds remove", "url", "courier")
        left = await boss.slash(channel, "feeds remove", url=url)
        empty = await alice.slash(channel, "feeds list")
    assert again.response.content.startswith("This feed is followed already: https\\://courier")
    assert f"](<{url}>) · not read yet" in listed.response.content
    assert [one["value"] for one in suggested] == [url]
    assert left.response.content.startswith("This feed is no longer followed")
    assert empty.response.content.startswith("No feed is followed yet.")


@pytest.mark.parametrize(
    ("name", "form"),
    [("Check this claim", "check"), ("Ask about this", "answer")],
)
async def test_a_message_is_looked_up_for_whoever_asks_alone(home, name, form):
    chain = FakeChain(refused())
    async with server(chain, home) as (env, channel, alice):
        message = await alice.send(channel, f"{CLAIM} https://courier.example/1 **now**")
        bob = env.guild.add_member(env.create_user("bob"))
        result = await menu(bob, channel, name, message)
    assert result.response.ephemeral
    assert chain.asked[0].form == form
    assert chain.asked[0].text == f"{CLAIM} **now**"


async def test_a_message_without_words_is_not_looked_up(home):
    chain = FakeChain(found())
    async with server(chain, home) as (_, channel, alice):
        message = await alice.send(channel, "https://courier.example/1 !")
        result = await menu(alice, channel, "Check this claim", message)
    assert result.response.content == WORDLESS
    assert chain.asked == []


async def test_the_files_of_a_message_are_added(home, tmp_path):
    folder = tmp_path / "articles"
    text = b"A title here\n\nThe tunnel opened on Tuesday, the ministry said in a statement.\n"
    async with server(FakeChain(found()), home, articles=folder) as (env, channel, alice):
        message = await alice.send(channel, "here", attachments=[("a.txt", text)])
        refused_ = await menu(alice, channel, "Add to archive", message)
        done = await menu(managed(env), channel, "Add to archive", message)
    assert "You may not add articles." in refused_.response.content
    assert "1 added" in done.response.content
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("name", ["status", "articles", "feeds list"])
async def test_an_interaction_that_is_dead_already_ends_in_the_log(home, caplog, name):
    shelve(home, *many(1))
    async with server(FakeChain(found()), home) as (env, channel, alice):
        env.inject_error("POST", "/interactions/*", status=404, code=10062, times=None)
        await alice.slash(channel, name)
        assert len(env.errors) == 1
    assert "could not be told about a failure" in caplog.text
