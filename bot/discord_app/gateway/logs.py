"""The bot's log: to stderr, without tokens, and without what the library would log of questions.

It is lines of text, or one JSON object a line for whatever collects logs.
"""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime
from typing import Literal

from retrieval.redaction import REDACTED, add_secrets, redacted

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

log = logging.getLogger("bot.discord_app")

# Dotted names of Python modules have the shape of a token too, but hardly ever a digit.
# "NotAToken0.abcde.fghijklmno" is taken out, "discord_app.gateway.question_queue" is not.
_TOKEN = re.compile(r"(?<![\w-])(?=[\w.-]*\d)[\w-]{10,}\.[\w-]{5,}\.[\w-]{10,}")


class Redaction(logging.Filter):
    """Takes tokens out of records, tracebacks included. It belongs on handlers.

    A filter on a logger does not see the records of the loggers below it.
    """

    def __init__(self, token: str) -> None:
        super().__init__()
        add_secrets({"DISCORD_TOKEN": token})

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record in place; every record is kept."""
        # Put together here: the secret may lie in an argument alone.
        record.msg, record.args = self.redacted(_message(record)), None
        if record.exc_info:
            # Formatted here, for a formatter would write `exc_info` out once more, secrets and all.
            record.exc_text = logging.Formatter().formatException(record.exc_info)
            record.exc_info = None
        if record.exc_text:
            record.exc_text = self.redacted(record.exc_text)
        if record.stack_info:
            record.stack_info = self.redacted(record.stack_info)
        return True

    def redacted(self, text: str) -> str:
        """The text without secrets, and without anything like a Discord token at all."""
        return _TOKEN.sub(REDACTED, redacted(text))


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
    root = logging.getLogger()
    root.setLevel(level)
    if not any(_is_stream(handler) for handler in root.handlers):
        stream = logging.StreamHandler()
        stream.setFormatter(logging.Formatter(FORMAT))
        root.addHandler(stream)
    for handler in root.handlers:
        # A second call takes the place of the first.
        handler.filters = [old for old in handler.filters if not isinstance(old, Redaction)]
        handler.addFilter(Redaction(token))
        if form == "json":
            handler.setFormatter(JsonLine())
    for name in ("discord", "aiohttp", "asyncio"):
        floor = max(logging.INFO, logging.getLevelNamesMapping()[level])
        logging.getLogger(name).setLevel(floor)


def _is_stream(handler: logging.Handler) -> bool:
    # A FileHandler is a StreamHandler too, and no service's log.
    files = logging.FileHandler
    return isinstance(handler, logging.StreamHandler) and not isinstance(handler, files)


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception:
        # A wrong format string must not let its arguments out.
        return f"{record.msg} {record.args!r}"
