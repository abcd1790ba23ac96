"""The endpoint: `POST /v1/chat/completions`, `GET /v1/models`, `GET /health`."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.concurrency_limit import Unanswered
from bot.guard import Guard, error_body, error_response
from bot.openai_app.message_format import Object, as_data, content_pieces, url_citations
from bot.openai_app.requests import MODEL, Chat, UnknownModel, read_chat
from bot.openai_app.streaming import Stream, event, events
from bot.rate_limits import RateLimits
from retrieval.errors import ArchiveError, DatelineError, ProviderError, UsageError
from retrieval.redaction import redacted
from retrieval.types import Answer

if TYPE_CHECKING:
    from bot.question_service import QuestionService

MOST_BODY = 1024 * 1024  # bytes; as for MCP, a conversation is sent anew with each question
BODY_SECONDS = 20.0  # a body that trickles in holds a connection no longer
# Asked without a key, by what watches over the process.
HEALTH = "/health"

TOO_LARGE = "The request is larger than 1 MB; send fewer of the earlier messages."
TOO_SLOW = "The request did not come to its end in time; send it again."
NOT_JSON = "Send the body as JSON, with the header `Content-Type: application/json`."
INTERNAL = "Something went wrong inside Dateline; the details stand in its log."

log = logging.getLogger(__name__)


class Endpoint:
    """What answers each kind of request.

    Args:
        service: What is asked.
        rates: How much one address may ask in a minute.
    """

    def __init__(self, service: QuestionService, rates: RateLimits) -> None:
        self._service, self._rates = service, rates
        # When the model was "created": the start of the process, as good as any.
        self._started = int(time.time())

    async def complete(self, request: Request) -> Response:
        """The answer to the last message of a chat, whole or as a stream."""
        who = request.client.host if request.client else ""
        # Counted before the body is read: what is refused should cost nothing.
        if reason := self._rates.take(None, who):
            refused = _error(429, reason, "rate_limit_exceeded")
            refused.headers["Retry-After"] = str(self._rates.wait(who))
            return refused
        chat = read_chat(await _body(request))
        # New for every answer; clients tell the pieces of a stream by it.
        frame = {"id": f"chatcmpl-{secrets.token_hex(12)}", "created": int(time.time())}
        if chat.stream:
            return await self._streamed(chat, frame)
        answer = await self._service.ask(chat.question, chat.before)
        return JSONResponse(_completion(answer, frame))

    async def _streamed(self, chat: Chat, frame: Object) -> Response:
        """A stream that begins once there is something to say, so that errors come as errors."""
        told = events(self._service, chat)
        # The first piece is waited for here: until then an error still has a status of its own.
        first = await anext(told)
        kind = {"object": "chat.completion.chunk", "model": MODEL}
        stream = Stream({**frame, **kind}, _usage if chat.usage else None)

        async def parts() -> AsyncIterator[str]:
            yield stream.opening()
            try:
                yield stream.rest(first) if isinstance(first, Answer) else stream.sentence(first)
                async for one in told:
                    yield stream.rest(one) if isinstance(one, Answer) else stream.sentence(one)
            # From here on the status was sent: an error can only be one more event.
            except DatelineError as error:
                yield event(_error_body(error))
            finally:
                # Also where the client hangs up in the middle, which ends this generator.
                await told.aclose()

        # nginx would collect the pieces, and a cache keep them.
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(parts(), media_type="text/event-stream", headers=headers)

    async def models(self, _request: Request) -> Response:
        """The one model there is."""
        return JSONResponse({"object": "list", "data": [self._model()]})

    async def model(self, request: Request) -> Response:
        """The model of this name."""
        if request.path_params["name"] != MODEL:
            raise HTTPException(404)
        return JSONResponse(self._model())

    async def health(self, _request: Request) -> Response:
        """Whether the archive can be read."""
        # SQLite is read in another thread, so that others go on being answered.
        await run_in_threadpool(self._service.archive.coverage)
        return JSONResponse({"status": "ok"})

    def _model(self) -> Object:
        return {"id": MODEL, "object": "model", "created": self._started, "owned_by": "dateline"}


def make_app(
    service: QuestionService, *, key: str | None, loopback: bool, per_minute: int
) -> Guard:
    """The endpoint as an application.

    Args:
        service: What is asked.
        key: What a request must bring, or None.
        loopback: Whether it is reached from this machine alone.
        per_minute: How many questions one address may send in a minute; 0 is no limit.
    """
    # By address, and no limit for a server's people: there are none here.
    endpoint = Endpoint(service, RateLimits(per_minute, 0))
    routes = [
        Route("/v1/chat/completions", endpoint.complete, methods=["POST"]),
        Route("/v1/models", endpoint.models),
        Route("/v1/models/{name}", endpoint.model),
        Route(HEALTH, endpoint.health),
    ]
    # Starlette looks for the nearest class, so each kind of DatelineError comes to `_told`.
    handlers = {
        DatelineError: _told,
        HTTPException: _refused,
        ClientDisconnect: _gone,
        Exception: _failed,
    }
    app = Starlette(routes=routes, exception_handlers=handlers)
    return Guard(app, key=key, loopback=loopback, open_paths=frozenset({HEALTH}))


async def _body(request: Request) -> bytes:
    """The body, as long as it is JSON, small enough and soon there.

    Raises:
        HTTPException: It isn't.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        # A page of another site can send a form or plain text without being asked, but no JSON.
        raise HTTPException(415, NOT_JSON)
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            # Counted as it comes: what a header says of the length may be wrong or missing.
            async for part in request.stream():
                body += part
                if len(body) > MOST_BODY:
                    raise HTTPException(413, TOO_LARGE)
    except TimeoutError:
        raise HTTPException(408, TOO_SLOW) from None
    return bytes(body)


def _completion(answer: Answer, frame: Object) -> Object:
    content = "".join(text for text, _ in content_pieces(answer))
    message = {
        "role": "assistant", "content": content, "refusal": None,
        "annotations": url_citations(answer),
    }  # fmt: skip
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    told = {"choices": [choice], "usage": _usage(answer), "dateline": as_data(answer)}
    return {**frame, "object": "chat.completion", "model": MODEL, **told}


def _usage(answer: Answer) -> Object:
    """The chat model's tokens; none where the answer is quoted."""
    sent = sum(step.tokens_in for step in answer.steps)
    written = sum(step.tokens_out for step in answer.steps)
    return {
        "prompt_tokens": sent, "completion_tokens": written, "total_tokens": sent + written,
    }  # fmt: skip


def _status(error: DatelineError) -> tuple[int, str | None]:
    # UnknownModel is a UsageError, and has to come before it.
    match error:
        case UnknownModel():
            return 404, "model_not_found"
        case UsageError():
            return 400, None
        case Unanswered():
            return 503, "no_answer_in_time"
        case ArchiveError():
            return 503, "archive_unavailable"
        case ProviderError():
            return 502, "chat_model_failed"
    return 500, None


def _error_body(error: DatelineError) -> Object:
    status, code = _status(error)
    return error_body(status, redacted(str(error)), code)


async def _told(_request: Request, error: Exception) -> Response:
    status, code = _status(error) if isinstance(error, DatelineError) else (500, None)
    return _error(status, redacted(str(error)), code)


async def _refused(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    told = error.detail if isinstance(error, HTTPException) else INTERNAL
    return _error(status, told)


async def _failed(_request: Request, error: Exception) -> Response:
    log.error("A request failed", exc_info=error)
    return _error(500, INTERNAL)


async def _gone(_request: Request, _error: Exception) -> Response:
    return Response(status_code=400)  # nobody is there to read it


def _error(status: int, message: str, code: str | None = None) -> Response:
    """An error that a client should show, not try again by itself."""
    response = error_response(status, message, code)
    # OpenAI's own clients try again after 429 and 5xx unless this header says no.
    response.headers["x-should-retry"] = "false"
    return response
