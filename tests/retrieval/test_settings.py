"""The settings: where each value comes from, and what is told of a wrong one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from retrieval.env_file import load_env_file
from retrieval.errors import ConfigurationError
from retrieval.settings import in_a_home_of_its_own, read_settings


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """None of our variables; what a test's `.env` puts there is taken out again."""
    for name in (*os.environ, *WRONG, "DATELINE_HOME", "DISCORD_TOKEN", "OPENAI_API_KEY", "SECRET"):
        if name.startswith("DATELINE_") or name in ("DISCORD_TOKEN", "OPENAI_API_KEY", "SECRET"):
            monkeypatch.setenv(name, "")  # so that it is put back, also where it was not set
            monkeypatch.delenv(name)


WRONG = {
    "DATELINE_THREADS": ["0", "65", "many", "1.5"],
    "DATELINE_CHAT_MODEL": ["gpt-4o", ":gpt-4o", "openai:"],
    "DATELINE_CHAT_URL": ["localhost:11434", "ftp://x", "/v1"],
    "DATELINE_MODEL_SECONDS": ["0", "-1", "nan", "inf", "soon"],
    "DATELINE_ANSWER_SECONDS": ["0", "inf"],
    "DATELINE_FALLBACK": ["perhaps"],
    "DATELINE_DISCORD_GUILDS": ["12,abc", "x"],
    "DATELINE_DISCORD_ROLES": ["1;2"],
    "DATELINE_DISCORD_DMS": ["sometimes"],
    "DATELINE_LOG_LEVEL": ["LOUD"],
    "DATELINE_LOG_FORMAT": ["xml"],
}


def write_env(folder: Path, *lines: str) -> None:
    (folder / ".env").write_text("\n".join(lines), "utf-8")
    (folder / ".env").chmod(0o600)


def test_defaults_need_nothing() -> None:
    settings = read_settings()
    assert settings.chat_model is settings.chat_url is settings.discord_token is None
    assert settings.fallback
    assert not settings.discord_dms
    assert settings.discord_guilds == frozenset()
    assert settings.articles == Path("articles")
    assert settings.home.is_absolute()


def test_the_environment_comes_before_the_file_and_the_file_before_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_env(tmp_path, "DATELINE_THREADS=3", "DATELINE_LOG_LEVEL=debug")
    monkeypatch.setenv("DATELINE_THREADS", "5")
    assert load_env_file(tmp_path) == tmp_path / ".env"
    settings = read_settings()
    assert (settings.threads, settings.log_level, settings.answer_seconds) == (5, "DEBUG", 60.0)


def test_the_file_is_that_of_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_env_file() is None
    write_env(tmp_path, "DATELINE_THREADS=7")
    assert load_env_file() == tmp_path / ".env"
    assert read_settings().threads == 7


def test_keys_of_providers_reach_the_environment(tmp_path: Path) -> None:
    write_env(tmp_path, "OPENAI_API_KEY=canary")
    load_env_file(tmp_path)
    assert os.environ["OPENAI_API_KEY"] == "canary"


def test_references_in_the_file_are_not_expanded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "canary")
    write_env(tmp_path, "DATELINE_HOME=/srv/${SECRET}", "DISCORD_TOKEN=a${SECRET}b")
    load_env_file(tmp_path)
    settings = read_settings()
    assert settings.home == Path("/srv/${SECRET}")
    assert settings.discord_token is not None
    assert settings.discord_token.get_secret_value() == "a${SECRET}b"


@pytest.mark.parametrize("name", [*WRONG, "DATELINE_HOME", "DATELINE_ARTICLES", "DISCORD_TOKEN"])
def test_an_empty_value_is_an_unset_one(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = read_settings()
    monkeypatch.setenv(name, "")
    assert read_settings() == expected


@pytest.mark.parametrize(
    "name",
    ["DATELINE_CHAT_MODEL", "DATELINE_CHAT_URL", "DATELINE_HOME", "DATELINE_ARTICLES",
     "DATELINE_DISCORD_GUILDS", "DISCORD_TOKEN"],
)  # fmt: skip
def test_so_is_one_of_spaces(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = read_settings()
    monkeypatch.setenv(name, "  ")
    assert read_settings() == expected


@pytest.mark.parametrize(
    ("value", "ids"), [("1", {1}), ("1,2", {1, 2}), (" 1 , 2,, ", {1, 2}), (",", set())]
)
def test_ids_are_a_list_with_commas(
    value: str, ids: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in ("guilds", "channels", "roles"):
        monkeypatch.setenv(f"DATELINE_DISCORD_{kind.upper()}", value)
        assert getattr(read_settings(), f"discord_{kind}") == ids


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in WRONG.items() for value in values]
)
def test_a_wrong_value_is_told_by_the_name_of_its_variable(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError, match=rf"^{name} is wrong: .+\.") as raised:
        read_settings()
    assert raised.value.exit_code == 78
    assert "\n" not in str(raised.value)


def test_paths_may_start_at_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_HOME", "~/archive")
    monkeypatch.setenv("DATELINE_ARTICLES", "~/articles")
    settings = read_settings()
    assert (settings.home, settings.articles) == (Path.home() / "archive", Path.home() / "articles")


def test_what_the_caller_gives_comes_before_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_HOME", "/elsewhere")
    assert read_settings(home=tmp_path).home == tmp_path


def test_the_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "canary")
    settings = read_settings()
    assert (
        "canary"
        not in f"{settings} {settings!r} {settings.model_dump()} {settings.model_dump_json()}"
    )


def test_a_setting_can_not_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        read_settings().threads = 3


@pytest.mark.parametrize(
    "raw",
    [
        "# Настройки\nDATELINE_THREADS=1\n".encode("cp1251"),
        "DATELINE_THREADS=1\n".encode("utf-16"),
        "DATELINE_THREADS=1\n".encode("utf-16-le"),
    ],
)
def test_a_file_in_another_encoding_is_named(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(raw)
    with pytest.raises(ConfigurationError, match=r"\.env is no UTF-8 text; .+\.$") as raised:
        load_env_file(tmp_path)
    assert raised.value.exit_code == 78


def test_the_mark_at_the_beginning_of_a_file_is_no_part_of_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_THREADS", "")
    monkeypatch.delenv("DATELINE_THREADS")
    (tmp_path / ".env").write_bytes(b"\xef\xbb\xbfDATELINE_THREADS=7\n")
    load_env_file(tmp_path)
    assert read_settings().threads == 7


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("CHROMA_URL", "chroma.example:8000", "write it as http://HOST:PORT"),
        ("CHROMA_CA_FILE", "/nowhere/ca.pem", "there is no such file"),
        ("CHROMA_COLLECTION", "a b", "3 to 128 letters"),
        ("CHROMA_SECONDS", "0", "more than 0"),
    ],
)
def test_a_wrong_setting_of_the_chroma_server_is_told_by_its_own_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError, match=f"^{name} is wrong: .*{said}"):
        read_settings()


def test_the_chroma_server_has_chromas_own_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    from chromadb.config import DEFAULT_DATABASE, DEFAULT_TENANT

    from retrieval.archive.chroma.chroma_server import ServerAddress

    monkeypatch.setenv("CHROMA_URL", "https://chroma.example")
    monkeypatch.setenv("CHROMA_CA_FILE", "")
    settings, address = read_settings(), ServerAddress("https://chroma.example")
    assert (settings.chroma_tenant, settings.chroma_database) == (DEFAULT_TENANT, DEFAULT_DATABASE)
    assert (address.tenant, address.database) == (DEFAULT_TENANT, DEFAULT_DATABASE)
    assert settings.chroma_collection == address.collection
    assert settings.chroma_seconds == address.seconds
    assert settings.chroma_ca_file is None


def test_an_archive_of_its_own_is_shared_with_no_database_and_no_server(tmp_path: Path) -> None:
    shared = read_settings(
        home=tmp_path / "team", database_url="postgresql://db/news", chroma_url="http://chroma:8000",
        threads=2,
    )  # fmt: skip
    alone = in_a_home_of_its_own(shared, tmp_path / "own")
    assert alone.home == tmp_path / "own"
    assert alone.database_url is None
    assert alone.chroma_url is None
    assert alone.threads == 2
    assert shared.database_url is not None
