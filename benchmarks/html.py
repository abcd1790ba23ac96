"""How well web pages are read, and how fast, beside trafilatura by itself in the same run.

    python -m benchmarks.html FOLDER [--pages N] [--worst N]

FOLDER holds `gold.jsonl`, one page a line, `{"id", "file", "url", "title", "author",
"published", "text", "must_contain", "must_not_contain"}` with null where nothing is known, and
the pages that its `file` names, as HTML or as gzipped HTML.

- **F1**: of the text's 4-grams, as the article extraction benchmark of scrapinghub has it,
  https://github.com/scrapinghub/article-extraction-benchmark. Tokens are the runs of word
  characters (`\\w+`, case kept); a text's 4-grams are counted, not only listed, and a text of
  fewer tokens is one shorter gram. With TP the grams that a page's text and its gold text share,
  precision is the mean over the pages of TP / found, recall the mean of TP / gold, a page with
  nothing found left out of the first; F1 is the harmonic mean of these two means.
- **must_contain**, **must_not_contain**: of all such segments, how many are there and how many
  are not, white space made one.
- **title**, **author**, **date**: right, wrong or missing, of the pages whose gold states one;
  for the title and the author letters and digits count, case folded, the names in any order.
- **pages a second**: the pages over again until N have been read (1,000 if not given), the
  processes having been started and warmed up before. "As indexed" is what `dateline index` does:
  the pages as N files of different names, found in a folder and read by its parallel reader;
  lines that repeat are judged once a process there, as in a real archive.

A page that is refused counts as one without text.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from retrieval import reading
from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.html.page import read_html
from retrieval.reading.press.furniture import is_furniture_line
from retrieval.reading.sandbox.read_ahead import ReadAhead
from retrieval.types import Article, Reading, SourceFile

GRAM = 4
# "4.2 million": 4, 2, million
TOKEN = re.compile(r"\w+")
FIELDS = ("title", "author", "published")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's bytes and what is known of it."""

    gold: dict[str, Any]
    raw: bytes


@dataclass(frozen=True, slots=True)
class Read:
    """What one way of reading made of a page; no text where it was refused."""

    text: str = ""
    title: str | None = None
    author: str | None = None
    published: str | None = None


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.html", description="Reading HTML.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=1000, help="reads to time; 0 for none")
    parser.add_argument("--worst", type=int, default=0, help="list that many of the worst pages")
    given = parser.parse_args()
    pages = load(given.folder)
    ways: dict[str, list[Read]] = {
        "Dateline, stored text": [by_dateline(page.raw) for page in pages],
        "Dateline, without furniture": [by_dateline(page.raw, searched=True) for page in pages],
        "trafilatura alone": [by_trafilatura(page.raw) for page in pages],
    }
    print(f"{len(pages)} pages\n")
    for name, reads in ways.items():
        report(name, pages, reads)
    worst(pages, ways["Dateline, stored text"], given.worst)
    if given.pages:
        speed([page.raw for page in pages], given.pages)


def load(folder: Path) -> list[Page]:
    lines = (folder / "gold.jsonl").read_text("utf-8").splitlines()
    return [Page(gold, content(folder / gold["file"])) for gold in map(json.loads, lines)]


def content(path: Path) -> bytes:
    raw = path.read_bytes()
    return gzip.decompress(raw) if path.suffix == ".gz" else raw


def by_dateline(raw: bytes, *, searched: bool = False) -> Read:
    """As Dateline reads the page; with `searched`, only what can be searched and quoted."""
    is_furniture_line.cache_clear()  # or pages read over again would cost too little
    try:
        article = read_html(raw, "page.html", "/page.html")
    except UnreadableArticle:
        return Read()
    text = without_furniture(article) if searched else article.text
    return Read(text, article.title, article.author, article.published)


def without_furniture(article: Article) -> str:
    kept, at = [], 0
    # An empty range at the end, so that what stands behind the last furniture is kept, too.
    for start, end in (*article.furniture, (len(article.text), len(article.text))):
        kept.append(article.text[at:start])
        at = end
    return "\n".join(kept)


def by_trafilatura(raw: bytes) -> Read:
    """As trafilatura reads the page with its default settings."""
    from trafilatura import bare_extraction

    found: Any = bare_extraction(raw, with_metadata=True)
    if found is None:
        return Read()
    return Read(found.text or "", found.title, found.author, found.date)


def report(name: str, pages: Sequence[Page], reads: Sequence[Read]) -> None:
    print(name)
    pairs = list(zip(pages, reads, strict=True))
    # A page without a gold text has only segments or fields to be judged by.
    texts = [(page.gold["text"], read.text) for page, read in pairs if page.gold["text"]]
    print(f"  refused or empty     {sum(not read.text for read in reads)}")
    if texts:
        precision, recall, f1 = scores(texts)
        print(f"  F1 {f1:.3f}   precision {precision:.3f}   recall {recall:.3f}   of {len(texts)}")
    # `wanted` tells whether a segment must be there or must not.
    for key, wanted in (("must_contain", True), ("must_not_contain", False)):
        met = [
            (flat(segment) in flat(read.text)) is wanted
            for page, read in pairs
            for segment in page.gold.get(key) or ()
        ]
        if met:
            print(f"  {key:<20} {share(met)} {'present' if wanted else 'absent'}, of {len(met)}")
    for key in FIELDS:
        kinds = Counter(verdict(page.gold[key], getattr(read, key)) for page, read in pairs)
        # Fields of which the gold says nothing are no part of the shares.
        total = sum(kinds[kind] for kind in ("right", "wrong", "missing"))
        if total:
            shares = "   ".join(
                f"{k} {kinds[k] / total:.3f}" for k in ("right", "wrong", "missing")
            )
            print(f"  {key:<20} {shares}, of {total}")
    print(flush=True)


def scores(texts: Iterable[tuple[str, str]]) -> tuple[float, float, float]:
    """Precision, recall and F1 over (gold, found) texts, as the head of this file defines them."""
    precisions, recalls = [], []
    for gold, found in texts:
        wanted, had = grams(gold), grams(found)
        # `&` of two Counters takes the lesser count of each gram.
        shared = (wanted & had).total()
        recalls.append(shared / wanted.total())
        if had:
            precisions.append(shared / had.total())
    precision, recall = statistics.fmean(precisions or [0.0]), statistics.fmean(recalls)
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1.0)


def grams(text: str) -> Counter[tuple[str, ...]]:
    tokens = TOKEN.findall(text)
    if len(tokens) < GRAM:
        return Counter([tuple(tokens)] if tokens else [])
    # The last ones are shorter than a gram and fall away with the shortest list.
    return Counter(zip(*(tokens[at:] for at in range(GRAM)), strict=False))


def flat(text: str) -> str:
    return " ".join(text.split())


def share(met: Sequence[bool]) -> str:
    return f"{sum(met) / len(met):.3f}"


def verdict(gold: str | None, found: str | None) -> str:
    """`right`, `wrong` or `missing`; `unknown` where the gold states nothing."""
    if not gold:
        return "unknown"
    if not found:
        return "missing"
    # Names in any order: "Quill, Ada" is "Ada Quill".
    same = sorted(TOKEN.findall(gold.casefold())) == sorted(TOKEN.findall(found.casefold()))
    return "right" if same else "wrong"


def worst(pages: Sequence[Page], reads: Sequence[Read], count: int) -> None:
    """The pages whose text is furthest from its gold text, and the fields that are not right."""
    if not count:
        return
    rows = []
    for page, read in zip(pages, reads, strict=True):
        if page.gold["text"]:
            precision, recall, f1 = scores([(page.gold["text"], read.text)])
            rows.append((f1, f"{f1:.3f} p {precision:.3f} r {recall:.3f}  {page.gold['id']}"))
        for key in FIELDS:
            gold, found = page.gold[key], getattr(read, key)
            if verdict(gold, found) in {"wrong", "missing"}:
                print(f"  {page.gold['id']}: {key} {gold!r}, read as {found!r}")
    for _, row in sorted(rows)[:count]:
        print(f"  {row}")
    print()


def speed(raws: Sequence[bytes], count: int) -> None:
    """Pages a second, each way over the same pages in the same order."""
    # The same pages over and over, until there are as many as asked for.
    batch = list(islice(cycle(raws), count))
    dateline = partial(rate_of, by_dateline, batch)
    other = partial(rate_of, by_trafilatura, batch)
    for name, rate, processes in (
        ("Dateline as indexed, two processes", partial(rate_as_indexed, batch), 2),
        ("Dateline, two processes", dateline, 2),
        ("Dateline, one process", dateline, 1),
        ("trafilatura alone, two processes", other, 2),
        ("trafilatura alone, one process", other, 1),
    ):
        print(f"{name:<36}{rate(processes=processes):8.1f} pages/s", flush=True)


def rate_as_indexed(batch: Sequence[bytes], *, processes: int) -> float:
    """Pages a second through the reader of `dateline index`, from files in a folder."""
    with TemporaryDirectory() as folder:
        for number, raw in enumerate(batch):
            # Six digits, so that the folder lists them in the order of the batch.
            (Path(folder) / f"{number:06}.html").write_bytes(raw)
        # From the first file on in processes, however little there is to read.
        with ReadAhead(reading.read, processes, pays=0.0) as ahead:
            # Enough for each process to have been started and to have loaded its libraries.
            first = reading.find_files([folder]).files[: 8 * processes]
            readings(ahead, first)
            began = time.perf_counter()
            count = len(readings(ahead, reading.find_files([folder]).files))
            return count / (time.perf_counter() - began)


def readings(ahead: ReadAhead, files: Sequence[SourceFile]) -> list[Reading]:
    ahead.expect(files)
    return [ahead.read(file) for file in files]


def rate_of(read: Callable[[bytes], Read], batch: Sequence[bytes], *, processes: int) -> float:
    # Spawned, not forked: each loads its libraries itself, as Dateline's own processes do.
    with get_context("spawn").Pool(processes) as pool:
        # One page at a time, so that each process gets some of them.
        pool.map(read, batch[: 8 * processes], chunksize=1)
        began = time.perf_counter()
        for _ in pool.imap_unordered(read, batch, chunksize=8):
            pass
        return len(batch) / (time.perf_counter() - began)


if __name__ == "__main__":
    main()
