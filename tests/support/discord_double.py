"""A double of Discord on loopback: its REST API and its gateway, over real sockets.

It knows only what these tests need. The payloads follow Discord's documentation.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import discord
import yarl
from aiohttp import WSCloseCode, web
from discord.gateway import DiscordWebSocket

from bot.discord_app.gateway.client import DatelineClient
from support.discord_fakes import make_settings, recall_of
from support.discord_payloads import (
    BOT,
    POSTED,
    Json,
    application,
    guild,
    message,
    ready,
    registered,
    user,
)
from support.markdown_judge import require_clean

TOKEN = "test-token-that-discord-never-gave"
WAIT_SECONDS = 20.0
LOADING = discord.MessageFlags(loading=True).value


@dataclass(frozen=True)
class Call:
    """One REST request, as it was sent."""

    method: str
    path: str
    body: Any
    query: dict[str, str]


@dataclass
class Double:
    """Discord, as far as the bot can tell."""

    refuse_login: bool = False
    close_code: int | None = None
    limited: dict[str, float] = field(default_factory=dict)
    """Path endings that answer 429 once, with the seconds to wait."""
    failing: dict[str, int] = field(default_factory=dict)
    """Path endings that answer with this status once."""
    answered: tuple[str, ...] = ()
    """Tokens of interactions that no longer show "thinking..."."""
    calls: list[Call] = field(default_factory=list)
    heard: list[Json] = field(default_factory=list)
    """What came through the gateway, heartbeats left out."""
    address: str = ""
    _socket: web.WebSocketResponse | None = None
    _sequence: int = 0
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await self._send(socket, {"op": 10, "d": {"heartbeat_interval": 40000}})
        async for frame in socket:
            await self._hear(socket, json.loads(frame.data))
        return socket

    async def rest(self, request: web.Request) -> web.Response:
        path = request.path.removeprefix("/api/v10")
        call = Call(request.method, path, await _body(request), dict(request.query))
        async with self._changed:
            self.calls.append(call)
            self._changed.notify_all()
        ending = next((ending for ending in self.limited if path.endswith(ending)), None)
        if ending is not None:
            seconds = self.limited.pop(ending)
            wait = {
                "message": "You are being rate limited.",
                "retry_after": seconds,
                "global": False,
            }
            return _json(wait, status=429, headers={"Via": "1.1 double"})
        ending = next((ending for ending in self.failing if path.endswith(ending)), None)
        if ending is not None:
            return _json({"message": "odd", "code": 0}, status=self.failing.pop(ending))
        return self._answer(call)

    async def say(self, op: int, data: Any = None) -> None:
        """Send a payload of the gateway that is no event."""
        assert self._socket is not None
        await self._send(self._socket, {"op": op, "d": data})

    async def dispatch(self, event: str, data: Json) -> None:
        """Send an event to the bot."""
        assert self._socket is not None
        self._sequence += 1
        await self._send(self._socket, {"op": 0, "t": event, "s": self._sequence, "d": data})

    def drop(self) -> None:
        """Cut the connection without a close frame."""
        assert self._socket is not None
        self._socket._req.transport.abort()

    async def called(self, method: str, ending: str, count: int = 1) -> list[Call]:
        """Wait until such a request has come `count` times; all such requests."""

        def matching() -> list[Call]:
            return [each for each in self.calls if _is(each, method, ending)]

        async with asyncio.timeout(WAIT_SECONDS), self._changed:
            await self._changed.wait_for(lambda: len(matching()) >= count)
        return matching()

    async def received(self, op: int, count: int = 1) -> list[Json]:
        """Wait until the gateway has heard this opcode `count` times; all such payloads."""
        async with asyncio.timeout(WAIT_SECONDS), self._changed:
            await self._changed.wait_for(lambda: len(self._with(op)) >= count)
        return self._with(op)

    def _with(self, op: int) -> list[Json]:
        return [payload for payload in self.heard if payload["op"] == op]

    async def _hear(self, socket: web.WebSocketResponse, payload: Json) -> None:
        if payload["op"] == 1:
            await self._send(socket, {"op": 11})
            return
        self._socket = socket
        if self.close_code is not None:
            await socket.close(code=self.close_code)
        elif payload["op"] == 2:
            await self.dispatch("READY", ready(self.address))
            await self.dispatch("GUILD_CREATE", guild())
        elif payload["op"] == 6:
            await self.dispatch("RESUMED", {})
        async with self._changed:
            self.heard.append(payload)
            self._changed.notify_all()

    def _answer(self, call: Call) -> web.Response:
        if call.path == "/users/@me":
            if self.refuse_login:
                return _json({"message": "401: Unauthorized", "code": 0}, status=401)
            return _json(user(BOT, "dateline", bot=True))
        if call.path == "/oauth2/applications/@me":
            return _json(application())
        if call.path.endswith("/commands"):
            return _json([registered(command) for command in call.body])
        if call.path.endswith("/callback"):
            return _json({"interaction": {"id": call.path.split("/")[2], "type": 2}})
        if call.path.endswith("/typing"):
            return web.Response(status=204)
        fetched = call.method == "GET" and call.path.endswith("/messages/@original")
        waits = fetched and call.path.split("/")[-3] not in self.answered
        author = user(BOT, "dateline", bot=True)
        return _json(message(POSTED, "", author, flags=LOADING if waits else 0))

    async def _send(self, socket: web.WebSocketResponse, payload: Json) -> None:
        await socket.send_str(json.dumps(payload))


@asynccontextmanager
async def discord_double(**values: Any) -> AsyncIterator[Double]:
    """A running double, with discord.py pointed at it for as long as it runs."""
    double = Double(**values)
    app = web.Application()
    app.router.add_get("/gateway", double.gateway)
    app.router.add_get("/gateway/", double.gateway)
    app.router.add_route("*", "/api/v10/{rest:.*}", double.rest)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    double.address = "{}:{}".format(*runner.addresses[0][:2])
    before = discord.http.Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    discord.http.Route.BASE = f"http://{double.address}/api/v10"
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://{double.address}/gateway")
    try:
        yield double
        require_clean(call.body for call in double.calls)
    finally:
        discord.http.Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before
        if double._socket is not None and not double._socket.closed:
            await double._socket.close(code=WSCloseCode.GOING_AWAY)
        await runner.cleanup()


async def _body(request: web.Request) -> Any:
    if request.content_type == "application/json":
        return await request.json()
    if request.content_type == "multipart/form-data":
        form = await request.post()
        body = json.loads(str(form["payload_json"]))
        files = [part for part in form.values() if isinstance(part, web.FileField)]
        return {**body, "files": {part.filename: part.file.read().decode() for part in files}}
    return None


def _json(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    # The client reads the body as JSON only under exactly this content type.
    stated = {"Content-Type": "application/json", **(headers or {})}
    return web.Response(body=json.dumps(value).encode(), status=status, headers=stated)


def _is(call: Call, method: str, ending: str) -> bool:
    return call.method == method and call.path.endswith(ending)


@asynccontextmanager
async def connected(home, chain, chosen=None, **values):
    """The double and a client, with the settings `chosen`, that has identified itself to it."""
    async with discord_double(**values) as double:
        client = DatelineClient(make_settings(home, **chosen or {}), chain, recall_of(chain.reply))
        async with client:
            serving = asyncio.create_task(client.start(TOKEN))
            await double.received(2)
            yield double, client
        serving.cancel()
        with suppress(asyncio.CancelledError):
            await serving
