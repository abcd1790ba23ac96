"""What would reach the reader if a chat model said it: minimal pairs in a model's mouth.

    python -m benchmarks.model_sentences PAIRS.jsonl --home HOME

A line of PAIRS: `source_sentence` (stands in an article of the archive in HOME), `true_claim`,
`false_claim`, `kind`. For each claim the search brings passages, a stand-in for a chat model
answers with the claim and the number of the passage that holds the source sentence, and the
pipeline verifies it as it does any model's reply. Counted are the claims that are shown.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from retrieval import factory
from retrieval.answer.model_drafting import DraftingModel
from retrieval.answer.pipeline import Pipeline
from retrieval.answer.writers import Models
from retrieval.chat_model.inline_citations import parse
from retrieval.chat_model.meter import Meter
from retrieval.factory.building import make_embedder, make_entailment, make_vectors
from retrieval.search.hit import Hit
from retrieval.search.search import find_passages
from retrieval.settings import Settings
from retrieval.types import Question
from retrieval.types.draft import Draft, OnSentence

# Deeper than a question goes, so that the passage with the sentence is among them.
DEPTH = 40
CLAIMS = ("true_claim", "false_claim")


def main() -> None:
    """Read the arguments and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--home", type=Path, required=True)
    options = parser.parse_args()
    pairs = [json.loads(line) for line in options.pairs.read_text("utf-8").splitlines()]
    settings = Settings(home=options.home)
    # Claims by kind and side that were shown, and how many pairs there are of a kind.
    shown: Counter[tuple[str, str]] = Counter()
    of: Counter[str] = Counter()
    with factory.open_archive(settings) as archive:
        embedder = make_embedder(settings)
        vectors = make_vectors(archive, embedder, one_shot=True)

        def search(part: Question) -> list[Hit]:
            return find_passages(archive, vectors, embedder.for_questions(), part)

        for pair in pairs:
            of[pair["kind"]] += 1
            for which in CLAIMS:
                says = DraftingModel(_saying(pair[which], pair["source_sentence"]))
                models = Models(make_entailment(settings), None, says)
                # By its words alone: no outlet or date of a claim becomes a limit.
                question = Question(pair[which], k=DEPTH, literal=True)
                answer = Pipeline(archive, search, models)(question)
                # Where nothing of the model's is left the pipeline quotes, or refuses.
                if answer.mode == "model" and answer.found:
                    shown[pair["kind"], which] += 1
    for kind, count in sorted(of.items()):
        _print(kind, count, shown[kind, "true_claim"], shown[kind, "false_claim"])
    said = {which: sum(n for (_, one), n in shown.items() if one == which) for which in CLAIMS}
    _print("all", len(pairs), *said.values())


def _print(kind: str, of: int, true: int, false: int) -> None:
    print(f"{kind:12} of {of}: true shown {true}, false shown {false}")


def _saying(claim: str, source: str):  # type: ignore[no-untyped-def]
    """A stand-in for the model writer: it says the claim of the passage with the source."""

    def write(
        question: str, hits: Sequence[Hit], meter: Meter, on_sentence: OnSentence | None = None
    ) -> Draft:
        # Where the search missed the sentence, the claim is laid to the first passage.
        at = next((n for n, hit in enumerate(hits, 1) if source in hit.passage.text), 1)
        return Draft("model", tuple(parse(f"{claim} [{at}]", hits)))

    return write


if __name__ == "__main__":
    main()
