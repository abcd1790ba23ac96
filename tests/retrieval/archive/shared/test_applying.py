"""Tests of retrieval.archive.shared.applying: a copy becomes what the log says."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.archive.indexing import index, remove
from retrieval.archive.shared import rows
from retrieval.archive.shared.applying import apply, apply_sequences, take_model
from retrieval.archive.store import Archive, meta
from retrieval.archive.subscriptions import subscribe
from retrieval.errors import ArchiveDamaged
from support.archives import Folder, HashedWords, Run, opened, with_word, word_entries
from support.articles import article, story
from support.integrity import assert_sound
from support.machines import held_by

pytestmark = pytest.mark.slow

Row = tuple[str, str, bytes | None]


def all_rows(archive: Archive) -> list[Row]:
    """Every row that is shared, in the order in which a log gives them."""
    with archive.reading() as connection:
        changes = [
            rows.row_change(connection, kind, key) for kind, key in rows.all_rows(connection)
        ]
    return [(one.kind, one.key, one.value) for one in changes]


def put(archive: Archive, said: list[Row]) -> bool:
    with archive.applying() as connection:
        return apply(connection, said)


def news(archive: Archive, known: list[Row]) -> list[Row]:
    """The rows that are not as they were known: those that are gone first."""
    said = all_rows(archive)
    standing = {row[:2] for row in said}
    gone: list[Row] = [(kind, key, None) for kind, key, _ in known if (kind, key) not in standing]
    return [*gone, *(row for row in said if row not in known)]


def packed(value: rows.Value) -> bytes:
    return zlib.compress(json.dumps(value).encode())


@pytest.fixture
def copy(tmp_path: Path) -> Archive:
    """An empty archive beside the one that is written to."""
    return opened(tmp_path / "copy", create=True)


def test_an_empty_copy_becomes_the_same(
    archive: Archive, folder: Folder, run: Run, copy: Archive
) -> None:
    text = story("shared", 12)
    folder.put("a", article("a", text, published="2026-01-01"))
    folder.put("b", article("b", f"{text} One more.", published="2026-01-02"))
    folder.put_story("c", dates=[], acronyms=[("TSO", "Town Safety Office")])
    run()
    subscribe(archive, ["https://news.example/feed"])
    said = all_rows(archive)
    assert {"articles", "copies", "files", "feeds"} <= {kind for kind, _, _ in said}
    with copy:
        for _ in range(2):  # what was done already may be done again
            put(copy, said)
            assert held_by(copy) == held_by(archive)
        assert_sound(copy)


def test_an_article_that_changed_or_went_leaves_nothing_behind(
    archive: Archive, folder: Folder, run: Run, copy: Archive
) -> None:
    folder.put("a", article("a", f"{story('a')} Zebras graze here."))
    run()
    with copy:
        put(copy, first := all_rows(archive))
        assert with_word(copy, "zebras") == {"a"}
        folder.put("a", article("a", f"{story('other')} Giraffes graze here."))
        run()
        put(copy, news(archive, first))
        assert word_entries(copy, "zebras") == 0
        assert with_word(copy, "giraffes") == {"a"}
        second = all_rows(archive)
        remove(archive, ["a"])
        for _ in range(2):  # what is gone may be said to be gone again
            put(copy, news(archive, second))
            assert word_entries(copy, "giraffes") == 0
            assert held_by(copy) == held_by(archive)


def test_only_what_a_search_sees_counts_as_searched(
    archive: Archive, folder: Folder, run: Run, copy: Archive
) -> None:
    folder.put_story("a")
    run()
    subscribe(archive, ["https://news.example/feed"])
    said = all_rows(archive)
    with copy:
        assert not put(copy, [row for row in said if row[0] == "feeds"])
        assert put(copy, [row for row in said if row[0] == rows.ARTICLES])
        assert not put(copy, [])


@pytest.mark.parametrize(
    ("row", "match"),
    [
        (("horoscopes", '["a"]', None), "does not know"),
        (("feeds", '["a"]', packed({"url": "a", "added": "x", "mood": 1})), "another version"),
        (
            ("articles", "[1]", packed({"article": {"n": 1, "mood": 1}, "chunks": []})),
            "another version",
        ),
    ],
)
def test_what_another_version_wrote_is_refused_whole(
    archive: Archive, row: Row, match: str
) -> None:
    feed = ("feeds", '["b"]', packed({"url": "b", "added": "x"}))
    with pytest.raises(ArchiveDamaged, match=match):
        put(archive, [feed, row])
    assert held_by(archive) == {}


def test_numbers_only_grow(archive: Archive, folder: Folder, run: Run) -> None:
    folder.put_story("a")
    run()
    with archive.applying() as connection:
        before = rows.sequences(connection)
        apply_sequences(connection, {"articles": 0, "chunks": 700, "watches": 9})
        after = rows.sequences(connection)
    assert after == {"articles": before["articles"], "chunks": 700, "watches": 9}


def test_a_snapshot_of_another_models_vectors_is_used_no_longer(archive: Archive) -> None:
    with archive.applying() as connection:
        connection.execute("insert into meta values ('snapshot', 5)")
        take_model(connection, HashedWords.name, 48)
        assert meta(connection, "snapshot") == 5
        take_model(connection, "other-words", 24)
        assert meta(connection, "snapshot") == 6
        assert (meta(connection, "model"), meta(connection, "dimension")) == ("other-words", 24)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10)
@given(
    st.lists(
        st.dictionaries(st.sampled_from("abc"), st.integers(0, 2), max_size=3),
        min_size=1,
        max_size=4,
    )
)
def test_a_copy_that_hears_of_every_change_stays_the_same(
    tmp_path_factory: pytest.TempPathFactory, steps: list[dict[str, int]]
) -> None:
    """Each step says which stories there are; only what it changed is applied to the copy."""
    base, embedder = tmp_path_factory.mktemp("step"), HashedWords()
    folder = Folder(base / "articles")
    with opened(base / "one", create=True) as one, opened(base / "copy", create=True) as copy:
        known: list[Row] = []
        for step in steps:
            for name in "abc":
                folder.put_story(name, step.get(name, 0))
                if name not in step:
                    folder.delete(name)
            index(one, embedder, folder.found(), folder.read)
            put(copy, news(one, known))
            known = all_rows(one)
            assert held_by(copy) == held_by(one)
        assert_sound(copy)
