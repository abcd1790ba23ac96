"""A SQLite file read page by page holds the rows that SQLite reads in it."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.archive.sqlite_pages import Value, recovered_rows

VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.binary(max_size=40),
    st.integers(1, 20_000).map(lambda length: "ä" * length),
)


def made(path: Path, values: list[tuple[Value, ...]], page_size: int = 512) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"pragma page_size = {page_size}")
        connection.execute("create table one (n integer primary key, a, b, c)")
        connection.executemany("insert into one (a, b, c) values (?, ?, ?)", values)
        connection.commit()


def of_three(path: Path) -> dict[int, list[Value]]:
    """The rows of the table, the numbers left out of the record as SQLite leaves them."""
    return {number: held[1:] for number, held in recovered_rows(path) if len(held) == 4}


@settings(max_examples=40)
@given(
    st.lists(st.tuples(VALUES, VALUES, VALUES), max_size=30),
    st.sampled_from([512, 1024, 4096, 65_536]),
)
def test_every_row_is_read_as_sqlite_reads_it(
    values: list[tuple[Value, ...]], page_size: int
) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "file"
        made(path, values, page_size)
        with closing(sqlite3.connect(path)) as connection:
            expected = {row[0]: list(row[1:]) for row in connection.execute("select * from one")}
        assert of_three(path) == expected


def test_rows_are_found_where_no_page_leads_to_them(tmp_path: Path) -> None:
    path = tmp_path / "file"
    made(path, [(n, f"row {n}", None) for n in range(500)])
    with closing(sqlite3.connect(path)) as connection:
        root = connection.execute("select rootpage from sqlite_master").fetchone()[0]
    with path.open("r+b") as held:
        held.seek((root - 1) * 512)
        held.write(bytes(512))
    assert of_three(path) == {n + 1: [n, f"row {n}", None] for n in range(500)}


def test_free_pages_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "file"
    made(path, [(n, "x" * 300, None) for n in range(200)])
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma secure_delete = off")
        connection.execute("delete from one where n > 3")
        connection.commit()
        assert connection.execute("pragma freelist_count").fetchone()[0] > 50
    assert set(of_three(path)) == {1, 2, 3}


@pytest.mark.slow
@pytest.mark.parametrize("fill", [b"\0", b"\xff", b"\x0d", b"\x0d\x00\x00\xff\xff"])
def test_no_page_whatever_it_holds_stops_the_reading(tmp_path: Path, fill: bytes) -> None:
    path = tmp_path / "file"
    made(path, [(n, "y" * 900, None) for n in range(60)])
    held = path.read_bytes()
    for page in range(len(held) // 512):
        spoiled = (fill * 512)[:512]
        path.write_bytes(held[: page * 512] + spoiled + held[(page + 1) * 512 :])
        found = of_three(path)
        assert all(value[0] == number - 1 for number, value in found.items() if page)
        assert len(found) >= 57 or not page


def test_what_is_no_database_has_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for held in (b"", b"x", b"No database. " * 5000):
        path.write_bytes(held)
        assert list(recovered_rows(path)) == []
