"""Whole processes: help, one question, the conversation's first prompt and first answer."""

from __future__ import annotations

import os
import pty
import statistics
import subprocess
import time
from pathlib import Path

from benchmarks.invented import ROOT, fill
from benchmarks.speed.table import RUNS, dateline, has, median, row, run
from retrieval.settings import read_settings

ASKED = "Who proposed creating an SCO expert group?"
PROMPT = b"dateline>"  # colours follow
ANSWERED = b"Sources"  # the heading below an answer
TYPING = 5  # seconds that somebody takes to type a question
BARE = ["python", "-c", "import langchain_chroma"]


def start(folder: Path, chunks: int = 0) -> None:
    """Against a bare import of langchain-chroma, which answers nothing.

    The archive holds the sample articles, and before them so many chunks of invented ones.
    """
    if chunks:
        fill(read_settings(home=folder), chunks)
    # A terminal of ours would not tell where its cursor is, and prompt_toolkit would wait for it.
    environment = {**os.environ, "DATELINE_HOME": str(folder), "PROMPT_TOOLKIT_NO_CPR": "1"}
    run(dateline("index", str(ROOT / "articles")), environment)
    bare = [dateline()[0], *BARE[1:]]
    peer = median(lambda: run(bare, environment)) if has("langchain_chroma") else None
    row("dateline --help : import langchain_chroma",
        median(lambda: run(dateline("--help"), environment)), peer)  # fmt: skip
    row("dateline ask : import langchain_chroma",
        median(lambda: run(dateline("ask", ASKED), environment)), peer)  # fmt: skip
    for typing in (0, TYPING):
        talks = [conversation(environment, typing) for _ in range(RUNS + 1)][1:]
        if not typing:
            first = statistics.median(prompt for prompt, _ in talks)
            row("dateline chat, first prompt : the same", first, peer)
        answered = statistics.median(answer for _, answer in talks)
        row(f"dateline chat, first answer, asked {typing} s after the prompt", answered)


def conversation(environment: dict[str, str], typing: float) -> tuple[float, float]:
    """Seconds until a conversation asks for the first line, and from its end to the answer."""
    ours, theirs = pty.openpty()
    began = time.perf_counter()
    child = subprocess.Popen(
        dateline("chat"), env=environment, cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    until(ours, PROMPT)
    prompted = time.perf_counter()
    # What loads the models goes on meanwhile.
    time.sleep(typing)
    asked = time.perf_counter()
    os.write(ours, ASKED.encode() + b"\r")
    until(ours, ANSWERED)
    answered = time.perf_counter()
    child.kill()
    child.wait()
    os.close(ours)
    return prompted - began, answered - asked


def until(terminal: int, sign: bytes) -> None:
    """Read what the terminal shows until `sign` stands there."""
    seen = b""
    try:
        while sign not in seen:
            seen += os.read(terminal, 4096)
    except OSError:  # what a terminal says whose last process has ended
        raise SystemExit(f"dateline chat ended before {sign!r}: {seen.decode()}") from None
