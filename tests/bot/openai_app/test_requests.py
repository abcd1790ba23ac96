"""A request that is wrong is told so in a sentence."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.openai_app.app import MOST_BODY
from support.openai_client import HELLO, asked, body, web
from support.question_services import FakeChain


async def test_earlier_messages_are_the_earlier_questions() -> None:
    chain = FakeChain()
    messages = [
        {"role": "system", "content": "You are a pirate."},
        {"role": "user", "content": "When do ferries run?"},
        {"role": "assistant", "content": "Hourly."},
        {"role": "user", "content": "???"},
        {"role": "user", "content": [{"type": "text", "text": "And on Sundays?"}]},
    ]
    limits = {"outlet": "TASS", "since": "2015", "until": "2015-06"}
    await asked(chain, messages, extra_body={"dateline": limits})
    assert chain.asked == [
        ("When do ferries run?", (), False),
        ("And on Sundays?", ("When do ferries run?",), True),
    ]
    assert {(one.outlet, one.since, one.until) for one in chain.questions} == {
        ("TASS", "2015-01-01", "2015-06-30")
    }


JSON = {"Content-Type": "application/json"}


BAD: list[tuple[dict[str, Any], int, str]] = [
    ({"json": body(model="gpt-4o")}, 404, "ask for 'dateline'"),
    ({"json": body(messages=[])}, 400, "messages"),
    ({"json": body(messages=[{"role": "user", "content": "a"}] * 1001)}, 400, "1000"),
    ({"json": body(messages=[{"role": "user", "content": None}])}, 400, "content"),
    ({"json": body(messages=[{"role": "user"}])}, 400, "content"),
    ({"json": body(messages=[{"role": "robber", "content": "a"}])}, 400, "role"),
    ({"json": body(messages=[*HELLO, {"role": "assistant", "content": "a"}])}, 400, "the user's"),
    ({"json": body(messages=[{"role": "user", "content": [
        {"type": "image_url", "image_url": {"url": "http://x"}}]}])}, 400, "no pictures"),
    ({"json": body(n=2)}, 400, "n:"),
    ({"json": body(response_format={"type": "json_object"})}, 400, "response_format"),
    ({"json": body(dateline={"since": "last week"})}, 400, "no date"),
    ({"json": body(dateline={"outlets": "TASS"})}, 400, "dateline.outlets"),
    ({"json": []}, 400, "object"),
    ({"content": b"{", "headers": JSON}, 400, "JSON"),
    ({"content": b"[" * 100_000, "headers": JSON}, 400, "JSON"),
    ({"content": b'{"model":"\xff"}', "headers": JSON}, 400, "JSON"),
    ({"content": b" " * (MOST_BODY + 1), "headers": JSON}, 413,
     "larger than"),
    ({"content": json.dumps(body()), "headers": {"Content-Type": "text/plain"}}, 415, "as JSON"),
    ({"data": {"a": "b"}}, 415, "as JSON"),
    ({"json": body(), "headers": {"Host": "evil.example"}}, 421, "own address"),
    ({"json": body(), "headers": {"Origin": "https://evil.example"}}, 403, "other sites"),
]  # fmt: skip


@pytest.mark.parametrize(("sent", "status", "sentence"), BAD)
async def test_a_request_that_is_wrong_is_told_so_and_reaches_no_chain(
    sent: dict[str, Any], status: int, sentence: str
) -> None:
    chain = FakeChain()
    async with web(chain) as http:
        back = await http.post("/chat/completions", **sent)
    assert back.status_code == status, back.text
    error = back.json()["error"]
    assert sentence in error["message"]
    assert error["type"] == "invalid_request_error"
    assert not chain.asked
