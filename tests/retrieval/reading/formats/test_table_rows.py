"""Rows of a table: a line each, or, where a table only places text, its paragraphs."""

import pytest

from retrieval.reading.formats.table_rows import table_blocks


def blocks(*rows):
    return [block for block in table_blocks(rows) if block]


def test_a_row_is_a_line_and_its_cells_are_tabs_apart():
    assert blocks([["Port"], ["Ships"]], [["Tully", "East"], ["3,000"]]) == [
        "Port\tShips\nTully East\t3,000"
    ]


def test_a_cell_in_the_middle_that_is_empty_keeps_its_place():
    rows = blocks([["Port"], ["Ships"], ["Year"]], [["Tully"], [], ["2015"]])
    assert rows == ["Port\tShips\tYear\nTully\t\t2015"]


@pytest.mark.parametrize(
    "row",
    [
        [["It rained.", "It poured."], ["A picture"]],
        [["All of the story stands in one cell."], []],
    ],
)
def test_a_row_that_only_places_text_is_given_as_its_paragraphs(row):
    assert blocks(row) == [paragraph for cell in row for paragraph in cell]


def test_a_name_and_a_role_in_one_cell_are_still_a_row():
    assert blocks([["Orla Venn", "editor"], ["2015"]]) == ["Orla Venn editor\t2015"]


def test_rows_around_such_text_stay_two_tables():
    found = blocks([["a"], ["b"]], [["One cell only"]], [["c"], ["d"]])
    assert found == ["a\tb", "One cell only", "c\td"]
