"""`dateline mcp` as a process: on pipes as clients start it, and over HTTP behind a token."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import httpx
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp.shared._httpx_utils import create_mcp_http_client

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
TOKEN = "a-token-of-sixteen-and-more"
ASKED = {"question": "Who proposed a joint coast guard?"}
HELLO = {
    "jsonrpc": "2.0", "id": 1, "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {},
               "clientInfo": {"name": "raw", "version": "0"}},
}  # fmt: skip
ACCEPT = {"Accept": "application/json, text/event-stream"}


def environment(home: Path, **more: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1",
        "DATELINE_HOME": str(home), **more,
    }  # fmt: skip


# `dateline mcp`, which dies where it looks a name up or connects to anything.
ALONE = """
import os, sys
OUT = ("socket.connect", "socket.getaddrinfo", "socket.sendto")
sys.addaudithook(lambda event, _: os._exit(9) if event in OUT else None)
from bot.cli import main
sys.exit(main(["mcp"]))
"""


def pipes(home: Path, **more: str) -> StdioServerParameters:
    env = environment(home, **more)
    return StdioServerParameters(
        command=sys.executable, args=["-c", ALONE], env=env, cwd=home.parent
    )


@contextmanager
def over_http(home: Path, *options: str, **more: str) -> Iterator[tuple[str, str]]:
    """Where it is served, and what it printed; it has to end well when it is told to."""
    command = [sys.executable, "-m", "bot.cli", "mcp", "--http", "--port", "0", *options]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=environment(home, **more), cwd=home.parent,
    ) as process:  # fmt: skip
        assert process.stderr
        assert process.stdout
        first, second = process.stderr.readline(), process.stderr.readline()
        try:
            yield first.split()[-1], second
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(20) == 0
            assert process.stdout.read() == ""


@asynccontextmanager
async def connected(url: str, token: str) -> AsyncIterator[Client]:
    async with (
        create_mcp_http_client({"Authorization": f"Bearer {token}"}) as http,
        Client(streamable_http_client(url, http_client=http)) as client,
    ):
        yield client


async def test_on_pipes_it_answers_the_clients_of_today(filled: Path) -> None:
    """What needs no model: those below ask questions."""
    async with Client(pipes(filled, DATELINE_LOG_LEVEL="DEBUG")) as client:
        result = await client.call_tool("articles", {"limit": 1})
    assert result.structured_content
    assert result.structured_content["articles"]


def test_it_answers_older_clients_and_writes_nothing_but_the_protocol(filled: Path) -> None:
    call = {"name": "ask", "arguments": ASKED}
    messages = [
        HELLO, {"jsonrpc": "2.0", "method": "notifications/initialized"}, "no JSON-RPC",
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": call},
    ]  # fmt: skip
    with subprocess.Popen(
        [sys.executable, "-c", ALONE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        stderr=subprocess.DEVNULL, env=environment(filled, DATELINE_LOG_LEVEL="DEBUG"),
        cwd=filled.parent,
    ) as process:  # fmt: skip
        assert process.stdin
        assert process.stdout
        process.stdin.write("".join(f"{json.dumps(message)}\n" for message in messages))
        process.stdin.flush()
        replies = {}
        while 2 not in replies:
            reply = json.loads(process.stdout.readline())
            replies[reply.get("id")] = reply
        process.stdin.close()
        assert process.wait(20) == 0
        assert process.stdout.read() == ""
    assert replies[1]["result"]["serverInfo"]["name"] == "dateline"
    assert replies[2]["result"]["structuredContent"]["found"]


def test_without_an_archive_it_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "mcp"], stdin=subprocess.DEVNULL, capture_output=True,
        env=environment(tmp_path / "none"), cwd=tmp_path, timeout=60, check=False, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (5, "")
    assert "dateline index FOLDER" in done.stderr


async def test_over_http_it_answers_whoever_knows_the_token_so_often_in_a_minute(
    filled: Path,
) -> None:
    """Without a token of its own it makes one and prints it once."""
    with over_http(filled, DATELINE_SERVE_PER_MINUTE="4") as (url, printed):
        token = printed.split()[-1]
        async with connected(url, token) as client:
            asked = [client.call_tool("ask", ASKED) for _ in range(3)]
            results = await asyncio.gather(*asked)
            calls = [await client.call_tool("articles", {}) for _ in range(2)]
        known = {"Authorization": f"Bearer {token}"}
        raw = [
            await status(url, HELLO),
            await status(url, HELLO, Authorization="Bearer x"),
            await status(url, HELLO, **known, Host="evil.example"),
            await status(url, HELLO, **known, Origin="https://evil.example"),
            await status(url, {"padding": "x" * 2_000_000}, **known),
        ]
    assert len(token) >= 32
    assert all(one.structured_content and one.structured_content["found"] for one in results)
    assert [one.is_error for one in calls] == [False, True]
    assert raw == [401, 401, 421, 403, 413]


async def test_a_token_of_its_own_is_not_printed(filled: Path) -> None:
    with over_http(filled, DATELINE_MCP_TOKEN=TOKEN) as (url, printed):
        async with connected(url, TOKEN) as client:
            assert (await client.list_tools()).tools
    assert TOKEN not in printed


async def status(url: str, sent: object, **headers: str) -> int:
    async with httpx.AsyncClient() as client:
        return (await client.post(url, json=sent, headers={**ACCEPT, **headers})).status_code
