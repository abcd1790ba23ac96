from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.archive.indexing import index, remove
from retrieval.archive.lock import HOLDER, write_lock
from retrieval.archive.rebuilding import rebuild
from retrieval.archive.store import Archive
from retrieval.errors import ArchiveError, ArchiveLocked
from support.archives import Folder, HashedWords, opened

HOLD = """
import sys
from pathlib import Path
from retrieval.archive.lock import write_lock
with write_lock(Path(sys.argv[1]), "dateline index"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(archive: Archive) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the archive's lock until it is killed or its input ends."""
    command = [sys.executable, "-c", HOLD, str(archive.home)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_whoever_writes_meanwhile_is_told_who_holds_the_archive(
    archive: Archive, folder: Folder, holder: subprocess.Popen[str]
) -> None:
    folder.put_story("aaaa")
    archive.patience = 0.1  # seconds; how long it is by itself, test_cli_processes waits for
    writers = (
        lambda: index(archive, HashedWords(), folder.found(), folder.read),
        lambda: remove(archive, ["aaaa"]),
        lambda: rebuild(archive, HashedWords()),
    )
    for write in writers:
        with pytest.raises(ArchiveLocked, match=rf"dateline index, process {holder.pid} "):
            write()
    assert archive.coverage().articles == 0


def test_readers_are_not_held_up(archive: Archive, holder: subprocess.Popen[str]) -> None:
    assert holder.poll() is None
    with opened(archive.home) as other:
        assert other.coverage().articles == 0


def test_the_lock_dies_with_a_killed_process(
    archive: Archive, folder: Folder, holder: subprocess.Popen[str]
) -> None:
    folder.put_story("aaaa")
    holder.kill()
    holder.wait()
    index(archive, HashedWords(), folder.found(), folder.read)
    assert archive.coverage().articles == 1


def test_the_lock_is_free_after_a_block_that_failed(home: Path) -> None:
    with pytest.raises(RuntimeError), write_lock(home, "one"):
        raise RuntimeError
    with write_lock(home, "two"):
        assert (home / HOLDER).read_text().startswith("two, process ")


def test_a_holder_whose_name_cannot_be_read_is_another_process(home: Path) -> None:
    with write_lock(home, "one"):
        (home / HOLDER).unlink()
        with pytest.raises(ArchiveLocked, match="another process"), write_lock(home, "two"):
            pass


def test_a_holder_who_cannot_write_its_name_still_holds_the_lock(home: Path) -> None:
    (home / HOLDER).mkdir(parents=True)
    with (
        write_lock(home, "one"),
        pytest.raises(ArchiveLocked, match="another process"),
        write_lock(home, "two"),
    ):
        pass


def test_a_folder_that_may_not_be_written_is_told_in_a_sentence(unprivileged: Path) -> None:
    unprivileged.chmod(0o555)
    for home in (unprivileged, unprivileged / "below"):
        with pytest.raises(ArchiveError, match="DATELINE_HOME"), write_lock(home, "one"):
            pass
