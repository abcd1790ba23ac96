"""What the team states is put over what was read, and what it states of makes a file read anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.errors import ArchiveMissing
from retrieval.factory.editing import edit, restamped, restated
from retrieval.settings import Settings
from retrieval.types import NOTHING, FoundFiles, SourceFile, StatedMetadata
from support.articles import article

FOUND = FoundFiles((SourceFile("a.txt", "/a.txt", "1"), SourceFile("b.txt", "/b.txt", "2")))


def test_with_nothing_said_no_file_is_read_again() -> None:
    assert restamped(FOUND, NOTHING) == FOUND


def test_what_is_said_changes_every_stamp_and_the_same_words_make_the_same() -> None:
    said = restamped(FOUND, StatedMetadata(outlet="TASS"))
    assert [one.stamp for one in said.files] != [one.stamp for one in FOUND.files]
    assert len({one.stamp for one in said.files}) == 2
    assert said == restamped(FOUND, StatedMetadata(outlet="TASS"))
    assert said != restamped(FOUND, StatedMetadata(outlet="Tass"))


def test_what_is_said_now_is_over_what_the_text_says() -> None:
    read = article("a", "It rained.", outlet="The Courier", title="Rain")
    told = restated(FOUND.files[0], read, StatedMetadata(outlet="TASS"))
    assert (told.outlet, told.title, told.text) == ("TASS", "Rain", "It rained.")


def test_without_an_archive_nothing_can_be_edited(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing):
        edit(Settings(home=tmp_path / "home"), "a", StatedMetadata(outlet="TASS"))
