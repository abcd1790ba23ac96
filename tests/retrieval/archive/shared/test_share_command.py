"""`dateline share`, and the commands of machines that share an archive, as they are typed."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main
from support.postgres import PASSWORD, Postgres

pytestmark = pytest.mark.slow

Said = Callable[..., str]
NEWS = {
    "light.txt": "Port Amber opened its new lighthouse on 9 June 2021. Tomas Reed was there.\n",
    "quay.txt": "Ferries left the northern quay of Port Amber for the last time on 3 May 2022.\n",
}
QUESTION = "When did Port Amber open its new lighthouse?"


@pytest.fixture
def said(
    tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Said:
    """Runs a command in the home of this name, and gives all that it printed."""
    for name in list(os.environ):
        if name.startswith(("DATELINE_", "DISCORD_", "LANGSMITH", "LANGCHAIN", "OPENAI_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    for name, text in NEWS.items():
        Path("news", name).write_text(text)

    def run(home: str, *arguments: str, code: int = 0, shared: bool = True) -> str:
        monkeypatch.setenv("DATELINE_HOME", home)
        monkeypatch.setenv("DATELINE_DATABASE_URL", url if shared else "")
        assert main(list(arguments)) == code
        printed = capsys.readouterr()
        return printed.out + printed.err

    return run


def assert_nowhere(text: str, folder: Path) -> None:
    """No file of the folder holds the text: no log, no archive."""
    for file in folder.rglob("*"):
        assert not file.is_file() or text.encode() not in file.read_bytes(), file


def test_an_archive_is_shared_read_elsewhere_and_taken_back(said: Said) -> None:
    said("one", "index", "news", shared=False)
    assert said("one", "share").startswith("Shared 2 articles.")
    assert "9 June 2021" in said("two", "ask", QUESTION)
    assert "holds what the log holds" in said("two", "doctor")
    listed = json.loads(said("two", "articles", "--json"))["articles"]
    assert {one["id"] for one in listed} == {
        one["id"] for one in json.loads(said("one", "articles", "--json"))["articles"]
    }
    said("two", "remove", next(one["id"] for one in listed if "light" in one["source"]))
    assert "light" not in said("one", "articles") + said("one", "search", QUESTION)
    # Back: the copy alone is refused until it is said that it stands for itself.
    assert "DATELINE_DATABASE_URL is not set" in said("one", "articles", code=78, shared=False)
    assert "Unset it" in said("one", "share", "--leave", code=78)
    assert "of its own now" in said("one", "share", "--leave", shared=False)
    assert "quay" in said("one", "articles", shared=False)
    assert "no copy of the shared one" in said("one", "articles", code=5)
    assert "not empty" in said("one", "share", code=2)


def test_a_receipt_and_its_feedback_are_seen_by_all(said: Said) -> None:
    said("one", "index", "news")
    receipt = json.loads(said("two", "ask", "--json", QUESTION))["receipt"]
    assert "exact" in said("one", "verify", receipt)


def test_a_backup_of_a_copy_is_an_archive_of_its_own(said: Said) -> None:
    said("one", "index", "news")
    said("one", "backup", "b1")
    assert "Unset it" in said("three", "restore", "b1", code=2)
    assert "Restored 2 articles" in said("three", "restore", "b1", shared=False)
    assert "light" in said("three", "articles", shared=False)


def test_an_answer_from_a_copy_that_may_be_behind_says_so(said: Said, postgres: Postgres) -> None:
    said("one", "index", "news")
    said("two", "articles")
    postgres.stop()
    try:
        answer = json.loads(said("two", "ask", "--json", QUESTION))
        assert answer["found"]
        assert answer["receipt"] is None
        assert "which may be behind" in answer["notes"][0]
        for command in (("ask", QUESTION), ("search", QUESTION), ("articles",)):
            printed = said("two", *command)
            assert "which may be behind" in printed
            assert PASSWORD not in printed
        assert "Nothing was written" in said("two", "index", "news", code=5)
        assert "Nothing was written" in said("two", "remove", "light", code=5)
        assert "may be behind" in said("two", "doctor", code=5)
        assert "no copy" in said("four", "ask", QUESTION, code=5)
    finally:
        postgres.start()
    assert_nowhere(PASSWORD, Path("two"))


def test_a_fresh_home_without_a_shared_archive_is_told(said: Said) -> None:
    assert "no shared archive" in said("one", "ask", QUESTION, code=5)
    said("two", "index", "news", shared=False)
    assert "dateline share" in said("two", "index", "news", code=5)
    assert "Shared 2 articles" in said("two", "share")
    assert "light" in said("one", "articles")


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://dateline:{PASSWORD}@127.0.0.1:1/news?nonsense=1",
        f"postgresql://dateline:{PASSWORD}/@127.0.0.1:x/news",
        f"postgresql://dateline:{PASSWORD}@127.0.0.1:1/news",
        f"mysql://dateline:{PASSWORD}@127.0.0.1/news",
        f"postgresql://dateline:not-{PASSWORD}@127.0.0.1:{{port}}/news",
    ],
)
def test_no_error_and_no_log_repeats_the_password(
    address: str,
    postgres: Postgres,
    said: Said,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    said("one", "index", "news", shared=False)
    monkeypatch.setenv("DATELINE_LOG_LEVEL", "DEBUG")
    monkeypatch.setenv("DATELINE_DATABASE_URL", address.replace("{port}", str(postgres.port)))
    for home in ("one", "new"):
        monkeypatch.setenv("DATELINE_HOME", home)
        assert main(["ask", QUESTION]) in {5, 78}
        assert main(["share"]) in {5, 78}
    printed = capsys.readouterr()
    logging.shutdown()
    assert PASSWORD not in printed.out + printed.err
    assert_nowhere(PASSWORD, tmp_path)


def test_without_the_package_it_is_said_how_to_install_it(
    said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert "pip install '.[shared]'" in said("one", "articles", code=78)
