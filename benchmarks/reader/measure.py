"""Figures of a reader over questions that people wrote, some without an answer.

    python -m benchmarks.reader.measure MODEL.onnx FILE.jsonl.gz --base BASE [--limit N]

FILE is in the qa form of the package's docstring; an empty `answers` means that the context does
not answer. A context longer than a window is read in several that overlap by a sentence, and the
best counts. `sentence_accuracy` is over the answerable questions, `auroc` and the shares at
threshold 0 are as in `figures.py`. `--limit` draws so many rows, always the same.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.reader.encoding import Encoder
from benchmarks.reader.examples import Example
from benchmarks.reader.figures import Reading, Run, figures, onnx_run, read
from benchmarks.reader.sources import rows
from benchmarks.reader.text import sentence_cuts


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure a reader over a file of the qa form.")
    parser.add_argument("model", type=Path)
    parser.add_argument("file", type=Path)
    parser.add_argument("--base", type=Path, required=True, help="folder with tokenizer.json")
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    found = [example for row in rows(options.file) if (example := _example(row)).sentences]
    if options.limit:
        found = random.Random(3).sample(found, min(options.limit, len(found)))
    if not found:
        parser.error(f"{options.file} holds no rows: it must be gzipped JSON Lines.")
    encoder, run = Encoder(options.base), onnx_run(options.model)
    best = [_best(encoder, run, example) for example in found]
    measured = figures(found, best)
    print(json.dumps(measured["all"], indent=1))


def _example(row: dict[str, object]) -> Example:
    context, answers = str(row["context"]), row["answers"]
    cuts = sentence_cuts(context)
    good = frozenset(
        number
        for answer in answers  # type: ignore[attr-defined]
        for number, (start, end) in enumerate(cuts)
        if start <= answer["start"] < end
    )
    sentences = [context[start:end] for start, end in cuts]
    kind = "answerable" if good else "unanswerable"
    return Example("file", kind, str(row["question"]), sentences, good)


def _best(encoder: Encoder, run: Run, example: Example) -> Reading:
    """The reading of the window that has the highest score."""
    windows = list(_windows(encoder, example))
    parts = [
        Example("file", "part", example.question, [example.sentences[i] for i in window])
        for window in windows
    ]
    encoded = [row for part in parts if (row := encoder(part))]
    readings = read(encoded, run)
    at = max(range(len(readings)), key=lambda i: readings[i].score)
    return Reading(windows[at][readings[at].sentence], readings[at].score)


def _windows(encoder: Encoder, example: Example) -> Iterator[Sequence[int]]:
    """Runs of whole sentences that fit; each begins with the last of the one before, if it may."""
    room = encoder.room(example.question)
    sizes = [min(room, encoder.size(sentence)) for sentence in example.sentences]
    window: list[int] = []
    for number, size in enumerate(sizes):
        if window and sum(sizes[i] for i in window) + size > room:
            yield window
            window = window[-1:] if sizes[window[-1]] + size <= room else []
        window = [*window, number]
    yield window


if __name__ == "__main__":
    main()
