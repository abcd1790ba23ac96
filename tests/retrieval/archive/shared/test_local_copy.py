"""Tests of retrieval.archive.shared.local_copy: a copy is opened, shared and left."""

from __future__ import annotations

import threading
from pathlib import Path

import psycopg
import pytest

from retrieval.archive.shared.local_copy import leave, open_copy, share
from retrieval.archive.shared.position import followed_log
from retrieval.archive.store import Archive
from retrieval.errors import (
    ArchiveError,
    ArchiveMissing,
    ConfigurationError,
    ModelMismatch,
    UsageError,
)
from support.archives import DIMENSION, Folder, HashedWords, Run, opened
from support.machines import Machines, assert_alike, held_by, open_here

NOWHERE = "postgresql://dateline@127.0.0.1:1/news"


@pytest.fixture
def own(archive: Archive, folder: Folder, run: Run) -> Path:
    """The home of an archive of its own, with one article."""
    folder.put_story("north")
    run()
    return archive.home


def test_an_archive_is_begun_only_where_that_is_asked_for(url: str, tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing, match="dateline share"):
        open_here(url, tmp_path / "home")
    assert not (tmp_path / "home").exists()
    open_here(url, tmp_path / "home", create=True).close()
    with open_here(url, tmp_path / "home") as archive:
        assert archive.coverage().articles == 0


def test_machines_that_begin_at_once_share_one_archive(url: str, tmp_path: Path) -> None:
    made: list[Archive] = []

    def begin(n: int) -> None:
        made.append(open_here(url, tmp_path / f"home{n}", create=True))

    threads = [threading.Thread(target=begin, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    logs = set()
    for archive in made:
        with archive.reading() as connection:
            logs.add(followed_log(connection))
        archive.close()
    assert len(made) == 4
    assert len(logs) == 1


def test_another_models_machine_is_refused(url: str, tmp_path: Path) -> None:
    open_here(url, tmp_path / "one", create=True).close()
    for home in ("one", "two"):
        with pytest.raises(ModelMismatch, match="other-words"):
            open_copy(url, tmp_path / home, "other-words", 24, create=True)
    with open_copy(url, tmp_path / "two", None) as archive:  # what needs no model
        assert archive.coverage().articles == 0


def test_an_archive_of_its_own_is_never_mixed_with_a_shared_one(own: Path, url: str) -> None:
    for create in (True, False):
        with pytest.raises(ArchiveError):
            open_here(url, own, create=create)
    with opened(own) as archive:
        assert archive.coverage().articles == 1


def test_an_empty_archive_of_its_own_becomes_a_copy(
    url: str, machines: Machines, home: Path
) -> None:
    one = machines.new(create=True)
    one.index("a")
    opened(home, create=True).close()
    assert_alike(one, machines.of(home))


def test_a_copy_of_another_shared_archive_is_refused(machines: Machines) -> None:
    one = machines.new(create=True)
    one.index("a")
    one.archive.close()
    with psycopg.connect(machines.url) as server:
        server.execute("update dateline_archive set id = 'another'")
    with pytest.raises(ArchiveError, match="no copy of the shared one"):
        open_here(machines.url, one.home)


def test_without_its_server_a_copy_opens_and_a_new_home_does_not(machines: Machines) -> None:
    one = machines.new(create=True)
    one.index("a")
    one.archive.close()
    with open_here(NOWHERE, one.home) as archive:
        assert archive.coverage().articles == 1
        assert "may be behind" in (archive.behind or "")
    with pytest.raises(ArchiveError, match="no copy in"):
        open_here(NOWHERE, one.home.with_name("new"))


def test_what_is_no_address_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="is no address"):
        open_here("postgresql://127.0.0.1/news?nonsense=1", tmp_path / "home")


def test_an_archive_is_shared_once(own: Path, url: str, machines: Machines) -> None:
    with opened(own) as archive:
        before = held_by(archive)
    assert share(url, own) == 1
    with pytest.raises(UsageError, match="not empty"):
        share(url, own)
    new = machines.new()
    assert new.held() == before
    assert new.embedder.embedded == []
    assert_alike(machines.of(own), new)


def test_nothing_is_put_into_a_shared_archive_that_holds_something(
    own: Path, machines: Machines
) -> None:
    one = machines.new(create=True)
    one.index("a")
    with pytest.raises(UsageError, match="not empty"):
        share(machines.url, own)
    assert one.ids() == {"a"}
    with opened(own) as archive:
        assert archive.coverage().articles == 1


def test_a_copy_that_left_is_an_archive_of_its_own(machines: Machines) -> None:
    one = machines.new(create=True)
    one.index("a")
    before = one.held()
    one.archive.close()
    with pytest.raises(ConfigurationError, match="share --leave"):
        opened(one.home)
    leave(one.home)
    with pytest.raises(UsageError, match="of its own already"):
        leave(one.home)
    with opened(one.home) as archive:
        assert held_by(archive) == before
    assert machines.new().ids() == {"a"}


def test_the_model_of_the_first_machine_is_the_archives(url: str, tmp_path: Path) -> None:
    open_here(url, tmp_path / "one", create=True).close()
    with psycopg.connect(url) as server:
        said = server.execute("select model, dimension from dateline_archive").fetchone()
    assert said == (HashedWords.name, DIMENSION)
