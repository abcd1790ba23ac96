"""Logging: everything into a small rotating file in the archive's folder, warnings only there.

The terminal is for answers; with DATELINE_LOG_LEVEL=DEBUG the log goes to stderr too.
"""

from __future__ import annotations

import logging
import re
import sys
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from retrieval.private_files import for_owner
from retrieval.redaction import REDACTED, redacted

if TYPE_CHECKING:
    from io import TextIOWrapper

    from retrieval.settings import Settings

FILE = "dateline.log"
MEGABYTE = 1_000_000  # bytes; two older files are kept
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

# Dotted names of Python modules have the shape of a token too, but hardly ever a digit.
# "NotAToken0.abcde.fghijklmno" is taken out, "discord_app.request_handling.question_queue" is not.
_TOKEN = re.compile(r"(?<![\w-])(?=[\w.-]*\d)[\w-]{10,}\.[\w-]{5,}\.[\w-]{10,}")


class Redaction(logging.Filter):
    """Takes secrets out of records, tracebacks included. It belongs on handlers.

    A filter on a logger does not see the records of the loggers below it.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record in place; every record is kept."""
        # Put together here: the secret may lie in an argument alone.
        record.msg, record.args = _redacted(_message(record)), None
        if record.exc_info:
            # Formatted here, for a formatter would write `exc_info` out once more, secrets and all.
            record.exc_text = logging.Formatter().formatException(record.exc_info)
            record.exc_info = None
        if record.exc_text:
            record.exc_text = _redacted(record.exc_text)
        if record.stack_info:
            record.stack_info = _redacted(record.stack_info)
        return True


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception:
        # A wrong format string must not let its arguments out.
        return f"{record.msg} {record.args!r}"


def _redacted(text: str) -> str:
    """The text without secrets, and without anything like a Discord token at all."""
    return _TOKEN.sub(REDACTED, redacted(text))


class _LogFile(RotatingFileHandler):
    """The log file, which is its owner's alone."""

    def _open(self) -> TextIOWrapper:
        # The library's own `_open` makes the file readable to whomever the umask lets.
        return open(self.baseFilename, "a", encoding="utf-8", opener=for_owner)


def set_up_logging(settings: Settings) -> None:
    """Send the log to a file in the home folder, if there is one to write to."""
    # A log that can't be written to, on a full or read-only disk, does not talk to the asker.
    logging.raiseExceptions = False
    root = logging.getLogger()
    root.setLevel(settings.log_level)
    # It is called again once the folder is there, so what an earlier call set up goes first.
    for handler in list(root.handlers):
        root.removeHandler(handler)
        handler.close()
    for handler in _handlers(settings):
        handler.setFormatter(logging.Formatter(FORMAT))
        handler.addFilter(Redaction())
        root.addHandler(handler)
    # At DEBUG these write down every request, and with it the users' questions.
    for name in ("discord", "httpx", "httpcore", "openai", "urllib3"):
        logging.getLogger(name).setLevel(max(logging.INFO, root.level))


def _handlers(settings: Settings) -> list[logging.Handler]:
    handlers: list[logging.Handler] = []
    if settings.log_level == "DEBUG":
        handlers.append(logging.StreamHandler(sys.stderr))
    try:
        if settings.home.is_dir():
            path = settings.home / FILE
            handlers.append(
                # Opened with the first line only: a command that has nothing to log leaves no file.
                _LogFile(path, maxBytes=MEGABYTE, backupCount=2, encoding="utf-8", delay=True)
            )
    except OSError:
        pass
    # With no handler at all Python writes warnings to stderr.
    return handlers or [logging.NullHandler()]
