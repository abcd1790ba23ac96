"""The bot's log: to stderr, without tokens, and without what the library would log of questions.

It is lines of text, or one JSON object a line for whatever collects logs.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Literal

from bot.logging_setup import FORMAT, Redaction
from retrieval.redaction import add_secrets

log = logging.getLogger("bot.discord_app")


class JsonLine(logging.Formatter):
    """A record as one JSON object: time, level, logger, message, and what it has beside.

    `error_id` is what the asker was told; `exception` and `stack` hold several lines in one.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line, in ASCII, so that no control character reaches a terminal."""
        # There already where `Redaction` has passed.
        exception = record.exc_text
        if record.exc_info and not exception:
            exception = self.formatException(record.exc_info)
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "error_id": getattr(record, "error_id", None),
            "exception": exception,
            "stack": record.stack_info,
        }
        return json.dumps({name: value for name, value in line.items() if value is not None})


def guard_logs(level: str, token: str, form: Literal["text", "json"] = "text") -> None:
    """Log to stderr at `level`, beside what is set up already, with every handler guarded.

    A service's log is its stderr. The library's own loggers stay at INFO or above: below that
    they write out whole messages.

    Args:
        level: From what level on.
        token: What must never stand in a line, besides everything of its shape.
        form: Lines of text as each handler has them, or a JSON object a line from all of them.
    """
    add_secrets({"DISCORD_TOKEN": token})
    root = logging.getLogger()
    root.setLevel(level)
    if not any(_is_stream(handler) for handler in root.handlers):
        stream = logging.StreamHandler()
        stream.setFormatter(logging.Formatter(FORMAT))
        root.addHandler(stream)
    for handler in root.handlers:
        # Those that were set up before have it already.
        if not any(isinstance(one, Redaction) for one in handler.filters):
            handler.addFilter(Redaction())
        if form == "json":
            handler.setFormatter(JsonLine())
    for name in ("discord", "aiohttp", "asyncio"):
        floor = max(logging.INFO, logging.getLevelNamesMapping()[level])
        logging.getLogger(name).setLevel(floor)


def _is_stream(handler: logging.Handler) -> bool:
    # A FileHandler is a StreamHandler too, and no service's log.
    files = logging.FileHandler
    return isinstance(handler, logging.StreamHandler) and not isinstance(handler, files)
