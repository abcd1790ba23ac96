"""What is noted of an article that was removed by name: a hash, and the file it had to itself."""

from __future__ import annotations

from retrieval.archive.kept_out import (
    hashes_kept_out,
    keep_out,
    let_in,
    let_in_named,
    named_again,
    stays_out,
)
from retrieval.archive.store import Archive
from support.archives import Folder, Run


def test_only_the_hash_of_a_text_is_kept(archive: Archive, folder: Folder, run: Run) -> None:
    one = folder.put_story("aaaa")
    run()
    with archive.writing() as connection:
        keep_out(connection, one)
        kept = hashes_kept_out(connection, ["aaaa", "bbbb"])
    assert kept == {"aaaa": one.hash}
    assert stays_out(one, kept)
    assert not stays_out(one, {})
    with archive.writing() as connection:
        let_in(connection, "aaaa")
        assert hashes_kept_out(connection) == {}


def test_a_file_is_named_where_no_folder_holds_it(
    archive: Archive, folder: Folder, run: Run
) -> None:
    one = folder.put_story("aaaa")
    run()
    with archive.writing() as connection:
        keep_out(connection, one)
        assert named_again(connection, folder.found()) == {}
        named = named_again(connection, folder.only("aaaa"))
    assert named == {"aaaa": str(folder.path / "aaaa.json")}
    let_in_named(archive, folder.found())
    with archive.reading() as connection:
        assert hashes_kept_out(connection)
    let_in_named(archive, folder.only("aaaa"))
    with archive.reading() as connection:
        assert not hashes_kept_out(connection)
