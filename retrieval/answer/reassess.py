"""The read step's second look: does what a likely sentence says answer the question?

The reader tells where in a passage an answer would stand, and is easily taken in by a passage on
the very matter. The entailment model was trained on questions in the place of claims as well:
evidence that answers one "supports" it. Its word on the likeliest sentence is the other feature of
the question's probability, fitted by `training/calibrate.py`. The better of its words on the two
likeliest sentences tells less; and on which of the sentences answers it knows no more than the
reader.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from retrieval.answer.read import Candidate, Evidence, question_features
from retrieval.models.calibration import calibration, log_odds, sigmoid
from retrieval.models.entailment import Entails, under_title
from retrieval.models.pair_models import Network
from retrieval.search.hit import Hit
from retrieval.search.passage_heading import passage_heading
from retrieval.search.sentence_context import surrounded

BEFORE = 2
"""Sentences before the one that is judged, read with it."""

SUREST = 0.999  # keeps the log-odds finite


def reassess(
    entailment: Entails, question: str, evidence: Evidence, hits: Sequence[Hit]
) -> Evidence:
    """The evidence with its probability after the likeliest sentence has been judged.

    Args:
        entailment: Judges whether a sentence, under its title and after others, answers.
        question: The question, standing alone.
        evidence: What was read; what the reader could not read is left as it is.
        hits: The passages that were read, best first.
    """
    best = next(iter(evidence.candidates), None)
    # The judge knows English alone, and a sentence that was not read has no network.
    if best is None or best.network is not Network.ENGLISH:
        return evidence
    # In the order of `question_judged` in calibration.json: the judge's word last, before the
    # constant.
    features = question_features(evidence.candidates, hits)
    told = [*features, *answer_log_odds(entailment, question, [best])]
    return replace(evidence, probability=sigmoid(log_odds(calibration()["question_judged"], told)))


def answer_log_odds(entailment: Entails, question: str, likely: Sequence[Candidate]) -> list[float]:
    """The log-odds, by the entailment model, that each sentence answers the question."""
    told = [
        under_title(passage_heading(one.passage, question), surrounded(one, BEFORE))
        for one in likely
    ]
    judged = entailment.judge([(question, text) for text in told])
    # A share of 0 or 1 has no log-odds.
    shares = [min(SUREST, max(1 - SUREST, one.supported)) for one in judged]
    return [math.log(share / (1 - share)) for share in shares]
