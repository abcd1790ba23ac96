"""Fit the probabilities of `retrieval/answer/read.py` on development questions.

    python -m training.calibrate features --set FOLDER --home HOME --out FILE [--limit N]
    python -m training.calibrate fit FILE ... --write retrieval/models/calibration.json

With `--network languages` both are of the network for many languages: HOME is then an archive that
its sister embedded.

`features` asks the questions of an evaluation set of the archive in HOME (indexed already) and
writes, for every question, its sentences' features with whether each holds the answer. `fit`
fits the logistic models (Newton's method, with a ridge), each question weighing so that every
set counts alike, and prints the figures by five-fold cross-validation over questions, the other
sets' folds included; then a table of thresholds.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from retrieval.models.calibration import weights_key
from retrieval.models.pair_models import Network

RIDGE, QUESTION_RIDGE = 1.0, 100.0
"""For sentences, and for questions, which are few. Of 1, 30, 100, 300 and 1,000 it has the best
figures on most sets; with 1 nearly all weight lies on the second look, and what the reader is sure
of is refused on its word alone."""
FOLDS = 5
JUDGED = 3
"""Likeliest sentences that are judged: which is the first, the one that counts, the fit decides."""


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    features = commands.add_parser("features")
    features.add_argument("--set", type=Path, required=True)
    features.add_argument("--home", type=Path, required=True)
    features.add_argument("--out", type=Path, required=True)
    features.add_argument("--limit", type=int)
    features.add_argument("--every", type=int, default=1, help="one question of so many")
    features.add_argument("--types", default="", help="how the types asked begin; all, if empty")
    features.add_argument("--network", choices=list(Network), default=Network.ENGLISH)
    fitting = commands.add_parser("fit")
    fitting.add_argument("files", type=Path, nargs="+")
    fitting.add_argument("--write", type=Path)
    fitting.add_argument("--network", choices=list(Network), default=Network.ENGLISH)
    options = parser.parse_args()
    if options.command == "features":
        _write_features(options)
    else:
        _fit(options)


def _write_features(options: argparse.Namespace) -> None:
    import retrieval.factory as factory
    from retrieval.answer.read import read, worth_reading
    from retrieval.answer.reassess import answer_log_odds
    from retrieval.factory.building import make_embedder, make_entailment, make_reader, make_vectors
    from retrieval.search.search import find_passages
    from retrieval.settings import Settings
    from retrieval.types import Question

    model = "languages" if options.network == Network.LANGUAGES else None
    settings = Settings(home=options.home, threads=1, embedding_model=model)
    reader, judge = make_reader(settings), make_entailment(settings)
    with factory.open_archive(settings) as archive, options.out.open("w", encoding="utf-8") as out:
        embedder = make_embedder(settings)
        vectors = make_vectors(archive, embedder, one_shot=True)
        every = questions_of(options.set)
        questions = [one for one in every if one["type"].startswith(options.types)]
        for asked in questions[: options.limit : options.every]:
            question = Question(asked["question"])
            hits = find_passages(archive, vectors, embedder.for_questions(), question)
            found = read(reader, question.text, hits).candidates
            candidates = [one for one in found if one.network == options.network]
            if not candidates:  # another network read it, or none
                continue
            near, answers = list(worth_reading(hits)), asked["answers"] or ()
            row = {
                "id": asked["id"],
                "answerable": asked["answers"] is not None,
                "rows": [_row(one, near.index(one.hit)) for one in candidates],
                "gold": [any(holds(one.text, answer) for answer in answers) for one in candidates],
                "answered": answer_log_odds(judge, question.text, candidates[:JUDGED]),
                "top": hits[0].passage.score,
            }
            out.write(json.dumps(row) + "\n")


def _row(one: Any, rank: int) -> list[float]:
    from retrieval.answer.read import sentence_features
    from retrieval.models.reader import SentenceReading

    return sentence_features(one.hit, one.at, rank, SentenceReading(one.read, None))


def questions_of(folder: Path) -> Iterator[dict[str, Any]]:
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
            found = {"id": row["id"], "question": row["question"], "answers": flat}
            yield found | {"type": row.get("type") or ""}
        return
    for path in sorted(folder.glob("[0-9]*.json")):
        for number, row in enumerate(json.loads(path.read_text("utf-8"))["questions"]):
            answers = [row["a"]] if row.get("a") else None
            found = {"id": f"{path.stem}-{number}", "question": row["q"], "answers": answers}
            yield found | {"type": ""}


def holds(text: str, answer: str) -> bool:
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
    judged = options.network == Network.ENGLISH  # the other is not asked twice
    for fold in range(FOLDS):
        train = {n: [q for i, q in enumerate(qs) if i % FOLDS != fold] for n, qs in sets.items()}
        model = _models(train)
        for name, qs in sets.items():
            for i, q in enumerate(qs):
                if i % FOLDS == fold:
                    held_out.append(_outcome(model, q, judged=judged) | {"set": name})
    _report(held_out, sets)
    if options.write:
        final = _models(sets)  # of all questions, once the folds have told how well it goes
        if not judged:
            names = ("sentence_read", "question_read")
            final = {weights_key(name, Network(options.network)): final[name] for name in names}
        if not any(final.get("question_unread", [0])[:-1]):
            # Where unanswerable questions are made to come near, words and meaning alone tell
            # nothing of them: the weights that stand, of other sets, stay.
            final = {name: row for name, row in final.items() if not name.endswith("_unread")}
        chosen = {name: [round(float(w), 4) for w in weights] for name, weights in final.items()}
        old = json.loads(options.write.read_text("utf-8")) if options.write.exists() else {}
        lines = ",\n".join(f' "{name}": {json.dumps(row)}' for name, row in (old | chosen).items())
        options.write.write_text(f"{{\n{lines}\n}}\n", "utf-8")


def _models(sets: dict[str, Questions]) -> dict[str, np.ndarray]:
    """The weights of the sentence models and of the question models."""
    found: dict[str, np.ndarray] = {}
    for kind, first in (("read", 0), ("unread", 1)):  # the reader is the first column
        sentences = [
            (np.array(q["rows"])[:, first:], np.array(q["gold"], float), 1 / len(able))
            for qs in sets.values()
            for able in [[q for q in qs if any(q["gold"])]]  # one list, to count its questions
            for q in able
        ]
        found[f"sentence_{kind}"] = _fitted(sentences)
        found[f"question_{kind}"] = _question_model(
            sets,
            lambda q, first=first, kind=kind: _question_row(found[f"sentence_{kind}"], q, first)[0],
        )
    found["question_judged"] = _question_model(sets, lambda q: _judged_row(found, q)[0])
    return found


def _fitted(
    rows: Sequence[tuple[np.ndarray, np.ndarray, float]], ridge: float = RIDGE
) -> np.ndarray:
    """A model of rows of features, their labels, and the weight of each group of rows."""
    weights = [np.full(len(x), weight) for x, _, weight in rows]
    x, y = (np.concatenate([row[side] for row in rows]) for side in (0, 1))  # features, labels
    return logistic(x, y, np.concatenate(weights), ridge)


def _question_model(sets: dict[str, Questions], row: Callable[[Any], list[float]]) -> np.ndarray:
    """A model of questions; answerable and not weigh alike in every set that has both."""
    rows = []
    for qs in sets.values():
        yes = sum(q["answerable"] for q in qs)
        for q in qs if 0 < yes < len(qs) else ():
            weight = 1 / (yes if q["answerable"] else len(qs) - yes)
            rows.append((np.array([row(q)]), np.array([float(q["answerable"])]), weight))
    return _fitted(rows, QUESTION_RIDGE)


def _question_row(
    model: np.ndarray, q: dict[str, Any], first: int
) -> tuple[list[float], np.ndarray]:
    """As `read.question_features` has it; and the sentences, likeliest first."""
    x = np.array(q["rows"])
    logits = x[:, first:] @ model[:-1] + model[-1]
    order = np.argsort(-logits, kind="stable")  # equals stay in the order of search
    return [float(logits[order[0]]), q["top"]] if first else [float(x[:, 0].max())], order


def _judged_row(models: dict[str, np.ndarray], q: dict[str, Any]) -> tuple[list[float], np.ndarray]:
    """As `reassess` has it: the question's features, and the sentences, likeliest first."""
    row, order = _question_row(models["sentence_read"], q, 0)
    # One that was likely by the weights before and is no more was not judged: the next one's word.
    word = next(q["answered"][i] for i in order if i < len(q["answered"]))
    return [*row, word], order


def logistic(x: np.ndarray, y: np.ndarray, weight: np.ndarray, ridge: float = RIDGE) -> np.ndarray:
    """Weights and a constant by Newton's method, no weight below zero.

    Every feature is evidence for: one that speaks against in these sets speaks of how their
    questions were written. It is left out (weight 0) and the others are fitted again.
    """
    kept = np.ones(x.shape[1], bool)  # features that may still have a weight
    while True:
        beta = np.zeros(x.shape[1] + 1)  # the constant is the last
        beta[np.append(kept, True)] = _newton(x[:, kept], y, weight, ridge)
        below = np.flatnonzero(beta[:-1] < 0)
        if not below.size:
            return beta
        kept[below[np.argmin(beta[below])]] = False


def _newton(x: np.ndarray, y: np.ndarray, weight: np.ndarray, least: float) -> np.ndarray:
    """A ridge logistic regression; the total weight is set to the rows' number."""
    weight = weight * len(y) / weight.sum()
    design = np.hstack([x, np.ones((len(x), 1))])
    beta = np.zeros(design.shape[1])
    ridge = np.full(design.shape[1], least)
    ridge[-1] = 0.0  # none on the constant
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(design @ beta, -30, 30)))  # `exp` overflows beyond 709
        gradient = design.T @ (weight * (y - p)) - ridge * beta
        hessian = (design * (weight * p * (1 - p))[:, None]).T @ design + np.diag(ridge)
        step = np.linalg.solve(hessian + 1e-9 * np.eye(len(beta)), gradient)
        beta += step
        if np.abs(step).max() < 1e-6:
            break
    return beta


def _outcome(model: dict[str, np.ndarray], q: dict[str, Any], *, judged: bool) -> dict[str, Any]:
    row, order = _judged_row(model, q) if judged else _question_row(model["sentence_read"], q, 0)
    beta = model["question_judged" if judged else "question_read"]
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
