"""Reading in a child process: formats whose files can be made to fill memory or never end.

The child gets the bytes on its standard input and none of this process's environment; it
gives back JSON. Whatever it does, it is killed when its time is over, and the run goes on.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import threading
from dataclasses import dataclass

from retrieval.child_processes import child_command, child_environment
from retrieval.errors import UnreadableArticle


@dataclass(frozen=True, slots=True)
class ExtractionLimits:
    """What a child may use: bytes of address space, seconds of work and of waiting, output.

    A busy machine may give it a tenth of a processor; on Windows waiting is the only limit.
    """

    memory: int = 1024**3
    work_seconds: int = 25
    seconds: float = 150.0
    output: int = 64_000_000


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a child made of a document: its text page by page, and the properties it states."""

    pages: tuple[str, ...]
    title: str | None = None
    author: str | None = None


def extract_in_child(form: str, raw: bytes, limits: ExtractionLimits | None = None) -> Extracted:
    """What is in a document, read by a child process.

    Args:
        form: The format, one of those that `extraction_child.py` knows.
        raw: The file's bytes.
        limits: What the child may use.

    Raises:
        UnreadableArticle: The child could not read it, or came to its limits.
    """
    limits = limits or ExtractionLimits()
    try:
        told = json.loads(_output(form, raw, limits))
    # No whole JSON: the child was stopped at a limit, or wrote more than is read.
    except ValueError:
        raise UnreadableArticle(
            f"It takes more than {limits.work_seconds} seconds of work, {limits.seconds:g} seconds"
            f" in all, or {limits.memory / 1024**3:.2g} GB of memory to be read;"
            " save its text as a text file."
        ) from None
    if "reason" in told:
        raise UnreadableArticle(told["reason"])
    return Extracted(tuple(told["pages"]), told["title"], told["author"])


def _output(form: str, raw: bytes, limits: ExtractionLimits) -> bytes:
    """What the child wrote; no whole JSON if it was stopped."""
    command = child_command("retrieval.reading.sandbox.extraction_child", form)
    # A file and no pipe: to write into one while reading from the other takes a thread, or both
    # sides may wait for each other for ever.
    with tempfile.TemporaryFile() as given:
        given.write(raw)
        # The child shares this file's position, which stands at the end after writing.
        given.seek(0)
        with subprocess.Popen(  # noqa: S603 - our own module, and no shell
            [*command, str(limits.memory), str(limits.work_seconds)],
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=child_environment(),
        ) as child:
            assert child.stdout  # noqa: S101 - it is, with PIPE
            timer = threading.Timer(limits.seconds, child.kill)
            timer.start()
            try:
                # Ends when the child closes its output: it is done, or the timer has killed it.
                return child.stdout.read(limits.output)
            finally:
                timer.cancel()
                # Also where it wrote too much and would wait for ever to write the rest.
                child.kill()
