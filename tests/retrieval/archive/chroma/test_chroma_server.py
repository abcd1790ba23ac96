"""Reaching a Chroma server: over TLS, within its time, and what is told of what fails."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
import trustme

from retrieval.archive.chroma.chroma_server import ChromaServer, ServerAddress
from retrieval.errors import VectorServerError
from support.chroma import ChromaRun

pytestmark = pytest.mark.slow  # chroma run is started


def told(address: ServerAddress) -> str:
    server = ChromaServer(address)
    with suppress(VectorServerError), server.session(address.seconds) as client:
        client.heartbeat()
    server.close()
    assert server.is_resting == (server.trouble is not None)
    return server.trouble or ""


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def https(chroma: ChromaRun, authority: trustme.CA) -> Iterator[str]:
    """The server behind TLS, with a certificate of our own authority's."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    listening = socket.create_server(("127.0.0.1", 0))

    def serve(plain: socket.socket) -> None:
        with (
            suppress(OSError),
            context.wrap_socket(plain, server_side=True) as client,
            socket.create_connection(("127.0.0.1", chroma.port)) as server,
        ):
            server.settimeout(0.2)
            while data := client.recv(65536):
                server.sendall(data)
                with suppress(TimeoutError):
                    while answer := server.recv(65536):
                        client.sendall(answer)

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=serve, args=(listening.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    yield f"https://localhost:{listening.getsockname()[1]}"
    listening.close()


def test_a_certificate_counts_only_if_its_authority_is_trusted(
    https: str, authority: trustme.CA, tmp_path: Path
) -> None:
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    address = ServerAddress(https, seconds=10.0)
    assert "certificate that is not trusted; see CHROMA_CA_FILE" in told(address)
    assert told(replace(address, ca_file=file)) == ""


def test_a_server_that_accepts_and_never_answers_is_left_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = ServerAddress(f"http://127.0.0.1:{listening.getsockname()[1]}", seconds=0.5)
        server = ChromaServer(address)
        for _ in range(2):
            before = threading.active_count()
            began = time.monotonic()
            with pytest.raises(VectorServerError, match=r"does not answer within 0\.5 seconds"):
                server.session(0.5).__enter__()
            assert time.monotonic() - began < 10
        assert threading.active_count() <= before  # no second thread waits beside the first


def test_tenant_and_database_are_those_named(chroma: ChromaRun) -> None:
    assert told(ServerAddress(chroma.url, seconds=10.0)) == ""
    assert "[nobody] not found" in told(ServerAddress(chroma.url, tenant="nobody", seconds=10.0))
    assert "[nothing] not found" in told(
        ServerAddress(chroma.url, database="nothing", seconds=10.0)
    )


def test_no_secret_is_in_what_is_told() -> None:
    address = ServerAddress("http://user:password1@127.0.0.1:9/", token="a-secret-token-1")
    assert address.shown == "127.0.0.1:9"
    for text in (told(address), repr(address).partition("url=")[2].partition(",")[2]):
        assert "password1" not in text
        assert "a-secret-token-1" not in text


def test_other_errors_stay_what_they_are(chroma: ChromaRun) -> None:
    server = ChromaServer(ServerAddress(chroma.url, seconds=10.0))
    with pytest.raises(KeyboardInterrupt), server.session(10.0):
        raise KeyboardInterrupt
    assert server.trouble is None
    server.close()
