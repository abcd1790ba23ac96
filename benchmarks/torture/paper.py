"""A paper that changes all the time, and what of it an archive may hold at each moment."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from retrieval.archive.opening import open_archive
from retrieval.archive.store import Archive

ROOT = Path(__file__).parents[2]
# Names and words are made of them, so that no name is a word of the language.
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo")


@dataclass
class Row:
    """One promise: how it is tested, how often, and what was seen."""

    promise: str
    how: str
    times: int = 0
    seen: str = ""
    faults: list[str] = field(default_factory=list)

    def expect(self, holds: object, fault: str) -> None:
        """Note a fault unless this holds."""
        if not holds:
            self.faults.append(fault)
            # Told at once, too: a run of hours need not be waited for.
            print(f"FAULT: {fault}", file=sys.stderr)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class Paper:
    """A folder of articles about ports; `texts` is what it holds, `ever` all that it has held."""

    def __init__(self, folder: Path, rng: random.Random) -> None:
        self.folder, self.rng = folder, rng
        # The name is the file's stem; `ever` has the hash of a text as its key.
        self.texts: dict[str, str] = {}
        self.ever: dict[str, str] = {}
        self.count = 0
        folder.mkdir()

    def write(self, name: str) -> None:
        """A new text: a figure and sentences of its own; the file is exchanged whole."""
        self.count += 1
        words = lambda n: " ".join("".join(self.rng.choices(SYLLABLES, k=3)) for _ in range(n))  # noqa: E731
        # Some short, some of several chunks.
        body = " ".join(f"In {name} the {words(8)}." for _ in range(self.rng.choice([2, 8, 30])))
        text = f"News of {name}\n\nThe port of {name} took in {1000 + self.count} ships. {body}\n"
        # Under a name that is not read, then renamed: `index` never sees half of a file.
        part = self.folder / f".{name}"
        part.write_text(text, "utf-8")
        part.rename(self.folder / f"{name}.txt")
        self.texts[name] = self.ever[digest(text)] = text

    def delete(self, name: str) -> None:
        del self.texts[name]
        (self.folder / f"{name}.txt").unlink()

    def new_name(self) -> str:
        return "".join(self.rng.choices(SYLLABLES, k=4)).capitalize()

    def question(self, name: str) -> str:
        return f"How many ships did the port of {name} take in?"


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "bot.cli", *words]


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "DATELINE_HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}


def run(
    home: Path, words: Sequence[str], before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    """A `dateline` command to its end; `before` is called in the process that will be it."""
    return subprocess.run(
        command(*words), env=environment(home), cwd=ROOT, capture_output=True, text=True,
        # In the child between fork and exec: the limit is its own.
        check=False, preexec_fn=before,
    )  # fmt: skip


def opened(home: Path) -> Archive:
    return open_archive(home, None)


def held(archive: Archive) -> dict[str, str]:
    """What an archive holds, by name: each text, as long as its hash is right."""
    articles = [archive.article(listing.id) for listing in archive.listings()]
    # One whose hash is wrong is left out, and so is missed wherever texts are compared.
    return {
        Path(one.source).stem: one.text for one in articles if one and digest(one.text) == one.hash
    }
