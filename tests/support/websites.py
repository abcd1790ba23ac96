"""A web server on loopback, and a seam that stands in for the way outside."""

import socket
import threading
from contextlib import suppress
from ipaddress import ip_address

import pytest

from retrieval.errors import UnreadableArticle
from retrieval.reading.web.connection import connect_to
from retrieval.reading.web.fetching import FetchLimits

PUBLIC = ip_address("93.184.216.34")
QUICK = FetchLimits(seconds=5.0, bytes=100_000, redirects=3)


class Site:
    """A web server on loopback that sends, for each path, exactly the bytes it is told to."""

    def __init__(self, tls=None):
        self.pages, self.requests, self.connections, self.names = {}, [], 0, []
        self._tls = tls
        if tls:
            tls.sni_callback = lambda _sock, name, _context: self.names.append(name)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.host = f"127.0.0.1:{self.port}"
        self._closing = threading.Event()
        self._threads = [threading.Thread(target=self._listen)]
        self._threads[0].start()

    def _listen(self):
        while True:
            conn, _ = self._listener.accept()
            if self._closing.is_set():
                conn.close()
                return
            self.connections += 1
            self._threads.append(threading.Thread(target=self._serve, args=(conn,)))
            self._threads[-1].start()

    def _serve(self, conn):
        with conn, suppress(OSError):
            conn.settimeout(5)
            if self._tls:
                conn = self._tls.wrap_socket(conn, server_side=True)
            with conn:
                head = b""
                while b"\r\n\r\n" not in head and (more := conn.recv(65536)):
                    head += more
                self.requests.append(head.decode("latin-1"))
                path = [*self.requests[-1].split(" "), ""][1]
                page = self.pages.get(path, answer(status=404))
                for piece in [page] if isinstance(page, bytes) else page():
                    if self._closing.is_set():
                        return
                    conn.sendall(piece)

    def url(self, path="/"):
        return f"http://{self.host}{path}"

    def header(self, name):
        lines = self.requests[-1].split("\r\n")[1:]
        return [line.partition(": ")[2] for line in lines if line.lower().startswith(f"{name}:")]

    def close(self):
        self._closing.set()
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
            pass
        for thread in self._threads:
            thread.join(timeout=5)
        self._listener.close()


def answer(body=b"", *, status=200, **headers):
    lines = [f"HTTP/1.1 {status} x"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if "Transfer_Encoding" not in headers:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


class Outside:
    """The way outside: notes every address asked for; leads to a site on loopback or nowhere."""

    def __init__(self, site=None):
        self.site, self.asked = site, []

    def __call__(self, address, port, seconds):
        self.asked.append((str(address), port))
        if self.site is None:
            raise ConnectionRefusedError
        return connect_to(ip_address("127.0.0.1"), self.site.port, seconds)


def resolver(**hosts):
    return lambda host: tuple(map(ip_address, hosts[host.partition(".")[0]].split()))


def refused(call, *args, **kwargs):
    with pytest.raises(UnreadableArticle) as error:
        call(*args, **kwargs)
    message = str(error.value)
    assert message.endswith(".")
    assert message.isprintable()
    return message
