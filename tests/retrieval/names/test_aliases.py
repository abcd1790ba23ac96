"""The team's own file of spellings."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from retrieval.errors import ConfigurationError
from retrieval.names.aliases import FILE, Aliases, parse_aliases, read_aliases

WHOLE = """\
# ours
[names]
"Orla Venn" = ["Orla Ven", "O. Venn"]
Larkfield = "Larkefield"

[acronyms]
"HC" = ["Harbour Council"]

[outlets]
"The Courier" = ["Larkfield Courier", "courier.example"]

[apart]
"Venn" = ["Venna"]
"""


def test_each_section_is_read() -> None:
    aliases = parse_aliases(WHOLE)
    assert aliases.names == (("Orla Venn", "Orla Ven", "O. Venn"), ("Larkfield", "Larkefield"))
    assert aliases.acronyms == (("HC", "Harbour Council"),)
    assert aliases.outlets == {"The Courier": ("Larkfield Courier", "courier.example")}
    assert aliases.never_same == (("Venn", "Venna"),)


def test_groups_that_share_a_spelling_are_one() -> None:
    text = '[names]\n"A" = ["B"]\n"C" = ["D"]\n"d" = ["b", "E"]\n'
    assert parse_aliases(text).names == (("A", "B", "C", "D", "E"),)


def test_an_absent_file_says_nothing(tmp_path: Path) -> None:
    assert read_aliases(tmp_path) == Aliases()


def test_a_changed_file_counts_at_once(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text('[names]\n"A" = ["B"]\n', "utf-8")
    assert read_aliases(tmp_path).names == (("A", "B"),)
    assert read_aliases(tmp_path) is read_aliases(tmp_path)
    path.write_text('[names]\n"A" = ["C"]\n', "utf-8")
    os.utime(path, ns=(1, 1))
    assert read_aliases(tmp_path).names == (("A", "C"),)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[names]\n"A" = ["B"\n"C" = ["D"]\n', 3),
        ('[names]\n"A" = ["B"]\n"A" = ["C"]\n', 3),
        ('[names]\n\n"A" = 5\n', 3),
        ('[names]\n"A" = ["B"]\n[outlets]\n"A" = [""]\n', 4),
        ('[names]\n"A" = ["B"]\n[outlet]\n"C" = ["D"]\n', 3),
        ('names = ["A"]\n', 1),
        ("words\n", 1),
    ],
)
def test_a_broken_file_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    (tmp_path / FILE).write_text(text, "utf-8")
    with pytest.raises(ConfigurationError, match=rf"aliases\.toml, line {line}: "):
        read_aliases(tmp_path)


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b'[names]\n"A" = ["\xff\xfe"]\n')
    with pytest.raises(ConfigurationError, match="UTF-8"):
        read_aliases(tmp_path)
