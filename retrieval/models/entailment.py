"""The entailment model: whether evidence supports a claim, contradicts it, or settles nothing.

The claim head of a network (`pair_models.py`): three scores on its first token. It was trained on
questions in the place of claims as well: evidence that answers one supports it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from retrieval.models.pair_models import PairModels

CLAIM_CHARACTERS = 400  # so that no claim of common words pushes its evidence out


@dataclass(frozen=True, slots=True)
class Entailed:
    """The probabilities that evidence supports a claim, contradicts it, or does neither."""

    supported: float
    contradicted: float
    neither: float


class Entails(Protocol):
    """What judges: `Entailment`, or a stand-in for it."""

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Entailed]:
        """A judgement for each (claim, evidence)."""
        ...


def under_title(title: str | None, text: str) -> str:
    """Evidence in the form the model was trained on: its article's title, a line end, the words."""
    return f"{title}\n{text}" if title else text


SETTLES_NOTHING = Entailed(0.0, 0.0, 1.0)
"""Of a pair that no network reads."""


class Entailment:
    """The shipped network's claim head.

    The network for many languages has one too, and it is not used: of 336 claims on Russian and
    Kazakh articles that were kept from its training it told supported from the rest no better than
    right .61 of the time.

    Args:
        threads: How many pairs are judged at once.
    """

    def __init__(self, threads: int = 2) -> None:
        self._models = PairModels(("scores",), threads, None)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Entailed]:
        """What each pair's evidence says of its claim.

        Args:
            pairs: (claim, evidence); a claim is cut at `CLAIM_CHARACTERS`, evidence at the
                model's length. What is not in Latin letters settles nothing.
        """
        cut = [(claim[:CLAIM_CHARACTERS], told) for claim, told in pairs]
        # What no network reads keeps this; `run` brings only the places of what one has read.
        found = [SETTLES_NOTHING] * len(cut)
        for _, indices, _, outputs in self._models.run(cut):
            for at, (scores,) in zip(indices, outputs, strict=True):
                # Softmax of three log-scores in the order of `Entailed`; less the largest, so that
                # none overflows.
                shares = np.exp(scores - scores.max())
                found[at] = Entailed(*(float(share) for share in shares / shares.sum()))
        return found
