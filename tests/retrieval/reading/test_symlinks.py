"""Links in a folder lead nowhere that a walk of the folder would not come to."""

import os
from pathlib import PureWindowsPath

import pytest

from retrieval.reading.symlinks import is_seen_below, leads_out

linked = pytest.mark.skipif(os.name != "posix", reason="no links for plain users")


@pytest.fixture
def folder(tmp_path):
    for name in ("in/below", "in/.hidden", "outside", "in-too"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "a.txt").write_text("a")
    return tmp_path / "in"


def entry(folder, name):
    with os.scandir(folder) as entries:
        return next(one for one in entries if one.name == name)


@linked
@pytest.mark.parametrize(
    ("leads_to", "out"),
    [
        ("below/a.txt", False),
        ("below", False),
        (".", False),
        ("../outside/a.txt", True),
        ("../outside", True),
        ("..", True),
        ("../in/below", False),
        # A folder whose name begins as this one's is another.
        ("../in-too/a.txt", True),
        (".hidden/a.txt", True),
        ("below/../../outside", True),
        # What leads nowhere is told by whoever opens it.
        ("below/missing.txt", False),
    ],
)
def test_a_link_is_followed_only_within_the_folder(folder, leads_to, out):
    (folder / "link").symlink_to(leads_to)
    assert leads_out(entry(folder, "link"), str(folder)) is out


@linked
def test_a_chain_of_links_is_judged_by_its_end(folder):
    (folder / "last").symlink_to("../outside/a.txt")
    (folder / "first").symlink_to("last")
    assert leads_out(entry(folder, "first"), str(folder))


def test_a_file_of_its_own_leads_nowhere(folder):
    (folder / ".dot.txt").write_text("a")
    assert not leads_out(entry(folder, ".dot.txt"), str(folder))


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ("C:/in/below/a.txt", True),
        ("C:/IN/a.txt", True),
        ("C:/in", True),
        ("C:/in/.hidden/a.txt", False),
        ("C:/in-too/a.txt", False),
        ("D:/in/a.txt", False),
        ("//server/share/a.txt", False),
    ],
)
def test_on_windows_another_drive_is_out_of_the_folder(path, seen):
    assert is_seen_below(PureWindowsPath(path), PureWindowsPath("C:/in")) is seen
