"""Writes `retrieval/language/common.txt`: stems of words written small in texts of our own.

A sentence's first word is a name only if it is not among them. Run from the repository's root:
`python -m training.common_words`.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from retrieval.language.tokens import stem

DATA = Path("training/data")
OUT = Path("retrieval/language/common.txt")
LEAST = 2
"""A stem seen once may be a slip of the pen."""

WORD = re.compile(r"[^\W\d_]{3,}")  # bonus, завод


def texts() -> Iterator[str]:
    """Every text and claim of the training data."""
    for file in sorted(DATA.glob("*.jsonl.gz")):
        for line in gzip.decompress(file.read_bytes()).decode("utf-8").splitlines():
            article = json.loads(line)
            # Other files hold questions alone, and no text.
            if "text" not in article:
                continue
            yield article["text"]
            # Questions are left out: many are typed small, and the names in them, too.
            yield from (one["c"] for one in article.get("claims", ()))


def main() -> None:
    """Count the stems and write those that are common."""
    # Written small, a word can't be a name; one that is only ever written large may be.
    seen = Counter(stem(word) for text in texts() for word in WORD.findall(text) if word.islower())
    kept = sorted(word for word, times in seen.items() if times >= LEAST)
    OUT.write_text("\n".join(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
