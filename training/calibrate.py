"""Fit the probabilities of `retrieval/answer/read.py` on development questions.

    python -m training.calibrate features --set FOLDER --home HOME --out FILE [--limit N]
    python -m training.calibrate fit FILE ... --write retrieval/answer/calibration.json

`features` asks the questions of an evaluation set of the archive in HOME (indexed already) and
writes, for every question, its sentences' features with whether each holds the answer. `fit`
fits the logistic models (Newton's method, a little ridge), each question weighing so that every
set counts alike, and prints the figures by five-fold cross-validation over questions, the other
sets' folds included; then a table of thresholds.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

RIDGE = 1.0
FOLDS = 5


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    features = commands.add_parser("features")
    features.add_argument("--set", type=Path, required=True)
    features.add_argument("--home", type=Path, required=True)
    features.add_argument("--out", type=Path, required=True)
    features.add_argument("--limit", type=int)
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
    from retrieval.answer.read import MOST_READ, _window, held, sentence_features
    from retrieval.factory.making import make_embedder, make_reader, make_vectors
    from retrieval.search.finding import find
    from retrieval.settings import Settings
    from retrieval.types import Question

    settings = Settings(home=options.home, threads=1)
    reader = make_reader(settings)
    with factory.open_archive(settings) as archive, options.out.open("w", encoding="utf-8") as out:
        embedder = make_embedder(settings)
        vectors = make_vectors(archive, embedder, one_shot=True)
        for asked in list(_questions(options.set))[: options.limit]:
            question = Question(asked["question"])
            hits = find(archive, vectors, embedder.for_questions(), question)
            near = hits[:MOST_READ]
            readings = reader.read(question.text, [_window(hit) for hit in near])
            rows, golds, texts = [], [], []
            for rank, (hit, found) in enumerate(zip(near, readings, strict=True)):
                for at, reading in enumerate(found):
                    rows.append(sentence_features(hit, at, rank, reading))
                    text = hit.sentences[at].text
                    golds.append(
                        bool(asked["answers"]) and any(_holds(text, a) for a in asked["answers"])
                    )
                    texts.append([rank, at])
            row = {
                "id": asked["id"],
                "answerable": asked["answers"] is not None,
                "rows": rows,
                "gold": golds,
                "place": texts,
                "top": hits[0].passage.score if hits else 0.0,
                "held": [held(question.text, hit) for hit in near],
            }
            out.write(json.dumps(row) + "\n")


def _questions(folder: Path) -> Iterator[dict[str, Any]]:
    """The questions of a set in any of its forms; `answers` is None where there is none."""
    if (folder / "queries.jsonl").exists():
        for line in (folder / "queries.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            answer = row.get("answers") or row.get("answer")
            if answer is None and row.get("type") == "not_enough_info":
                continue
            flat = None
            if answer is not None:
                listed = answer if isinstance(answer, list) else [answer]
                flat = [f for item in listed for f in (item if isinstance(item, list) else [item])]
            yield {"id": row["id"], "question": row["question"], "answers": flat}
        return
    for path in sorted(folder.glob("[0-9]*.json")):
        for number, row in enumerate(json.loads(path.read_text("utf-8"))["questions"]):
            answers = [row["a"]] if row.get("a") else None
            yield {"id": f"{path.stem}-{number}", "question": row["q"], "answers": answers}


def _holds(text: str, answer: str) -> bool:
    def fold(s: str) -> str:
        marks = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014\u00a0", "''\"\"-- ")
        return " ".join(s.translate(marks).lower().split())

    return re.search(r"(?<!\w)" + re.escape(fold(answer)) + r"(?!\w)", fold(text)) is not None


Questions = list[dict[str, Any]]


def _fit(options: argparse.Namespace) -> None:
    sets = {
        path.stem: [json.loads(x) for x in path.read_text("utf-8").splitlines()]
        for path in options.files
    }
    held_out: list[dict[str, Any]] = []
    for fold in range(FOLDS):
        train = {n: [q for i, q in enumerate(qs) if i % FOLDS != fold] for n, qs in sets.items()}
        model = _models(train)
        for name, qs in sets.items():
            for i, q in enumerate(qs):
                if i % FOLDS == fold:
                    held_out.append(_outcome(model, q) | {"set": name})
    _report(held_out, sets)
    if options.write:
        final = _models(sets)
        chosen = {name: [round(float(w), 4) for w in weights] for name, weights in final.items()}
        old = json.loads(options.write.read_text("utf-8")) if options.write.exists() else {}
        lines = ",\n".join(f' "{name}": {json.dumps(row)}' for name, row in (old | chosen).items())
        options.write.write_text(f"{{\n{lines}\n}}\n", "utf-8")


def _models(sets: dict[str, Questions]) -> dict[str, np.ndarray]:
    found: dict[str, np.ndarray] = {}
    for kind, first in (("read", 0), ("unread", 1)):
        rows, labels, weights = [], [], []
        for qs in sets.values():
            able = [q for q in qs if any(q["gold"])]
            for q in able:
                x = np.array(q["rows"])[:, first:]
                rows.append(x)
                labels.append(np.array(q["gold"], float))
                weights.append(np.full(len(x), 1 / len(able)))
        found[f"sentence_{kind}"] = logistic(
            np.vstack(rows), np.concatenate(labels), np.concatenate(weights)
        )
        rows, labels, weights = [], [], []
        for qs in sets.values():
            qs = [q for q in qs if q["rows"]]
            yes = sum(q["answerable"] for q in qs)
            for q in qs:
                rows.append(_question_row(found[f"sentence_{kind}"], q, first)[0])
                labels.append(float(q["answerable"]))
                # Answerable and not weigh alike in every set that has both.
                weights.append(1 / (yes if q["answerable"] else len(qs) - yes))
        found[f"question_{kind}"] = logistic(np.array(rows), np.array(labels), np.array(weights))
    return found


def _question_row(
    model: np.ndarray, q: dict[str, Any], first: int
) -> tuple[list[float], np.ndarray]:
    """As `read.question_features` has it; and the sentences, likeliest first."""
    x = np.array(q["rows"])
    logits = x[:, first:] @ model[:-1] + model[-1]
    order = np.argsort(-logits, kind="stable")
    best, second = order[0], order[min(1, len(order) - 1)]
    told = [logits[best], logits[second], q["top"], q["held"][q["place"][best][0]]]
    return ([*told] if first else [float(x[:, 0].max()), *told]), order


def logistic(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Weights and a constant by Newton's method, no weight below zero.

    Every feature is evidence for: one that speaks against in these sets speaks of how their
    questions were written. It is left out (weight 0) and the others are fitted again.
    """
    kept = np.ones(x.shape[1], bool)
    while True:
        beta = np.zeros(x.shape[1] + 1)
        beta[np.append(kept, True)] = _newton(x[:, kept], y, weight)
        below = np.flatnonzero(beta[:-1] < 0)
        if not below.size:
            return beta
        kept[below[np.argmin(beta[below])]] = False


def _newton(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """A ridge logistic regression; the total weight is set to the rows' number."""
    weight = weight * len(y) / weight.sum()
    design = np.hstack([x, np.ones((len(x), 1))])
    beta = np.zeros(design.shape[1])
    ridge = np.full(design.shape[1], RIDGE)
    ridge[-1] = 0.0
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(design @ beta, -30, 30)))
        gradient = design.T @ (weight * (y - p)) - ridge * beta
        hessian = (design * (weight * p * (1 - p))[:, None]).T @ design + np.diag(ridge)
        step = np.linalg.solve(hessian + 1e-9 * np.eye(len(beta)), gradient)
        beta += step
        if np.abs(step).max() < 1e-6:
            break
    return beta


def _outcome(model: dict[str, np.ndarray], q: dict[str, Any]) -> dict[str, Any]:
    if not q["rows"]:
        return {"p": 0.0, "answerable": q["answerable"], "first": False, "three": False}
    row, order = _question_row(model["sentence_read"], q, 0)
    beta = model["question_read"]
    p = 1 / (1 + np.exp(-(np.array(row) @ beta[:-1] + beta[-1])))
    gold = np.array(q["gold"])
    return {
        "p": float(p),
        "answerable": q["answerable"],
        "first": bool(gold[order[0]]),
        "three": bool(gold[order[:3]].any()),
    }


def _report(outcomes: Sequence[dict[str, Any]], sets: dict[str, Questions]) -> None:
    for name in sets:
        own = [o for o in outcomes if o["set"] == name]
        yes = [o for o in own if o["answerable"]]
        no = [o for o in own if not o["answerable"]]
        first, three = _mean(o["first"] for o in yes), _mean(o["three"] for o in yes)
        line = f"{name:14} first {first:.3f} three {three:.3f}"
        if yes and no:
            auroc = np.mean(
                [[(a["p"] > b["p"]) + 0.5 * (a["p"] == b["p"]) for b in no] for a in yes]
            )
            line += f" AUROC {auroc:.3f}"
        print(line)
        for t in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65):
            correct = _mean(o["three"] and o["p"] >= t for o in yes)
            answered = _mean(o["p"] >= t for o in yes)
            refused = _mean(o["p"] < t for o in no)
            print(
                f"   {t:.2f}: correct {correct:.3f} answered {answered:.3f} refused {refused:.3f}"
            )


def _mean(values: Iterator[Any]) -> float:
    found = [float(v) for v in values]
    return float(np.mean(found)) if found else float("nan")


if __name__ == "__main__":
    main()
