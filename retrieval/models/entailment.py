"""The entailment model: whether evidence supports a claim, contradicts it, or settles nothing.

The claim head of the shipped network (`cross_encoder.py`): three scores on its first token. It was
trained on questions in the place of claims as well: evidence that answers one supports it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from retrieval.models.cross_encoder import PairModel

CLAIM_CHARACTERS = 400  # by tokens only the evidence is cut, so that no claim pushes it out


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


class Entailment:
    """The shipped entailment model.

    Args:
        threads: How many pairs are judged at once.
    """

    def __init__(self, threads: int = 2) -> None:
        self._model = PairModel(("scores",), threads)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Entailed]:
        """What each pair's evidence says of its claim.

        Args:
            pairs: (claim, evidence); a claim is cut at `CLAIM_CHARACTERS`, evidence at the
                model's length.
        """
        encodings = self._model.encode([(claim[:CLAIM_CHARACTERS], told) for claim, told in pairs])
        found = []
        for (scores,) in self._model.run(encodings):
            shares = np.exp(scores - scores.max())
            found.append(Entailed(*(float(share) for share in shares / shares.sum())))
        return found
