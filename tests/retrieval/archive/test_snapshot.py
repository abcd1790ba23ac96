from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from retrieval.archive.archive_id import find_archive_id
from retrieval.archive.indexing import index, remove
from retrieval.archive.snapshot import (
    FOLDER,
    MANIFEST,
    Snapshot,
    is_stale,
    open_snapshot,
    write_snapshot,
)
from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors
from support.archives import (
    Folder,
    HashedWords,
    Run,
    fill,
    folder_in_use,
    insert_chunks,
    near,
    opened,
)
from support.articles import story
from support.begun_snapshots import snapshots_made
from support.integrity import assert_exact

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", autouse=True)
def _snapshots_made() -> Iterator[None]:
    with snapshots_made():
        yield


def test_a_snapshot_is_written_anew_once_a_tenth_is_new_or_dead(
    archive: Archive, folder: Folder, run: Run
) -> None:
    names = fill(folder, run, 100)
    before = folder_in_use(archive)
    remove(archive, names[:9])
    assert folder_in_use(archive) == before
    remove(archive, names[9:12])
    assert folder_in_use(archive) != before
    assert not is_stale(archive)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files are counted in /proc")
def test_snapshots_that_went_out_of_use_are_closed(
    archive: Archive, folder: Folder, run: Run
) -> None:
    fill(folder, run, 5)
    vectors = Vectors(archive)
    near(archive, vectors, "x")
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    for i in range(6):
        folder.put_story("a0000", seed=i)
        run()
        near(archive, vectors, "x")
    assert len(os.listdir("/proc/self/fd")) <= before + 5  # noqa: PTH208


def truncate_an_index_file(path: Path) -> None:
    file = next(path.glob("*/data_level0.bin"))
    file.write_bytes(file.read_bytes()[:-1])


def lose_an_index_file(path: Path) -> None:
    next(path.glob("*/header.bin")).unlink()


def alter_an_index_file(path: Path) -> None:
    file = next(path.glob("*/link_lists.bin"))
    file.write_bytes(bytes(file.stat().st_size))


def truncate_the_database(path: Path) -> None:
    file = path / "chroma.sqlite3"
    file.write_bytes(file.read_bytes()[: 3 * 4096])


def lose_the_database(path: Path) -> None:
    (path / "chroma.sqlite3").unlink()


def spoil_the_manifest(path: Path) -> None:
    (path / MANIFEST).write_text("[1, 2")


def hollow_out_the_manifest(path: Path) -> None:
    (path / MANIFEST).write_text("[]")


def lose_everything(path: Path) -> None:
    for file in sorted(path.rglob("*"), reverse=True):
        file.unlink() if file.is_file() else file.rmdir()
    path.rmdir()


def opened_in(archive: Archive, path: Path) -> Snapshot | None:
    with archive.reading() as connection:
        return open_snapshot(path, find_archive_id(connection))


DAMAGES = [
    truncate_an_index_file,
    lose_an_index_file,
    alter_an_index_file,
    truncate_the_database,
    lose_the_database,
    spoil_the_manifest,
    hollow_out_the_manifest,
    lose_everything,
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_snapshot_is_not_opened_searched_around_and_written_anew(
    archive: Archive, folder: Folder, run: Run, damage: Callable[[Path], None]
) -> None:
    fill(folder, run, 10)
    insert_chunks(archive, 1100)  # from a thousand on, Chroma keeps index files
    write_snapshot(archive)
    damaged = folder_in_use(archive)
    damage(damaged)
    assert opened_in(archive, damaged) is None
    vectors = Vectors(archive)
    assert_exact(archive, vectors, story("a0003"))
    assert is_stale(archive)
    run()
    assert folder_in_use(archive) != damaged
    assert opened_in(archive, folder_in_use(archive)) is not None
    assert_exact(archive, vectors, story("a0003"))


def test_another_archives_snapshot_is_not_opened_and_is_written_anew(
    archive: Archive, folder: Folder, run: Run, elsewhere: Path
) -> None:
    fill(folder, run, 10)
    with opened(elsewhere, create=True) as other:
        for seed in range(10):
            folder.put_story(f"a{seed:04}", seed=f"other {seed}")
        index(other, HashedWords(), folder.found(), folder.read)
        theirs = folder_in_use(other)
    ours = folder_in_use(archive)
    assert ours.name == theirs.name
    shutil.rmtree(ours)
    theirs.rename(ours)
    assert opened_in(archive, ours) is None
    assert_exact(archive, Vectors(archive), story("a0003"))
    assert is_stale(archive)


def test_a_snapshot_that_breaks_while_it_is_open_is_searched_around(
    archive: Archive, folder: Folder, run: Run
) -> None:
    fill(folder, run, 10)
    vectors = Vectors(archive)
    assert_exact(archive, vectors, story("a0003"))
    assert vectors._index is not None
    vectors._index._collection = None  # as good as one whose files have gone bad
    assert_exact(archive, vectors, story("a0003"))
    folder.put_story("a0004", seed="anew")
    run()
    assert_exact(archive, vectors, story("a0004"))
    assert vectors._index is not None


def test_an_unfinished_snapshot_is_thrown_away(archive: Archive, folder: Folder, run: Run) -> None:
    fill(folder, run, 5)
    leftover = archive.home / FOLDER / "2.unfinished"
    leftover.mkdir()
    (leftover / "chroma.sqlite3").write_bytes(b"half of it")
    unused = archive.home / FOLDER / "2"
    unused.mkdir()
    folder.put_story("fresh")
    run()
    assert folder_in_use(archive) == unused
    assert not leftover.exists()
    assert_exact(archive, Vectors(archive), story("fresh"))


def test_a_snapshot_that_fails_midway_leaves_nothing_behind(
    archive: Archive, folder: Folder, run: Run
) -> None:
    fill(folder, run, 5)
    with archive.writing() as connection:
        connection.execute("update vectors set vector = x'00000000' where chunk = 3")
    with pytest.raises(ValueError, match="reshape"):
        write_snapshot(archive)
    assert [path.name for path in (archive.home / FOLDER).iterdir()] == ["1"]


def test_an_old_snapshot_is_kept_for_one_rewrite_and_then_cleared(
    archive: Archive, folder: Folder, run: Run
) -> None:
    kept = []
    for i in range(4):
        folder.put_story("aaaa", seed=i)
        run()
        kept.append({path.name for path in (archive.home / FOLDER).iterdir()})
    assert kept == [{"1"}, {"1", "2"}, {"2", "3"}, {"3", "4"}]


def index_files(snapshot: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in snapshot.glob("*/*")}


def test_index_files_hold_their_vectors_and_nothing_of_what_lies_in_memory(
    archive: Archive, folder: Folder, run: Run
) -> None:
    fill(folder, run, 5)
    written = index_files(folder_in_use(archive))
    for name in ("data_level0.bin", "length.bin"):
        room = len(written[name]) // 100
        assert written[name][: 5 * room].strip(b"\0")
        assert not written[name][5 * room :].strip(b"\0")
    assert_exact(archive, Vectors(archive), story("a0003"))
    assert index_files(folder_in_use(archive)) == written  # whoever opens it writes none


def test_nothing_to_do_writes_no_snapshot(archive: Archive, folder: Folder, run: Run) -> None:
    run()
    assert not (archive.home / FOLDER).exists()
    fill(folder, run, 5)
    before = folder_in_use(archive)
    run()
    assert folder_in_use(archive) == before
