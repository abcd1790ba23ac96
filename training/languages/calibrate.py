"""Fit how likely a passage in another script answers: `question_foreign` of calibration.json.

    python -m training.languages.calibrate features --set FOLDER --home HOME --out FILE
    python -m training.languages.calibrate fit FILE ... [--write retrieval/answer/calibration.json]

HOME is an archive that multilingual-e5-small made of FOLDER's articles. Nothing reads such a
passage, so the features are the search's alone. Questions without an answer are those of the sets,
and every answered one once more with the passages of its article left out: what search brings
where the archive lacks the story. `fit` prints, by five-fold cross-validation, how many of the
answerable are answered, of the others refused, and of those whose story is gone.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from training.calibrate import FOLDS, Questions, holds, logistic, questions_of


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    features = commands.add_parser("features")
    features.add_argument("--set", type=Path, required=True)
    features.add_argument("--home", type=Path, required=True)
    features.add_argument("--out", type=Path, required=True)
    fitting = commands.add_parser("fit")
    fitting.add_argument("files", type=Path, nargs="+")
    fitting.add_argument("--write", type=Path)
    options = parser.parse_args()
    if options.command == "features":
        _write_features(options)
    else:
        _fit(options)


def _write_features(options: argparse.Namespace) -> None:
    import retrieval.factory as factory
    from retrieval.answer.read import question_features, read
    from retrieval.factory.making import make_embedder, make_vectors
    from retrieval.search.search import find
    from retrieval.settings import Settings
    from retrieval.types import Question

    settings = Settings(home=options.home, threads=1, embedding_model="languages")
    with factory.open_archive(settings) as archive, options.out.open("w", encoding="utf-8") as out:
        embedder = make_embedder(settings)
        vectors = make_vectors(archive, embedder, one_shot=True)
        for asked in questions_of(options.set):
            hits = find(archive, vectors, embedder.for_questions(), Question(asked["question"]))
            candidates = read(None, asked["question"], hits).candidates
            if not candidates or not candidates[0].hit.foreign:
                continue
            row = {
                "answerable": asked["answers"] is not None,
                "told": question_features(asked["question"], candidates, hits),
            }
            homes = {
                one.passage.article
                for one in candidates
                if any(holds(one.text, answer) for answer in asked["answers"] or ())
            }
            others = [hit for hit in hits if hit.passage.article not in homes]
            left = [one for one in candidates if one.passage.article not in homes]
            if homes and left:
                row["gone"] = question_features(asked["question"], left, others)
            out.write(json.dumps(row) + "\n")


def _rows(asked: Mapping[str, Any]) -> Iterator[tuple[str, list[float]]]:
    """A question's features with what it is: answerable, not, or its story gone."""
    yield ("answerable" if asked["answerable"] else "not"), asked["told"]
    if "gone" in asked:
        yield "gone", asked["gone"]


def _model(sets: Mapping[str, Questions]) -> np.ndarray:
    """The weights; answerable and not weigh alike in every set."""
    x: list[list[float]] = []
    y: list[float] = []
    weights: list[float] = []
    for asked in sets.values():
        rows = [row for one in asked for row in _rows(one)]
        yes = sum(kind == "answerable" for kind, _ in rows)
        for kind, told in rows:
            x.append(told)
            y.append(float(kind == "answerable"))
            weights.append(1 / (yes if kind == "answerable" else len(rows) - yes))
    return logistic(np.array(x), np.array(y), np.array(weights))


def _fit(options: argparse.Namespace) -> None:
    sets = {
        path.stem: [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        for path in options.files
    }
    written = json.loads(Path("retrieval/answer/calibration.json").read_text("utf-8"))
    least = float(written["threshold"][0])
    for name in sets:
        print(name, _figures(sets, name, least))
    weights = [round(float(weight), 4) for weight in _model(sets)]
    print("question_foreign", weights)
    if options.write:
        written["question_foreign"] = weights
        lines = ",\n".join(f' "{key}": {json.dumps(row)}' for key, row in written.items())
        options.write.write_text(f"{{\n{lines}\n}}\n", "utf-8")


def _figures(sets: Mapping[str, Questions], name: str, least: float) -> dict[str, float]:
    right: dict[str, list[bool]] = defaultdict(list)
    for fold in range(FOLDS):
        weights = _model({key: _without(asked, fold) for key, asked in sets.items()})
        for one in sets[name][fold::FOLDS]:
            for kind, told in _rows(one):
                p = 1 / (1 + np.exp(-(np.array(told) @ weights[:-1] + weights[-1])))
                right[kind].append((p >= least) == (kind == "answerable"))
    return {kind: round(float(np.mean(ones)), 3) for kind, ones in right.items()}


def _without(asked: Sequence[dict[str, Any]], fold: int) -> Questions:
    return [one for at, one in enumerate(asked) if at % FOLDS != fold]


if __name__ == "__main__":
    main()
