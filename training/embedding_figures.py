"""How near the embedding model brings questions to what answers them.

    python -m training.embedding_figures --set FOLDER --home HOME [--graph FILE]

FOLDER is an evaluation set (as for `training.calibrate`), HOME an archive of its articles. For the
questions that have an answer it prints how often a passage, and a sentence read within its passage,
that holds the answer comes first and among five by cosine alone, with the sentence's mean
reciprocal rank; and how often such a passage does so in the whole search. FILE is another graph in
the place of the shipped one: then the search, which needs an archive that it made, is left out.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from retrieval import factory
from retrieval.archive.article_writing import unpack_spans
from retrieval.archive.store import Archive
from retrieval.embedding import SentenceModel, minilm
from retrieval.factory.building import make_embedder, make_vectors
from retrieval.search.search import find_passages
from retrieval.settings import Settings
from retrieval.types import Question
from training.calibrate import holds, questions_of

DEPTHS = (1, 3, 5, 8)


def main() -> None:
    """Read the arguments and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", type=Path, required=True)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--graph", type=Path)
    options = parser.parse_args()
    settings = Settings(home=options.home, threads=2)
    asked = [one for one in questions_of(options.set) if one["answers"]]
    files = minilm.FILES if options.graph is None else replace(minilm.FILES, graph=options.graph)
    with factory.open_archive(settings, any_model=True) as archive:
        for name, ranks in by_cosine(archive, SentenceModel(files, 2), asked).items():
            told(name, ranks)
        if options.graph is None:
            told("passages, whole search", by_search(archive, settings, asked))


def by_cosine(
    archive: Archive, model: SentenceModel, asked: Sequence[dict[str, Any]]
) -> dict[str, list[int]]:
    """The rank, from 0, of the best passage and sentence for each question that one answers."""
    passages = list(_passages(archive))
    texts = [sentence for passage in passages for sentence in passage]
    of = np.repeat(np.arange(len(passages)), [len(passage) for passage in passages])
    made = model.embed_passages(passages)
    whole = np.stack([one.passage for one in made])
    each = np.concatenate([one.sentences for one in made])
    vectors = model.for_questions().embed([one["question"] for one in asked])
    ranks: dict[str, list[int]] = {"passages": [], "sentences": []}
    for one, vector in zip(asked, vectors, strict=True):
        right = np.array([any(holds(text, answer) for answer in one["answers"]) for text in texts])
        if right.any():
            ranks["passages"].append(_rank(whole @ vector, np.unique(of[right])))
            ranks["sentences"].append(_rank(each @ vector, np.flatnonzero(right)))
    return ranks


def _passages(archive: Archive) -> list[list[str]]:
    query = (
        "select text, spans from articles join chunks on article = n"
        " join sentences on sentences.chunk = chunks.id"
    )
    with archive.reading() as connection:
        rows = connection.execute(query).fetchall()
    return [[row["text"][s:e] for s, e in unpack_spans(row["spans"])] for row in rows]


def _rank(cosines: Any, right: Any) -> int:
    return int((cosines > cosines[right].max()).sum())


def by_search(archive: Archive, settings: Settings, asked: Sequence[dict[str, Any]]) -> list[int]:
    """The rank, from 0, of the first passage found that holds the answer."""
    embedder = make_embedder(settings)
    vectors = make_vectors(archive, embedder, one_shot=True)
    ranks = []
    for one in asked:
        hits = find_passages(archive, vectors, embedder.for_questions(), Question(one["question"]))
        right = (
            rank
            for rank, hit in enumerate(hits)
            if any(holds(hit.passage.text, answer) for answer in one["answers"])
        )
        ranks.append(next(right, 10**6))
    return ranks


def told(name: str, ranks: Sequence[int]) -> None:
    """Print the shares within each depth."""
    shares = (f"@{depth} {np.mean([rank < depth for rank in ranks]):.3f}" for depth in DEPTHS)
    mean = np.mean([1 / (1 + rank) for rank in ranks])
    print(f"{name} ({len(ranks)}): {' '.join(shares)}, mean reciprocal rank {mean:.3f}", flush=True)


if __name__ == "__main__":
    main()
