"""What doctor says of backups that are not there, or not whole."""

from __future__ import annotations

from pathlib import Path

from retrieval.archive.backup_examination import examine_backups, examine_schedule
from retrieval.archive.backups import LastBackup
from retrieval.messages import speaking


def test_no_backup_yet_is_no_fault_and_says_how_to_make_one(tmp_path: Path) -> None:
    sound, seen, mend = examine_backups(tmp_path, None)
    assert (sound, mend) == (True, "")
    assert "dateline backup FILE" in seen


def test_one_that_lies_elsewhere_now_is_no_fault(tmp_path: Path) -> None:
    noted = LastBackup(str(tmp_path / "gone.backup"), "2026-11-28 12:00 UTC")
    assert examine_backups(tmp_path, noted) == (
        True,
        f"{noted.file}, {noted.written}; not there now",
        "",
    )


def test_one_that_is_cut_is_named_with_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "cut.backup"
    file.write_bytes(b"SQLite format 3\x00")
    sound, seen, mend = examine_backups(tmp_path, LastBackup(str(file), "2026-11-28 12:00 UTC"))
    assert not sound
    assert seen == f"{file} is damaged; no good one"
    assert mend.startswith("Delete what is damaged")


def test_one_that_is_long_over_is_late_and_told_in_the_language_that_is_spoken() -> None:
    noted = LastBackup("daily.backup", "2020-11-28T12:00:00+00:00")
    with speaking("ru"):
        sound, seen, mend = examine_schedule(noted, 24.0)
    assert not sound
    assert seen == "раз в 24 ч, последняя — 2020-11-28 12:00 UTC"
    assert mend.startswith("Проверьте, работает ли бот")
