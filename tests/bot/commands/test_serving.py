"""`dateline serve` as a process: asked over loopback, by a client and by raw bytes, and ended."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import httpx
import openai
import pytest

from bot.commands.serving import need
from retrieval.errors import ConfigurationError

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
KEY = "a-key-of-sixteen-or-more"
ASKED = "Who proposed a joint coast guard?"
PROPOSED = "Foreign Minister Lena Orsk proposed a joint coast guard. [1]"


def environment(home: Path, **more: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1",
        "DATELINE_HOME": str(home), **more,
    }  # fmt: skip


@contextmanager
def serving(home: Path, **more: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Its address and the process, which has to end well when it is told to."""
    command = [sys.executable, "-m", "bot.cli", "serve", "--port", "0"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env=environment(home, **more), cwd=home.parent
    ) as process:
        assert process.stderr
        try:
            yield process.stderr.readline().split(" at ")[1].split()[0], process
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(20) == 0
            assert process.stderr.read() == ""


def raw(url: str, sent: bytes) -> bytes:
    """What comes back for bytes that are no proper request."""
    port = httpx.URL(url).port
    assert port
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_it_answers_over_loopback_and_ends_in_order(filled: Path) -> None:
    with serving(filled, DATELINE_SERVE_KEY=KEY) as (url, process):
        client = openai.OpenAI(base_url=url, api_key=KEY)
        chunks = client.chat.completions.create(
            model="dateline", stream=True, messages=[{"role": "user", "content": ASKED}]
        )
        said = "".join(chunk.choices[0].delta.content or "" for chunk in chunks)
        backs = [
            raw(url, b"GET /v1/models HTTP/1.1\r\nHost: evil.example\r\n\r\n"),
            raw(url, b"GET /v1/models HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n"),
            raw(url, b"GET /v1/models HTTP/1.1\r\n\r\n"),
            raw(url, b"GET /v1/models HTTP/1.1\r\nHost: localhost\r\n\r\n"),
            raw(url, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"),
            raw(url, b"GET http://evil.example/v1/models HTTP/1.1\r\nHost: evil.example\r\n\r\n"),
        ]
        # One that is still being answered when the end is asked for gets its answer.
        with client.chat.completions.with_streaming_response.create(
            model="dateline", stream=True, messages=[{"role": "user", "content": ASKED}]
        ) as going:
            process.send_signal(signal.SIGTERM)
            last = "".join(going.iter_text())
    assert said.startswith(PROPOSED)
    lines = [back.partition(b"\r\n")[0].split(b" ")[1] for back in backs]
    assert lines == [b"421", b"421", b"421", b"401", b"400", b"421"]
    assert last.rstrip().endswith("data: [DONE]")
    assert b"harbour" not in b"".join(backs).lower()


def test_another_address_takes_a_key(filled: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "serve", "--host", "0.0.0.0"], capture_output=True,
        env=environment(filled), cwd=filled.parent, timeout=60, check=False, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (78, "")
    assert "set DATELINE_SERVE_KEY" in done.stderr


def test_a_key_that_can_be_guessed_is_refused(filled: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "serve"], capture_output=True, timeout=60, check=False,
        env=environment(filled, DATELINE_SERVE_KEY="secret"), cwd=filled.parent, text=True,
    )  # fmt: skip
    assert done.returncode == 78
    assert "DATELINE_SERVE_KEY is wrong: use 16 plain characters or more" in done.stderr
    assert "secret" not in done.stderr.replace("openssl", "")


def test_a_missing_package_is_told_with_what_installs_it() -> None:
    with pytest.raises(ConfigurationError, match=r"pip install '\.\[mcp\]'") as told:
        need("no_such_package", "mcp")
    assert f"uvx --from 'dateline-{version('dateline')}-py3-none-any.whl[mcp]'" in str(told.value)
    need("json", "mcp")
