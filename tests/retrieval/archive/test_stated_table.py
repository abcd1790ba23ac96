"""What the team has stated of single articles."""

from pathlib import Path

from retrieval.archive.opening import open_archive
from retrieval.archive.stated_table import forget_stated, read_stated, save_stated
from retrieval.archive.store import Archive
from retrieval.types import StatedMetadata


def all_of(archive: Archive) -> dict[str, StatedMetadata]:
    with archive.reading() as connection:
        return read_stated(connection)


def test_what_is_stated_adds_up_and_is_forgotten(tmp_path: Path) -> None:
    with open_archive(tmp_path, "m", 3, create=True) as archive:
        assert all_of(archive) == {}
        with archive.writing() as connection:
            forget_stated(connection, "a")
            save_stated(connection, "a", StatedMetadata(outlet="TASS", published="2015-06-04"))
            assert (
                save_stated(connection, "a", StatedMetadata(outlet="Reuters")).published
                == "2015-06-04"
            )
        assert all_of(archive) == {"a": StatedMetadata(outlet="Reuters", published="2015-06-04")}
        with archive.writing() as connection:
            forget_stated(connection, "a")
        assert all_of(archive) == {}
