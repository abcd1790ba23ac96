from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from retrieval.archive.doctor import examine
from retrieval.errors import ArchiveMissing
from support.archives import Folder, ids, opened
from support.articles import article, story
from support.forking import forked
from support.integrity import assert_sound
from support.slow_indexing import index_slowly

pytestmark = pytest.mark.slow

ARTICLES = 60
KILLS = 20


def test_a_kill_at_any_moment_leaves_every_article_whole_and_the_next_run_carries_on(
    home: Path, folder: Folder
) -> None:
    context = forked()
    rng = random.Random(2014)
    versions: dict[str, set[str]] = {}

    def put(number: int, version: int) -> None:
        name = f"a{number:04}"
        one = article(name, story((name, version), 30))
        folder.put(name, one)
        versions.setdefault(name, set()).add(one.hash)

    def run(seconds: float | None) -> float:
        process = context.Process(target=index_slowly, args=(home, folder.path))
        began = time.perf_counter()
        process.start()
        process.join(seconds)
        if process.is_alive():
            process.kill()
            process.join()
        assert process.exitcode in (0, -9)
        process.close()
        return time.perf_counter() - began

    for number in range(ARTICLES):
        put(number, 0)
    # The first fork waits for the imports; a run of its own, elsewhere, tells how long one takes.
    spare = context.Process(target=index_slowly, args=(home.with_name("spare"), folder.path))
    spare.start()
    spare.join()
    began = time.perf_counter()
    spare = context.Process(target=index_slowly, args=(home.with_name("other"), folder.path))
    spare.start()
    spare.join()
    whole_run = time.perf_counter() - began

    for kill in range(KILLS):
        run(rng.uniform(0.02, 1.0) * whole_run)
        try:
            with opened(home) as archive:
                assert_sound(archive)
                assert all(one.hash in versions[one.id] for one in archive.listings())
        except ArchiveMissing:
            assert kill < 3
        for number in rng.sample(range(ARTICLES - 1), ARTICLES // 3):
            put(number, kill + 1)
        # One article comes and goes.
        put(ARTICLES - 1, kill) if kill % 2 else folder.delete(f"a{ARTICLES - 1:04}")

    run(None)
    with opened(home) as archive:
        assert_sound(archive)
        assert ids(archive) == {path.stem for path in folder.path.glob("*.json")}
        for file in folder.found().files:
            (one,) = folder.read(file).articles
            assert archive.article(one.id) == one
        assert all(finding.sound for finding in examine(archive))
