"""Archives of a small embedder, a folder of files to index, and ways to look into an archive."""

from __future__ import annotations

import hashlib
import json
import re
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.archive.chunking import CHUNK_TOKENS
from retrieval.archive.indexing import index
from retrieval.archive.opening import open_archive
from retrieval.archive.quantization import pack_vectors, unpack_vectors
from retrieval.archive.snapshot import current_path
from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors
from retrieval.types import (
    Article,
    DateMention,
    Failure,
    FoundFiles,
    IndexReport,
    Reading,
    Revision,
    SourceFile,
)
from support.articles import article, story

DIMENSION = 48

Run = Callable[..., IndexReport]
"""Index the whole folder, or what is handed over."""


@lru_cache(maxsize=20_000)
def word_vector(word: str) -> NDArray[np.float64]:
    return np.random.default_rng(zlib.crc32(word.encode())).normal(size=DIMENSION)


@lru_cache(maxsize=20_000)  # most tests have the same stories
def text_vector(text: str, dimension: int) -> NDArray[np.float64]:
    row = np.zeros(dimension)
    row[0] = 1e-6
    for word in re.findall(r"\w+", text.lower()):
        row += word_vector(word)[:dimension]
    return np.asarray(row / np.linalg.norm(row))


@dataclass
class HashedWords:
    """An embedder whose vectors are sums of words' random ones; remembers what it embedded."""

    name: str = "hashed-words"
    dimension: int = DIMENSION
    chunk_tokens: int = CHUNK_TOKENS
    pause: float = 0.0
    across: bool = False
    embedded: list[str] = field(default_factory=list)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded += texts
        if self.pause:  # a sleep of no time, too, gives the processor away
            time.sleep(self.pause)
        out = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(out, texts, strict=True):
            row[:] = text_vector(text, self.dimension)
        return out

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]


class Folder:
    """A folder of files, each with any number of articles; counts how often it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.read_files: list[str] = []
        path.mkdir(parents=True, exist_ok=True)

    def put(self, file: str, *articles: Article, failures: Sequence[str] = ()) -> None:
        """Write the file anew."""
        held = {"articles": [asdict(one) for one in articles], "failures": list(failures)}
        whole = self.path / f"{file}.part"
        whole.write_text(json.dumps(held), "utf-8")
        whole.rename(self.path / f"{file}.json")

    def put_story(self, name: str, seed: object = None, **facts: Any) -> Article:
        """A file with one article of its name."""
        one = article(name, story(name if seed is None else seed), **facts)
        self.put(name, one)
        return one

    def delete(self, file: str) -> None:
        (self.path / f"{file}.json").unlink()

    def only(self, *files: str) -> FoundFiles:
        """These files, as if each had been named itself."""
        paths = [self.path / f"{file}.json" for file in files]
        return FoundFiles(
            tuple(
                SourceFile(path.name, str(path), hashlib.md5(path.read_bytes()).hexdigest())
                for path in paths
            )
        )

    def found(self) -> FoundFiles:
        """The whole folder, as if it had been named."""
        files = sorted(path.stem for path in self.path.glob("*.json"))
        return FoundFiles(self.only(*files).files, (str(self.path),))

    def read(self, file: SourceFile) -> Reading:
        self.read_files.append(file.source)
        held = json.loads(Path(file.key).read_text("utf-8"))
        return Reading(
            tuple(
                Article(
                    **{
                        **one,
                        "furniture": tuple(map(tuple, one["furniture"])),
                        "pages": tuple(one["pages"]),
                        "dates": tuple(DateMention(**date) for date in one["dates"]),
                        "acronyms": tuple(map(tuple, one["acronyms"])),
                        "revision": _revision(one["revision"]),
                        "partial": one["partial"] and tuple(one["partial"]),
                    }
                )
                for one in held["articles"]
            ),
            tuple(Failure(file.source, reason) for reason in held["failures"]),
        )


def _revision(stored: dict[str, Any] | None) -> Revision | None:
    """A revision out of JSON, its note a pair again."""
    return stored and Revision(**{**stored, "note": stored["note"] and tuple(stored["note"])})


def opened(home: Path, *, create: bool = False) -> Archive:
    """The archive in `home`, for the small embedder."""
    return open_archive(home, HashedWords.name, DIMENSION, create=create)


def ids(archive: Archive) -> set[str]:
    return {listing.id for listing in archive.listings()}


def near(archive: Archive, vectors: Vectors, text: str, n: int = 5) -> dict[int, float]:
    """The nearest chunks to a text, as the search gets them."""
    vector = HashedWords().embed([text])[0]
    with archive.reading() as connection:
        return vectors.nearest(connection, vector, n)


def near_articles(archive: Archive, vectors: Vectors, text: str, n: int = 5) -> list[str]:
    """The articles of the nearest chunks, best first; a dead chunk shows as `dead`."""
    vector = HashedWords().embed([text])[0]
    with archive.reading() as connection:
        found = vectors.nearest(connection, vector, n)
        owners = dict(
            connection.execute(
                "select chunks.id, articles.id from chunks join articles on article = n"
            ).fetchall()
        )
    return [owners.get(key, "dead") for key in found]


def exact(archive: Archive, text: str, n: int = 5) -> dict[int, float]:
    """The nearest chunks by comparing with every vector."""
    vector = HashedWords().embed([text])[0]
    with archive.reading() as connection:
        rows = connection.execute("select chunk, vector from vectors").fetchall()
    cosines = {row["chunk"]: float(unpack_vectors([row["vector"]])[0] @ vector) for row in rows}
    return dict(sorted(cosines.items(), key=lambda item: -item[1])[:n])


def with_word(archive: Archive, word: str) -> set[str]:
    """The articles that the full-text index finds for a word."""
    with archive.reading() as connection:
        rows = connection.execute(
            "select articles.id from words join chunks on words.rowid = chunks.id"
            " join articles on article = n where words match ?",
            (f'"{word}"',),
        )
        return {row["id"] for row in rows}


def word_entries(archive: Archive, word: str) -> int:
    """How many entries, living or left over, the full-text index has for a word."""
    with archive.reading() as connection:
        return int(
            connection.execute(
                "select count(*) from words where words match ?", (f'"{word}"',)
            ).fetchone()[0]
        )


def fill(folder: Folder, run: Callable[[], object], count: int = 40) -> list[str]:
    names = [f"a{i:04}" for i in range(count)]
    for name in names:
        folder.put_story(name)
    run()
    return names


def insert_chunks(archive: Archive, count: int, *, toward: np.ndarray | None = None) -> list[int]:
    """Bare chunks with random vectors, all of them near `toward` if that is given."""
    rng = np.random.default_rng(count)
    rows = rng.normal(size=(count, DIMENSION)).astype("<f4")
    rows = rows if toward is None else toward + 0.01 * rows
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    keys = []
    with archive.writing() as connection:
        number = connection.execute("select max(n) from articles").fetchone()[0]
        for packed in pack_vectors(rows):
            cursor = connection.execute(
                'insert into chunks (article, start, "end") values (?, 0, 1)', (number,)
            )
            key = cursor.lastrowid
            assert key is not None
            connection.execute("insert into vectors values (?, ?)", (key, packed))
            keys.append(key)
    return keys


def folder_in_use(archive: Archive) -> Path:
    with archive.reading() as connection:
        path = current_path(archive.home, connection)
    assert path is not None
    return path


def commit_articles(archive: Archive, folder: Folder, *articles: Article) -> None:
    """Put the articles into the folder, a file each, and index it."""
    for one in articles:
        folder.put(one.id, one)
    index(archive, HashedWords(), folder.found(), folder.read)
