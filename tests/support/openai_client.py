"""A client of the OpenAI-compatible endpoint, in this process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

import httpx
import openai

from bot.openai_app.app import make_app
from support.question_services import FakeChain, service

URL = "http://localhost:8765/v1"


HELLO: list[dict[str, Any]] = [{"role": "user", "content": "When do ferries run?"}]


def web(chain: FakeChain, *, key: str | None = None, per_minute: int = 0, seconds: float = 5,
        loopback: bool = True) -> httpx.AsyncClient:  # fmt: skip
    app = make_app(service(chain, seconds), key=key, loopback=loopback, per_minute=per_minute)
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url=URL
    )


@asynccontextmanager
async def client(chain: FakeChain, **options: Any) -> AsyncIterator[openai.AsyncOpenAI]:
    async with (
        web(chain, **options) as http,
        openai.AsyncOpenAI(base_url=URL, api_key="unused", http_client=http) as known,
    ):
        yield known


async def asked(chain: FakeChain, messages: list[dict[str, Any]] = HELLO, **more: Any) -> Any:
    async with client(chain) as known:
        return await known.chat.completions.create(
            model="dateline", messages=cast(Any, messages), **more
        )


def body(**more: Any) -> dict[str, Any]:
    return {"model": "dateline", "messages": HELLO, **more}
