"""Who may ask over HTTP: names of this machine, its own pages, and whoever has the key."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import PlainTextResponse

from bot.guard import Guard

KEY = "a-key-of-sixteen-or-more"
KNOWN = {"Authorization": f"Bearer {KEY}"}


async def status(path: str = "/ask", *, key: str | None = None, here: bool = True,
                 headers: dict[str, str] | None = None) -> int:  # fmt: skip
    app = Guard(PlainTextResponse("in"), key=key, loopback=here, open_paths=frozenset({"/health"}))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as client:
        host = {"Host": "127.0.0.1:8765"}
        sent = await client.get(f"http://test{path}", headers={**host, **(headers or {})})
    return sent.status_code


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:8765", "[::1]:80"])
async def test_this_machine_is_known_by_its_own_names(host: str) -> None:
    assert await status(headers={"Host": host}) == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8765", "", "[::1",
     "evil.example#@localhost", "localhost,evil.example", "evil.example@", "[::1].evil.example"],
)  # fmt: skip
async def test_by_no_other(host: str) -> None:
    assert await status(headers={"Host": host}) == 421
    assert await status(key=KEY, headers={"Host": host, **KNOWN}) == 421


@pytest.mark.parametrize(
    ("origin", "expected"),
    [("http://localhost:3000", 200), ("http://127.0.0.1", 200), ("https://evil.example", 403),
     ("null", 403), ("", 403), ("http://localhost.evil.example", 403), ("file://", 403),
     ("http://[::1", 403)],
)  # fmt: skip
async def test_a_page_may_ask_only_if_it_is_of_this_machine(origin: str, expected: int) -> None:
    assert await status(headers={"Origin": origin}) == expected


async def test_on_another_address_a_page_has_to_come_from_the_same_host() -> None:
    there = {"Host": "archive.example", **KNOWN}
    assert await status(key=KEY, here=False, headers=there) == 200
    same = {**there, "Origin": "https://archive.example"}
    assert await status(key=KEY, here=False, headers=same) == 200
    other = {**there, "Origin": "http://localhost"}
    assert await status(key=KEY, here=False, headers=other) == 403


@pytest.mark.parametrize(
    "given",
    [{}, {"Authorization": KEY}, {"Authorization": f"Basic {KEY}"}, {"Authorization": "Bearer"},
     {"Authorization": f"Bearer {KEY[:-1]}"}, {"Authorization": f"Bearer {KEY} {KEY}"}],
)  # fmt: skip
async def test_without_the_key_nothing_is_answered_but_what_is_open(given: dict[str, str]) -> None:
    assert await status(key=KEY, headers=given) == 401
    assert await status("/health", key=KEY, headers=given) == 200
    assert await status("/health/../ask", key=KEY, headers=given) == 401


async def test_the_key_opens() -> None:
    assert await status(key=KEY, headers=KNOWN) == 200
    assert await status(key=KEY, headers={"Authorization": f"bearer  {KEY}"}) == 200


@given(st.text(st.characters(min_codepoint=33, max_codepoint=255), max_size=40))
async def test_no_other_text_is_the_key(other: str) -> None:
    value = f"Bearer {other}".encode("latin-1")
    app = Guard(PlainTextResponse("in"), key=KEY, loopback=True)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as client:
        sent = await client.get("http://localhost/", headers={b"authorization": value})
    assert sent.status_code == (200 if other == KEY else 401)
