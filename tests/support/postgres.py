"""A PostgreSQL server of the tests' own: on loopback, in a temporary folder, not as root."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from support.environment import MEMORY, holds_temporary_files

PASSWORD = "kept-out-of-logs-7391"
USERS = ("postgres", "nobody")
"""Whose process the server is where the tests are root's, for which it refuses to run."""


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, or None where it is not installed."""
    # Debian keeps each version in a folder of its own: /usr/lib/postgresql/15/bin
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb")
    folders += [Path(found).resolve().parent] if found else []
    return next((folder for folder in folders if (folder / "pg_ctl").exists()), None)


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


class Postgres:
    """A server with its data; `url(name)` is the address of one of its databases."""

    def __init__(self, folder: Path, bin_folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self._bin, self._made = bin_folder, 0
        self._user = _user() if os.geteuid() == 0 else None
        if self._user:
            shutil.chown(folder, self._user)
        secret = folder / "password"
        secret.write_text(PASSWORD)
        secret.chmod(0o644)
        self._run(
            "initdb", "-D", str(folder / "data"), "-U", "dateline", "-E", "UTF8", "--locale=C",
            "--auth=scram-sha-256", f"--pwfile={secret}", "--no-sync",
        )  # fmt: skip

    def start(self) -> None:
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
            " -c fsync=off -c max_connections=60 -c shared_buffers=16MB"
        )
        self._run(
            "pg_ctl", "start", "-w", "-D", str(self.folder / "data"), "-o", options,
            "-l", str(self.folder / "log"),
        )  # fmt: skip

    def stop(self, how: str = "fast") -> None:
        self._run("pg_ctl", "stop", "-w", "-D", str(self.folder / "data"), "-m", how)

    def processes(self) -> list[int]:
        """The server's processes, the first one first."""
        first = (self.folder / "data/postmaster.pid").read_text().split("\n")[0]
        found = subprocess.run(["pgrep", "-P", first], capture_output=True, text=True, check=True)
        return [int(first), *map(int, found.stdout.split())]

    def log(self) -> str:
        return (self.folder / "log").read_text("utf-8", "replace")

    def url(self, database: str) -> str:
        return f"postgresql://dateline:{PASSWORD}@127.0.0.1:{self.port}/{database}"

    def database(self) -> str:
        """The address of a new, empty database."""
        self._made += 1
        name = f"news{self._made}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            # The files of the template copied: else it writes each page of theirs to its log.
            how = "strategy file_copy" if connection.info.server_version >= 150_000 else ""
            connection.execute(f"create database {name} {how}")
        return self.url(name)

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self._bin / program), *arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            cwd=self.folder, user=self._user, text=True, timeout=120, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr}")


def _user() -> str:
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(user for user in USERS if user in known)


@contextmanager
def running() -> Iterator[Postgres]:
    """A server for the block."""
    found = programs()
    assert found is not None
    # Each test's database is 300 files: to delete them all from a disk takes up to a minute.
    where = MEMORY if holds_temporary_files(MEMORY) else None
    with tempfile.TemporaryDirectory(prefix="dateline-postgres-", dir=where) as name:
        Path(name).chmod(0o755)
        server = Postgres(Path(name), found)
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")
