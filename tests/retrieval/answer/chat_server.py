"""A chat server on loopback that speaks OpenAI's protocol and replies as it is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[["Request"], None]


@dataclass
class ChatServer:
    """What it replies next, and what it was asked."""

    url: str
    replies: list[str | Reply] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    ending: threading.Event = field(default_factory=threading.Event)

    def message(self, role: str, request: int = -1) -> str:
        """What the server was sent under this role."""
        messages = self.requests[request]["messages"]
        return "\n".join(m["content"] for m in messages if m["role"] == role)


class Request(BaseHTTPRequestHandler):
    """One call; `reply` and `status` are what a script answers with."""

    server: Any

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        chat: ChatServer = self.server.chat
        chat.requests.append(json.loads(body))
        chat.keys.append(self.headers.get("Authorization", ""))
        script = chat.replies.pop(0)
        if isinstance(script, str):
            self.reply(script)
        else:
            script(self)

    def reply(self, text: str) -> None:
        """A whole, well-formed completion."""
        message = {"role": "assistant", "content": text}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
        completion = {
            "id": "c", "object": "chat.completion", "created": 1, "model": "test-model",
            "choices": [choice], "usage": usage,
        }  # fmt: skip
        self.send(200, json.dumps(completion).encode())

    def send(self, status: int, body: bytes, promised: int | None = None) -> None:
        """A response; `promised` is the length that its head states."""
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body) if promised is None else promised))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


def failing(status: int) -> Reply:
    """An error whose message repeats the key that it was sent, as careless servers do."""

    def reply(request: Request) -> None:
        key = request.headers.get("Authorization", "")
        request.send(status, json.dumps({"error": {"message": f"bad key: {key}"}}).encode())

    return reply


def asleep(request: Request) -> None:
    """No reply until the server ends."""
    request.server.chat.ending.wait(5)


def dripping(request: Request) -> None:
    """A byte at a time, for ever: no client's own time-out sees it."""
    request.send(200, b" ", promised=10_000)
    while not request.server.chat.ending.wait(0.1):
        try:
            request.wfile.write(b" ")
        except OSError:
            return


def cut_off(request: Request) -> None:
    """Half a reply."""
    request.send(200, b'{"id": "c", "choi', promised=500)


def garbage(request: Request) -> None:
    """No JSON."""
    request.send(200, b"<html>502</html>")


def empty_choices(request: Request) -> None:
    """A completion of the right form that holds nothing."""
    request.send(200, b'{"id": "c", "object": "chat.completion", "choices": []}')


@contextmanager
def serving() -> Iterator[ChatServer]:
    """A running server; it and its threads end with the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Request)
    chat = ChatServer(f"http://127.0.0.1:{server.server_port}/v1")
    server.chat = chat  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield chat
    finally:
        chat.ending.set()
        server.shutdown()
        server.server_close()
        thread.join()
