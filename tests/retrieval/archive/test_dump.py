"""An archive as lines of JSON, and taken in again: the same in every row that is not derived."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from retrieval.archive.dump import load_dump, write_dump
from retrieval.archive.earlier_versions import earlier_versions
from retrieval.archive.fetch_history import save_history
from retrieval.archive.followed_threads import follow_thread
from retrieval.archive.indexing import index, remove
from retrieval.archive.reader_feedback import save_report
from retrieval.archive.rebuilding import rebuild
from retrieval.archive.retention import pin_receipts
from retrieval.archive.stated_table import read_stated, save_stated
from retrieval.archive.store import Archive
from retrieval.archive.subscriptions import subscribe, subscriptions
from retrieval.archive.watches import WatchLimits, add_watch, new_for_watch, note_look, watches
from retrieval.errors import ArchiveDamaged, UsageError
from retrieval.receipts.receipts import find_receipt, verify_receipt
from retrieval.types import DateMention, FetchRecord, Question, Revision, StatedMetadata
from support.archives import Folder, HashedWords, Run, ids, opened
from support.articles import story
from support.integrity import assert_sound
from support.receipts import answered, note


@pytest.fixture
def filled(archive: Archive, folder: Folder, run: Run) -> Archive:
    """An archive with something in every table that is not derived."""
    first = folder.put_story("aaaa", title="Ünïcode “title”", outlet="Post", published="2020-01-02")
    folder.put_story(
        "bbbb",
        furniture=((0, 3),),
        pages=(0, 5),
        dates=(DateMention(1, 4, "2020-01-01", "2020-01-31"),),
        acronyms=(("SCO", "Some Club of Ours"),),
        revision=Revision("update", 2, (4, 9)),
        partial=(6, 4),
        date_note="4 June (year not stated)",
    )
    folder.put_story("gone")
    run()
    receipt = answered(archive, first)
    note(archive, receipt, Question("What is new?", outlet="Post"))
    save_report(archive, receipt, "wrong", "reader", "a remark")
    pin_receipts(archive, [receipt])
    follow_thread(archive, 4, receipt)
    folder.put_story("aaaa", seed="changed", title="Title", outlet="Post")
    run()
    watch = add_watch(archive, 1, 2, 3, "ferries", WatchLimits(outlet="Post"))
    note_look(archive, watch, watch.looked, [("bbbb", "0" * 64)])
    remove(archive, ["gone"])
    subscribe(archive, ["https://example.org/feed"])
    save_history(archive, [FetchRecord("https://example.org/a", "tag", None, "bbbb")], "reader-1")
    with archive.writing() as connection:
        save_stated(connection, "bbbb", StatedMetadata(outlet="Post"))
    (archive.home / "aliases.toml").write_text("names = []\n")
    return archive


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "whole.jsonl"


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive elsewhere."""
    with opened(tmp_path / "other", create=True) as archive:
        yield archive


def rows_of(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def test_what_is_taken_in_is_what_was_written(
    filled: Archive, file: Path, other: Archive, folder: Folder
) -> None:
    assert write_dump(filled, file) == 2
    assert set(load_dump(other, file)) == {"aaaa.json", "bbbb.json"}
    rebuild(other, HashedWords())
    assert_sound(other)
    without_counts = [(one.id, one.hash, one.indexed) for one in filled.listings()]
    assert [(one.id, one.hash, one.indexed) for one in other.listings()] == without_counts
    for name in ("aaaa", "bbbb"):
        assert other.article(name) == filled.article(name)
    assert watches(other)[0].question == "ferries"
    assert subscriptions(other) == subscriptions(filled)
    with other.reading() as connection:
        assert read_stated(connection) == {"bbbb": StatedMetadata(outlet="Post")}
    assert (other.home / "aliases.toml").read_text() == "names = []\n"
    again = file.with_name("again.jsonl")
    write_dump(other, again)
    shown = [row for row in rows_of(again) if row.get("table") != "watches"]
    assert shown == [row for row in rows_of(file) if row.get("table") != "watches"]


def test_receipts_and_earlier_versions_come_along(
    filled: Archive, file: Path, other: Archive
) -> None:
    write_dump(filled, file)
    load_dump(other, file)
    (receipt,) = [row["id"] for row in rows_of(file) if row.get("table") == "receipts"]
    (one,) = verify_receipt(other, find_receipt(other, receipt))
    assert one.standing == "changed"
    assert one.earlier is not None
    with filled.reading() as before, other.reading() as after:
        assert earlier_versions(after, "aaaa") == earlier_versions(before, "aaaa")


def test_what_was_removed_stays_removed(
    filled: Archive, file: Path, other: Archive, folder: Folder
) -> None:
    write_dump(filled, file)
    load_dump(other, file)
    rebuild(other, HashedWords())
    told = index(other, HashedWords(), folder.found(), folder.read)
    assert (told.unchanged, told.added, told.updated) == (2, (), ())
    assert ids(other) == {"aaaa", "bbbb"}


def test_a_watch_sees_the_next_article(
    filled: Archive, file: Path, other: Archive, folder: Folder
) -> None:
    write_dump(filled, file)
    load_dump(other, file)
    rebuild(other, HashedWords())
    folder.put_story("new")
    index(other, HashedWords(), folder.found(), folder.read)
    assert new_for_watch(other, watches(other)[0])[0] == ("new",)


def test_an_article_is_a_line_of_json_lines_for_others_too(filled: Archive, file: Path) -> None:
    write_dump(filled, file)
    line = next(row for row in rows_of(file) if row.get("id") == "bbbb")
    assert line["furniture"] == [[0, 3]]
    assert line["text"] == story("bbbb")
    assert file.stat().st_mode & 0o777 == 0o600


def test_it_is_taken_into_an_empty_archive_only(
    filled: Archive, file: Path, other: Archive
) -> None:
    write_dump(filled, file)
    subscribe(other, ["https://example.org/mine"])
    with pytest.raises(UsageError, match="empty one only"):
        load_dump(other, file)
    assert ids(other) == set()
    with pytest.raises(UsageError, match="there already"):
        write_dump(filled, file)


def cut_off(lines: list[str]) -> list[str]:
    return lines[:-1]


def one_line_less(lines: list[str]) -> list[str]:
    return lines[:2] + lines[3:]


def other_text(lines: list[str]) -> list[str]:
    return [line.replace(story("bbbb")[:9], "Xxxxxxxxx") for line in lines]


def other_table(lines: list[str]) -> list[str]:
    return [line.replace('"table": "feeds"', '"table": "meta"') for line in lines]


def other_column(lines: list[str]) -> list[str]:
    return [line.replace('"stamp"', '"stamp) values (1, 2) --"') for line in lines]


def twice(lines: list[str]) -> list[str]:
    return [*lines[:2], lines[1], *lines[2:]]


def no_plain_value(lines: list[str]) -> list[str]:
    return [line.replace('"question": "ferries"', '"question": {"a": 1}') for line in lines]


def more_behind_it(lines: list[str]) -> list[str]:
    return [*lines, lines[1]]


def half_a_line(lines: list[str]) -> list[str]:
    return [*lines[:-2], lines[-2][:20], lines[-1]]


def newer(lines: list[str]) -> list[str]:
    return ['{"dateline": "archive", "form": 2}', *lines[1:]]


@pytest.mark.parametrize(
    "change",
    [
        cut_off, one_line_less, other_text, other_table, other_column, twice, no_plain_value,
        more_behind_it, half_a_line, newer,
    ],
)  # fmt: skip
def test_a_file_that_is_not_as_it_was_written_leaves_nothing(
    filled: Archive, file: Path, other: Archive, change: Callable[[list[str]], list[str]]
) -> None:
    write_dump(filled, file)
    lines = file.read_text("utf-8").splitlines()
    changed = change(lines)
    assert changed != lines
    file.write_text("\n".join(changed) + "\n", "utf-8")
    with pytest.raises(ArchiveDamaged, match="Nothing was changed") as raised:
        load_dump(other, file)
    assert raised.value.exit_code == 5
    assert ids(other) == set()
    assert subscriptions(other) == ()


def test_an_archive_with_a_damaged_text_is_not_exported(filled: Archive, file: Path) -> None:
    with filled.noting() as connection:
        connection.execute("update articles set text = 'Altered.' where id = 'bbbb'")
    with pytest.raises(ArchiveDamaged, match="bbbb is damaged"):
        write_dump(filled, file)
    assert not file.exists()


def test_an_empty_archive_goes_there_and_back(archive: Archive, file: Path, other: Archive) -> None:
    assert write_dump(archive, file) == 0
    assert load_dump(other, file) == ()
    assert ids(other) == set()
