"""The list of articles: newest first, page by page, and nothing in it acts."""

import pytest

from bot.discord_app.components.article_list import (
    FOUND_ON_A_PAGE,
    LONGEST_SEARCH,
    NO_MORE,
    NONE_HELD,
    NONE_OF_OUTLET,
)
from bot.discord_app.render.escape import unescaped
from bot.discord_app.render.message_splitting import LIMIT
from support.discord_archive import article, many, opened, shelve
from support.discord_fakes import FakeChain, found, server

HOSTILE = "[x](https://evil.test) @everyone <@1> ||s|| ```"


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


@pytest.mark.parametrize(
    ("held", "head"), [(1, "**1 article**"), (8, "**8 articles**, newest first")]
)
async def test_a_list_of_one_page_says_of_no_part_that_it_is_shown(home, held, head):
    shelve(home, *many(held))
    async with server(FakeChain(found()), home) as (_, channel, alice):
        page = await alice.slash(channel, "articles")
    assert page.response.content.split("\n")[0] == head


@pytest.mark.parametrize("words", ["bridge", "BRIDGE courier 2016", f"{HOSTILE} \\ \u201cx\u201d*"])
async def test_what_is_found_is_turned_page_by_page_by_its_words(home, words):
    shelve(home, *many(14, outlet=f"The Courier {words}"), article("z", title="The old mill"))
    async with server(FakeChain(found()), home) as (_, channel, alice):
        first = await alice.slash(channel, "articles", search=words)
        texts = [first.response.content]
        for label in ("Older articles", "Older articles", "Newer articles"):
            await alice.click(first.response, label=label)
            texts.append(first.response.content)
    assert [unescaped(text.split("\n")[0]) for text in texts] == [f"**{words}**"] * 4
    assert [text.split("\n")[1] for text in texts] == [
        f"**14 articles**, newest first: {span}" for span in ("1–6", "7–12", "13–14", "7–12")
    ]
    assert "Bridge 14" in texts[0]
    assert "Bridge 1 " in texts[2]
    assert texts[1] == texts[3]


async def test_a_page_of_what_is_found_fits_into_a_message(home):
    words = "*" * LONGEST_SEARCH
    shelve(
        home, *many(FOUND_ON_A_PAGE + 1, outlet=words, url="https://courier.example/" + "a" * 90)
    )
    async with server(FakeChain(found()), home) as (_, channel, alice):
        page = await alice.slash(channel, "articles", search=words)
    assert page.response.content.count("\n\\- ") == FOUND_ON_A_PAGE
    assert len(page.response.content) <= LIMIT


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
