"""The server of a shared archive: one that is down, restarted or hung; killed writers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from retrieval.archive.shared import postgres_server
from retrieval.archive.shared.comparing import examine_copy
from retrieval.archive.subscriptions import subscribe
from retrieval.errors import ArchiveError, ArchiveLocked
from support.machines import Machine, Machines, assert_alike, open_here
from support.postgres import PASSWORD, Postgres

pytestmark = pytest.mark.slow

INDEXING = """
import sys
from pathlib import Path
from support.machines import Machine
machine = Machine(sys.argv[1], Path(sys.argv[2]), create=True)
machine.embedder.pause = 0.1
machine.index(*(f"k{n}" for n in range(120)))
"""


def start_indexing(url: str, home: Path) -> subprocess.Popen[bytes]:
    """A process of its own that indexes many articles."""
    here = Path(__file__).parent
    paths = os.pathsep.join(map(str, (here, here.parent, *sys.path)))
    return subprocess.Popen(
        [sys.executable, "-c", INDEXING, url, str(home)], env={**os.environ, "PYTHONPATH": paths}
    )


def wait_for(machine: Machine, count: int, process: subprocess.Popen[bytes]) -> None:
    """Until the machine sees so many articles."""
    until = time.monotonic() + 60
    while len(machine.ids()) < count:
        assert process.poll() is None
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_writer_that_is_killed(machines: Machines, tmp_path: Path) -> None:
    one, two = machines.new(create=True), machines.new(create=True)
    process = start_indexing(machines.url, tmp_path / "killed")
    wait_for(one, 40, process)
    process.send_signal(signal.SIGKILL)
    process.wait()
    # The lock goes with the killed process's connection.
    until = time.monotonic() + 10
    while True:
        try:
            two.index("after")
            break
        except ArchiveLocked:
            assert time.monotonic() < until
            time.sleep(0.05)
    killed = machines.of(tmp_path / "killed")
    assert len(killed.ids()) >= 41
    assert_alike(one, two, killed)


def test_while_the_server_is_down_the_copy_answers_and_says_so(
    machines: Machines, postgres: Postgres
) -> None:
    one, two = machines.new(create=True), machines.new(create=True)
    one.index("a")
    assert two.ids() == {"a"}
    assert two.archive.behind is None
    postgres.stop("immediate")
    try:
        assert two.ids() == {"a"}
        behind = two.archive.behind
        assert behind is not None
        assert "which may be behind" in behind
        assert PASSWORD not in behind
        with pytest.raises(ArchiveError, match="Nothing was written") as refused:
            two.index("b")
        assert refused.value.exit_code == 5
        with pytest.raises(ArchiveError, match="Nothing was written"):
            subscribe(two.archive, ["https://news.example/feed"])
        assert not examine_copy(two.archive)[0]
        again = open_here(machines.url, two.home)  # a new process finds the copy
        assert again.behind is not None
        again.close()
        with pytest.raises(ArchiveError, match="no copy"):
            machines.new()
    finally:
        postgres.start()
    forget_failure(two)
    assert two.ids() == {"a"}
    assert two.archive.behind is None
    two.index("b")
    forget_failure(one)
    assert_alike(one, two)


def forget_failure(machine: Machine) -> None:
    """As if the seconds had passed for which nobody tries again."""
    assert machine.archive.log is not None
    machine.archive.log.server._failed = None


def test_a_server_that_restarts_under_a_writer(
    machines: Machines, postgres: Postgres, tmp_path: Path
) -> None:
    one = machines.new(create=True)
    process = start_indexing(machines.url, tmp_path / "writer")
    wait_for(one, 20, process)
    postgres.stop("immediate")
    postgres.start()
    assert process.wait(60) != 0  # with the connection its lock was lost, so it wrote no more
    forget_failure(one)
    writer = machines.of(tmp_path / "writer")
    writer.index()
    assert len(one.ids()) == 120
    assert_alike(one, writer)


def test_idle_connections_survive_a_restart(machines: Machines, postgres: Postgres) -> None:
    one, two = machines.new(create=True), machines.new(create=True)
    one.index("a")
    assert two.ids() == {"a"}
    postgres.stop()
    postgres.start()
    assert two.ids() == {"a"}
    assert two.archive.behind is None
    one.index("b")
    assert two.ids() == {"a", "b"}


def test_a_hanging_server_keeps_nobody_waiting(
    machines: Machines, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert postgres_server.LOOK_SECONDS + postgres_server.CONNECT_SECONDS < 10
    monkeypatch.setattr(postgres_server, "LOOK_SECONDS", 0.5)
    monkeypatch.setattr(postgres_server, "CONNECT_SECONDS", 2)  # libpq takes no less
    one = machines.new(create=True)
    one.index("a")
    pids = postgres.processes()
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        began = time.monotonic()
        assert one.ids() == {"a"}
        assert one.archive.behind is not None
        assert one.ids() == {"a"}
        assert time.monotonic() - began < 6
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)
    forget_failure(one)
    assert one.ids() == {"a"}
    assert one.archive.behind is None
