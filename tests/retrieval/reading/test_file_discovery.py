"""Paths to the files that can be read."""

import os
import socket
from pathlib import Path

import pytest

from retrieval.errors import UsageError
from retrieval.reading import find_files
from retrieval.reading.file_discovery import SUFFIXES
from retrieval.reading.symlinks import OUTWARD

STORY = "The harbour of Tully was closed on Monday, the mayor said in a statement.\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news" / "sub").mkdir(parents=True)
    for name in ("b.txt", "a.md", "sub/c.TXT", ".hidden.txt", "~$a.docx", "picture.png"):
        (tmp_path / "news" / name).write_text(STORY)
    (tmp_path / "news" / ".git").mkdir()
    (tmp_path / "news" / ".git" / "d.txt").write_text(STORY)
    return tmp_path


def test_words_lock_files_are_passed_over(folder):
    (folder / "news" / "~$report.docx").write_bytes(b"jane")
    found = find_files([folder / "news"])
    assert not any("~$" in file.source for file in found.files)
    assert found.failures == ()


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://a.kz/x?utm_source=t&id=7&fbclid=3", "https://a.kz/x?id=7"),
        ("https://a.kz/x?utm_source=t&yclid=1#top", "https://a.kz/x#top"),
        ("https://a.kz/x?id=7", "https://a.kz/x?id=7"),
        ("https://a.kz/utm_source=t", "https://a.kz/utm_source=t"),
    ],
)
def test_what_counts_an_addresss_readers_is_no_part_of_it(url, plain):
    (file,) = find_files([url]).files
    assert (file.source, file.key) == (plain, plain)


def only(path):
    (file,) = find_files([path]).files
    return file


def test_a_folder_is_walked_in_order_without_what_is_hidden_or_of_other_types(folder):
    found = find_files(["news"])
    assert [file.source for file in found.files] == ["news/a.md", "news/b.txt", "news/sub/c.TXT"]
    assert found.files[2].key == str(folder.resolve() / "news/sub/c.TXT")
    assert (found.folders, found.failures) == ((str(folder.resolve() / "news"),), ())


def test_the_files_of_other_types_in_a_folder_are_counted_by_their_endings(folder):
    for name in ("a.jpg", "b.JPG", "sub/c.css", "README", ".hidden.png"):
        (folder / "news" / name).touch()
    assert find_files(["news"]).others == {".png": 1, ".jpg": 2, ".css": 1, "": 1}


def test_two_spellings_of_a_path_are_one_file(folder):
    found = find_files(["news/b.txt", "news/../news/b.txt", folder / "news" / "b.txt", "news/"])
    assert [file.source for file in found.files] == ["news/b.txt", "news/a.md", "news/sub/c.TXT"]


@pytest.mark.parametrize("path", ["nowhere", "news/none.txt", "", "a\0b", "n" * 5000])
def test_a_path_under_which_nothing_lies_is_an_error_of_use(folder, path):
    with pytest.raises(UsageError, match="There is no file or folder"):
        find_files([path])


def test_a_named_file_of_another_type_fails_and_names_the_types(folder):
    (failure,) = find_files(["news/picture.png"]).failures
    assert failure.source == "news/picture.png"
    assert all(suffix in failure.reason for suffix in SUFFIXES)


def test_a_hidden_file_that_is_named_is_read(folder):
    assert only("news/.hidden.txt").source == "news/.hidden.txt"


def test_a_loop_of_links_ends(folder):
    (folder / "news" / "sub" / "up").symlink_to(folder / "news", target_is_directory=True)
    (folder / "news" / "self").symlink_to("self")
    found = find_files(["news"])
    assert [file.source for file in found.files] == ["news/a.md", "news/b.txt", "news/sub/c.TXT"]


def test_a_linked_folder_is_walked_once(folder):
    (folder / "news" / "again").symlink_to(folder / "news" / "sub", target_is_directory=True)
    assert [file.source for file in find_files(["news"]).files if "c.TXT" in file.source] == [
        "news/again/c.TXT"
    ]


def test_a_link_that_leads_out_of_the_folder_is_not_followed_and_said(folder):
    (folder / "outside" / "more").mkdir(parents=True)
    (folder / "outside" / "secret.txt").write_text(STORY)
    (folder / ".env").write_text(STORY)
    for name, target in {
        "password.txt": "../outside/secret.txt", "sub/env.md": "../../.env",
        "hidden.txt": ".hidden.txt", "elsewhere": "../outside", "picture2.png": "/etc/passwd",
        "inside.txt": "b.txt",
    }.items():  # fmt: skip
        (folder / "news" / name).symlink_to(target)
    found = find_files(["news"])
    refused = ["news/elsewhere", "news/hidden.txt", "news/password.txt", "news/sub/env.md"]
    assert sorted(failure.source for failure in found.failures) == refused
    assert {failure.reason for failure in found.failures} == {OUTWARD}
    assert sorted(found.outward) == refused
    assert "news/inside.txt" in [file.source for file in found.files]
    assert not any("secret" in file.key or ".env" in file.key for file in found.files)


def test_a_link_that_is_named_itself_is_followed(folder):
    (folder / "link").symlink_to("news")
    (folder / "one.txt").symlink_to("news/b.txt")
    assert [file.source for file in find_files(["link", "one.txt"]).files] == [
        "link/a.md", "link/b.txt", "link/sub/c.TXT", "one.txt",
    ]  # fmt: skip


def test_a_pipe_a_socket_and_a_dangling_link_fail_at_once(folder):
    os.mkfifo(folder / "news" / "pipe.txt")
    (folder / "news" / "gone.txt").symlink_to("nowhere.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("news/s.md")
        found = find_files(["news"])
    assert [failure.source for failure in found.failures] == [
        "news/gone.txt",
        "news/pipe.txt",
        "news/s.md",
    ]
    assert len(found.files) == 3
    assert find_files(["news/pipe.txt"]).files == ()


def test_a_folder_that_cannot_be_opened_fails_and_the_rest_is_found(folder):
    locked = folder / "news" / "locked"
    locked.mkdir(mode=0)
    if os.access(locked, os.R_OK):
        pytest.skip("this user may open any folder")
    found = find_files(["news"])
    assert [failure.source for failure in found.failures] == ["news/locked"]
    assert len(found.files) == 3


def test_a_name_that_is_no_text_fails(folder):
    name = b"news/\xff.txt"
    try:
        Path(os.fsdecode(name)).write_text(STORY)
    except OSError:
        pytest.skip("this file system takes no such name")
    (failure,) = find_files(["news"]).failures
    assert "rename" in failure.reason
    failure.source.encode()


def test_the_stamp_changes_with_the_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(STORY)
    before = only(path).stamp
    assert only(path).stamp == before
    os.utime(path, ns=(1, 1))
    assert only(path).stamp != before
