"""The entailment model: whether evidence supports a claim, contradicts it, or settles nothing.

The claim head of a network (`pair_models.py`): three scores on its first token. It was trained on
questions in the place of claims as well: evidence that answers one supports it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from retrieval.models.calibration import calibration
from retrieval.models.pair_models import Network, PairModels

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from retrieval.models.cross_encoder import NetworkFiles

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
    """The claim heads of the networks.

    Args:
        threads: How many pairs are judged at once.
        languages: The network for many languages, where it is in use; loaded when it is needed.
    """

    def __init__(self, threads: int = 2, languages: NetworkFiles | None = None) -> None:
        self._models = PairModels(("scores",), threads, languages)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Entailed]:
        """What each pair's evidence says of its claim.

        Args:
            pairs: (claim, evidence); a claim is cut at `CLAIM_CHARACTERS`, evidence at the
                model's length. What no network reads settles nothing.
        """
        cut = [(claim[:CLAIM_CHARACTERS], told) for claim, told in pairs]
        # What no network reads keeps this; `run` brings only the places of what one has read.
        found = [SETTLES_NOTHING] * len(cut)
        for network, indices, _, outputs in self._models.run(cut):
            for at, (raw,) in zip(indices, outputs, strict=True):
                scores = _on_one_scale(raw, network)
                # Softmax of three log-scores in the order of `Entailed`; less the largest, so that
                # none overflows.
                shares = np.exp(scores - scores.max())
                found[at] = Entailed(*(float(share) for share in shares / shares.sum()))
        return found


def _on_one_scale(scores: NDArray[np.float32], network: Network) -> NDArray[np.float32]:
    """A network's three log-scores on the scale of the shipped one, of which the thresholds are."""
    if network is Network.ENGLISH:
        return scores
    # Fitted: a factor, and what is added to each.
    factor, *added = calibration()["judged_languages"]
    return scores * factor + np.array(added, np.float32)
