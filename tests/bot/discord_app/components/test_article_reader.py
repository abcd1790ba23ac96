"""An article is read page by page around the quotation."""

from bot.discord_app.components.article_reader import article_pages
from bot.discord_app.render.messages import removed_words
from retrieval.archive.indexing import remove
from retrieval.receipts.receipts import keep_receipt
from support.discord_archive import (
    QUESTION,
    TEXT,
    answered,
    from_archive,
    labels,
    opened,
    shelve,
)
from support.discord_archive import article as made
from support.discord_fakes import FakeChain, citation, found, server


async def test_an_article_without_address_is_read_page_by_page_around_the_quotation(home):
    long = "\n".join(f"Line {n} of what came before." for n in range(200))
    text = f"{long}\n{TEXT}\n{long}"
    one = made("article1", text)
    shelve(home, one)
    at = text.index(TEXT)
    cited = citation(url=None, article=one.id, hash=one.hash, start=at, end=at + len(TEXT))
    with opened(home) as archive:
        answer = keep_receipt(archive, found(TEXT, citations=(cited,), receipt=None))
    async with server(FakeChain(answer), home, from_archive(home)) as (_, channel, alice):
        asked = await alice.slash(channel, "ask", question=QUESTION)
        page = await alice.click(asked.response, label="Read [1]")
        first = page.response.content
        back = await alice.click(page.response, label="Back")
        with opened(home) as archive:
            remove(archive, ["article1"])
        gone = await alice.click(asked.response, label="Read [1]")
    assert page.response.ephemeral
    assert f"\n> {TEXT}\nLine 0 of" in first
    assert "Line 199 of" in first
    assert "\n-# Page " in first
    assert first.startswith("Title of article1 · The Courier · 3 November 2016 · article article1")
    assert TEXT not in back.response.content
    assert gone.response.content == removed_words()


async def test_a_list_has_a_button_for_each_article_without_an_address(home):
    linked = made("z", TEXT, url="https://courier.example/z", published="2016-12-01")
    shelve(home, *(made(f"a{n}", f"Sentence {n}.\n{TEXT}") for n in range(7)), linked)
    async with server(FakeChain(found()), home) as (_, channel, alice):
        listed = await alice.slash(channel, "articles")
        searched = await alice.slash(channel, "articles", search="title of a3")
        shown = await alice.click(searched.response, label="Read: Title of a3")
    assert len(labels(listed.response)) == 7
    assert labels(searched.response) == ["Read: Title of a3"]
    assert f"\n\nSentence 3.\n{TEXT}" in shown.response.content
    assert shown.response.ephemeral


async def test_under_sources_stands_a_button_for_each_article_without_an_address(home):
    answer = answered(home)
    async with server(FakeChain(answer), home, from_archive(home)) as (_, channel, alice):
        asked = await alice.slash(channel, "ask", question=QUESTION)
        sources = await alice.click(asked.response, label="Sources")
        shown = await alice.click(sources.response, label="Read [1]")
    assert labels(sources.response) == ["Read [1]"]
    assert f"> {TEXT}" in shown.response.content
    assert "Page" not in shown.response.content  # it has one


def test_read_from_its_beginning_an_article_has_its_text_and_no_furniture():
    text = f"---\ntitle: Bridge\n---\n\n{TEXT}\n"
    one = made("a", text, furniture=((0, text.index(TEXT)),))
    assert article_pages(one, 0, 0) == ([TEXT], 0)


def test_what_a_file_states_of_itself_at_its_head_is_left_out():
    text = f"---\ntitle: Bridge\n---\n\n{TEXT}\n\nShare this\n"
    start = text.index(TEXT)
    furniture = ((0, start), (text.index("Share"), len(text)))
    pages, at = article_pages(made("a", text, furniture=furniture), start, start + len(TEXT))
    assert (pages, at) == ([f"> {TEXT}\nShare this"], 0)
