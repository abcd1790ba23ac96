"""The read step's second look: does what a likely sentence says answer the question?

The reader tells where in a passage an answer would stand, and is easily taken in by a passage on
the very matter. The entailment model was trained on questions in the place of claims as well:
evidence that answers one "supports" it. Its word on the likeliest sentences is one more feature
of two logistic models, fitted by `training/calibrate.py` with the others.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from retrieval.answer.context import surrounded
from retrieval.answer.read import Candidate, Evidence, calibration, dot, question_features, sigmoid
from retrieval.models.entailment import Entails, under_title
from retrieval.search.hybrid import Hit

MOST_JUDGED = 4
"""Sentences that are judged, some 10 milliseconds each; eight tell no more."""

BEFORE = 2
"""Sentences before the one that is judged, read with it."""

SUREST = 0.999


def reassess(
    entailment: Entails, question: str, evidence: Evidence, hits: Sequence[Hit]
) -> Evidence:
    """The evidence with its likeliest sentences judged, in their new order.

    Args:
        entailment: Judges whether a sentence, under its title and after others, answers.
        question: The question, standing alone.
        evidence: What was read; what the reader could not read is left as it is.
        hits: The passages that were read, best first.
    """
    likely, rest = evidence.candidates[:MOST_JUDGED], evidence.candidates[MOST_JUDGED:]
    if not likely or any(one.read is None for one in likely):
        return evidence
    answered = answering(entailment, question, likely)
    model = calibration()["sentence_judged"]
    judged = [
        replace(one, logit=dot(model, [one.logit, odds]))
        for one, odds in zip(likely, answered, strict=True)
    ]
    judged.sort(key=lambda one: -one.logit)
    lowest = judged[-1].logit
    candidates = (*judged, *(replace(one, logit=min(one.logit, lowest)) for one in rest))
    features = [*question_features(question, candidates, hits), max(answered)]
    probability = sigmoid(dot(calibration()["question_judged"], features))
    return replace(evidence, candidates=candidates, probability=probability)


def answering(entailment: Entails, question: str, likely: Sequence[Candidate]) -> list[float]:
    """The log-odds, by the entailment model, that each sentence answers the question."""
    told = [under_title(one.passage.title, surrounded(one.hit, one.at, BEFORE)) for one in likely]
    judged = entailment.judge([(question, text) for text in told])
    shares = [min(SUREST, max(1 - SUREST, one.supported)) for one in judged]
    return [math.log(share / (1 - share)) for share in shares]
