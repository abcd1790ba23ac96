"""Looking after the archive on the command line: index, remove, show, doctor, rebuild."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import main
from support.command_line import TREATY, front, printed

pytestmark = pytest.mark.slow


def test_a_second_run_embeds_nothing(indexed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["index", "news", "--json"]) == 0
    report = printed(capsys)
    assert report["unchanged"] == 2
    assert report["chunks_embedded"] == 0


def test_a_changed_file_is_replaced_and_a_gone_one_removed(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (indexed / "treaty.md").write_text(
        front("Harbour treaty signed", "Amber Post", "2019-05-04")
        + TREATY.replace("Lena Orsk", "Pavel Ney"),
        "utf-8",
    )
    (indexed / "lighthouse.md").unlink()
    assert main(["index", "news"]) == 0
    assert "0 added, 1 updated, 0 unchanged, 1 removed" in capsys.readouterr().out
    assert main(["ask", "Who proposed a joint coast guard?"]) == 0
    assert "Pavel Ney" in capsys.readouterr().out
    assert main(["ask", "Who cut the ribbon at the lighthouse?"]) == 3


def test_a_dry_run_says_what_and_why_and_writes_nothing(
    home: Path, articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["index", "--dry-run", "news"]) == 0
    out = capsys.readouterr().out
    assert "2 to add" in out
    assert "news/treaty.md — it is new" in out
    assert "Nothing was written." in out
    assert not (home / "archive.sqlite").exists()


def test_files_that_fail_are_named_and_the_others_indexed(
    home: Path, articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (articles / "empty.txt").write_bytes(b"")
    (articles / "space.txt").write_bytes(b" ")
    (articles / "binary.txt").write_bytes(b"GIF89a\x00\x01\x02\x00")
    assert main(["index", "news"]) == 4
    out = capsys.readouterr().out
    assert "2 added" in out
    assert "3 failed" in out
    for name in ("empty.txt", "space.txt", "binary.txt"):
        assert f"news/{name} — " in out


def test_latin_1_and_utf_16_files_are_read(
    home: Path, articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (articles / "latin.txt").write_bytes("Le café Éluard a fermé hier à Orsk.\n".encode("latin-1"))
    (articles / "wide.txt").write_bytes("The ferry to Skaal sank in 1987.\n".encode("utf-16"))
    assert main(["index", "news"]) == 0
    capsys.readouterr()
    assert main(["search", "--json", "café fermé Orsk", "--k", "1"]) == 0
    assert "café Éluard" in printed(capsys)["passages"][0]["text"]
    assert main(["ask", "When did the ferry to Skaal sink?"]) == 0
    assert "1987" in capsys.readouterr().out


def test_a_fifty_megabyte_line_fails_and_loses_nothing(
    home: Path, articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (articles / "huge.txt").open("wb") as file:
        file.write(b"word " * 10_000_000)
    assert main(["index", "news"]) == 4
    assert "huge.txt" in capsys.readouterr().out
    assert main(["ask", "Who cut the ribbon?"]) == 0


def test_remove_takes_all_or_none(indexed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["remove", "news/treaty.md", "nosuch"]) == 2
    assert main(["ask", "Who proposed a joint coast guard?"]) == 0
    assert main(["remove", "news/treaty.md"]) == 0
    assert main(["ask", "Who proposed a joint coast guard?"]) == 3


def test_articles_and_show(indexed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["articles", "--json"]) == 0
    listed = printed(capsys)["articles"]
    assert [article["published"] for article in listed] == ["2021-06-10", "2019-05-04"]
    assert {"id", "source", "title", "outlet", "author", "published"} <= set(listed[0])
    assert main(["articles"]) == 0
    assert "Lighthouse opens" in capsys.readouterr().out
    assert main(["show", "nosuch"]) == 2
    assert "nosuch" in capsys.readouterr().err


def test_doctor_finds_a_new_archive_sound_and_rebuild_keeps_it_so(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor"]) == 0
    assert main(["rebuild"]) == 0
    assert "2 articles" in capsys.readouterr().out
    assert main(["doctor", "--json"]) == 0
    assert printed(capsys)["sound"]
    assert main(["ask", "Who cut the ribbon?"]) == 0


def test_a_folder_that_does_not_exist(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["index", "nosuch"]) == 2
    assert "nosuch" in capsys.readouterr().err


def test_an_empty_folder(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bare").mkdir()
    assert main(["index", "bare"]) == 2
    err = capsys.readouterr().err
    assert "bare" in err
    assert ".md" in err


def test_an_emptied_folder_does_not_empty_the_archive(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in indexed.iterdir():
        file.unlink()
    assert main(["index", "news"]) == 2
    assert "dateline remove" in capsys.readouterr().err
    assert main(["ask", "Who cut the ribbon?"]) == 0
