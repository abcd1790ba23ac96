"""What is remembered is true of one archive at one generation, and no longer."""

import sqlite3

import pytest

from retrieval.archive.generation_cache import GenerationCache, count_chunks
from retrieval.archive.opening import open_archive


@pytest.fixture
def archive(tmp_path):
    with open_archive(tmp_path, "model", 4, create=True) as made:
        yield made


def look(archive, memory, key="key", value="new"):
    with archive.reading() as connection:
        return memory.of(connection, key, lambda: value)


def test_a_value_is_worked_out_once_until_the_archive_changes(archive):
    memory = GenerationCache(8)
    assert look(archive, memory, value="first") == "first"
    assert look(archive, memory, value="second") == "first"
    assert look(archive, memory, key="other", value="third") == "third"
    with archive.writing():
        pass
    assert look(archive, memory, value="second") == "second"


def test_another_archive_has_its_own(archive, tmp_path):
    memory = GenerationCache(8)
    look(archive, memory, value="here")
    with open_archive(tmp_path / "b", "model", 4, create=True) as other:
        assert look(other, memory, value="there") == "there"


def test_what_was_used_longest_ago_goes_first(archive):
    memory = GenerationCache(2)
    for key in "ab":
        look(archive, memory, key, f"old {key}")
    look(archive, memory, "a")
    look(archive, memory, "c")
    assert [look(archive, memory, key) for key in "ac"] == ["old a", "new"]
    assert look(archive, memory, "b", "again") == "again"


def test_an_archive_in_no_file_is_not_remembered():
    memory, connection = GenerationCache(8), sqlite3.connect(":memory:")
    connection.execute("create table meta (key, value)")
    assert memory.of(connection, "key", lambda: 1) == 1
    assert memory.of(connection, "key", lambda: 2) == 2


def test_chunks_are_counted_anew_after_a_change(archive):
    def count():
        with archive.reading() as connection:
            return count_chunks(connection)

    assert count() == 0
    with archive.writing() as connection:
        connection.execute(
            "insert into articles (id, file, source, hash, published_how, indexed, furniture,"
            " pages, dates, acronyms, text) values ('a', '', '', '', '', '', '', '', '', '', '')"
        )
        connection.execute('insert into chunks (article, start, "end") values (1, 0, 1)')
    assert count() == 1
