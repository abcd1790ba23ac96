"""The factory: settings to a chat model, or one sentence saying why not; and the whole way."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel, FakeListChatModel
from pydantic import ConfigDict, Field

import retrieval.embedding
from retrieval import factory
from retrieval.archive.opening import open_archive
from retrieval.archive.rebuilding import rebuild
from retrieval.errors import ArchiveMissing, ConfigurationError, ModelMismatch, first_line
from retrieval.settings import Settings
from retrieval.types import Question

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


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, "utf-8")


def test_files_become_answers(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    write(
        folder, "ferry.txt", "The ferry to Larkfield will sail again on Monday, its captain said."
    )
    write(
        folder, "bakery.txt", "The bakery on Mill Lane closed after ninety years of baking bread."
    )
    settings = Settings(home=tmp_path / "home", threads=1)
    with pytest.raises(ArchiveMissing):
        factory.open_archive(settings)
    dry = factory.index(settings, [folder], dry_run=True)
    assert (len(dry.added), dry.dry_run) == (2, True)
    assert not (tmp_path / "home").exists()
    seen: list[tuple[int, int]] = []
    report = factory.index(settings, [folder], progress=lambda done, of, _: seen.append((done, of)))
    assert len(report.added) == 2
    assert seen == [(1, 2), (2, 2)]
    with factory.open_archive(settings) as archive:
        answer = factory.make_chain(settings, archive, one_shot=True).invoke(
            Question("When will the ferry to Larkfield sail again?")
        )
    assert answer.found
    assert answer.citations[0].source.endswith("ferry.txt")


def test_the_readmes_examples_run_as_they_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Published: 4 July 2024\n\nThe SCO is chaired by China, the host said on Thursday.\n"
    folder = tmp_path / "articles"
    folder.mkdir()
    write(folder, "sco.txt", text)
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    factory.index(Settings(home=tmp_path / "home", threads=1), [folder])
    usage = (Path(__file__).parents[2] / "docs" / "usage.md").read_text("utf-8")
    section = usage.partition("\n## As a library\n")[2].partition("\n## ")[0]
    example = dedent("".join(re.findall(r"^    .*\n", section, re.MULTILINE)))
    names: dict[str, Any] = {}
    exec(example, names)
    assert "China" in names["answer"].text
    source, start, passage = capsys.readouterr().out.split(" ", 2)
    assert source.endswith("sco.txt")
    assert text[int(start) :].startswith(passage.rstrip("\n"))


def test_another_model_is_taken_from_its_folder_after_a_rebuild(tmp_path: Path) -> None:
    write(
        tmp_path, "ferry.txt", "The ferry to Larkfield will sail again on Monday, its captain said."
    )
    shipped = Path(retrieval.embedding.__file__).parent / "model"
    shutil.copytree(shipped, tmp_path / "my-model")
    settings = Settings(home=tmp_path / "home", threads=1)
    other = Settings(home=settings.home, threads=1, embedding_model=str(tmp_path / "my-model"))
    factory.index(settings, [tmp_path / "ferry.txt"])
    with pytest.raises(ModelMismatch, match=r"my-model-\w{8}.*dateline rebuild"):
        factory.open_archive(other)
    with factory.open_archive(other, any_model=True) as archive:
        assert rebuild(archive, factory.make_embedder(other)) == 1
    with factory.open_archive(other) as archive:
        answer = factory.make_chain(other, archive, one_shot=True).invoke(
            Question("When will the ferry to Larkfield sail again?")
        )
    assert answer.found
    with pytest.raises(ModelMismatch, match="all-MiniLM-L6-v2-int8"):
        factory.index(settings, [tmp_path / "ferry.txt"])


def test_an_archive_of_another_model_is_not_searched_by_whoever_opened_it_unasked(
    tmp_path: Path,
) -> None:
    with open_archive(tmp_path / "home", "another", 5, create=True):
        pass
    settings = Settings(home=tmp_path / "home", threads=1)
    with factory.open_archive(settings, any_model=True) as archive:
        retriever = factory.make_retriever(settings, archive, one_shot=True)
        with pytest.raises(ModelMismatch):
            retriever.invoke("ferry")


def test_answering_without_a_model_loads_no_provider_and_no_chroma(tmp_path: Path) -> None:
    write(
        tmp_path, "ferry.txt", "The ferry to Larkfield will sail again on Monday, its captain said."
    )
    settings = Settings(home=tmp_path / "home", threads=1)
    factory.index(settings, [tmp_path / "ferry.txt"])
    script = f"""
import sys
from pathlib import Path
from textwrap import dedent
from typing import Any
from retrieval import factory
from retrieval.settings import Settings
from retrieval.types import Question

settings = Settings(home=Path({str(settings.home)!r}), threads=1)
chain = factory.make_chain(settings, factory.open_archive(settings), one_shot=True)
print(chain.invoke(Question("When will the ferry to Larkfield sail?")).found)
heavy = ("chromadb", "openai", "langchain_openai", "langchain.chat_models", "discord")
print([name for name in heavy if name in sys.modules])
"""
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout.splitlines() == ["True", "[]"]
    assert run.stderr == ""


def test_libraries_are_told_to_keep_quiet_unless_the_user_says_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("ANONYMIZED_TELEMETRY", "TOKENIZERS_PARALLELISM", "HF_HUB_OFFLINE"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    factory.keep_quiet()
    import os

    assert os.environ["ANONYMIZED_TELEMETRY"] == "false"
    assert os.environ["HF_HUB_OFFLINE"] == "0"
