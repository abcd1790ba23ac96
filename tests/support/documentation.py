"""What the documents show to be typed: indented blocks, and code within a sentence."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = (
    "README.md", "SECURITY.md", "training/README.md", "training/languages/README.md",
    "packages/dateline-languages/README.md", "benchmarks/exams/README.md",
    "retrieval/embedding/model/README.md",
    *(f"docs/{page.name}" for page in sorted((ROOT / "docs").glob("*.md"))),
)  # fmt: skip

# `DATELINE_HOME=/var/lib/dateline dateline restore FILE`
SETTING = re.compile(r"[A-Z][A-Z_]+=")


@dataclass(frozen=True)
class Command:
    """A command of a page: its words, the variables set before it, whether it is in a block."""

    page: str
    words: tuple[str, ...]
    variables: tuple[str, ...] = ()
    block: bool = True

    def __str__(self) -> str:
        return f"{self.page}: {shlex.join(self.words)}"

    @property
    def program(self) -> str:
        """`dateline` for `.venv/bin/dateline`."""
        return self.words[0].rpartition("/")[2]


KINDS = (
    ("python", r"from [\w.]+ import|settings = |client = |with "),
    ("json", r"\{"),
    ("link", r"https://"),
    ("discord", r"/\w+ "),
    ("diagram", r".*──"),
    ("output", r"(?s).* \[\d\]$|Sources\b|Receipt \w+$|Not in the archive\.|The closest "),
    ("settings", r"DISCORD_TOKEN="),
)
"""What a piece of a block is, by how it begins; anything else is typed into a shell."""


def pieces(page: str) -> list[tuple[str, str]]:
    """The indented pieces of a page, each with what it is, without the indentation."""
    text = (ROOT / page).read_text("utf-8")
    found = []
    # "    make test", and the lines below it that are indented too
    for block in re.findall(r"(?m)(?:^    .*\n)+", text + "\n"):
        piece = re.sub(r"(?m)^    ", "", block).strip("\n")
        kind = next((name for name, begins in KINDS if re.match(begins, piece)), "shell")
        found.append((kind, piece))
    return found


def in_blocks(page: str) -> Iterator[Command]:
    """The commands of a page's indented blocks."""
    for kind, piece in pieces(page):
        if kind == "shell":
            for line in re.sub(r"\\\n\s*", " ", piece).splitlines():
                # "make torture      (or with SHARE=0.06 for a part of it)"
                typed = re.sub(r"\s{2,}\(.*\)$", "", line)
                for part in typed.split("&&"):
                    yield from _commands(page, part, block=True)


def in_sentences(page: str, programs: frozenset[str], names: frozenset[str]) -> Iterator[Command]:
    """The commands that stand as code within a sentence or a table."""
    text = re.sub(r"(?m)^    .*$", "", (ROOT / page).read_text("utf-8")).replace(r"\|", "|")
    for line in text.splitlines():
        cell = line.split(" | ")[0]
        for code in re.findall(r"`([^`]+)`", line):
            first = code.split(" ")[0]
            # "| `dateline verify RECEIPT`, `pin RECEIPT` |": the second is a command too
            if cell.startswith("| `dateline") and first in names and f"`{code}`" in cell:
                yield from _commands(page, f"dateline {code}", block=False)
            elif first.rpartition("/")[2] in programs and " " in code:
                yield from _commands(page, code, block=False)


def _commands(page: str, typed: str, *, block: bool) -> Iterator[Command]:
    # "index [PATH|URL ...]": brackets and dots say how many; a bar stands between two commands
    plain = re.sub(r"(?<=\s)\[([^\]]*)\]", r"\1", typed)
    words = shlex.split(re.sub(r'(?<![".])\s\.\.\.(?!")', "", plain), comments=True)
    before = []
    while words and SETTING.match(words[0]):
        before.append(words.pop(0))
    if not words:
        return
    for one in product(*(word.split("|") for word in words)):
        yield Command(page, one, tuple(before), block)
