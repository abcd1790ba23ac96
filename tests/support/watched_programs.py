"""Every face as a process of its own, watched for thirty seconds from its start.

A hook in Python does not see what native code does, so they run under strace where there is one.
Elsewhere the sockets that they have open are looked at again and again, and in both cases what
they leave in the user's folders.

Nobody waits for them: a process beside the tests starts them when the tests begin, ends them, and
writes down what it saw. Several processes of tests share the one.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from retrieval import factory
from retrieval.settings import Settings

ROOT = Path(__file__).parents[2]
SECONDS = 30.0
MOST_SECONDS = 90.0
"""They are waited for so long where they are not up after thirty seconds."""

STRACE = shutil.which("strace")
UP = "onnxruntime"
"""What stands in the trace of a face that has begun to work."""

STORY = "Outlet: The Larkfield Bell\n\nThe ferry to Larkfield sails again on Monday.\n"
LAID = {"news", "user", "tmp", "home"}
"""What lies in the place where they work: a user's folders, and the archive."""

MAIN = "import sys; from bot.cli import main; main(sys.argv[1:])"
WAIT = f"import time; time.sleep({MOST_SECONDS})"
OFFLINE = 'import discord; discord.http.Route.BASE = "http://127.0.0.1:9/api"'
ASKED = """
from pathlib import Path
from retrieval import factory
from retrieval.factory import building
from retrieval.settings import Settings
from retrieval.types import Question
building.SERVING_EXACT = 0  # so that Chroma is at work here
settings = Settings(home=Path("home"), threads=1)
with factory.open_archive(settings) as archive:
    chain = factory.make_chain(settings, archive)
    assert chain.invoke(Question("When does the ferry to Larkfield sail?")).found
"""
PROGRAMS = {
    "chat": (MAIN, "chat"),
    "ask": (f"{MAIN}; {WAIT}", "ask", "When does the ferry to Larkfield sail?"),
    "watch": (MAIN, "index", "--watch", "news"),
    "bot": (f"{OFFLINE}; {MAIN}; {WAIT}", "bot"),
    "mcp": (MAIN, "mcp"),
    "serve": (MAIN, "serve", "--port", "0"),
    "library": (ASKED + WAIT,),
}


@dataclass(frozen=True)
class Seen:
    """How long they were watched, and the addresses, in hexadecimal, that a socket was open to."""

    seconds: float
    reached: list[str]


class WatchedPrograms:
    """The programs of one run of the tests; `folder` is the same for all its processes.

    `begin` starts them unless another process has, `seen` waits for what was seen.
    """

    def __init__(self, folder: Path) -> None:
        self.place = folder / "place"
        self._folder = folder
        self._watcher: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        with suppress(FileExistsError):
            self._folder.mkdir()
            path = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
            with (self._folder / "errors").open("wb") as errors:
                self._watcher = subprocess.Popen(
                    [sys.executable, "-m", "support.watched_programs", str(self._folder)],
                    env={**os.environ, "PYTHONPATH": path}, stdin=subprocess.DEVNULL, stderr=errors,
                )  # fmt: skip

    def seen(self) -> Seen:
        file, until = self._folder / "seen.json", time.monotonic() + 2 * MOST_SECONDS
        while not file.exists():
            assert time.monotonic() < until, (self._folder / "errors").read_text("utf-8")
            time.sleep(0.1)
        return Seen(**json.loads(file.read_text("utf-8")))

    def end(self) -> None:
        """Wait for the end of what this process began: another may not have looked yet."""
        if self._watcher:
            self._watcher.wait()


def watch(folder: Path) -> None:
    """Lay out the place, start the programs in it, watch them, and write down what was seen."""
    place = lay_out(folder / "place")
    began, reached = time.monotonic(), set[str]()
    processes = {name: start(place, name) for name in PROGRAMS}
    try:
        while not over(place, time.monotonic() - began):
            time.sleep(0.05 if STRACE is None else 0.5)
            if STRACE is None:
                reached |= open_connections(processes)
        seconds = time.monotonic() - began
    finally:
        for process in processes.values():
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
    written = folder / "seen.part"
    written.write_text(json.dumps(asdict(Seen(seconds, sorted(reached)))), "utf-8")
    written.rename(folder / "seen.json")


def lay_out(place: Path) -> Path:
    """An archive of one article, and a user's home in which nothing lies."""
    for name in ("news", "user", "tmp"):
        (place / name).mkdir(parents=True)
    (place / "news" / "ferry.txt").write_text(STORY, "utf-8")
    factory.index(Settings(home=place / "home", threads=1), [place / "news"])
    return place


def over(place: Path, seconds: float) -> bool:
    """Whether thirty seconds are over, and each is up: on a busy machine that may take longer."""
    if seconds < SECONDS or STRACE is None or seconds > MOST_SECONDS:
        return seconds >= SECONDS
    traces = [place / f"{name}.trace" for name in PROGRAMS]
    return all(UP in trace.read_text("utf-8", "replace") for trace in traces)


def start(place: Path, name: str) -> subprocess.Popen[bytes]:
    """A face in a process of its own, watched by strace where there is one."""
    watched = [] if STRACE is None else [
        STRACE, "--seccomp-bpf", "-f", "-qq", "-s", "4096", "-o", str(place / f"{name}.trace"),
        "-e", "trace=connect,sendto,sendmsg,sendmmsg,openat,open,mkdir,mkdirat,chdir",
    ]  # fmt: skip
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(place / "user"), "TMPDIR": str(place / "tmp"),
        "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8",
        "DATELINE_HOME": str(place / "home"), "DATELINE_DISCORD_GUILDS": "1",
        "DISCORD_TOKEN": "test-token-that-discord-never-gave",
    }  # fmt: skip
    return subprocess.Popen(
        [*watched, sys.executable, "-c", *PROGRAMS[name]], cwd=place, env=environment,
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip


def open_connections(processes: dict[str, subprocess.Popen[bytes]]) -> set[str]:
    """The addresses, in hexadecimal, to which one of the processes has a socket open now."""
    found = set()
    for process in processes.values():
        links = Path(f"/proc/{process.pid}/fd").glob("*")
        inodes = {str(link.readlink())[8:-1] for link in links if link.is_socket()}
        for table in ("tcp", "tcp6", "udp", "udp6"):
            rows = Path(f"/proc/{process.pid}/net/{table}").read_text().splitlines()[1:]
            for row in map(str.split, rows):
                # Port 0 is a socket that is connected to nothing; 7F at the end is 127.x.x.x.
                remote, _, port = row[2].partition(":")
                if row[9] in inodes and port != "0000" and not remote.endswith("7F"):
                    found.add(row[2])
    return found


if __name__ == "__main__":
    watch(Path(sys.argv[1]))
