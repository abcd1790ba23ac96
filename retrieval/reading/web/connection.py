"""One HTTP request over a connection that goes where it was told, and ends when it must.

The name was looked up and judged before (`url_safety`); here it is not looked up again, and is
used only for the Host header, for SNI and for the certificate. httpcore is used bare, below
httpx, because it knows of no proxies, cookies, redirects or decompression.
"""

from __future__ import annotations

import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread

import httpcore

from retrieval.errors import UnreadableArticle
from retrieval.reading.web.url_safety import (
    Address,
    Resolver,
    Target,
    checked_addresses,
    read_url,
)

Connect = Callable[[Address, int, float], socket.socket]
"""Takes an address, a port and seconds, and gives a connected socket; raises OSError."""

# What zlib undoes; Brotli, which browsers ask for as well, would take another library.
CODINGS = "gzip, deflate"
# The first byte of every gzip stream (RFC 1952, 2.3.1).
_GZIP_START = b"\x1f"


class TooLarge(Exception):
    """More came than the limit allows."""


class BadCoding(Exception):
    """The body is compressed in a way that was not asked for, or is broken."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment on the monotonic clock by which everything must be done."""

    moment: float

    def left(self) -> float:
        """Seconds that are left, more than 0.

        Raises:
            TimeoutError: None is left.
        """
        left = self.moment - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def connect_to(address: Address, port: int, seconds: float) -> socket.socket:
    """A TCP connection to this very address."""
    return socket.create_connection((str(address), port), timeout=seconds)


def resolved_by(deadline: Deadline, resolve: Resolver) -> Resolver:
    """`resolve`, given up at the deadline; the system's look-up has no limit of its own.

    The resolver that comes back raises TimeoutError at the deadline.
    """

    def look_up(host: str, box: SimpleQueue[Sequence[Address] | Exception]) -> None:
        try:
            box.put(resolve(host))
        except Exception as error:
            box.put(error)

    def resolver(host: str) -> Sequence[Address]:
        box: SimpleQueue[Sequence[Address] | Exception] = SimpleQueue()
        # A look-up can't be ended; its thread is left to itself, and keeps no process from ending.
        Thread(target=look_up, args=(host, box), daemon=True).start()
        try:
            outcome = box.get(timeout=deadline.left())
        except Empty:
            raise TimeoutError from None
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    return resolver


def require_allowed(
    url: str, allowed_hosts: frozenset[str], resolve: Resolver, seconds: float
) -> None:
    """Nothing if every address of a URL's host may be connected to, told within so many seconds.

    Raises:
        UnreadableArticle: One may not, or the host is not found in time.
    """
    target, deadline = read_url(url), Deadline(time.monotonic() + seconds)
    try:
        checked_addresses(target, allowed_hosts, resolved_by(deadline, resolve))
    except TimeoutError:
        raise UnreadableArticle(
            f"The host {target.host} was not found within {seconds:g} seconds; try again later."
        ) from None


class _Stream(httpcore.NetworkStream):
    """A socket whose every read and write ends at the deadline, however little comes."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock = sock
        self._deadline = deadline

    # httpcore's own time-outs begin anew with each read: a server that drips is never cut off.
    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._sock.settimeout(self._deadline.left())
        return self._sock.recv(max_bytes)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._sock.settimeout(self._deadline.left())
        self._sock.sendall(buffer)

    def close(self) -> None:
        self._sock.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        try:
            self._sock.settimeout(self._deadline.left())
            wrapped = ssl_context.wrap_socket(self._sock, server_hostname=server_hostname)
        except BaseException:
            self.close()
            raise
        return _Stream(wrapped, self._deadline)


class _Pinned(httpcore.NetworkBackend):
    """Connects to the addresses it was made with, whatever the host's name."""

    def __init__(self, addresses: Sequence[Address], connect: Connect, deadline: Deadline) -> None:
        self._addresses = addresses
        self._connect = connect
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A stream to the first address that answers; each gets its share of the time."""
        failed: OSError = OSError("no address")
        for number, address in enumerate(self._addresses):
            # One address that does not answer leaves time for those behind it.
            share = self._deadline.left() / (len(self._addresses) - number)
            try:
                return _Stream(self._connect(address, port, share), self._deadline)
            except OSError as error:
                failed = error
        raise failed


@contextmanager
def response(
    target: Target,
    addresses: Sequence[Address],
    headers: Sequence[tuple[str, str]],
    connect: Connect,
    deadline: Deadline,
) -> Iterator[httpcore.Response]:
    """The answer to one GET, its body not yet read; the connection ends with the block.

    Raises:
        OSError: No connection, a wrong certificate, or the deadline (TimeoutError).
        httpcore.ProtocolError: What came is not HTTP.
    """
    url = httpcore.URL(
        scheme=target.scheme.encode(),
        host=target.host.encode(),
        port=target.port,
        target=target.path.encode(),
    )
    with (
        httpcore.HTTPConnection(
            url.origin, network_backend=_Pinned(addresses, connect, deadline)
        ) as connection,
        connection.stream("GET", url, headers=[("Host", _host_header(target)), *headers]) as answer,
    ):
        yield answer


def _host_header(target: Target) -> str:
    # Stated, because httpcore's own header lacks the brackets of an IPv6 address.
    return target.origin.partition("://")[2]


def body(chunks: Iterable[bytes], coding: str, most: int) -> bytes:
    """The decompressed body; never more than `most` bytes are held, nor taken off the wire.

    Args:
        chunks: The body as it comes.
        coding: The Content-Encoding; empty for none.
        most: How many bytes the body may have.

    Raises:
        TooLarge: There are more.
        BadCoding: An unknown compression, two on top of each other, or broken data.
    """
    if coding in {"", "identity"}:
        return _plain(chunks, most)
    if coding in {"gzip", "x-gzip"}:
        # For zlib, 16 stands for gzip's head and checksum, a negative number for bare deflate.
        return _inflated(_counted(chunks, most), zlib.MAX_WBITS | 16, most)
    if coding == "deflate":
        first, rest = _first_two(_counted(chunks, most))
        return _inflated(rest, zlib.MAX_WBITS if _is_zlib(first) else -zlib.MAX_WBITS, most)
    raise BadCoding


def _counted(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > most:
            raise TooLarge
        yield chunk


def _plain(chunks: Iterable[bytes], most: int) -> bytes:
    return b"".join(_counted(chunks, most))


def _first_two(chunks: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The first two bytes, and the whole again."""
    held = b""
    for chunk in chunks:
        held += chunk
        if len(held) > 1:
            break

    def whole() -> Iterator[bytes]:
        yield held
        yield from chunks

    return held[:2], whole()


def _is_zlib(first: bytes) -> bool:
    """Whether these begin a zlib stream (RFC 1950); some servers send bare deflate instead."""
    # The lower half of the first byte names deflate (8); both as one number divide by 31.
    return len(first) == 2 and first[0] & 15 == 8 and int.from_bytes(first, "big") % 31 == 0


def _inflated(chunks: Iterable[bytes], window: int, most: int) -> bytes:
    """Decompressed with a cap inside each step, since 64 kB can stand for 64 MB."""
    out = bytearray()
    stream = zlib.decompressobj(window)
    begun = False
    try:
        for chunk in chunks:
            data = chunk
            while data:
                if stream.eof:
                    # gzip may be several streams in a row (RFC 1952, 2.2); padding is let go
                    if data[:1] != _GZIP_START:
                        return bytes(out)
                    stream = zlib.decompressobj(window)
                begun = True
                # One byte more than is allowed: so it shows that there are more.
                out += stream.decompress(data, most - len(out) + 1)
                if len(out) > most:
                    raise TooLarge
                # What stands behind the stream's end. All before it was taken: only past the limit
                # would some be left in `unconsumed_tail`.
                data = stream.unused_data
    except zlib.error:
        raise BadCoding from None
    # Broken off in the middle; a body of no bytes at all is let pass.
    if begun and not stream.eof:
        raise BadCoding
    return bytes(out)
