"""What stands before every request over HTTP: who may be spoken to by which name, and the key.

A page in somebody's browser can send requests to this machine, and by a name of its own that
leads here (DNS rebinding) read the answers. So on loopback a request is taken only under a
name of this machine, and one that a page sends only from a page of this machine.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse

if TYPE_CHECKING:
    from starlette.datastructures import Headers
    from starlette.types import ASGIApp, Receive, Scope, Send

# "[::1]:80", "127.0.0.1:8765", "localhost"; nothing that any reader of addresses takes otherwise
_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]+))(?::[0-9]{1,5})?")
_SCHEME = re.compile(r"^https?://")  # of "https://localhost:3000"

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})

NO_KEY = "Send the key as the header `Authorization: Bearer KEY`."
OTHER_HOST = "Unknown host name; use this server's own address."
OTHER_ORIGIN = "Pages of other sites may not ask here."


def is_loopback(host: str) -> bool:
    """Whether a server bound to this address is reached from this machine alone."""
    return host.lower() in LOOPBACK


def error_body(status: int, message: str, code: str | None = None) -> dict[str, Any]:
    """An error in OpenAI's format, which other programs read as well."""
    kind = "invalid_request_error" if status < 500 else "server_error"
    return {"error": {"message": message, "type": kind, "param": None, "code": code}}


def error_response(status: int, message: str, code: str | None = None) -> JSONResponse:
    """The same as an answer of its own."""
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return JSONResponse(error_body(status, message, code), status, headers)


class Guard:
    """Lets a request through to `app`, or answers it with an error.

    Args:
        app: What is guarded.
        key: What must come with every request, or None.
        loopback: Whether only this machine's own names count as the server's.
        open_paths: What needs no key.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        key: str | None,
        loopback: bool,
        open_paths: frozenset[str] = frozenset(),
    ) -> None:
        self._app, self._key, self._loopback, self._open = app, key, loopback, open_paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as ASGI has it."""
        if scope["type"] == "http" and (refused := self._refusal(scope)):
            await refused(scope, receive, send)
        # A WebSocket gets nothing: no face speaks it.
        elif scope["type"] in {"http", "lifespan"}:
            await self._app(scope, receive, send)

    def _refusal(self, scope: Scope) -> JSONResponse | None:
        from starlette.datastructures import Headers

        headers = Headers(scope=scope)
        named = headers.getlist("host")
        # With two of them, what stands in between may have gone by the other one.
        host = _name(named[0]) if len(named) == 1 else None
        # 421, Misdirected Request: it was meant for another server.
        if self._loopback and host not in LOOPBACK:
            return error_response(421, OTHER_HOST, "host")
        # A browser sends an origin with what a page sends. A program without one is let through.
        if "origin" in headers and not self._is_own(headers["origin"], host):
            return error_response(403, OTHER_ORIGIN, "origin")
        if self._key is not None and scope["path"] not in self._open and not self._knows(headers):
            return error_response(401, NO_KEY, "invalid_api_key")
        return None

    def _is_own(self, origin: str, host: str | None) -> bool:
        name = _name(_SCHEME.sub("", origin))
        return name is not None and (name in LOOPBACK if self._loopback else name == host)

    def _knows(self, headers: Headers) -> bool:
        # "Bearer KEY", the first word in any case, as the standard has it.
        scheme, _, given = headers.get("authorization", "").partition(" ")
        # In equal time whatever is wrong with it. As bytes: texts must be ASCII to be compared so.
        same = secrets.compare_digest(given.strip().encode(), (self._key or "").encode())
        return scheme.lower() == "bearer" and same


def _name(address: str) -> str | None:
    """The host that a `Host` header names, without its port; None where it is none."""
    found = _HOST.fullmatch(address)
    return (found[1] or found[2]).lower() if found else None
