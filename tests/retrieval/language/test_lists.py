"""Lists as they are typed: the line that opens one, and its items."""

from __future__ import annotations

import pytest

from retrieval.language.lists import is_list_item, opens_list


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The six are:", True),
        ("Стороны обязуются: ", True),
        ("He said: no.", False),
        ("At 18:40", False),
        ("", False),
    ],
)
def test_a_colon_at_its_end_opens_a_list(line: str, *, expected: bool) -> None:
    assert opens_list(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- a tunnel", True),
        ("  • a tunnel", True),
        ("12. A tunnel", True),
        ("(b) a tunnel", True),
        ("-5 degrees", False),
        ("1931 was dry.", False),
        ("A tunnel", False),
        ("- ", False),
        ("", False),
    ],
)
def test_an_item_begins_with_a_mark_and_a_blank(line: str, *, expected: bool) -> None:
    assert is_list_item(line) is expected
