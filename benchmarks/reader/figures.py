"""Figures of a reader: how often the best sentence is right, and how well answers are told apart.

A sentence's score is logsumexp(start) + logsumexp(end) over its tokens; the answerability of a
question is its best sentence's score less start[0] + end[0]. **AUROC** is the share of pairs of
an answerable and an unanswerable question in which the first has the higher answerability.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.reader.encoding import Row, collate
from benchmarks.reader.examples import Example

if TYPE_CHECKING:
    from numpy.typing import NDArray

Run = Callable[[Any, Any, Any], Sequence[Any]]
"""Token ids, mask and types in, start and end scores out."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model found in a row: its best sentence, and the answerability."""

    sentence: int
    score: float


def onnx_run(path: Path, threads: int = 2) -> Run:
    """An exported model, on so many threads."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def run(ids: Any, mask: Any, types: Any) -> Sequence[Any]:
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
        return session.run(["start", "end"], inputs)

    return run


def read(rows: Sequence[Row], run: Run, at_once: int = 32) -> list[Reading]:
    """Read rows, those of about one length together."""
    found: dict[int, Reading] = {}
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].ids))
    for at in range(0, len(order), at_once):
        part = order[at : at + at_once]
        batch = collate([rows[i] for i in part])
        starts, ends = run(batch.ids, batch.mask, batch.types)
        for i, start, end in zip(part, starts, ends, strict=True):
            found[i] = _reading(rows[i], start.astype(np.float64), end.astype(np.float64))
    return [found[i] for i in range(len(rows))]


def _reading(row: Row, start: NDArray[np.float64], end: NDArray[np.float64]) -> Reading:
    scores = [_log_sum(start[a:b]) + _log_sum(end[a:b]) for _, a, b in row.sentences]
    best = int(np.argmax(scores))
    return Reading(row.sentences[best][0], scores[best] - float(start[0] + end[0]))


def _log_sum(values: NDArray[np.float64]) -> float:
    most = float(values.max())
    return most + float(np.log(np.exp(values - most).sum()))


def auroc(answerable: Sequence[float], others: Sequence[float]) -> float | None:
    """The area under the ROC curve, by ranks; None where a side is empty."""
    if not answerable or not others:
        return None
    from scipy.stats import rankdata

    ranks = rankdata([*answerable, *others])[: len(answerable)]
    count = len(answerable)
    return float((ranks.sum() - count * (count + 1) / 2) / (count * len(others)))


def figures(
    examples: Sequence[Example], readings: Sequence[Reading]
) -> dict[str, dict[str, float]]:
    """Figures for each source and for all together."""
    groups: dict[str, list[tuple[Example, Reading]]] = defaultdict(list)
    for pair in zip(examples, readings, strict=True):
        groups[pair[0].source].append(pair)
        groups["all"].append(pair)
    return {name: _figures(group) for name, group in sorted(groups.items())}


def _figures(group: Sequence[tuple[Example, Reading]]) -> dict[str, float]:
    """Sentence accuracy; AUROC against each kind and all; how often the sign of a score is right.

    The kinds are those of `examples.py`: deleted, altered, other passage, given.
    """
    kinds: dict[str, list[float]] = defaultdict(list)
    right = []
    for example, reading in group:
        kinds["answerable" if example.good else example.kind[0]].append(reading.score)
        right += [reading.sentence in example.good] if example.good else []
    answerable = kinds.pop("answerable", [])
    others = [score for scores in kinds.values() for score in scores]
    found = {"answerable": len(answerable), "unanswerable": len(others)}
    several = sorted(kinds) if len(kinds) > 1 else []
    measured = {f"auroc_{kind}": auroc(answerable, kinds[kind]) for kind in several}
    measured |= {
        "sentence_accuracy": _mean(right),
        "auroc": auroc(answerable, others),
        "answered_at_0": _mean([score > 0 for score in answerable]),
        "refused_at_0": _mean([score <= 0 for score in others]),
    }
    return found | {name: round(v, 3) for name, v in measured.items() if v is not None}


def _mean(values: Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None
