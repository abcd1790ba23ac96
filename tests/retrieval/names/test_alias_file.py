"""Adding to the team's file leaves what the team wrote."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import ConfigurationError
from retrieval.names.alias_file import HEADER, add_names
from retrieval.names.aliases import FILE, parse_aliases, read_aliases

REMARK = "Proposed."


def test_the_file_is_made_with_an_explanation(tmp_path: Path) -> None:
    path = add_names(tmp_path, [("Idrisov", "Idrissov")], REMARK)
    text = path.read_text("utf-8")
    assert set(HEADER.splitlines()) <= set(text.splitlines())
    assert f'# {REMARK}\n"Idrisov" = ["Idrissov"]\n' in text
    assert read_aliases(tmp_path).names == (("Idrisov", "Idrissov"),)


def test_what_the_header_says_is_all_in_remarks() -> None:
    assert parse_aliases(HEADER) == parse_aliases("")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# ours\n",
        '[names]\n"A" = ["B"]',
        '[names] # ours\n"A" = [\n  "B",\n]\n\n# sites\n[outlets]\n"O" = ["o.example"]\n',
        '[outlets]\r\n"O" = ["P"]\r\n',
        '[outlets]\n"O" = ["P"]\n[names]\n[apart]\n"X" = ["Y"]\n',
        '[names]\n"Idrisov" = ["Ydrisov"]\n',
    ],
)
def test_every_line_of_the_team_stays(tmp_path: Path, text: str) -> None:
    path = tmp_path / FILE
    path.write_bytes(text.encode())
    before = parse_aliases(text)
    add_names(tmp_path, [("Idrisov", "Idrissov")], REMARK)
    after = path.read_bytes().decode()
    rest = iter(after.splitlines())
    assert all(line in rest for line in text.splitlines())
    names = parse_aliases(after).names
    assert any({"Idrisov", "Idrissov"} <= set(group) for group in names)
    assert all(any(set(group) <= set(one) for one in names) for group in before.names)
    assert parse_aliases(after).outlets == before.outlets


def test_names_that_all_head_lines_are_added_under_another_spelling(tmp_path: Path) -> None:
    text = '[names]\n"Idrisov" = ["Ydrisov"]\n"Idrissov" = []\n'
    path = tmp_path / FILE
    path.write_text(text, "utf-8")
    add_names(tmp_path, [("Idrisov", "Idrissov")], REMARK)
    assert path.read_text("utf-8").startswith(text)
    assert read_aliases(tmp_path).names == (("Idrisov", "Ydrisov", "Idrissov"),)


def test_what_can_not_be_added_is_told(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text('[names]\n"C" = []\n"D" = []\n', "utf-8")
    with pytest.raises(ConfigurationError, match="Add the proposed lines by hand"):
        add_names(tmp_path, [("C", "D")], REMARK)


def test_a_link_to_another_disk_stays_one_and_leads_to_the_new_file(tmp_path: Path) -> None:
    shared = Path("/dev/shm")
    if not shared.is_dir() or shared.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no other disk")
    with TemporaryDirectory(dir=shared) as other:
        link, file = tmp_path / FILE, Path(other, "team.toml")
        file.write_text('[names]\n"A" = ["B"]\n', "utf-8")
        link.symlink_to(file)
        add_names(tmp_path, [("C", "D")], REMARK)
        assert link.is_symlink()
        assert parse_aliases(file.read_text("utf-8")).names == (("A", "B"), ("C", "D"))


@pytest.mark.parametrize("text", ["[names\n", 'names = { "A" = ["B"] }\n', 'names."A" = ["B"]\n'])
def test_a_file_that_can_not_be_added_to_stays_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / FILE
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigurationError):
        add_names(tmp_path, [("C", "D")], REMARK)
    assert path.read_text("utf-8") == text
    assert list(tmp_path.iterdir()) == [path]


@given(st.lists(st.text(min_size=1).filter(str.isalnum), min_size=2, max_size=4, unique=True))
def test_any_name_can_be_written_and_read(tmp_path_factory: pytest.TempPathFactory, names) -> None:
    home = tmp_path_factory.mktemp("home")
    add_names(home, [tuple(names)], REMARK)
    read = [set(map(str.casefold, group)) for group in read_aliases(home).names]
    wanted = set(map(str.casefold, names))
    assert wanted in read or len(wanted) == 1
