"""How right `dateline check` is, and the check of a model's sentences, over known claims.

    python -m benchmarks.claims FILE.jsonl.gz [FILE.jsonl.gz ...] [--most N] [--sentences]

A FILE is gzipped JSON Lines: `claim`, `evidence` (a text) and `label`, which is supports, refutes
or not enough. Each evidence becomes an article, and each claim is checked against its own alone.
The columns are the verdicts: **near** is a sentence shown without one. **right** is the share of
that verdict's claims with the label that goes with it. `--most` draws so many claims of a file,
always the same.

With `--sentences` each claim is taken for a sentence of a chat model that cites the evidence;
shown is how many of each label would be shown to a reader.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from retrieval import factory
from retrieval.answer.check import unsupported
from retrieval.answer.draft import Quote
from retrieval.archive.store import Archive
from retrieval.settings import read_settings
from retrieval.types import Passage, Question

VERDICTS = ("supported", "contradicted", "near", "not in the archive")
LABELS = {"supports": "supported", "refutes": "contradicted", "not enough": "not in the archive"}

Row = dict[str, Any]
Counts = Counter[tuple[str, str]]


def main() -> None:
    """Print a table for each file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--most", type=int, help="claims of a file")
    parser.add_argument("--sentences", action="store_true", help="the check of a model's sentences")
    given = parser.parse_args()
    factory.keep_quiet()
    for file in given.files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        if given.most:
            rows = random.Random(5).sample(rows, min(given.most, len(rows)))
        name = file.name.partition(".")[0]
        if given.sentences:
            print(f"| {name} | {' | '.join(_shown(rows))} |")
        else:
            print("\n".join(_table(name, Counter(_checked(rows)))))


def _shown(rows: Sequence[Row]) -> Iterator[str]:
    """For each label the share of the claims that would pass as a model's sentence."""
    for label in LABELS:
        passed = [
            not unsupported(row["claim"], [_quote(row)]) for row in rows if row["label"] == label
        ]
        yield (
            f"{label} {sum(passed) / len(passed):.2f} of {len(passed)}" if passed else f"{label} -"
        )


def _quote(row: Row) -> Quote:
    text = row["evidence"]
    unknown = (None, None, None, None, None)
    passage = Passage("a", "h", "a.txt", *unknown, 0, len(text), text, 1.0)
    return Quote(passage, (0, len(text)))


def _checked(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """The label and the verdict of each claim."""
    with tempfile.TemporaryDirectory() as folder:
        articles, settings = Path(folder, "claims.jsonl"), read_settings(home=Path(folder, "home"))
        texts = {_name(row): row["evidence"] for row in rows}
        lines = (json.dumps({"id": name, "text": text}) for name, text in texts.items())
        articles.write_text("\n".join(lines) + "\n", "utf-8")
        factory.index(settings, [articles])
        with factory.open_archive(settings) as archive:
            ids, chain = _ids(archive), factory.make_chain(settings, archive)
            for row in rows:
                if article := ids.get(_name(row)):  # a text of a few words is no article
                    asked = Question(row["claim"], form="check", articles=(article,))
                    answer = chain.invoke(asked)
                    yield row["label"], answer.verdict or "near"


def _name(row: Row) -> str:
    return hashlib.sha1(row["evidence"].encode()).hexdigest()[:12]


def _ids(archive: Archive) -> dict[str, str]:
    """The archive's id of each text, by the name that it was given."""
    with archive.reading() as connection:
        rows = connection.execute("select id, source from articles").fetchall()
    return {row["source"].rpartition("#")[2]: row["id"] for row in rows}


def _table(name: str, counts: Counts) -> Iterator[str]:
    yield f"\n| {name} | claims | {' | '.join(VERDICTS)} |\n|---|---|{'---|' * len(VERDICTS)}"
    for label in LABELS:
        total = sum(counts[label, verdict] for verdict in VERDICTS)
        if total:
            shares = (f"{counts[label, verdict] / total:.2f}" for verdict in VERDICTS)
            yield f"| {label} | {total} | {' | '.join(shares)} |"
    for label, verdict in list(LABELS.items())[:2]:
        told = sum(counts[other, verdict] for other in LABELS)
        if told:
            yield f"{verdict}: right {counts[label, verdict] / told:.2f} of {told}"


if __name__ == "__main__":
    main()
