"""The endpoint, asked by OpenAI's own client and by requests that mean no good."""

from __future__ import annotations

import openai
import pytest

from bot.rate_limits import MINUTE
from retrieval.errors import ArchiveMissing, DatelineError, ProviderError, UsageError
from support.openai_client import URL, asked, body, client, web
from support.question_services import FakeChain


async def test_the_one_model_is_listed() -> None:
    async with client(FakeChain()) as known:
        assert [one.id async for one in known.models.list()] == ["dateline"]
        assert (await known.models.retrieve("dateline")).id == "dateline"
        with pytest.raises(openai.NotFoundError):
            await known.models.retrieve("gpt-4o")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (UsageError("Ask it in words."), openai.BadRequestError),
        (ArchiveMissing("Index first."), openai.InternalServerError),
        (ProviderError("The model failed."), openai.InternalServerError),
        (DatelineError("It went wrong."), openai.InternalServerError),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
async def test_an_error_is_one_of_openais_with_the_sentence_and_is_not_tried_again(
    error: DatelineError, kind: type[openai.APIStatusError], stream: bool
) -> None:
    chain = FakeChain(error)
    with pytest.raises(kind, match=str(error)):
        await asked(chain, stream=stream)
    assert len(chain.asked) == 1


async def test_a_bug_is_told_without_its_words() -> None:
    with pytest.raises(openai.InternalServerError, match="inside Dateline") as caught:
        await asked(FakeChain(ValueError("a secret path")))
    assert "secret" not in str(caught.value)


async def test_what_takes_too_long_is_stopped() -> None:
    async with web(FakeChain(delay=30), seconds=0.02) as http:
        sent = await http.post("/chat/completions", json=body())
    assert (sent.status_code, sent.json()["error"]["code"]) == (503, "no_answer_in_time")


async def test_an_address_has_its_limit_a_minute() -> None:
    chain = FakeChain()
    async with web(chain, per_minute=2) as http:
        sent = [await http.post("/chat/completions", json=body()) for _ in range(3)]
        assert (await http.get("/models")).status_code == 200
    assert [one.status_code for one in sent] == [200, 200, 429]
    assert "2 times in a minute" in sent[-1].json()["error"]["message"]
    assert 0 < int(sent[-1].headers["Retry-After"]) <= MINUTE
    assert "Retry-After" not in sent[0].headers
    assert len(chain.asked) == 2


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/chat/completions", 405), ("POST", "/models", 405), ("POST", "/embeddings", 404),
     ("GET", "/../archive.sqlite", 404), ("OPTIONS", "/chat/completions", 405)],
)  # fmt: skip
async def test_what_is_not_there_is_told_in_the_same_form(
    method: str, path: str, status: int
) -> None:
    async with web(FakeChain()) as http:
        back = await http.request(method, f"{URL}{path}")
    assert back.status_code == status
    assert back.json()["error"]["message"]
    assert "access-control-allow-origin" not in back.headers


async def test_with_a_key_only_the_health_is_open() -> None:
    async with web(FakeChain(), key="a-key-of-sixteen-or-more", loopback=False) as http:
        assert (await http.get("http://archive.example/health")).json() == {"status": "ok"}
        assert (await http.get("http://archive.example/v1/models")).status_code == 401
        known = {"Authorization": "Bearer a-key-of-sixteen-or-more"}
        assert (await http.post("/chat/completions", json=body(), headers=known)).is_success
