"""A chat server on loopback that speaks OpenAI's protocol and replies as it is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[["Request"], None]

PIECE = 7
"""Characters in each event of a stream."""

NOTHING_MORE = "..."
"""What is replied when the script is at its end: no words, so no answer."""


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
        self.streams = bool(chat.requests[-1].get("stream"))
        script = chat.replies.pop(0) if chat.replies else NOTHING_MORE
        if isinstance(script, str):
            self.reply(script)
        else:
            script(self)

    def reply(self, text: str, finish: str = "stop") -> None:
        """A whole, well-formed completion; a few characters at a time where that is asked for."""
        if self.streams:
            pieces = [text[at : at + PIECE] for at in range(0, len(text), PIECE)]
            self.stream(pieces)
            self.end(finish)
            return
        message = {"role": "assistant", "content": text}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
        completion = {
            "id": "c", "object": "chat.completion", "created": 1, "model": "test-model",
            "choices": [choice], "usage": usage,
        }  # fmt: skip
        self.send(200, json.dumps(completion).encode())

    def stream(self, pieces: Iterable[str]) -> None:
        """The head of a stream, and an event for each piece."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for piece in pieces:
            self.event({"delta": {"role": "assistant", "content": piece}, "index": 0})

    def event(self, choice: dict[str, Any] | None, usage: dict[str, int] | None = None) -> None:
        """One event of a stream."""
        chunk = {
            "id": "c", "object": "chat.completion.chunk", "created": 1, "model": "test-model",
            "choices": [choice] if choice else [], "usage": usage,
        }  # fmt: skip
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()

    def end(self, finish: str = "stop") -> None:
        """The end of a stream, with what it is said to have cost."""
        self.event({"delta": {}, "index": 0, "finish_reason": finish})
        self.event(None, {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120})
        self.wfile.write(b"data: [DONE]\n\n")

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


def broken_off(request: Request) -> None:
    """The beginning of a stream, and no end."""
    request.send_response(200)
    request.send_header("Content-Type", "text/event-stream")
    request.send_header("Content-Length", "100000")
    request.end_headers()
    request.event({"delta": {"role": "assistant", "content": "The dredging will"}, "index": 0})


def grown_too_long(request: Request) -> None:
    """A reply that the provider cut off at its own limit."""
    request.reply("The council approved the plan [1]. The dredging takes eighteen [1]", "length")


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
