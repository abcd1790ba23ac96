from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
)

from retrieval.archive.indexing import index, remove
from retrieval.archive.snapshot import write_snapshot
from retrieval.archive.vectors import Vectors
from support.archives import Folder, HashedWords, exact, ids, near, near_articles, opened
from support.articles import article, story
from support.integrity import assert_sound

pytestmark = pytest.mark.slow

SENTENCES = st.sampled_from([1, 8, 40])


class IndexMachine(RuleBasedStateMachine):
    """An archive against a dictionary; one search stays open all along, one is always new."""

    names: Bundle[str] = Bundle("names")

    def __init__(self) -> None:
        super().__init__()
        self.path = Path(tempfile.mkdtemp())
        self.folder = Folder(self.path / "articles")
        self.archive = opened(self.path / "home", create=True)
        self.search = Vectors(self.archive)
        self.texts: dict[str, str] = {}
        self.dead: list[str] = []
        self.count = 0

    def teardown(self) -> None:
        assert_sound(self.archive)
        self.archive.close()
        shutil.rmtree(self.path)

    def _put(self, name: str, sentences: int) -> None:
        self.count += 1
        if name in self.texts:
            self.dead.append(self.texts[name])
        self.texts[name] = story((name, self.count), sentences)
        self.folder.put(name, article(name, self.texts[name]))

    def _index(self) -> None:
        index(self.archive, HashedWords(), self.folder.found(), self.folder.read)

    @rule(target=names, sentences=SENTENCES, many=st.integers(1, 4))
    def add(self, sentences: int, many: int) -> st.SearchStrategy[str]:
        added = [f"a{self.count + i:04}" for i in range(many)]
        for name in added:
            self._put(name, sentences)
        self._index()
        return multiple(*added)

    @rule(name=names, sentences=SENTENCES)
    def update(self, name: str, sentences: int) -> None:
        self._put(name, sentences)
        self._index()

    @rule(name=consumes(names))
    def delete_the_file(self, name: str) -> None:
        self.folder.delete(name)
        self.dead.append(self.texts.pop(name))
        self._index()

    @rule(name=consumes(names))
    def remove(self, name: str) -> None:
        remove(self.archive, [name])
        self.folder.delete(name)
        self.dead.append(self.texts.pop(name))

    @rule()
    def write_a_snapshot(self) -> None:
        write_snapshot(self.archive)

    @rule()
    def index_again(self) -> None:
        self._index()

    @invariant()
    def holds_the_living_articles(self) -> None:
        assert ids(self.archive) == set(self.texts)

    @invariant()
    def finds_only_the_living_and_the_nearest_first(self) -> None:
        for text in (*list(self.texts.values())[-2:], *self.dead[-2:]):
            for vectors in (self.search, Vectors(self.archive)):
                assert set(near_articles(self.archive, vectors, text, 50)) <= set(self.texts)
                found, expected = near(self.archive, vectors, text), exact(self.archive, text)
                assert found == pytest.approx(expected, abs=1e-5)
                assert list(found)[:1] == list(expected)[:1]


def test_whatever_is_done_to_the_index_a_search_finds_the_nearest_of_the_living() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        IndexMachine, settings=settings(max_examples=6, stateful_step_count=10, deadline=None)
    )
