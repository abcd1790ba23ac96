"""The tools and resources, asked by the SDK's own client in this process."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from mcp import Client
from mcp.types import CallToolResult, TextContent, TextResourceContents

from bot.mcp_app.server import ArchiveServer

pytestmark = pytest.mark.slow

ASKED = "Who proposed a joint coast guard?"


PROPOSED = "Foreign Minister Lena Orsk proposed a joint coast guard."


def told(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def data(result: CallToolResult) -> dict[str, Any]:
    assert not result.is_error, told(result)
    assert result.structured_content is not None
    return dict(result.structured_content)


async def text_of(client: Client, article: str) -> str:
    read = await client.read_resource(f"dateline://article/{article}")
    (content,) = read.contents
    assert isinstance(content, TextResourceContents)
    return content.text


async def test_an_answer_comes_with_citations_that_can_be_checked(server: ArchiveServer) -> None:
    async with Client(server) as client:
        result = await client.call_tool("ask", {"question": ASKED})
        answer = data(result)
        assert answer["found"]
        assert told(result).startswith(PROPOSED)
        cited = answer["citations"][answer["statements"][0]["citations"][0] - 1]
        text = await text_of(client, cited["article"])
        assert text[cited["start"] : cited["end"]] == cited["quote"] == PROPOSED
        assert cited["hash"] == hashlib.sha256(text.encode()).hexdigest()


async def test_a_refusal_is_a_result_with_the_nearest_quotations(server: ArchiveServer) -> None:
    async with Client(server) as client:
        answer = data(await client.call_tool("ask", {"question": "Who won the regatta of 1850?"}))
        assert not answer["found"]
        assert answer["citations"] == answer["statements"] == []
        for near in answer["nearest"]:
            text = await text_of(client, near["article"])
            assert text[near["start"] : near["end"]] == near["quote"]
        assert answer["nearest"]


async def test_a_follow_up_is_read_after_the_questions_before_it(server: ArchiveServer) -> None:
    async with Client(server) as client:
        asked = {"question": "Who cut its ribbon?", "earlier": ["When did the lighthouse open?"]}
        answer = data(await client.call_tool("ask", asked))
        assert answer["found"]
        assert "Tomas Reed" in answer["text"]


async def test_limits_are_heeded(server: ArchiveServer) -> None:
    async with Client(server) as client:
        for within in ({"outlet": "Coast Daily"}, {"since": "2020"}):
            answer = data(await client.call_tool("ask", {"question": ASKED, **within}))
            assert PROPOSED not in answer["text"]
            assert all(near["outlet"] == "Coast Daily" for near in answer["nearest"])


async def test_the_search_gives_passages_as_they_stand(server: ArchiveServer) -> None:
    async with Client(server) as client:
        result = await client.call_tool("search", {"query": "lighthouse", "k": 1})
        (found,) = data(result)["passages"]
        text = await text_of(client, found["article"])
        assert text[found["start"] : found["end"]] == found["text"]
        assert found["title"] == "Lighthouse opens"


async def test_articles_are_listed_and_shown_in_parts(server: ArchiveServer) -> None:
    async with Client(server) as client:
        listed = data(await client.call_tool("articles", {"limit": 1}))
        assert (listed["total"], listed["offset"]) == (2, 0)
        (newest,) = listed["articles"]
        assert newest["title"] == "Lighthouse opens"
        older = data(await client.call_tool("articles", {"outlet": "amber post"}))
        assert [one["title"] for one in older["articles"]] == ["Harbour treaty signed"]
        part = {"article": newest["id"], "start": 4, "end": 12}
        shown = data(await client.call_tool("show", part))
        text = await text_of(client, newest["id"])
        assert (shown["text"], shown["characters"]) == (text[4:12], len(text))


@pytest.mark.parametrize(
    ("tool", "asked"),
    [
        ("timeline", {"topic": "lighthouse"}),
        ("compare", {"topic": "Port Amber", "outlets": ["Amber Post", "Coast Daily"]}),
        ("check", {"claim": "Mayor Tomas Reed cut the ribbon."}),
    ],
)
async def test_the_other_forms_quote_as_well(
    server: ArchiveServer, tool: str, asked: dict[str, Any]
) -> None:
    async with Client(server) as client:
        answer = data(await client.call_tool(tool, asked))
        assert answer["form"] == tool
        assert answer["citations"]
        assert (answer["verdict"] == "supported") == (tool == "check")


async def test_each_sentence_of_a_claim_has_its_own_verdict(server: ArchiveServer) -> None:
    claim = "Mayor Tomas Reed cut the ribbon. A Dane won the Amber regatta of 1850."
    async with Client(server) as client:
        result = await client.call_tool("check", {"claim": claim})
    answer = data(result)
    assert answer["verdict"] == "not in the archive"
    assert [one["verdict"] for one in answer["parts"]] == ["supported", "not in the archive"]
    assert "1. Supported: Mayor Tomas Reed cut the ribbon." in told(result)
    assert answer["citations"][answer["parts"][0]["citations"][0] - 1]["number"] == 1


async def test_a_receipt_is_verified(server: ArchiveServer) -> None:
    async with Client(server) as client:
        answer = data(await client.call_tool("ask", {"question": ASKED}))
        checked = data(await client.call_tool("verify", {"receipt": answer["receipt"]}))
        assert checked["question"] == ASKED
        assert {one["standing"] for one in checked["citations"]} == {"exact"}


@pytest.mark.parametrize(
    ("tool", "asked", "sentence"),
    [
        ("ask", {"question": " "}, "The question is empty"),
        ("ask", {"question": "x" * 2001}, "at most 2,000"),
        ("ask", {"question": ASKED, "since": "2015-02-30"}, "'2015-02-30' is no date"),
        (
            "ask",
            {"question": ASKED, "since": "last week"},
            "'last week' is no date; write it as 2015-06-04, 2015-06 or 2015.",
        ),
        ("show", {"article": "nothing"}, "the tool `articles` lists them"),
        ("delete", {}, "There is no tool 'delete'; there are ask, search, show, articles"),
        ("verify", {"receipt": "nothing"}, "no receipt 'nothing'"),
        (
            "compare",
            {"topic": "x", "outlets": ["Amber Post"]},
            "'outlets' of compare is wrong: it must have 2",
        ),
        (
            "search",
            {"query": "x", "k": 0},
            "The argument 'k' of search is wrong: it must be 1 or more.",
        ),
        ("search", {"query": "x", "k": "ten"}, "it must be a whole number."),
        ("ask", {}, "The argument 'question' of ask is wrong: it must be given."),
        ("ask", {"question": ASKED, "before": "2020-01-01"}, "ask takes no 'before'; it takes qu"),
    ],
)
async def test_what_cannot_be_done_is_told_in_a_sentence(
    server: ArchiveServer, tool: str, asked: dict[str, Any], sentence: str
) -> None:
    async with Client(server) as client:
        result = await client.call_tool(tool, asked)
        assert result.is_error
        assert sentence in told(result)
        assert "pydantic" not in told(result)
        assert "Error executing" not in told(result)
