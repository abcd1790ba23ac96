"""The audit log: who did what, and how it ended, in lines that are only ever added.

One JSON object a line, in a file that only its owner may read. It holds ids, names of commands
and figures; what was asked stands in it only where the operator says so.
"""

from __future__ import annotations

import json
import logging
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from retrieval.private_files import FOLDER_MODE, for_owner
from retrieval.redaction import redacted_values

if TYPE_CHECKING:
    from bot.discord_app.access.callers import Caller

FILE = "audit.jsonl"
MOST_BYTES = 5_000_000  # an editor still opens it
OLDER_FILES = 9  # 50 MB in all

log = logging.getLogger(__name__)


class AuditLog:
    """The open audit log. Lines are written in a thread of their own, in order.

    Args:
        path: The file; what it held before goes to `audit.jsonl.1` and on when it is full.
        questions: Whether the text of questions is written too.
        most_bytes: From what size on a new file is begun.
    """

    def __init__(
        self, path: Path, *, questions: bool = False, most_bytes: int = MOST_BYTES
    ) -> None:
        self._file = _Lines(path, most_bytes)
        self._questions = questions
        # One thread alone, so that lines stay in order; a slow disk never holds up the event loop.
        self._writing = ThreadPoolExecutor(1, "audit")

    def note(
        self,
        caller: Caller | None,
        action: str,
        outcome: str,
        *,
        began: float | None = None,
        question: str | None = None,
        **more: object,
    ) -> None:
        """Add a line; never raises, never waits.

        Args:
            caller: Who did it, and where.
            action: What was done: a command's name, `answer`, a button.
            outcome: How it ended.
            began: `time.perf_counter()` when it began, from which its milliseconds follow.
            question: What was asked; left out unless questions are to be written.
            more: What else is known: a receipt, the id of an error. None is left out.
        """
        # What every line has; docs/deploy.md shows one.
        line: dict[str, Any] = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "guild": caller.guild if caller else None,
            "channel": caller.channel if caller else None,
            "person": caller.person if caller else None,
            "via": caller.via if caller else None,
            "action": action,
            "outcome": outcome,
        }
        if began is not None:
            line["ms"] = round((time.perf_counter() - began) * 1000)
        if question is not None and self._questions:
            line["question"] = question
        line |= {name: value for name, value in more.items() if value is not None}
        # A question may hold a key that somebody pasted.
        text = json.dumps(redacted_values(line), ensure_ascii=False)
        try:
            self._writing.submit(self._file.add, text)
        except RuntimeError:  # closed already
            log.warning("A line came too late for the audit log: %s %s", action, outcome)

    def close(self) -> None:
        """Write what is still to be written, and close the file."""
        # In this order: until the thread has ended it writes to the file.
        self._writing.shutdown(wait=True)
        self._file.close()


class _Lines(RotatingFileHandler):
    """A file of lines that begins anew at a size, and that only its owner may read."""

    def __init__(self, path: Path, most_bytes: int) -> None:
        self._told = False
        # `delay`: the file is made with its first line.
        super().__init__(
            path, maxBytes=most_bytes, backupCount=OLDER_FILES, encoding="utf-8", delay=True
        )

    def _open(self) -> IO[str]:  # type: ignore[override]  # the stub names a subclass
        # The handler's own way of opening would leave the file's rights to the umask.
        Path(self.baseFilename).parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        return open(self.baseFilename, "a", encoding="utf-8", opener=for_owner)

    def add(self, text: str) -> None:
        """Write one line; between two of them the file is closed."""
        # The arguments are empty, so a "%" in a question is no format.
        self.emit(logging.LogRecord("audit", logging.INFO, "", 0, text, (), None))
        if self.stream is not None:
            self.stream.close()
            self.stream = None  # opened again for the next line

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Tell the log once: the bot goes on answering where the disk is full."""
        # `exception` works here: logging calls this method from within its own `except`.
        if not self._told:
            self._told = True
            log.exception("The audit log %s can't be written.", self.baseFilename)
