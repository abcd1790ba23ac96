from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from retrieval.archive import doctor
from retrieval.archive import snapshot as snapshots
from retrieval.archive.doctor import DoctorFinding, examine
from retrieval.archive.indexing import index, remove
from retrieval.archive.probe import seen_in
from retrieval.archive.quantization import pack_vectors
from retrieval.archive.rebuilding import rebuild
from retrieval.archive.snapshot import MANIFEST, write_snapshot
from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors
from retrieval.messages import LANGUAGES, gettext, speaking
from support.archives import DIMENSION, Folder, HashedWords, Run, exact, near, opened, with_word
from support.articles import article, story
from support.integrity import assert_sound

CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)  # "статей"

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("probed_here")]


@pytest.fixture
def filled(archive: Archive, folder: Folder, run: Run) -> Archive:
    """An archive of five articles, one of them of several chunks."""
    for i in range(4):
        folder.put_story(f"a{i:04}")
    folder.put("long", article("long", story("long", 100)))
    run()
    return archive


def findings(archive: Archive) -> dict[str, DoctorFinding]:
    return {finding.about: finding for finding in examine(archive)}


def finding(archive: Archive, about: str) -> DoctorFinding:
    """The one finding; what would be examined after it is not (a snapshot costs two seconds)."""
    return next(finding for finding in examine(archive) if finding.about == about)


def unsound(archive: Archive) -> list[str]:
    return [finding.about for finding in examine(archive) if not finding.sound]


def spoil(archive: Archive, *statements: str) -> None:
    with archive.noting() as connection:
        for statement in statements:
            connection.execute(statement)


def chunk_ids(archive: Archive) -> list[int]:
    with archive.reading() as connection:
        return [row["id"] for row in connection.execute("select id from chunks order by id")]


def snapshot_folder(archive: Archive) -> Path:
    return max((archive.home / "vectors").iterdir(), key=lambda path: int(path.name))


def test_a_sound_archive_is_told_as_sound_with_its_counts(filled: Archive) -> None:
    told = findings(filled)
    assert all(finding.sound for finding in told.values())
    assert told["archive file"].seen == "ok"
    assert told["texts"].seen == "5 articles, 0 differ from their hash"
    assert told["index"].seen == "9 chunks, 9 vectors, 9 sentence sets, 9 in words"
    assert told["files"].seen == "5 files indexed, 0 of them no longer there"
    assert told["vector snapshot"].seen == "1: 9 vectors, up to chunk 9"


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_what_is_found_and_what_mends_it_is_told_in_every_language(
    filled: Archive, folder: Folder, language: str
) -> None:
    with speaking(language):
        assert_told(list(examine(filled)), unsound=0)
        folder.delete("a0001")
        spoil(
            filled,
            "update articles set text = 'X' || substr(text, 2) where id = 'a0002'",
            "update vectors set vector = x'00' where chunk = 5",
            "delete from sketches",
        )
        lose_the_folder(snapshot_folder(filled))
        assert_told(list(examine(filled)), unsound=5)


def assert_told(told: list[DoctorFinding], unsound: int) -> None:
    """Each finding is in Cyrillic, but for the number of the last change; its keyword is not."""
    assert len([one for one in told if not one.sound]) == unsound
    for one in told:
        assert one.about in doctor.ABOUT
        assert CYRILLIC.search(gettext(one.about))
        if one.about not in ("generation", "languages"):
            assert CYRILLIC.search(one.seen), one
        assert one.sound or CYRILLIC.search(one.mend), one


def test_vectors_of_an_earlier_releases_model_are_told_with_what_makes_them_anew(
    filled: Archive,
) -> None:
    with filled.noting() as connection:
        connection.execute("update meta set value = 'all-MiniLM-L6-v2-int8' where key = 'model'")
    filled.model = None  # as for what needs no vectors
    assert "dateline rebuild" in findings(filled)["embedding model"].seen


def test_an_empty_archive_is_sound(archive: Archive) -> None:
    assert unsound(archive) == []


def test_an_archive_whose_last_article_was_removed_is_sound(filled: Archive) -> None:
    remove(filled, [one.id for one in filled.listings()])
    assert unsound(filled) == []


@pytest.mark.parametrize(
    ("damage", "seen"),
    [
        ("delete from vectors where chunk in (2, 3)", "9 chunks, 7 vectors"),
        ("delete from sentences where chunk = 2", "8 sentence sets"),
        ("insert into words (words) values ('delete-all')", "0 in words"),
        ("update vectors set vector = x'00' where chunk = 5", "1 of the wrong length"),
        ("update sentences set vectors = x'' where chunk < 3", "2 of the wrong length"),
        ("update sentences set spans = x'010203' where chunk = 4", "1 of the wrong length"),
        ("delete from chunks where id = 3", "8 chunks"),
    ],
)
def test_a_damaged_index_is_named_and_mended_by_rebuild(
    filled: Archive, damage: str, seen: str
) -> None:
    spoil(filled, damage)
    told = finding(filled, "index")
    assert not told.sound
    assert seen in told.seen
    assert "dateline rebuild" in told.mend
    assert rebuild(filled, HashedWords()) == 5
    assert finding(filled, "index").sound
    assert_sound(filled)


def test_vectors_that_are_no_unit_vectors_are_embedded_again_by_rebuild(filled: Archive) -> None:
    spoil(filled, f"update vectors set vector = zeroblob({DIMENSION}) where chunk = 5")
    embedder = HashedWords()
    rebuild(filled, embedder)
    assert sum("\n" in text for text in embedder.embedded) == 1  # with its sentences
    assert_sound(filled)


def test_an_altered_text_is_named_by_its_article_and_mended_as_the_finding_says(
    filled: Archive, run: Run
) -> None:
    spoil(filled, "update articles set text = 'X' || substr(text, 2) where id = 'a0002'")
    told = finding(filled, "texts")
    assert not told.sound
    assert told.seen.endswith("1 differ from their hash a0002")
    assert told.mend == "Remove these articles and index them again."
    remove(filled, ["a0002"])
    assert [change.source for change in run().added] == ["a0002.json"]
    rebuild(filled, HashedWords())
    assert unsound(filled) == []
    assert_sound(filled)


def test_a_text_whose_bytes_are_no_text_any_more_is_named(filled: Archive) -> None:
    spoil(
        filled,
        "update articles set text = cast(x'ff' || substr(cast(text as blob), 2) as text)"
        " where id = 'a0002'",
    )
    assert "a0002" in finding(filled, "texts").seen


def test_files_that_are_gone_are_counted(filled: Archive, folder: Folder) -> None:
    folder.delete("a0001")
    told = finding(filled, "files")
    assert not told.sound
    assert told.seen == "5 files indexed, 1 of them no longer there"


def lose_the_folder(path: Path) -> None:
    path.rename(path.with_name("99"))


def truncate_the_database(path: Path) -> None:
    database = path / "chroma.sqlite3"
    database.write_bytes(database.read_bytes()[:4096])


def lose_an_index_file(path: Path) -> None:
    next(path.glob("*/data_level0.bin")).unlink()


def truncate_an_index_file(path: Path) -> None:
    file = next(path.glob("*/data_level0.bin"))
    file.write_bytes(file.read_bytes()[:100])


@pytest.mark.parametrize(
    "damage", [lose_the_folder, truncate_the_database, lose_an_index_file, truncate_an_index_file]
)
def test_a_damaged_snapshot_is_named_and_mended_by_rebuild(
    filled: Archive, damage: Callable[[Path], None]
) -> None:
    damage(snapshot_folder(filled))
    told = finding(filled, "vector snapshot")
    assert not told.sound
    assert "dateline rebuild" in told.mend
    rebuild(filled, HashedWords())
    assert finding(filled, "vector snapshot").sound


def test_the_examination_survives_a_snapshot_that_crashes_its_process(
    filled: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "seen_in", seen_in)  # not in this process
    rows = np.random.default_rng(0).normal(size=(1500, DIMENSION)).astype("<f4")
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    with filled.writing() as connection:
        for packed in pack_vectors(rows):
            connection.execute('insert into chunks (article, start, "end") values (1, 0, 1)')
            connection.execute("insert into vectors values (last_insert_rowid(), ?)", (packed,))
    write_snapshot(filled)
    path = snapshot_folder(filled)
    # Garbage that the manifest vouches for: Chroma 1.5.9 ends with a segmentation fault on it.
    for name in ("link_lists.bin", "data_level0.bin"):
        file = next(path.glob(f"*/{name}"))
        file.write_bytes(b"\xff" * file.stat().st_size)
    manifest = json.loads((path / MANIFEST).read_text())
    (path / MANIFEST).write_text(json.dumps(manifest | {"seals": snapshots._seals(path)}))
    told = finding(filled, "vector snapshot")
    assert not told.sound
    assert "cannot be opened" in told.seen


def test_rebuild_embeds_nothing_that_is_whole_and_changes_no_result(filled: Archive) -> None:
    before = {text: near(filled, Vectors(filled), text) for text in (story("a0001"), story("x"))}
    embedder = HashedWords()
    rebuild(filled, embedder)
    assert embedder.embedded == []
    for text, found in before.items():
        again = near(filled, Vectors(filled), text)
        assert list(again.values()) == pytest.approx(list(found.values()), abs=1e-6)
        assert list(again) == list(exact(filled, text))
    assert "a0001" in with_word(filled, story("a0001").split()[0])


def test_rebuild_uses_no_chunk_id_again(filled: Archive, folder: Folder, run: Run) -> None:
    seen = set(chunk_ids(filled))
    for _ in range(3):
        rebuild(filled, HashedWords())
        now = chunk_ids(filled)
        assert min(now) > max(seen)
        seen |= set(now)
    remove(filled, ["long"])
    folder.put_story("fresh")
    run()
    assert max(chunk_ids(filled)) > max(seen)


def test_a_search_that_was_open_before_a_rebuild_goes_on_exactly(filled: Archive) -> None:
    vectors = Vectors(filled)
    near(filled, vectors, "x")
    rebuild(filled, HashedWords())
    assert list(near(filled, vectors, story("a0001"))) == list(exact(filled, story("a0001")))


def test_rebuild_of_an_empty_archive_is_done_at_once(archive: Archive) -> None:
    assert rebuild(archive, HashedWords()) == 0
    assert unsound(archive) == []


def test_a_rebuild_that_breaks_off_leaves_the_archive_as_it_was(filled: Archive) -> None:
    class Broken(HashedWords):
        def embed(self, texts):  # type: ignore[no-untyped-def]
            if texts:
                raise MemoryError
            return super().embed(texts)

    spoil(filled, "delete from vectors where chunk = 6")
    before = chunk_ids(filled)
    with pytest.raises(MemoryError):
        rebuild(filled, Broken())
    assert chunk_ids(filled) == before
    assert "a0001" in with_word(filled, story("a0001").split()[0])


def test_a_healthy_snapshot_on_a_disk_that_is_read_only_is_sound(unprivileged: Path) -> None:
    folder = Folder(unprivileged / "articles")
    folder.put_story("aaaa")
    home = unprivileged / "home"
    with opened(home, create=True) as archive:
        index(archive, HashedWords(), folder.found(), folder.read)
    closed = [home, *(path for path in home.rglob("*") if path.is_dir())]
    for path in closed:
        path.chmod(0o555)
    try:
        with opened(home) as archive:
            told = finding(archive, "vector snapshot")
            assert told.sound
            assert "nothing can be written" in told.seen
            manifest = snapshot_folder(archive) / MANIFEST
            manifest.chmod(0o600)
            manifest.write_text("{}")
            assert not finding(archive, "vector snapshot").sound
    finally:
        for path in closed:
            path.chmod(0o755)
