"""Which rows of a table a question asks for."""

import pytest

from retrieval.answer.table_quotation import rows_asked_for

TABLE = "Port\tShips\tOld\nTully\t3,000\t12\nNorth Arden\t200\t\nOke\t\t9"
MARKDOWN = "| Port | Ships |\n|---|---|\n| Tully | 3,000 |\n| Oke | 9 |"


def asked(question, table=TABLE):
    return [table[a - 40 : b - 40] for a, b in rows_asked_for(table, 40, question)]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("How many ships has Tully?", ["Port\tShips\tOld", "Tully\t3,000\t12"]),
        ("Ships in NORTH ARDEN?", ["Port\tShips\tOld", "North Arden\t200\t"]),
        ("Has Oke more than Tully?", ["Port\tShips\tOld", "Tully\t3,000\t12", "Oke\t\t9"]),
        ("How many ships has Arden?", []),
        ("Which port has 200 ships?", []),
        ("Tully, North Arden and Oke?", []),
    ],
)
def test_the_head_comes_with_the_rows_that_are_named(question, rows):
    assert asked(question) == rows


def test_a_table_in_markdown_has_rows_too():
    assert asked("How many ships has Tully?", MARKDOWN) == ["| Port | Ships |", "| Tully | 3,000 |"]


@pytest.mark.parametrize(
    "text", ["Tully has 12 ships.", "Tully\t12", "Tully\t12\nand more of Tully"]
)
def test_what_is_no_table_has_no_rows(text):
    assert asked("How many ships has Tully?", text) == []
