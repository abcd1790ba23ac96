"""Tests of retrieval.archive.shared.log: machines that share an archive hold the same."""

from __future__ import annotations

import os
import threading

import psycopg
import pytest

from retrieval.archive import usage
from retrieval.archive.erasing import erase
from retrieval.archive.followed_threads import follow_thread
from retrieval.archive.reader_feedback import save_report
from retrieval.archive.rebuilding import rebuild
from retrieval.archive.shared.comparing import examine_copy
from retrieval.archive.shared.log_tables import forget_commits
from retrieval.archive.stated_table import save_stated
from retrieval.archive.subscriptions import subscribe, unsubscribe
from retrieval.archive.watches import add_watch
from retrieval.errors import ArchiveDamaged, ArchiveLocked, ModelMismatch
from retrieval.types import Question, StatedMetadata
from support.archives import with_word
from support.articles import article, story
from support.machines import Machine, Machines, assert_alike
from support.receipts import note

pytestmark = pytest.mark.slow


def test_machines_hold_the_same(machines: Machines) -> None:
    one, two = machines.new(create=True), machines.new(create=True)
    one.index("north", "south")
    assert two.ids() == {"north", "south"}
    two.index("east")
    two.remove("south")
    assert one.ids() == {"north", "east"}
    assert_alike(one, two)


def test_a_changed_article_is_changed_everywhere(machines: Machines) -> None:
    one, two = machines.new(create=True), machines.new(create=True)
    one.index("north")
    assert two.ids() == {"north"}
    one.folder.put("north", article("north", f"{story('other')} Zebras graze here."))
    one.index()
    assert with_word(two.archive, "zebras") == {"north"}
    one.index("north")
    assert with_word(two.archive, "zebras") == set()
    assert_alike(one, two)


def test_copies_and_corrections_are_the_same_everywhere(machines: Machines) -> None:
    one, two = machines.new(create=True), machines.new(create=True)
    text = story("shared", 12)
    one.folder.put("a", article("a", text, published="2026-01-01"))
    one.folder.put("b", article("b", f"{text} One more.", published="2026-01-02"))
    one.index()
    two.folder.put("c", article("c", f"{text} Two more.", published="2026-01-03"))
    two.index()
    assert len(one.held()["copies"]) == 6
    one.remove("b")
    assert len(two.held()["copies"]) == 2
    assert_alike(one, two)


def test_what_is_no_article_is_shared_too(machines: Machines) -> None:
    one, two = machines.new(create=True), machines.new(create=True)
    one.index("north")
    subscribe(one.archive, ["https://news.example/feed", "https://other.example/feed"])
    unsubscribe(two.archive, ["https://other.example/feed"])
    add_watch(two.archive, 1, 2, 3, "the bridge")
    with one.archive.writing() as connection:
        save_stated(connection, "north", StatedMetadata(outlet="The Daily"))
    with two.archive.noting() as connection:
        connection.execute("insert into receipts values ('r', '2026-01-01', '{\"found\": 1}')")
    note(one.archive, "r", Question("Where?", outlet="TASS"))
    save_report(two.archive, "r", "wrong", "somebody", "No, elsewhere.")
    follow_thread(one.archive, 4, "r")
    assert usage.reserve(one.archive, "2026-01-01", 60, 20, limit=100)
    assert not usage.reserve(two.archive, "2026-01-01", 15, 15, limit=100)
    held = one.held()
    assert {
        "feeds",
        "watches",
        "stated",
        "receipts",
        "asked",
        "feedback",
        "remarks",
        "followed",
    } <= set(held)
    assert len(held["feeds"]) == 1
    assert_alike(one, two)


def test_a_new_machine_fills_itself_and_embeds_nothing(machines: Machines) -> None:
    one = machines.new(create=True)
    one.index(*(f"a{n}" for n in range(20)))
    one.remove("a3", "a19")
    new = machines.new()
    assert_alike(one, new)
    assert new.embedder.embedded == []
    new.index("later")
    assert_alike(one, new)


def test_no_number_is_given_out_again(machines: Machines) -> None:
    one = machines.new(create=True)
    one.index("a", "b")
    highest = max(row[0] for row in one.held()["chunks"])
    one.remove("b")
    new = machines.new()  # has never seen what is gone
    new.index("c")
    assert max(row[0] for row in one.held()["chunks"]) > highest
    assert_alike(one, new)


def test_a_machine_that_was_off_catches_up(machines: Machines) -> None:
    one, two = machines.new(create=True), machines.new(create=True)
    one.index(*(f"a{n}" for n in range(8)))
    assert len(two.ids()) == 8
    two.archive.close()
    for n in range(8):
        one.index(f"b{n}")
        one.remove(f"a{n}")
    again = machines.of(two.home)
    assert again.ids() == {f"b{n}" for n in range(8)}
    assert_alike(one, again)


def test_a_removed_article_leaves_the_log(machines: Machines) -> None:
    one = machines.new(create=True)
    one.index("north")
    one.remove("north")
    with psycopg.connect(machines.url) as server:
        rows = server.execute("select value from dateline_rows where kind = 'articles'").fetchall()
    assert rows == [(None,)]


def test_what_one_machine_erases_the_others_overwrite(machines: Machines) -> None:
    one, two = machines.new(create=True), machines.new(create=True)
    secret = "Xylophonic testimony about the harbour was withdrawn."
    one.folder.put("a", article("a", f"{story('a')} {secret}"))
    one.index("b")
    assert two.ids() == {"a", "b"}
    (one.folder.path / "a.json").unlink()
    erase(one.archive, ["a"])
    assert two.ids() == {"b"}
    for machine in (one, two):
        machine.archive.close()
        for file in machine.home.rglob("*"):
            assert not file.is_file() or b"Xylophonic" not in file.read_bytes(), file


def test_a_rebuild_with_another_model_is_told(machines: Machines) -> None:
    one, two = machines.new(create=True), machines.new(create=True)
    one.index("a")
    assert two.ids() == {"a"}
    one.embedder.name = "other-words"
    one.archive.model = None
    rebuild(one.archive, one.embedder)
    with pytest.raises(ModelMismatch, match="other-words"):
        two.ids()
    two.archive.model = "other-words"
    assert_alike(one, two)


def test_one_writer_at_a_time_on_all_machines(machines: Machines) -> None:
    one, two = machines.new(create=True), machines.new(create=True)
    two.archive.patience = 0.1
    with one.archive.write_lock("dateline index"):
        with pytest.raises(ArchiveLocked, match=f"dateline index, process {os.getpid()}"):
            two.index("a")
        # A note, such as a receipt, needs no writer's lock.
        subscribe(two.archive, ["https://news.example/feed"])
    two.index("a")
    assert_alike(one, two)


def test_machines_that_write_at_once_lose_nothing(machines: Machines) -> None:
    several = [machines.new(create=True) for _ in range(3)]

    def note(machine: Machine, name: str) -> None:
        for n in range(10):
            subscribe(machine.archive, [f"https://{name}.example/{n}"])

    threads = [
        threading.Thread(target=note, args=(machine, f"m{n}")) for n, machine in enumerate(several)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(several[0].held()["feeds"]) == 30
    assert_alike(*several)


def test_a_change_that_fails_is_nowhere(machines: Machines) -> None:
    one, two = machines.new(create=True), machines.new(create=True)
    one.index("a")

    def fail() -> None:
        with one.archive.writing() as connection:
            connection.execute("delete from articles")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert two.ids() == one.ids() == {"a"}
    assert_alike(one, two)


def test_killed_between_the_two_commits(
    machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log has the change, the copy that made it does not: it takes it from there."""
    one, two = machines.new(create=True), machines.new(create=True)
    one.index("a")
    log = one.archive.log
    assert log is not None
    append = log._append

    def killed(*arguments: object) -> None:
        append(*arguments)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(log, "_append", killed)
        with pytest.raises(KeyboardInterrupt):
            subscribe(one.archive, ["https://news.example/feed"])
    assert len(two.held()["feeds"]) == 1
    assert_alike(one, two)


def test_a_log_put_back_from_an_earlier_time_is_told(machines: Machines) -> None:
    one, two = machines.new(create=True), machines.new(create=True)
    one.index("a")
    assert two.ids() == {"a"}
    with psycopg.connect(machines.url) as server:
        server.execute("update dateline_commits set mark = 'another'")
        server.execute("update dateline_archive set mark = 'another'")
    with pytest.raises(ArchiveDamaged, match="does not know the last change"):
        two.ids()


def test_a_log_of_a_newer_dateline_is_refused(machines: Machines) -> None:
    one, two = machines.new(create=True), machines.new(create=True)
    one.index("a")
    with psycopg.connect(machines.url) as server:
        server.execute("update dateline_archive set version = 99")
    with pytest.raises(ArchiveDamaged, match="newer Dateline"):
        two.ids()


def test_doctor_names_the_rows_that_differ(machines: Machines) -> None:
    one = machines.new(create=True)
    one.index("a", "b")
    with one.archive.applying() as connection:
        connection.execute("update articles set title = 'Altered' where id = 'a'")
    sound, seen, mend = examine_copy(one.archive)
    assert not sound
    assert "1 rows differ" in seen
    assert "articles [1]" in seen
    assert "fills a new copy" in mend


def test_old_commits_and_what_they_took_out_are_forgotten(machines: Machines) -> None:
    one, two, off = (machines.new(create=True) for _ in range(3))
    one.index("a", "b")
    assert off.ids() == two.ids() == {"a", "b"}
    one.remove("a")
    one.index("c")
    assert two.ids() == {"b", "c"}
    head = how_it_stands(machines.url)[0]
    with psycopg.connect(machines.url) as server:
        server.execute(
            "update dateline_commits set made = now() - interval '91 days' where number < %s",
            (head,),
        )
        forget_commits(server, head)
    assert how_it_stands(machines.url) == (head, 1, 0)
    one.index("d")
    assert two.ids() == {"b", "c", "d"}
    with pytest.raises(ArchiveDamaged, match="off for more than 90 days"):
        off.ids()
    assert_alike(one, two, machines.new())


def how_it_stands(url: str) -> tuple[int, int, int]:
    """The log's head, how many commits it knows, and how many rows it knows to be gone."""
    with psycopg.connect(url) as server:
        row = server.execute(
            "select head, (select count(*) from dateline_commits),"
            " (select count(*) from dateline_rows where value is null) from dateline_archive"
        ).fetchone()
    assert row is not None
    return row


def test_a_log_of_an_earlier_version_is_brought_up_by_a_copy_that_is_up_to_date(
    machines: Machines,
) -> None:
    one, behind = machines.new(create=True), machines.new(create=True)
    one.index("a", "b")
    with psycopg.connect(machines.url) as server:
        server.execute("update dateline_archive set version = version - 1")
    behind.ids()
    assert "earlier Dateline" in (behind.archive.behind or "")
    subscribe(one.archive, ["https://news.example/feed"])
    assert behind.ids() == {"a", "b"}
    with psycopg.connect(machines.url) as server:
        assert len(server.execute("select distinct commit from dateline_rows").fetchall()) == 1
    assert_alike(one, behind)
