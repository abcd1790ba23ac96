"""Settings to a chat model, or one sentence saying why not."""

from __future__ import annotations

import sys

import pytest
from langchain_core.language_models import BaseChatModel, FakeListChatModel
from pydantic import ConfigDict, Field

from retrieval import factory
from retrieval.errors import ConfigurationError, first_line
from retrieval.settings import Settings

pytestmark = pytest.mark.slow

KEY = "canary-7f3d"


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE", "OPENAI_ADMIN_KEY"):
        monkeypatch.delenv(name, raising=False)


def refused(settings: Settings) -> str:
    """The sentence that the user gets."""
    with pytest.raises(ConfigurationError) as raised:
        factory.make_chat_model(settings)
    assert raised.value.exit_code == 78
    message = str(raised.value)
    assert "\n" not in message
    assert message.endswith((".", "`", ")"))
    assert ".." not in message
    return message


def test_the_model_is_made_with_the_limits_and_the_address_of_the_settings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    settings = Settings(
        chat_model="openai:ft:gpt:mine", chat_url="http://127.0.0.1:9/v1", model_seconds=2.5
    )
    model = factory.make_chat_model(settings)
    assert isinstance(model, BaseChatModel)
    fields = model.model_dump()
    assert fields["model_name"] == "ft:gpt:mine"
    assert fields["openai_api_base"] == "http://127.0.0.1:9/v1"
    assert (fields["request_timeout"], fields["max_retries"]) == (2.5, 0)
    assert KEY not in repr(model)


@pytest.mark.parametrize("name", ["OpenAI:m", " openai : m "])
def test_the_provider_may_be_written_with_capitals_or_spaces(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    model = factory.make_chat_model(Settings(chat_model=name))
    assert model.model_dump()["model_name"] == "m"


@pytest.mark.parametrize("name", ["nonesuch:model", "gpt-4:model", "claude:model"])
def test_an_unknown_provider_is_told(name: str) -> None:
    message = refused(Settings(chat_model=name))
    assert f"The chat model '{name}' can't be made: Unsupported provider" in message
    assert "DATELINE_CHAT_MODEL (provider:model)" in message


@pytest.mark.parametrize(
    ("provider", "package"),
    [("groq", "langchain-groq"), ("bedrock", "langchain-aws"), ("cohere", "langchain-cohere")],
)
def test_a_provider_whose_package_is_missing_is_told_with_the_package(
    provider: str, package: str
) -> None:
    message = refused(Settings(chat_model=f"{provider}:model"))
    assert f"provider '{provider}', whose package is missing" in message
    assert f"pip install {package}" in message


def test_a_missing_key_is_told() -> None:
    message = refused(Settings(chat_model="openai:test-model"))
    assert "OPENAI_API_KEY" in message
    assert "the provider's key" in message


@pytest.mark.parametrize("name", [None, "", ":", "openai:", ":model", "openai"])
def test_without_provider_and_model_there_is_nothing_to_make(name: str | None) -> None:
    message = refused(Settings.model_construct(chat_model=name, chat_url=None, model_seconds=1.0))
    assert message == "DATELINE_CHAT_MODEL is not set; write it as provider:model."


def test_the_fault_of_a_provider_without_a_message_is_told_by_its_kind() -> None:
    assert first_line(ValueError()) == "ValueError"
    assert first_line(ValueError("no good.\nkey=canary")) == "no good"


class Forbidding(FakeListChatModel):
    """A provider's class that refuses options it does not know."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)
    model: str
    responses: list[str] = Field(default_factory=list)
    base_url: str | None = None


class Whole(Forbidding):
    """One that takes whole seconds only."""

    timeout: int = 120
    max_retries: int = 5


class Homebound(FakeListChatModel):
    """One that can't be sent elsewhere."""

    model_config = ConfigDict(extra="forbid")
    model: str
    responses: list[str] = Field(default_factory=list)


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Stands a class in for a provider that LangChain knows and we have not installed."""
    from langchain.chat_models import base

    base._get_chat_model_creator.cache_clear()
    monkeypatch.setattr(base, "_import_module", lambda module, name: sys.modules[__name__])
    return monkeypatch


def test_a_provider_that_refuses_a_limit_is_made_without_it(provider: pytest.MonkeyPatch) -> None:
    provider.setitem(globals(), "ChatGroq", Forbidding)
    settings = Settings(chat_model="groq:m", chat_url="http://127.0.0.1:9", model_seconds=2.5)
    model = factory.make_chat_model(settings)
    assert isinstance(model, Forbidding)
    assert (model.model, model.base_url) == ("m", "http://127.0.0.1:9")


def test_a_provider_of_whole_seconds_keeps_its_own_and_takes_the_rest(
    provider: pytest.MonkeyPatch,
) -> None:
    provider.setitem(globals(), "ChatCohere", Whole)
    model = factory.make_chat_model(Settings(chat_model="cohere:m", model_seconds=2.5))
    assert isinstance(model, Whole)
    assert (model.timeout, model.max_retries) == (120, 0)


def test_an_address_that_a_provider_does_not_take_is_never_left_out(
    provider: pytest.MonkeyPatch,
) -> None:
    provider.setitem(globals(), "ChatUpstage", Homebound)
    settings = Settings(chat_model="upstage:m", chat_url="http://127.0.0.1:9")
    assert "can't be made" in refused(settings)
