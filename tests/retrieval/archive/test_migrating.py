"""Every schema that an archive was ever made with is brought up, whole or not at all."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import numpy as np
import pytest

from retrieval.archive import store
from retrieval.archive.article_writing import stored_vectors
from retrieval.archive.backups import is_intact
from retrieval.archive.chunking import chunks
from retrieval.archive.doctor import DoctorFinding, examine
from retrieval.archive.indexing import index
from retrieval.archive.lock import write_lock
from retrieval.archive.quantization import embed_packed, pack_sentences, pack_vectors
from retrieval.archive.rebuilding import rebuild
from retrieval.archive.restoring import restore
from retrieval.archive.retention import pin_receipts
from retrieval.archive.schema import VERSION
from retrieval.archive.store import FILE, Archive, meta
from retrieval.archive.vectors import Vectors
from retrieval.errors import ArchiveDamaged, ArchiveError, ArchiveLocked
from retrieval.receipts.receipts import find_receipt
from retrieval.types import Article
from support.archives import DIMENSION, Folder, HashedWords, ids, near_articles, opened, with_word
from support.articles import article, story
from support.integrity import assert_sound

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("probed_here")]

SCHEMAS = Path(__file__).parent / "schemas"
ALL = sorted(file.stem for file in SCHEMAS.glob("*.sql"))
ONE = article("aaaa", story("aaaa"), title="Élections in the harbour", published="2020-01-02")
TWO = article("bbbb", story("bbbb"), outlet="Post")


def made(home: Path, schema: str) -> Path:
    """An archive as it was made then, with two articles and a receipt."""
    home.mkdir()
    connection = sqlite3.connect(home / FILE)
    connection.execute("pragma journal_mode = wal")
    connection.executescript((SCHEMAS / f"{schema}.sql").read_text("utf-8"))
    facts = {"version": int(schema[0]), "model": HashedWords.name, "dimension": DIMENSION}
    connection.executemany("insert into meta values (?, ?)", {**facts, "generation": 7}.items())
    for one in (ONE, TWO):
        put(connection, one, packed=int(schema[0]) >= 5)
    answer = {"asked": "Why?", "citations": [], "text": "So."}
    connection.execute("insert into receipts values ('abcd', '2026', ?)", (json.dumps(answer),))
    connection.commit()
    connection.close()
    return home / FILE


def put(connection: sqlite3.Connection, one: Article, *, packed: bool) -> None:
    """An article's rows, its words as they stand: what was done to them then is not known now."""
    columns = {row[1] for row in connection.execute("pragma table_info(articles)")}
    fields = {
        "id": one.id, "file": f"/news/{one.source}", "source": one.source, "hash": one.hash,
        "title": one.title, "outlet": one.outlet, "published": one.published,
        "published_how": one.published_how, "indexed": "2026-01-01T00:00:00+00:00",
        "furniture": "[]", "pages": "[]", "dates": "[]", "acronyms": "[]", "text": one.text,
    }  # fmt: skip
    held = {name: value for name, value in fields.items() if name in columns}
    number = connection.execute(
        f"insert into articles ({', '.join(held)}) values ({', '.join('?' * len(held))})",
        tuple(held.values()),
    ).lastrowid
    embedder = HashedWords()
    for chunk in chunks(one.text, (), embedder.count_tokens):
        key = connection.execute(
            'insert into chunks (article, start, "end") values (?, ?, ?)',
            (number, chunk.start, chunk.end),
        ).lastrowid
        body = chunk.text(one.text)
        connection.execute(
            "insert into words (rowid, title, body) values (?, ?, ?)", (key, one.title or "", body)
        )
        vector = embedder.embed([body])
        (blob,) = pack_vectors(vector) if packed else [vector[0].astype("<f4").tobytes()]
        connection.execute("insert into vectors values (?, ?)", (key, blob))
        spans = np.array(chunk.sentences, dtype="<i4").tobytes()
        sentences = embedder.embed([one.text[start:end] for start, end in chunk.sentences])
        blob = b"".join(pack_sentences(sentences)) if packed else as_it_was(sentences)
        connection.execute("insert into sentences values (?, ?, ?)", (key, spans, blob))


def as_it_was(vectors: np.ndarray) -> bytes:
    """Sentences' vectors as they were stored up to version 4: float32 scales, then int8."""
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    components = np.rint(vectors / largest * 127).astype(np.int8)
    return (largest[:, 0] / 127).astype("<f4").tobytes() + components.tobytes()


def version_of(path: Path) -> int:
    connection = sqlite3.connect(path)
    value = connection.execute("select value from meta where key = 'version'").fetchone()[0]
    connection.close()
    return int(value)


def contents(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    lines = list(connection.iterdump())
    connection.close()
    return lines


def test_every_version_has_its_schema() -> None:
    assert {int(name[0]) for name in ALL} == set(range(1, VERSION + 1))


@pytest.mark.parametrize("schema", ALL)
def test_an_archive_of_any_version_is_brought_up(home: Path, schema: str) -> None:
    made(home, schema)
    with opened(home) as archive:
        with archive.reading() as connection:
            assert meta(connection, "version") == VERSION
        assert archive.article("aaaa") == ONE
        assert archive.article("bbbb") == TWO
        assert find_receipt(archive, "abcd").answer["asked"] == "Why?"
        assert with_word(archive, "elections") == {"aaaa"}
        assert near_articles(archive, Vectors(archive), TWO.text, 1) == ["bbbb"]
        with archive.reading() as connection:
            held = stored_vectors(connection, "aaaa")
        made_now = embed_packed(HashedWords(), held)
        # Of a sentence, packing what was packed otherwise rounds once more.
        assert [one.vector for one in held.values()] == [one.vector for one in made_now.values()]
        assert sum(map(len, held)) == 8
        pin_receipts(archive, ["abcd"])
        rebuild(archive, HashedWords())
        assert_sound(archive)
        faults = [one.about for one in examine(archive) if not one.sound]
        assert faults == ["files"]  # which were never there


@pytest.mark.parametrize("schema", [name for name in ALL if int(name[0]) < VERSION])
def test_vectors_that_were_made_otherwise_are_told_and_made_anew_by_rebuild(
    home: Path, schema: str
) -> None:
    made(home, schema)
    with opened(home) as archive:
        assert "dateline rebuild" in of_model(archive).seen
        assert of_model(archive).sound
        embedder = HashedWords()
        rebuild(archive, embedder)
        assert len(embedder.embedded) > 4  # every one of them
        assert "dateline rebuild" not in of_model(archive).seen
        embedder = HashedWords()
        rebuild(archive, embedder)
        assert not embedder.embedded


def of_model(archive: Archive) -> DoctorFinding:
    return next(one for one in examine(archive) if one.about == "embedding model")


@pytest.mark.parametrize("schema", ALL)
def test_it_is_indexed_on_as_if_it_had_been_made_today(
    home: Path, schema: str, tmp_path: Path
) -> None:
    made(home, schema)
    folder = Folder(tmp_path / "articles")
    folder.put("aaaa", ONE)
    folder.put("bbbb", article("bbbb", story("bbbb anew")))
    with opened(home) as archive:
        report = index(archive, HashedWords(), folder.found(), folder.read)
        assert (len(report.updated), report.added) == (1, ())
        assert_sound(archive)


@pytest.mark.parametrize("schema", [name for name in ALL if int(name[0]) < VERSION])
def test_the_backup_beside_it_is_the_archive_of_before(
    home: Path, schema: str, tmp_path: Path
) -> None:
    path = made(home, schema)
    before = [line for line in contents(path) if 'INSERT INTO "articles"' in line]
    opened(home).close()
    (backup,) = home.glob(f"{FILE}.v*.backup")
    assert is_intact(backup)
    assert backup.name == f"{FILE}.v{schema[0]}.backup"
    kept = [line for line in contents(backup) if 'INSERT INTO "articles"' in line]
    assert kept == before
    restore(tmp_path / "again", backup)
    assert version_of(tmp_path / "again" / FILE) == int(schema[0])
    with opened(tmp_path / "again") as archive:
        assert ids(archive) == {"aaaa", "bbbb"}


def test_an_archive_of_today_gets_no_backup(home: Path) -> None:
    opened(home, create=True).close()
    opened(home).close()
    assert not list(home.glob("*.backup"))


def test_a_migration_that_breaks_off_leaves_the_archive_of_before(home: Path) -> None:
    path = made(home, "1")
    connection = sqlite3.connect(path)
    connection.execute("update articles set furniture = 'no JSON' where id = 'bbbb'")
    connection.commit()
    connection.close()
    before = contents(path)
    with pytest.raises(ValueError, match="Expecting value"):
        opened(home)
    assert contents(path) == before


def test_no_migration_without_its_backup(unprivileged: Path) -> None:
    path = made(unprivileged / "home", "2")
    before = contents(path)
    in_the_way = path.with_name(f".{FILE}.v2.backup.unfinished")
    in_the_way.mkdir()
    with pytest.raises(ArchiveError, match="can't be written"):
        opened(path.parent)
    assert contents(path) == before


def test_one_process_at_a_time_brings_it_up(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PATIENCE_SECONDS", 0.1)
    path = made(home, "2")
    with write_lock(home, "dateline index"), pytest.raises(ArchiveLocked):
        opened(home)
    assert version_of(path) == 2
    opened(home).close()
    assert version_of(path) == VERSION


@pytest.mark.parametrize("create", [False, True])
def test_a_newer_archive_is_refused_unharmed(home: Path, create: bool) -> None:
    path = made(home, str(VERSION))
    connection = sqlite3.connect(path)
    connection.execute("update meta set value = ? where key = 'version'", (VERSION + 1,))
    connection.execute("create table of_tomorrow (x)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(ArchiveDamaged, match=r"newer Dateline.*Install that") as told:
        opened(home, create=create)
    assert told.value.exit_code == 5
    assert path.read_bytes() == before
    assert not list(home.glob("*.backup"))


def test_a_version_that_never_was_is_refused(home: Path) -> None:
    path = made(home, str(VERSION))
    connection = sqlite3.connect(path)
    connection.execute("update meta set value = 'x' where key = 'version'")
    connection.commit()
    connection.close()
    with pytest.raises(ArchiveDamaged, match="no version that is known"):
        opened(home)
