"""`.env`: what counts of it, whose it has to be, and where each setting is said to come from."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval import factory
from retrieval.env_file import left_out, load_env_file, look_up, origin
from retrieval.errors import ConfigurationError
from retrieval.settings import read_settings

ADDRESS = "DATELINE_CHAT_URL=http://127.0.0.1:9/v1"
MODEL = "DATELINE_CHAT_MODEL=openai:local"


@pytest.fixture(autouse=True)
def _environment_as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test's `.env` puts into the environment is taken out again."""
    before = dict(os.environ)
    for name in list(os.environ):
        if name.startswith(
            ("DATELINE_", "DISCORD_", "CHROMA_", "LANGSMITH_", "LANGCHAIN_", "OPENAI_")
        ):
            monkeypatch.delenv(name)
    yield
    os.environ.clear()
    os.environ.update(before)


def write_env(folder: Path, *lines: str) -> Path:
    path = folder / ".env"
    path.write_text("\n".join(lines), "utf-8")
    path.chmod(0o600)
    return path


@pytest.mark.parametrize(
    "name",
    ["PYTHONPATH", "LD_LIBRARY_PATH", "LD_PRELOAD", "PATH", "OPENAI_BASE_URL", "HTTPS_PROXY",
     "LANGSMITH_TRACING", "LANGSMITH_API_KEY", "LANGCHAIN_ENDPOINT", "CHROMA_OTEL_GRANULARITY",
     "ORT_DISABLE_TELEMETRY", "SSL_CERT_FILE", "DATELINE_TRACING"],
)  # fmt: skip
def test_what_is_not_datelines_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.delenv(name, raising=False)
    write_env(tmp_path, f"{name}=of-a-stranger", "DATELINE_THREADS=3")
    load_env_file(tmp_path)
    assert name not in os.environ
    assert left_out() == (name,)
    assert read_settings().threads == 3


def test_tracing_takes_a_word_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_env(tmp_path, "DATELINE_TRACING=true", "LANGSMITH_TRACING=true")
    load_env_file(tmp_path)
    assert "LANGSMITH_TRACING" not in os.environ
    monkeypatch.setenv("DATELINE_TRACING", "true")
    load_env_file(tmp_path)
    assert os.environ["LANGSMITH_TRACING"] == "true"
    assert read_settings().tracing


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives away")
def test_another_users_file_is_refused(tmp_path: Path) -> None:
    path = write_env(tmp_path, "DATELINE_THREADS=3")
    os.chown(path, 12345, -1)
    with pytest.raises(ConfigurationError, match="belongs to another user") as raised:
        load_env_file(tmp_path)
    assert raised.value.exit_code == 78
    assert "DATELINE_THREADS" not in os.environ


@pytest.mark.skipif(os.name != "posix", reason="no such modes")
@pytest.mark.parametrize("mode", [0o602, 0o620, 0o666])
def test_a_file_that_others_can_write_is_refused_with_the_command_that_mends_it(
    tmp_path: Path, mode: int
) -> None:
    path = write_env(tmp_path, "DATELINE_THREADS=3")
    path.chmod(mode)
    with pytest.raises(ConfigurationError, match=f"chmod go-w {path}"):
        load_env_file(tmp_path)
    path.chmod(stat.S_IMODE(path.stat().st_mode) & ~0o022)
    assert load_env_file(tmp_path) == path


@pytest.mark.parametrize("line", [ADDRESS, "DATELINE_EMBEDDING_MODEL=openai:any"])
def test_where_the_file_says_where_texts_go_it_gets_no_key_of_the_users(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-user-0123456789")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "of-the-user-too")
    write_env(tmp_path, line, MODEL)
    load_env_file(tmp_path)
    assert not {"OPENAI_API_KEY", "AWS_SECRET_ACCESS_KEY"} & os.environ.keys()
    with pytest.raises(ConfigurationError, match=r"Not used: .*OPENAI_API_KEY of the environment"):
        factory.make_chat_model(read_settings())


def test_a_key_that_the_file_brings_itself_is_the_one_that_is_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-user-0123456789")
    write_env(tmp_path, ADDRESS, MODEL, "OPENAI_API_KEY=sk-of-the-file")
    for _ in range(2):  # a second command in the same process
        load_env_file(tmp_path)
        assert os.environ["OPENAI_API_KEY"] == "sk-of-the-file"
    assert factory.make_chat_model(read_settings())


def test_an_address_of_the_users_own_goes_with_the_users_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-user-0123456789")
    monkeypatch.setenv("DATELINE_CHAT_URL", "http://127.0.0.1:11/v1")
    write_env(tmp_path, "DATELINE_CHAT_URL=http://127.0.0.1:10/v1", MODEL)
    load_env_file(tmp_path)
    assert os.environ["OPENAI_API_KEY"].endswith("0123456789")
    assert read_settings().chat_url == "http://127.0.0.1:11/v1"


def test_a_chroma_server_named_by_the_file_gets_no_token_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROMA_TOKEN", "token-of-the-user-01234")
    write_env(tmp_path, "CHROMA_URL=http://127.0.0.1:9", "CHROMA_SERVER_HOST=evil.example")
    load_env_file(tmp_path)
    settings = read_settings()
    assert (settings.chroma_url, settings.chroma_token) == ("http://127.0.0.1:9", None)
    assert left_out() == ("CHROMA_SERVER_HOST",)
    monkeypatch.setenv("CHROMA_TOKEN", "token-of-the-user-01234")
    write_env(tmp_path, "CHROMA_URL=http://127.0.0.1:9", "CHROMA_TOKEN=token-of-the-file")
    load_env_file(tmp_path)
    assert os.environ["CHROMA_TOKEN"] == "token-of-the-file"


def test_a_chroma_server_of_the_users_own_gets_the_users_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROMA_TOKEN", "token-of-the-user-01234")
    monkeypatch.setenv("CHROMA_URL", "http://127.0.0.1:8")
    write_env(tmp_path, "CHROMA_URL=http://127.0.0.1:9")
    load_env_file(tmp_path)
    assert read_settings().chroma_url == "http://127.0.0.1:8"
    assert os.environ["CHROMA_TOKEN"] == "token-of-the-user-01234"


def test_each_variable_is_said_to_come_from_where_it_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_THREADS", "1")
    path = write_env(tmp_path, "DATELINE_THREADS=3", "DATELINE_WATCH=false")
    load_env_file(tmp_path)
    assert origin("DATELINE_THREADS") == "the environment"
    assert origin("DATELINE_WATCH") == str(path)
    assert origin("DATELINE_ARTICLES") is None


def test_one_variable_is_looked_up_and_the_environment_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert look_up("DATELINE_LANGUAGE", tmp_path) is None
    write_env(tmp_path, "DATELINE_LANGUAGE=' ru '", "PATH=/nowhere")
    before = dict(os.environ)
    assert look_up("DATELINE_LANGUAGE", tmp_path) == "ru"
    assert look_up("PATH", tmp_path) == os.environ["PATH"]
    monkeypatch.delenv("PATH")
    assert look_up("PATH", tmp_path) is None  # no file may set what is not Dateline's
    monkeypatch.setenv("PATH", before["PATH"])
    assert dict(os.environ) == before
    monkeypatch.setenv("DATELINE_LANGUAGE", "kk")
    assert look_up("DATELINE_LANGUAGE", tmp_path) == "kk"
    (tmp_path / ".env").chmod(0o666)
    monkeypatch.setenv("DATELINE_LANGUAGE", "")
    with pytest.raises(ConfigurationError):
        look_up("DATELINE_LANGUAGE", tmp_path)
