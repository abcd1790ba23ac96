"""A snapshot is looked into by a process of its own, which may crash over it."""

from __future__ import annotations

import pytest

from retrieval.archive.archive_id import find_archive_id
from retrieval.archive.probe import look_into, seen_in
from retrieval.archive.snapshot import write_snapshot
from retrieval.archive.store import Archive
from support.archives import DIMENSION, folder_in_use

pytestmark = pytest.mark.slow


def test_a_sound_snapshot_tells_how_much_is_in_it_and_a_damaged_one_nothing(
    filled: Archive,
) -> None:
    write_snapshot(filled)
    place = folder_in_use(filled)
    with filled.reading() as connection:
        (held, last) = connection.execute("select count(*), max(id) from chunks").fetchone()
        name = find_archive_id(connection)
    told = (held, last)
    assert seen_in(place, name, DIMENSION) == look_into(place, name, DIMENSION) == told
    assert look_into(place, "another", DIMENSION) is None
    file = next(place.glob("*/data_level0.bin"))
    file.write_bytes(file.read_bytes()[:-1])
    assert seen_in(place, name, DIMENSION) is None
