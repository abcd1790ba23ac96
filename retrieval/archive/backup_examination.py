"""What `doctor` says of the backups: which is the last good one, and which are damaged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from retrieval.archive.backups import LastBackup, backups_in, is_intact
from retrieval.archive.planning import is_missing
from retrieval.messages import gettext

LATE = 2.0
"""A backup is late after so many times the hours between two."""


def examine_schedule(noted: LastBackup, hours: float) -> tuple[bool, str, str]:
    """Whether the bot writes backups as it is to, what was seen, and what mends it if not.

    Before the first one nothing is late.
    """
    written = datetime.fromisoformat(noted.written)
    seen = gettext("one every {hours} hours, the last {day}").format(
        hours=f"{hours:g}", day=f"{written:%Y-%m-%d %H:%M UTC}"
    )
    mend = gettext("See whether the bot runs, and what its log says of backups.")
    return datetime.now(UTC) - written <= timedelta(hours=LATE * hours), seen, mend


def examine_backups(home: Path, noted: LastBackup | None) -> tuple[bool, str, str]:
    """Whether no backup since the last good one is damaged, what was seen, and what mends it.

    Args:
        home: The archive's folder, in which there may be backups.
        noted: The backup that was written last, as the archive remembers it.
    """
    # The last one first, wherever it lies; then those in the folder, the newest first.
    files = [Path(noted.file)] if noted else []
    files += [file for file in reversed(backups_in(home)) if file not in files]
    # One on a disk that is not mounted now is no damage.
    there = [file for file in files if not is_missing(str(file))]
    # No further than the first good one: each is read whole, and as large as the archive.
    good = next((file for file in there if _is_good(file)), None)
    bad = there[: there.index(good)] if good else there
    if noted and not there:
        form = gettext("{file}, {written}; not there now")
        return True, form.format(file=noted.file, written=noted.written), ""
    if not there:
        return True, gettext("none yet; make one with: dateline backup FILE"), ""
    mend = gettext("Delete what is damaged, and make another: dateline backup FILE")
    return not bad, "; ".join(_told_of(bad, good)), mend


def _told_of(bad: list[Path], good: Path | None) -> Iterator[str]:
    for file in bad:
        yield gettext("{file} is damaged").format(file=file)
    if good is None:
        yield gettext("no good one")
    else:
        yield gettext("the last good one is {file}, {day}").format(file=good, day=_day(good))


def _is_good(file: Path) -> bool:
    try:
        return is_intact(file)
    except OSError:
        return False


def _day(file: Path) -> str:
    """When a file was written, to the minute."""
    return datetime.fromtimestamp(file.stat().st_mtime, UTC).strftime("%Y-%m-%d %H:%M UTC")
