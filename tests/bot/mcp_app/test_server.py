"""The server's tools only read, and its resources are the articles alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError
from mcp.types import TextContent, TextResourceContents

from bot.mcp_app.server import INSTRUCTIONS, ArchiveServer
from bot.question_service import make_question_service
from bot.rate_limits import RateLimits
from retrieval import factory
from retrieval.settings import Settings


async def text_of(client: Client, article: str) -> str:
    read = await client.read_resource(f"dateline://article/{article}")
    (content,) = read.contents
    assert isinstance(content, TextResourceContents)
    return content.text


async def test_every_tool_only_reads_and_says_what_it_takes_and_gives(
    server: ArchiveServer,
) -> None:
    async with Client(server) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert list(tools) == [
            "ask", "search", "show", "articles", "timeline", "compare", "check", "verify"
        ]  # fmt: skip
        for tool in tools.values():
            assert tool.annotations
            assert tool.annotations.read_only_hint
            assert tool.annotations.open_world_hint is False
            assert tool.description
            assert "\n  " not in tool.description
            assert tool.output_schema
            assert tool.output_schema["type"] == "object"
        assert client.instructions == INSTRUCTIONS


async def test_calls_of_tools_have_a_limit_a_minute_where_one_is_set(filled: Path) -> None:
    settings = Settings(home=filled)
    with factory.open_archive(settings) as archive:
        service = make_question_service(settings, archive)
        async with Client(ArchiveServer(service, RateLimits(1, 0))) as client:
            assert not (await client.call_tool("articles", {})).is_error
            refused = await client.call_tool("articles", {})
    assert refused.is_error
    assert isinstance(refused.content[0], TextContent)
    assert refused.content[0].text.startswith("You have asked once in a minute, the most allowed.")


async def test_articles_are_resources(server: ArchiveServer) -> None:
    async with Client(server) as client:
        resources = (await client.list_resources()).resources
        assert [one.name for one in resources] == ["Lighthouse opens", "Harbour treaty signed"]
        assert "9 June 2021" in await text_of(client, str(resources[0].uri).rpartition("/")[2])


@pytest.mark.parametrize("name", ["nothing", "..", "..%2Farchive.sqlite", "%2Fetc%2Fpasswd"])
async def test_no_resource_leads_elsewhere(server: ArchiveServer, name: str) -> None:
    async with Client(server) as client:
        with pytest.raises(MCPError, match=r"No article|Unknown resource"):
            await client.read_resource(f"dateline://article/{name}")
