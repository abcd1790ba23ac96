"""Rebuilding under another model, broken off and carried on, and what askers see of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from retrieval.archive.doctor import DoctorFinding, examine
from retrieval.archive.indexing import index, remove
from retrieval.archive.opening import open_archive
from retrieval.archive.rebuilding import rebuild
from retrieval.archive.store import Archive, meta
from retrieval.archive.vectors import Vectors
from retrieval.embedding import MiniLM
from retrieval.errors import ModelMismatch
from support.archives import Folder, HashedWords, Run, near, opened
from support.articles import article, story
from support.integrity import assert_sound

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("probed_here")]

COUNT = 12


@dataclass
class Shorter(HashedWords):
    """Another model: fewer dimensions, and it reads less text at once."""

    name: str = "shorter"
    dimension: int = 20
    chunk_tokens: int = 60


@dataclass
class Breaking(Shorter):
    """The same model, until it has embedded `lasts` times."""

    lasts: int = 1

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.lasts -= 1
        if self.lasts < 0:
            raise MemoryError
        return super().embed(texts)


@pytest.fixture
def filled(archive: Archive, folder: Folder, run: Run) -> Archive:
    """An archive whose articles take more than one group of the other model's chunks."""
    for i in range(COUNT):
        folder.put(f"a{i:04}", article(f"a{i:04}", story(i, 60)))
    run()
    return archive


def vectors_of(archive: Archive) -> list[tuple[object, ...]]:
    """Every chunk's place and vectors, byte for byte."""
    with archive.reading() as connection:
        rows = connection.execute(
            'select articles.id, start, "end", spans, vector, vectors from chunks'
            " join articles on n = article join vectors on vectors.chunk = chunks.id"
            " join sentences on sentences.chunk = chunks.id order by 1, 2"
        )
        return [tuple(row) for row in rows]


def test_indexed_at_once_bit_by_bit_or_anew_an_archive_holds_the_same_vectors(
    tmp_path: Path, folder: Folder
) -> None:
    one = "The harbour was closed on Monday. Two ferries waited outside for the storm to pass."
    two = "Wheat prices fell again, said the ministry.\n\nThe harbour was closed on Monday."
    folder.put("one", article("one", two))
    folder.put("two", article("two", "Short."))
    model = MiniLM(threads=1)
    with open_archive(tmp_path / "bits", model.name, model.dimension, create=True) as bits:
        for file in ("one", "two"):
            index(bits, model, folder.only(file), folder.read)
        folder.put("one", article("one", one))  # its last sentence's vector is used again
        folder.put("three", article("three", f"{two} {one}"))
        index(bits, model, folder.found(), folder.read)
        model = MiniLM(threads=3)
        with open_archive(tmp_path / "once", model.name, model.dimension, create=True) as once:
            index(once, model, folder.found(), folder.read)
            at_once = vectors_of(once)
        assert vectors_of(bits) == at_once
        rebuild(bits, model)
        assert vectors_of(bits) == at_once
        with bits.noting() as connection:
            connection.execute("update vectors set vector = zeroblob(3)")
            connection.execute("update sentences set vectors = zeroblob(3) where chunk < 6")
        rebuild(bits, model)
        assert vectors_of(bits) == at_once


def facts(archive: Archive, *keys: str) -> list[object]:
    with archive.reading() as connection:
        return [meta(connection, key) for key in keys]


def count(archive: Archive, table: str) -> int:
    with archive.reading() as connection:
        return int(connection.execute(f"select count(*) from {table}").fetchone()[0])


def finding(archive: Archive, about: str) -> DoctorFinding:
    return next(found for found in examine(archive) if found.about == about)


def break_off(archive: Archive) -> Breaking:
    """A rebuild under the other model that ends after its first group."""
    embedder = Breaking()
    with pytest.raises(MemoryError):
        rebuild(archive, embedder)
    assert embedder.embedded
    assert count(archive, "renewed")
    return embedder


def test_another_model_embeds_all_anew_in_its_own_dimension_and_length(filled: Archive) -> None:
    before, embedder = count(filled, "chunks"), Shorter()
    assert rebuild(filled, embedder) == COUNT
    assert facts(filled, "model", "dimension", "renewing") == ["shorter", 20, None]
    assert count(filled, "chunks") > 2 * before
    assert count(filled, "renewed") == 0
    assert all(finding.sound for finding in examine(filled))
    assert finding(filled, "embedding model").seen == "shorter, 20 numbers a vector"
    for i in (0, COUNT - 1):
        with filled.reading() as connection:
            found = Vectors(filled).nearest(connection, embedder.embed([story(i, 3)])[0], 1)
            owner = connection.execute(
                "select articles.id from chunks join articles on article = n where chunks.id = ?",
                tuple(found),
            ).fetchone()
        assert owner["id"] == f"a{i:04}"


def test_the_way_back_to_the_first_model_gives_what_it_gave(filled: Archive) -> None:
    text = story(3, 5)
    before = near(filled, Vectors(filled), text)
    rebuild(filled, Shorter())
    rebuild(filled, HashedWords())
    again = near(filled, Vectors(filled), text)
    assert list(again.values()) == pytest.approx(list(before.values()), abs=1e-6)
    assert_sound(filled)


def test_a_rebuild_that_breaks_off_leaves_the_old_index_in_use(filled: Archive) -> None:
    break_off(filled)
    assert facts(filled, "model", "dimension") == ["hashed-words", 48]
    assert_sound(filled)
    told = finding(filled, "embedding model")
    assert not told.sound
    assert "shorter" in told.seen
    assert "dateline rebuild" in told.mend


def test_the_next_rebuild_carries_on_and_embeds_nothing_twice(filled: Archive) -> None:
    first = set(break_off(filled).embedded)
    embedder = Shorter()
    assert rebuild(filled, embedder) == COUNT
    assert not first & set(embedder.embedded)
    assert all(finding.sound for finding in examine(filled))


def test_what_a_rebuild_with_another_model_left_is_not_used(filled: Archive) -> None:
    break_off(filled)
    embedder = Shorter(name="shorter-2")
    rebuild(filled, embedder)
    whole = Shorter(name="shorter-3")
    rebuild(filled, whole)
    assert len(embedder.embedded) == len(whole.embedded)
    assert facts(filled, "model") == ["shorter-3"]


def test_staying_with_the_old_model_clears_what_was_left(filled: Archive) -> None:
    break_off(filled)
    embedder = HashedWords()
    rebuild(filled, embedder)
    assert embedder.embedded == []
    assert count(filled, "renewed") == 0
    assert finding(filled, "embedding model").sound
    assert_sound(filled)


def test_articles_that_changed_or_went_in_between_are_taken_as_they_are(
    filled: Archive, folder: Folder, run: Run
) -> None:
    break_off(filled)
    folder.put("a0000", article("a0000", story("changed", 60)))
    remove(filled, ["a0001"])
    run(folder.only("a0000"))
    assert rebuild(filled, Shorter()) == COUNT - 1
    with filled.reading() as connection:
        rows = connection.execute(
            'select substr(text, start + 1, "end" - start) as passage from chunks'
            " join articles on article = n where articles.id = 'a0000' order by start"
        ).fetchall()
    assert " ".join(row["passage"] for row in rows) == story("changed", 60)
    assert all(finding.sound for finding in examine(filled))


def test_progress_counts_up_to_all_articles_also_when_carried_on(filled: Archive) -> None:
    seen: list[tuple[int, int]] = []
    break_off(filled)
    rebuild(filled, Shorter(), lambda done, total, source: seen.append((done, total)))
    assert [total for _, total in seen] == [COUNT] * len(seen)
    assert 1 < seen[0][0] <= seen[-1][0] == COUNT


def test_who_asks_with_the_old_model_gets_the_old_index_or_is_told(filled: Archive) -> None:
    seen: list[float] = []

    with opened(filled.home) as asking:
        vectors = Vectors(asking)

        def ask(done: int, total: int, source: str) -> None:
            seen.extend(near(asking, vectors, story(2, 60)).values())

        ask(0, 0, "")
        expected = seen.copy()
        rebuild(filled, Shorter(), ask)
        assert len(seen) > len(expected)
        assert seen == pytest.approx(expected * (len(seen) // len(expected)))
        with pytest.raises(ModelMismatch, match="dateline rebuild"):
            near(asking, vectors, "x")
        with pytest.raises(ModelMismatch), asking.writing():
            pass


def test_one_question_that_began_before_sees_the_old_index_to_its_end(filled: Archive) -> None:
    with opened(filled.home) as asking, asking.reading() as connection:
        vectors, query = Vectors(asking), HashedWords().embed([story(2, 9)])[0]
        before = vectors.nearest(connection, query, 5)
        rebuild(filled, Shorter())
        # Where Chroma's files go meanwhile, all vectors are looked at: the last digits may differ.
        assert vectors.nearest(connection, query, 5) == pytest.approx(before, abs=1e-5)
        assert meta(connection, "model") == "hashed-words"


def test_indexing_with_the_old_model_is_refused_and_with_the_new_one_goes_on(
    filled: Archive, folder: Folder
) -> None:
    rebuild(filled, Shorter())
    with pytest.raises(ModelMismatch):
        opened(filled.home, create=True)
    folder.put("new", article("new", story("new", 60)))
    with open_archive(filled.home, "shorter", 20, create=True) as archive:
        index(archive, Shorter(), folder.found(), folder.read)
    assert count(filled, "articles") == COUNT + 1
    assert all(finding.sound for finding in examine(filled))


def test_what_needs_no_vectors_opens_any_models_archive(filled: Archive) -> None:
    with open_archive(filled.home, None) as archive:
        assert len(archive.listings()) == COUNT
        remove(archive, ["a0002"])
    assert_sound(filled)
