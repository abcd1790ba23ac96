"""Logging: everything into a small rotating file in the archive's folder, warnings only there.

The terminal is for answers; with DATELINE_LOG_LEVEL=DEBUG the log goes to stderr too.
"""

from __future__ import annotations

import logging
import sys
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from retrieval.private_files import for_owner
from retrieval.redaction import redacted

if TYPE_CHECKING:
    from io import TextIOWrapper

    from retrieval.settings import Settings

FILE = "dateline.log"
MEGABYTE = 1_000_000  # bytes; two older files are kept
FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class Redacting(logging.Formatter):
    """Takes whatever looks like a secret out of a finished line, tracebacks too."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, secrets replaced."""
        return redacted(super().format(record))


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
        handler.setFormatter(Redacting(FORM))
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
