"""What the models' scores are worth: weights and thresholds, fitted by `training/calibrate.py`."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from retrieval.models.pair_models import Network


# Read from the disk once a process; nobody may change what is returned.
@lru_cache(maxsize=1)
def calibration() -> dict[str, list[float]]:
    """The fitted weights, the constant last, and the thresholds, each alone in its list."""
    found: dict[str, list[float]] = json.loads(
        (files(__package__) / "calibration.json").read_text("utf-8")
    )
    return found


def threshold(name: str = "threshold") -> float:
    """The least probability at which a question is answered, or of another threshold.

    Those of claims begin with `supported` and `contradicted`, `follows` is that of a chat model's
    sentence; `docs/models.md` has more.
    """
    return calibration()[name][0]


def sigmoid(logit: float) -> float:
    """The probability of log-odds."""
    # Past 60 the probability is 1 to a float, and exp() would overflow before long.
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, logit))))


def log_odds(model: Sequence[float], features: Sequence[float]) -> float:
    """The log-odds by a logistic model, its constant last."""
    *weights, constant = model
    return sum(w * f for w, f in zip(weights, features, strict=True)) + constant


def weights_key(name: str, network: Network) -> str:
    """What the weights for a network's readings are called in the calibration."""
    return name if network is Network.ENGLISH else f"{name}_{network}"
