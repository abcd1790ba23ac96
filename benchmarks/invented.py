"""Archives of invented text, of any size: nonsense of the sample articles' words, of their kind."""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np

from retrieval import factory
from retrieval.archive import indexing
from retrieval.archive.store import Archive
from retrieval.embedding import MiniLM
from retrieval.factory import building
from retrieval.settings import Settings
from retrieval.types import Article, FoundFiles, Reading, SourceFile

ROOT = Path(__file__).parent.parent
PARAGRAPHS = 5
PARAGRAPH_WORDS = 120
"""One chunk each, under the model's own count of tokens a little more."""

# "Outlet 0" to "Outlet 19", so that a limit to one keeps a twentieth.
OUTLETS = 20

FILE_ARTICLES = 100
"""Articles a file, which are invented when it is read, so that few wait in memory."""

REAL, JITTER = 500, 0.8
"""Texts whose vectors are real, and how far from one of them the others lie (chosen by hand: two
that are made from one have a cosine of about .6)."""


class Invention:
    """Invents text: twenty thousand words, as unequal as in real text (Zipf)."""

    def __init__(self, seed: int = 7) -> None:
        self.rng = random.Random(seed)
        self._words = _vocabulary()
        # Cumulated once: to sum the weights for each sentence took most of the time.
        # Without the 3 the first word alone would be a tenth of the text.
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(self._words))))

    def text(self, words: int) -> str:
        """Sentences of about so many words in all."""
        # About twenty words a sentence.
        return " ".join(self._sentence() for _ in range(max(1, words // 20)))

    def question(self) -> str:
        return self.text(20)[:200].rstrip(".") + "?"

    def article(self, number: int, paragraphs: int = PARAGRAPHS) -> Article:
        text = "\n".join(self.text(PARAGRAPH_WORDS) for _ in range(paragraphs))
        # The id is of the text: there is no path to derive it from.
        digest = hashlib.sha256(text.encode()).hexdigest()
        outlet = f"Outlet {number % OUTLETS}"
        return Article(digest[:12], f"invented/{number}", text, digest, outlet=outlet)

    def _sentence(self) -> str:
        words = self.rng.choices(self._words, cum_weights=self._weights, k=self.rng.randint(12, 28))
        return " ".join(words).capitalize() + "."


def _vocabulary() -> list[str]:
    """Twenty thousand words: those of the sample articles, and pieced together from them."""
    text = " ".join(file.read_text("utf-8") for file in sorted((ROOT / "articles").glob("*.md")))
    # The same words in every run: sorted before they are drawn from, and from a seed.
    known = sorted(set(text.split()))
    rng = random.Random(3)
    # The first four letters of one word and the last four of another: "harb" and "ment".
    made = {rng.choice(known)[:4].lower() + rng.choice(known)[-4:].lower() for _ in range(40_000)}
    words = [*known, *sorted(made)[: 20_000 - len(known)]]
    rng.shuffle(words)
    return words


class InventedVectors:
    """Stands in for the model while an archive is filled: vectors of real sentences, jittered.

    They lie as unevenly as real ones do, which decides how well a graph of neighbours finds them.
    """

    chunk_tokens = 230
    # The name and the size of the shipped model: an archive that is filled so can be asked by it.
    name = building.MODEL_NAME
    dimension = building.MODEL_DIMENSION

    def __init__(self) -> None:
        self._rng = np.random.default_rng(5)
        invention = Invention(seed=13)
        model = MiniLM(threads=2)
        # Embedded once in earnest: what is made of them later costs next to nothing.
        self._real = model.embed([invention.text(60) for _ in range(REAL)])

    def embed(self, texts: Sequence[str]) -> Any:
        near = self._real[self._rng.integers(len(self._real), size=len(texts))]
        # By the square root of the dimension, so that the noise is JITTER long in all.
        noise = self._rng.standard_normal(near.shape, dtype=np.float32)
        vectors = near + JITTER / np.sqrt(self.dimension) * noise
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text) // 5 for text in texts]


def fill(settings: Settings, chunks: int, paragraphs: int = PARAGRAPHS) -> tuple[int, float]:
    """Make an archive of at least so many chunks: how many, and the seconds of indexing alone."""
    invention, inventing = Invention(), 0.0
    # Rounded up: at least so many chunks.
    count = -(-chunks // paragraphs)
    files = [SourceFile(f"{at}", f"/invented/{at}", "1") for at in range(0, count, FILE_ARTICLES)]

    def read(file: SourceFile) -> Reading:
        nonlocal inventing
        began, first = time.perf_counter(), int(file.source)
        numbers = range(first, min(first + FILE_ARTICLES, count))
        reading = Reading(tuple(invention.article(number, paragraphs) for number in numbers))
        # The making of the text is no indexing, and is not counted.
        inventing += time.perf_counter() - began
        return reading

    with factory.open_archive(settings, create=True) as archive:
        began = time.perf_counter()
        indexing.index(archive, InventedVectors(), FoundFiles(tuple(files)), read)
        return chunk_count(archive), time.perf_counter() - began - inventing


def chunk_count(archive: Archive) -> int:
    with archive.reading() as connection:
        return int(connection.execute("select count(*) from chunks").fetchone()[0])


def questions_about(archive: Archive, count: int, seed: int = 11) -> Iterator[str]:
    """Questions in words that stand side by side in an article held."""
    rng = random.Random(seed)
    with archive.reading() as connection:
        texts = [row[0] for row in connection.execute("select text from articles limit 500")]
    for _ in range(count):
        words = rng.choice(texts).split()
        # Ten words before the end at the latest, so that eight are left; a question with quotation
        # marks would ask for a phrase.
        start = rng.randrange(len(words) - 10)
        yield f"What did {' '.join(words[start : start + 8]).strip('.')}?".replace('"', "")
