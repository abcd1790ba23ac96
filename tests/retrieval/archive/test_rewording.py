"""An archive whose words an older stemmer made is brought up when it is opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from newsroom import Folder, HashedWords, article, opened

from retrieval.archive.indexing import index, remove
from retrieval.archive.schema import REWORDED, VERSION
from retrieval.archive.store import FILE, meta


def test_the_words_of_an_older_archive_are_made_anew(home: Path, folder: Folder) -> None:
    folder.put("one", article("one", "Встреча с Алиевым прошла в Баку."))
    with opened(home, create=True) as archive:
        index(archive, HashedWords(), folder.found(), folder.read)
    with sqlite3.connect(home / FILE) as connection:
        connection.execute("insert into words (words) values ('delete-all')")
        connection.execute("insert into words (rowid, title, body) values (1, '', 'ал старое')")
        connection.execute("update meta set value = ? where key = 'version'", (REWORDED,))
    connection.close()
    with opened(home) as again:
        with again.reading() as connection:
            assert meta(connection, "version") == VERSION
            terms = {row["term"] for row in connection.execute("select term from vocabulary")}
        assert "алиев" in terms
        assert "старое" not in terms
        remove(again, ["one"])
        with again.reading() as connection:
            assert not connection.execute("select term from vocabulary").fetchall()
