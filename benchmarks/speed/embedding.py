"""Passages a second, against sentence-transformers and Chroma's own way with the same weights."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.invented import Invention
from benchmarks.speed.table import has, median, row
from retrieval.embedding import MiniLM

PASSAGES, RUNS = 100, 3
EVEN = 128  # tokens
MIXED = (20, 60, 100, 140, 180)  # words
GFLOP = 2.87  # the multiplications and additions of a passage of 128 tokens, in thousand millions
SIDE = 2048  # of the square matrices that tell what the processor can do

Embed = Callable[[Sequence[str]], Any]


def embedding(_: Path) -> None:
    ours, rng, invention = MiniLM(threads=2), random.Random(11), Invention()
    even = [of_tokens(ours, invention) for _ in range(PASSAGES)]
    mixed = [invention.text(rng.choice(MIXED)) for _ in range(PASSAGES)]
    question = [invention.question()]
    for name, peer in peers().items():
        for what, texts in (("passages of 128 tokens", even), ("mixed passages", mixed)):
            rates = [len(texts) / median(partial(one, texts), RUNS) for one in (ours.embed, peer)]
            row(f"embedding {what} : {name}", *rates, "passages/s")
        times = [1000 * median(partial(one, question), 20) for one in (ours.embed, peer)]
        row(f"embedding a question : {name}", *times, "ms")
    rate = len(even) / median(partial(ours.embed, even), RUNS)
    row("embedding passages of 128 tokens : float32 ceiling", rate, ceiling(), "passages/s")


def of_tokens(model: MiniLM, invention: Invention) -> str:
    """Text of about so many tokens, and none more."""
    words = invention.text(EVEN).split()
    while model.count_tokens([" ".join(words)])[0] > EVEN:
        words.pop()
    return " ".join(words)


def peers() -> dict[str, Embed]:
    found: dict[str, Embed] = {}
    folder = os.environ.get("DATELINE_BENCH_MODEL")
    if folder and has("sentence_transformers"):
        from sentence_transformers import SentenceTransformer

        found["sentence-transformers"] = SentenceTransformer(folder, device="cpu").encode
    from chromadb.utils.embedding_functions import ONNXMiniLM_L6_V2

    if (ONNXMiniLM_L6_V2.DOWNLOAD_PATH / "onnx" / "model.onnx").exists():
        found["ONNXMiniLM_L6_V2"] = lambda texts: ONNXMiniLM_L6_V2()(list(texts))
    return found


def ceiling() -> float:
    """Passages a second, if they were float32 products of large matrices and nothing else."""
    matrix = np.random.default_rng(3).standard_normal((SIDE, SIDE), dtype=np.float32)
    return 2 * SIDE**3 / median(lambda: matrix @ matrix) / (GFLOP * 1e9)
