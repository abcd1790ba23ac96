from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from retrieval.archive import vectors as vectors_module
from retrieval.archive.indexing import remove
from retrieval.archive.snapshot import write_snapshot
from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors, cosines, live
from support.archives import (
    Folder,
    HashedWords,
    Run,
    exact,
    fill,
    folder_in_use,
    insert_chunks,
    near,
    near_articles,
)
from support.articles import article, story
from support.integrity import assert_exact

pytestmark = pytest.mark.slow

TESTS = Path(__file__).parents[2]
PATH = os.pathsep.join((str(TESTS.parent), str(TESTS)))


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


@pytest.fixture
def other_process(archive: Archive) -> Iterator[Callable[[str], list[str]]]:
    """A search in a process of its own that stays open: from a text to the articles nearest."""
    command = [sys.executable, "-m", "support.search_process", str(archive.home)]
    with subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": PATH},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
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


def test_another_process_sees_the_new_and_never_the_removed_from_its_next_question_on(
    archive: Archive,
    folder: Folder,
    run: Run,
    other_process: Callable[[str], list[str]],
) -> None:
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
        "import sys; from pathlib import Path;"
        "from support.archives import near_articles, opened; from support.articles import story;"
        "from retrieval.archive.vectors import Vectors;"
        "archive = opened(Path(sys.argv[1])); vectors = Vectors(archive, exact_up_to=5);"
        "found = near_articles(archive, vectors, story('a0003'));"
        "sys.exit(found[0] != 'a0003' or 'chromadb' in sys.modules)"
    )
    command = [sys.executable, "-c", script, str(archive.home)]
    environment = {**os.environ, "PYTHONPATH": PATH}
    assert subprocess.run(command, env=environment, check=False).returncode == 0


def test_a_large_archive_is_not_scanned_whole(archive: Archive, folder: Folder, run: Run) -> None:
    fill(folder, run, 6)
    vectors = Vectors(archive, exact_up_to=5)
    near(archive, vectors, "x")
    assert len(vectors._keys) == 0


def test_cosines_are_exact_and_the_dead_left_out(
    archive: Archive, folder: Folder, run: Run
) -> None:
    folder.put("aaaa", article("aaaa", story("aaaa")))
    run()
    vector = HashedWords().embed([story("aaaa")])[0]
    with archive.reading() as connection:
        assert cosines(connection, [1, 99], vector) == pytest.approx({1: 1.0}, abs=1e-3)
        assert cosines(connection, [], vector) == {}
        assert live(connection, [1, 99]) == {1}
