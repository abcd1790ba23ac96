"""Machines that share an archive and a Chroma server: one collection for all of their copies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.archive.chroma.chroma_server import ServerAddress
from retrieval.archive.chroma.examining import seen_at
from retrieval.archive.erasing import erase
from retrieval.archive.indexing import mend_index
from retrieval.archive.rebuilding import rebuild
from retrieval.archive.vectors import Vectors
from support.archives import HashedWords, near_articles
from support.articles import story
from support.chroma import ChromaRun, use_server
from support.integrity import assert_exact
from support.machines import Machine, Machines, assert_alike
from support.postgres import Postgres

pytestmark = pytest.mark.slow  # chroma run is started

NAMES = tuple(f"a{n:02}" for n in range(20))
NOBODY = "http://127.0.0.1:9"


@pytest.fixture
def one(machines: Machines, address: ServerAddress) -> Machine:
    """A machine that has indexed some articles."""
    one = with_server(machines.new(create=True), address)
    one.index(*NAMES)
    return one


@pytest.fixture
def two(one: Machine, machines: Machines, address: ServerAddress) -> Machine:
    return with_server(machines.new(), address)


def with_server(machine: Machine, address: ServerAddress) -> Machine:
    use_server(machine.archive, address)
    return machine


def asks_server(machine: Machine, vectors: Vectors, name: str) -> bool:
    """Whether a question finds what a scan would, by the server, which nothing is said against."""
    assert_exact(machine.archive, vectors, story(name), 5)
    return vectors._index is not None and not machine.archive.remarks


def assert_reconciled(*machines: Machine) -> None:
    """The server holds what each copy holds, and nothing else."""
    assert_alike(*machines)
    for machine in machines:
        server = machine.archive.server
        assert server is not None
        with machine.archive.reading() as connection:
            sound, seen = seen_at(server, connection)
        assert sound, seen


def test_a_machine_uses_what_another_has_uploaded(one: Machine, two: Machine) -> None:
    vectors = Vectors(two.archive)
    assert asks_server(two, vectors, "a07")
    assert two.embedder.embedded == []
    assert not (two.home / "vectors").exists()
    assert_reconciled(one, two)


def test_what_one_adds_and_removes_counts_for_all(one: Machine, two: Machine) -> None:
    here, there = Vectors(one.archive), Vectors(two.archive)
    assert asks_server(two, there, "a07")
    one.remove("a07")
    assert "a07" not in near_articles(two.archive, there, story("a07"), 50)
    two.index("later")
    two.remove("a03", "a04")
    assert near_articles(one.archive, here, story("later"))[0] == "later"
    assert "a03" not in near_articles(one.archive, here, story("a03"), 50)
    for machine, vectors in ((one, here), (two, there)):
        assert asks_server(machine, vectors, "a11")
    assert_reconciled(one, two)


def test_vectors_that_go_from_the_server_in_the_middle_are_not_told_as_lost(
    one: Machine, two: Machine
) -> None:
    """The other machine looks after the removal, and before its vectors are deleted there."""
    server, one.archive.server = one.archive.server, None
    one.remove("a07")
    vectors = Vectors(two.archive)
    assert asks_server(two, vectors, "a11")
    one.archive.server = server
    assert mend_index(one.archive) is None
    for name in ("a11", "a12"):
        assert_exact(two.archive, vectors, story(name), 500)
        assert asks_server(two, vectors, name)


def test_an_upload_that_never_began_is_made_by_whoever_writes_next(
    one: Machine, two: Machine, address: ServerAddress
) -> None:
    use_server(one.archive, replace(address, url=NOBODY, seconds=1.0))
    one.index("late")
    one.remove("a01")
    vectors = Vectors(two.archive)
    assert near_articles(two.archive, vectors, story("late"))[0] == "late"
    assert "a01" not in near_articles(two.archive, vectors, story("a01"), 50)
    two.index("later")
    use_server(one.archive, address)
    assert_reconciled(one, two)


def test_without_the_log_the_server_is_asked_for_what_the_copy_holds(
    one: Machine, two: Machine, postgres: Postgres
) -> None:
    vectors = Vectors(two.archive)
    assert asks_server(two, vectors, "a07")
    one.index("unheard")
    one.remove("a03")
    postgres.stop("immediate")
    try:
        for held in (vectors, Vectors(two.archive)):
            assert near_articles(two.archive, held, story("a07"))[0] == "a07"
            # What was added meanwhile is at the server and not in the copy, which does not know it.
            found = near_articles(two.archive, held, story("unheard"), 50)
            assert not {"unheard", "dead"} & set(found)
        assert "may be behind" in " ".join(two.archive.remarks)
    finally:
        postgres.start()


def test_without_the_chroma_server_all_is_compared_on_the_machine(
    one: Machine, two: Machine, chroma: ChromaRun
) -> None:
    vectors = Vectors(two.archive)
    assert asks_server(two, vectors, "a07")
    chroma.stop()
    assert "can't be reached" in (mend_index(one.archive) or "")
    assert_exact(two.archive, vectors, story("a08"), 5)
    assert "compared on this machine" in " ".join(two.archive.remarks)


def test_a_rebuild_with_another_model_begins_the_collection_anew(
    one: Machine, two: Machine
) -> None:
    vectors = Vectors(two.archive)
    assert asks_server(two, vectors, "a07")
    one.archive.model = None
    rebuild(one.archive, HashedWords(name="other-words"))
    two.archive.model = "other-words"
    assert asks_server(two, vectors, "a07")
    assert_reconciled(one, two)


def test_what_is_erased_leaves_the_server(one: Machine, two: Machine) -> None:
    (one.folder.path / "a05.json").unlink()
    erase(one.archive, ["a05"])
    assert "a05" not in near_articles(two.archive, Vectors(two.archive), story("a05"), 50)
    assert_reconciled(one, two)


def test_a_machine_that_was_off_deletes_nothing_that_came_meanwhile(
    one: Machine, two: Machine, machines: Machines, address: ServerAddress
) -> None:
    two.archive.close()
    one.index(*(f"b{n}" for n in range(8)))
    again = with_server(machines.of(two.home), address)
    again.index("later")
    assert_reconciled(one, again)
