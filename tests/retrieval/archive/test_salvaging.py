"""What a damaged archive still holds comes into a new one, under the same ids."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from retrieval.archive.doctor import DoctorFinding, examine
from retrieval.archive.indexing import index, remove
from retrieval.archive.rebuilding import rebuild
from retrieval.archive.salvaging import Salvaged, salvage
from retrieval.archive.schema import ADDED
from retrieval.archive.setting_aside import DAMAGED
from retrieval.archive.store import FILE, Archive
from retrieval.archive.subscriptions import subscribe, subscriptions
from retrieval.errors import ArchiveDamaged, ArchiveError
from retrieval.receipts.receipts import find_receipt
from support.archives import DIMENSION, Folder, HashedWords, Run, ids, opened
from support.articles import article, story
from support.forking import forked
from support.integrity import assert_sound
from support.killed_process import deed_until
from support.receipts import answered

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("probed_here")]

PAGE = 4096
COUNT = 40
NAMES = {f"a{i:04}" for i in range(COUNT)}


@pytest.fixture
def filled(archive: Archive, folder: Folder, run: Run) -> Archive:
    for name in sorted(NAMES):
        folder.put_story(name)
    folder.put("removed", article("removed", story("removed")))
    run()
    remove(archive, ["removed"])
    subscribe(archive, ["https://example.org/feed"])
    archive.close()
    with closing(sqlite3.connect(archive.path)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    return archive


def pages_of(path: Path, name: str, kind: str) -> list[int]:
    """The pages of a table or an index: `leaf`, `internal` or `overflow`."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "select pageno from dbstat where name = ? and pagetype = ? order by pageno",
            (name, kind),
        )
        return [row[0] for row in rows]


def spoil(path: Path, *pages: int, fill: bytes = b"\0") -> None:
    with path.open("r+b") as held:
        for page in pages:
            held.seek((page - 1) * PAGE)
            held.write(fill * PAGE)


def salvaged(archive: Archive) -> Salvaged:
    return salvage(archive.home, HashedWords.name, DIMENSION)


def has_dbstat() -> bool:
    with closing(sqlite3.connect(":memory:")) as connection:
        options = {row[0] for row in connection.execute("pragma compile_options")}
    return "ENABLE_DBSTAT_VTAB" in options


needs_dbstat = pytest.mark.skipif(not has_dbstat(), reason="this SQLite can't tell its pages")


@needs_dbstat
@pytest.mark.parametrize("fill", [b"\0", b"\xff", b"\x5a"])
def test_a_damaged_page_costs_the_articles_on_it_which_are_named(
    filled: Archive, folder: Folder, fill: bytes
) -> None:
    page = pages_of(filled.path, "articles", "leaf")[2]
    spoil(filled.path, page, fill=fill)
    told = salvaged(filled)
    lost = {one.id for one in told.lost}
    assert 0 < len(lost) < 10
    assert lost < NAMES
    assert {one.file for one in told.lost} == {str(folder.path / f"{name}.json") for name in lost}
    with opened(filled.home) as archive:
        assert ids(archive) == NAMES - lost
        assert rebuild(archive, HashedWords()) == told.articles == COUNT - len(lost)
        assert_sound(archive)
        assert subscriptions(archive)[0].url == "https://example.org/feed"
        again = index(archive, HashedWords(), folder.found(), folder.read)
        assert len(again.added) == len(lost)
        assert ids(archive) == NAMES


@needs_dbstat
@pytest.mark.parametrize("name", ["articles", "sqlite_schema"])
def test_where_the_way_to_the_articles_is_damaged_all_are_brought_out(
    filled: Archive, name: str
) -> None:
    spoil(filled.path, *pages_of(filled.path, name, "internal"))
    assert salvaged(filled).articles == COUNT
    with opened(filled.home) as archive:
        rebuild(archive, HashedWords())
        assert ids(archive) == NAMES
        assert_sound(archive)


@needs_dbstat
def test_articles_from_before_a_migration_are_found_on_their_pages(filled: Archive) -> None:
    with closing(sqlite3.connect(filled.path)) as connection:
        connection.execute("drop index articles_by_revision")
        # SQLite writes the rows anew without a column that is dropped, but not with an added one.
        for name in ("revision", "partial", "language"):
            connection.execute(f"alter table articles drop column {name}")
            connection.execute(f"alter table articles add column {name} {ADDED[name]}")
        connection.execute("pragma wal_checkpoint(truncate)")
    spoil(filled.path, *pages_of(filled.path, "articles", "internal"))
    told = salvaged(filled)
    assert (told.articles, told.lost) == (COUNT, ())


@pytest.mark.parametrize("column", ["language", "pages"])
def test_an_archive_that_was_not_migrated_is_salvaged(filled: Archive, column: str) -> None:
    with closing(sqlite3.connect(filled.path)) as connection:
        connection.execute(f"alter table articles drop column {column}")
    told = salvaged(filled)
    assert (told.articles, told.lost) == (COUNT, ())


def test_without_its_first_page_the_articles_are_brought_out(filled: Archive) -> None:
    spoil(filled.path, 1)
    told = salvaged(filled)
    assert told.articles == COUNT
    assert "feeds" in told.cut
    with opened(filled.home) as archive:
        assert ids(archive) == NAMES


@needs_dbstat
def test_any_one_page_costs_few_articles_and_never_all(filled: Archive, tmp_path: Path) -> None:
    whole = filled.path.read_bytes()
    for page in range(1, len(whole) // PAGE + 1, 7):
        home = tmp_path / f"page-{page}"
        home.mkdir()
        (home / FILE).write_bytes(whole)
        spoil(home / FILE, page)
        told = salvage(home, HashedWords.name, DIMENSION)
        assert told.articles >= COUNT - 9
        assert told.articles + len(told.lost) == COUNT


@needs_dbstat
def test_what_is_whole_of_the_vectors_is_not_embedded_again(filled: Archive) -> None:
    spoil(filled.path, pages_of(filled.path, "sentences", "leaf")[-1])
    told = salvaged(filled)
    assert (told.articles, told.cut) == (COUNT, ("sentences",))
    embedder = HashedWords()
    with opened(filled.home) as archive:
        rebuild(archive, embedder)
        # Each article has one chunk, of eight sentences.
        assert 0 < sum("\n" in text for text in embedder.embedded) < COUNT
        assert_sound(archive)


def test_a_text_that_has_another_hash_is_lost_and_named(filled: Archive) -> None:
    held = filled.path.read_bytes()
    sentence = story("a0003").split(". ")[2].encode()
    assert held.count(sentence) == 1
    filled.path.write_bytes(held.replace(sentence, sentence[::-1]))
    assert [one.id for one in salvaged(filled).lost] == ["a0003"]


def test_receipts_and_removals_are_kept(filled: Archive, folder: Folder) -> None:
    one = filled.article("a0001")
    assert one is not None
    receipt = answered(filled, one)
    filled.close()
    told = salvaged(filled)
    assert (told.articles, told.lost, told.cut) == (COUNT, (), ())
    with opened(filled.home) as archive:
        assert find_receipt(archive, receipt).answer["asked"] == "What is new?"
        rebuild(archive, HashedWords())
        again = index(archive, HashedWords(), folder.found(), folder.read)
        assert (again.unchanged, again.added) == (COUNT, ())


def test_the_damaged_file_stays_and_is_not_written_over(filled: Archive) -> None:
    spoil(filled.path, 1)
    held = filled.path.read_bytes()
    salvaged(filled)
    assert (filled.home / DAMAGED).read_bytes() == held
    with pytest.raises(ArchiveError, match="move it away first") as told:
        salvaged(filled)
    assert told.value.exit_code == 5


def test_a_kill_before_any_step_leaves_an_archive_and_the_next_salvage_finishes(
    filled: Archive, tmp_path: Path
) -> None:
    whole = filled.path.read_bytes()
    processes = forked()
    for step in count(1):
        home = tmp_path / f"killed-{step}"
        home.mkdir()
        (home / FILE).write_bytes(whole)
        arguments = (step, home, filled.home, "salvage")
        process = processes.Process(target=deed_until, args=arguments, kwargs={"statements": False})
        process.start()
        process.join()
        with opened(home) as archive:
            assert ids(archive) == NAMES
        if process.exitcode == 0:
            break
        # With the new archive in its place there is nothing left to be done.
        if not (home / DAMAGED).exists() or (home / f"{FILE}.salvaged").exists():
            assert salvage(home, HashedWords.name, DIMENSION).articles == COUNT
        assert (home / DAMAGED).read_bytes() == whole
        with opened(home) as archive:
            assert ids(archive) == NAMES
    assert step > 10


def test_a_salvage_that_an_earlier_dateline_left_between_two_names_is_finished(
    filled: Archive,
) -> None:
    filled.path.rename(filled.home / DAMAGED)
    assert salvaged(filled).articles == COUNT
    with opened(filled.home) as archive:
        assert ids(archive) == NAMES


def test_what_the_log_alone_holds_is_brought_out_by_the_salvage_after_a_kill(
    filled: Archive, folder: Folder, tmp_path: Path
) -> None:
    folder.put_story("newest")
    log, aside = Path(f"{filled.path}-wal"), filled.home / DAMAGED
    before = filled.path.read_bytes()
    with opened(filled.home) as archive:
        index(archive, HashedWords(), folder.found(), folder.read)
        newest = log.read_bytes()
    # As a kill leaves them that comes just before the new archive gets its name.
    filled.path.write_bytes(before)
    aside.hardlink_to(filled.path)
    Path(f"{aside}-wal").write_bytes(newest)
    assert salvaged(filled).articles == COUNT + 1
    assert not log.exists()
    with opened(filled.home) as archive:
        assert ids(archive) == NAMES | {"newest"}


@pytest.mark.parametrize("held", [b"", b"No database at all. " * 999])
def test_a_file_without_articles_is_left_as_it_is(home: Path, held: bytes) -> None:
    home.mkdir()
    (home / FILE).write_bytes(held)
    with pytest.raises(ArchiveDamaged, match="No article can be read"):
        salvage(home, HashedWords.name, DIMENSION)
    assert (home / FILE).read_bytes() == held
    assert {path.name for path in home.iterdir()} <= {FILE, "index.lock", "index.holder"}


def test_a_newer_archive_is_not_salvaged(filled: Archive) -> None:
    with filled.noting() as connection:
        connection.execute("update meta set value = 99 where key = 'version'")
    with pytest.raises(ArchiveDamaged, match="newer Dateline"):
        salvaged(filled)
    assert not (filled.home / DAMAGED).exists()


def findings(archive: Archive) -> dict[str, DoctorFinding]:
    return {finding.about: finding for finding in examine(archive)}


@needs_dbstat
def test_doctor_tells_a_damaged_page_by_what_lies_on_it_and_goes_on(filled: Archive) -> None:
    spoil(filled.path, pages_of(filled.path, "articles", "leaf")[2])
    told = findings(filled)
    assert not told["archive file"].sound
    assert "articles can be read" in told["texts"].seen
    assert "a00" in told["texts"].seen
    assert "dateline rebuild --salvage" in told["texts"].mend
    assert told["embedding model"].sound
    assert "generation" in told


@needs_dbstat
def test_doctor_goes_on_past_a_damaged_index(filled: Archive) -> None:
    spoil(filled.path, *pages_of(filled.path, "vectors", "leaf"))
    told = findings(filled)
    assert "can't be read" in told["index"].seen
    assert told["texts"].sound
    assert told["files"].sound
