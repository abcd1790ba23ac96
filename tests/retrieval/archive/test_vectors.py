from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from newsroom import DIMENSION, Folder, HashedWords, article, exact, near, near_articles, story

from retrieval.archive import snapshot as snapshots
from retrieval.archive import vectors as vectors_module
from retrieval.archive.indexing import remove
from retrieval.archive.snapshot import FOLDER, MANIFEST, current_path, is_stale, write_snapshot
from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors, cosines, live
from retrieval.types import IndexReport

Run = Callable[..., IndexReport]
HERE = Path(__file__).parent


def fill(folder: Folder, run: Run, count: int = 40) -> list[str]:
    names = [f"a{i:04}" for i in range(count)]
    for name in names:
        folder.put_story(name)
    run()
    return names


def insert_chunks(archive: Archive, count: int, *, toward: np.ndarray | None = None) -> list[int]:
    """Bare chunks with random vectors, all of them near `toward` if that is given."""
    rng = np.random.default_rng(count)
    rows = rng.normal(size=(count, DIMENSION)).astype("<f4")
    rows = rows if toward is None else toward + 0.01 * rows
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    keys = []
    with archive.writing() as connection:
        number = connection.execute("select max(n) from articles").fetchone()[0]
        for row in rows:
            cursor = connection.execute(
                'insert into chunks (article, start, "end") values (?, 0, 1)', (number,)
            )
            key = cursor.lastrowid
            assert key is not None
            connection.execute("insert into vectors values (?, ?)", (key, row.tobytes()))
            keys.append(key)
    return keys


def folder_in_use(archive: Archive) -> Path:
    with archive.reading() as connection:
        path = current_path(archive.home, connection)
    assert path is not None
    return path


def assert_exact(archive: Archive, vectors: Vectors, text: str, n: int = 10) -> None:
    expected = exact(archive, text, n)
    found = near(archive, vectors, text, n)
    assert list(found) == list(expected)
    assert list(found.values()) == pytest.approx(list(expected.values()), abs=1e-5)


@pytest.fixture
def frozen_snapshot(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small archives, too, keep their snapshot until a tenth of it is new or dead."""
    monkeypatch.setattr(snapshots, "SMALL", 0)


def test_an_empty_archive_has_nothing_near(archive: Archive) -> None:
    assert near(archive, Vectors(archive), "anything") == {}


def test_the_nearest_are_those_of_an_exact_comparison(
    archive: Archive, folder: Folder, run: Run
) -> None:
    vectors = Vectors(archive)
    names = fill(folder, run)
    for name in names[::7]:
        assert_exact(archive, vectors, story(name, 2))
        assert near_articles(archive, vectors, story(name))[0] == name
    assert near(archive, vectors, story("a0001"), 1000).keys() == exact(archive, "x", 1000).keys()


@pytest.mark.usefixtures("frozen_snapshot")
def test_snapshot_and_newer_chunks_together_are_exact_after_updates_and_deletions(
    archive: Archive, folder: Folder, run: Run
) -> None:
    names = fill(folder, run, 200)
    vectors = Vectors(archive)
    assert_exact(archive, vectors, story("a0001"))
    before = folder_in_use(archive)
    for name in names[:5]:
        folder.put_story(name, seed=f"{name} anew")
    for name in names[5:8]:
        folder.delete(name)
    folder.put_story("fresh")
    run()
    assert folder_in_use(archive) == before  # so both halves are at work
    for text in (*names[:10], "a0000 anew", "fresh"):
        assert_exact(archive, vectors, story(text))
        assert_exact(archive, Vectors(archive), story(text))
    assert near_articles(archive, vectors, story("fresh"))[0] == "fresh"
    assert "dead" not in near_articles(archive, vectors, story("a0006"), 200)


@pytest.mark.usefixtures("frozen_snapshot")
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


@pytest.mark.usefixtures("frozen_snapshot")
def test_the_living_are_found_behind_any_number_of_dead_neighbours(
    archive: Archive, folder: Folder, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors_module, "DEAD_MARGIN", 10)
    fill(folder, run, 60)
    question = story("a0007")
    crowd = insert_chunks(archive, 150, toward=HashedWords().embed([question])[0])
    write_snapshot(archive)
    vectors = Vectors(archive)
    assert len(set(near(archive, vectors, question, 100)) & set(crowd)) == 99
    with archive.writing() as connection:
        connection.execute(f"delete from chunks where id >= {crowd[0]}")
    assert_exact(archive, vectors, question, 5)
    assert near_articles(archive, vectors, question, 5)[0] == "a0007"


def test_a_removed_article_is_gone_at_once_for_searches_that_were_open_before(
    archive: Archive, folder: Folder, run: Run
) -> None:
    names = fill(folder, run)
    searches = [Vectors(archive), Vectors(archive, exact_up_to=10_000)]
    for vectors in searches:
        assert near_articles(archive, vectors, story("a0003"))[0] == "a0003"
    remove(archive, ["a0003"])
    for vectors in (*searches, Vectors(archive)):
        everything = near_articles(archive, vectors, story("a0003"), len(names))
        assert set(everything) == set(names) - {"a0003"}


def test_an_archive_emptied_to_the_last_article_has_nothing_near(
    archive: Archive, folder: Folder, run: Run
) -> None:
    names = fill(folder, run, 3)
    vectors = Vectors(archive)
    assert near(archive, vectors, story("a0000"))
    remove(archive, names)
    assert near(archive, vectors, story("a0000")) == {}
    assert near(archive, Vectors(archive), story("a0000")) == {}
    folder.put_story("next")
    run()
    assert near_articles(archive, vectors, story("next")) == ["next"]


def test_a_search_in_an_older_moment_of_the_archive_sees_that_moment(
    archive: Archive, folder: Folder, run: Run
) -> None:
    fill(folder, run, 10)
    vectors = Vectors(archive)
    vector = HashedWords().embed([story("a0003")])[0]
    with archive.reading() as earlier:
        before = vectors.nearest(earlier, vector, 3)
        remove(archive, ["a0003"])
        assert set(before) & set(near(archive, vectors, story("a0003"), 10)) != set(before)
        assert vectors.nearest(earlier, vector, 3) == pytest.approx(before)


def test_searches_from_several_threads_agree_while_another_thread_indexes(
    archive: Archive, folder: Folder, run: Run
) -> None:
    names = fill(folder, run, 30)
    vectors, stop, wrong = Vectors(archive), threading.Event(), []

    def ask() -> None:
        rng = random.Random()
        while not stop.is_set():
            name = rng.choice(names)
            try:
                if near_articles(archive, vectors, story(name))[0] != name:
                    wrong.append(name)
            except Exception as error:  # a thread's own would be lost
                wrong.append(repr(error))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for i in range(6):
        folder.put_story(f"fresh{i}")
        run()
        remove(archive, [f"fresh{i}"])
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []


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


@pytest.fixture
def other_process(archive: Archive) -> Iterator[Callable[[str], list[str]]]:
    """A search in a process of its own that stays open: from a text to the articles nearest."""
    command = [sys.executable, str(HERE / "child_search.py"), str(archive.home)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:

        def ask(text: str) -> list[str]:
            assert process.stdin
            assert process.stdout
            process.stdin.write(json.dumps(text) + "\n")
            process.stdin.flush()
            answer: list[str] = json.loads(process.stdout.readline())
            return answer

        yield ask
        process.kill()


@pytest.mark.parametrize("small", [True, False])
def test_another_process_sees_the_new_and_never_the_removed_from_its_next_question_on(
    archive: Archive,
    folder: Folder,
    run: Run,
    other_process: Callable[[str], list[str]],
    monkeypatch: pytest.MonkeyPatch,
    small: bool,
) -> None:
    if not small:
        monkeypatch.setattr(snapshots, "SMALL", 0)
    names = fill(folder, run)
    assert other_process(story("a0003"))[0] == "a0003"
    for round_ in range(4):
        gone, fresh = names[round_], f"fresh{round_}"
        remove(archive, [gone])
        assert gone not in other_process(story(gone))
        assert "dead" not in other_process(story(gone))
        folder.put_story(fresh)
        run()
        assert other_process(story(fresh))[0] == fresh
        folder.put_story(fresh, seed=f"{fresh} again")
        run()
        assert other_process(story(f"{fresh} again"))[0] == fresh
    assert set(other_process(story("a0000"))) <= {*names[4:], *(f"fresh{i}" for i in range(4))}


def test_a_small_archive_is_scanned_without_importing_chroma(
    archive: Archive, folder: Folder, run: Run
) -> None:
    fill(folder, run, 5)
    script = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[2]);"
        "from newsroom import near_articles, opened, story;"
        "from retrieval.archive.vectors import Vectors;"
        "archive = opened(Path(sys.argv[1])); vectors = Vectors(archive, exact_up_to=5);"
        "found = near_articles(archive, vectors, story('a0003'));"
        "sys.exit(found[0] != 'a0003' or 'chromadb' in sys.modules)"
    )
    command = [sys.executable, "-c", script, str(archive.home), str(HERE)]
    assert subprocess.run(command, check=False).returncode == 0


def test_a_large_archive_is_not_scanned_whole(archive: Archive, folder: Folder, run: Run) -> None:
    fill(folder, run, 6)
    vectors = Vectors(archive, exact_up_to=5)
    near(archive, vectors, "x")
    assert len(vectors._keys) == 0


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
    assert snapshots.open_snapshot(damaged) is None
    vectors = Vectors(archive)
    assert_exact(archive, vectors, story("a0003"))
    assert is_stale(archive)
    run()
    assert folder_in_use(archive) != damaged
    assert snapshots.open_snapshot(folder_in_use(archive)) is not None
    assert_exact(archive, vectors, story("a0003"))


def test_a_snapshot_that_breaks_while_it_is_open_is_searched_around(
    archive: Archive, folder: Folder, run: Run
) -> None:
    fill(folder, run, 10)
    vectors = Vectors(archive)
    assert_exact(archive, vectors, story("a0003"))
    assert vectors._snapshot is not None
    vectors._snapshot._collection = None  # as good as one whose files have gone bad
    assert_exact(archive, vectors, story("a0003"))
    folder.put_story("a0004", seed="anew")
    run()
    assert_exact(archive, vectors, story("a0004"))
    assert vectors._snapshot is not None


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


def test_nothing_to_do_writes_no_snapshot(archive: Archive, folder: Folder, run: Run) -> None:
    run()
    assert not (archive.home / FOLDER).exists()
    fill(folder, run, 5)
    before = folder_in_use(archive)
    run()
    assert folder_in_use(archive) == before


def test_cosines_are_exact_and_the_dead_left_out(
    archive: Archive, folder: Folder, run: Run
) -> None:
    folder.put("aaaa", article("aaaa", story("aaaa")))
    run()
    vector = HashedWords().embed([story("aaaa")])[0]
    with archive.reading() as connection:
        assert cosines(connection, [1, 99], vector) == pytest.approx({1: 1.0}, abs=1e-5)
        assert cosines(connection, [], vector) == {}
        assert live(connection, [1, 99]) == {1}
