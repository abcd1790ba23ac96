"""A real Chroma server on loopback, and a proxy before it that can misbehave."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx

from retrieval.archive.chroma.chroma_server import ChromaServer, ServerAddress
from retrieval.archive.indexing import index
from retrieval.archive.store import Archive
from retrieval.types import FoundFiles, IndexReport
from support.archives import Folder, HashedWords

STARTING_SECONDS = 60.0
RUN = "import sys, chromadb_rust_bindings as rust; rust.cli(['chroma', 'run', *sys.argv[1:]])"


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


class ChromaRun:
    """`chroma run` in a folder, which can be stopped, started, and started anew with nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-c", RUN]
        self.process = subprocess.Popen(
            [*command, "--path", str(self.folder), "--host", "127.0.0.1", "--port", str(self.port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder.parent,
        )
        until = time.monotonic() + STARTING_SECONDS
        # One client without certificates: to read them takes longer than the pause.
        with httpx.Client(trust_env=False, verify=False) as asking:
            while time.monotonic() < until:
                with suppress(httpx.HTTPError):
                    if asking.get(f"{self.url}/api/v2/heartbeat").is_success:
                        return
                time.sleep(0.05)
        raise TimeoutError("chroma run has not started")

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None

    def empty(self) -> None:
        """As after a restart on a new disk."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.start()


class Proxy:
    """Passes on what comes to it, after `delay` seconds, and only with `token` if that is set.

    It hangs up on the next `broken` requests, and remembers what was `asked`, path by path.
    """

    def __init__(self, port: int) -> None:
        self.delay = 0.0
        self.token: str | None = None
        self.broken = 0
        self.asked: list[str] = []
        self._target = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listening.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, socket.create_connection(("127.0.0.1", self._target)) as server:
            threading.Thread(target=self._pass, args=(server, client), daemon=True).start()
            with suppress(OSError):
                while data := client.recv(65536):
                    time.sleep(self.delay)
                    first = data.partition(b"\r\n")[0].split()
                    if first[-1:] == [b"HTTP/1.1"]:  # not the rest of a long request
                        self.asked.append(first[1].decode())
                        if self.broken:
                            self.broken -= 1
                            return
                    if self._is_refused(data):
                        client.sendall(b"HTTP/1.1 401 Unauthorized\r\ncontent-length: 2\r\n\r\nno")
                        return
                    server.sendall(data)

    def _is_refused(self, data: bytes) -> bool:
        head = data.partition(b"\r\n\r\n")[0].lower()
        asked = self.token is not None and b" http/1.1\r\n" in head
        return asked and f"x-chroma-token: {self.token}".encode() not in head

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)


Open = Callable[[str, ServerAddress | None], Archive]


def fill_from(archive: Archive, folder: Folder, found: FoundFiles | None = None) -> IndexReport:
    """Index the folder into the archive."""
    return index(archive, HashedWords(), found or folder.found(), folder.read)


@contextmanager
def collection_of(archive: Archive) -> Iterator[Any]:
    """The archive's collection, as Chroma's client gives it."""
    assert archive.server is not None
    with archive.server.session(30.0) as client:
        collection = client.get_collection(
            archive.server.address.collection, embedding_function=None
        )
    yield collection  # not in the session, which takes any error for the server's


def use_server(archive: Archive, address: ServerAddress) -> None:
    """Exchange the archive's server for one at this address."""
    if archive.server is not None:
        archive.server.close()
    archive.server = ChromaServer(address)
