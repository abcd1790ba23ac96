"""What the models' scores are worth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.models.calibration import log_odds, sigmoid, threshold, weights_key
from retrieval.models.pair_models import Network

IN_OTHER_WORDS = ("_in_other_words", "_in_quite_other_words")


def test_the_thresholds_are_shares_and_the_stricter_are_higher() -> None:
    assert 0.0 < threshold() < 1.0
    bars = [threshold(f"supported{more}") for more in ("", *IN_OTHER_WORDS)]
    assert 0.65 < bars[0] < bars[1] < bars[2] < 1.0
    assert 0.5 < threshold("contradicted_by_a_rule_too") < threshold("contradicted") < 1.0
    assert threshold("supported") < threshold("follows") < 1.0


@given(st.floats(allow_nan=False))
def test_log_odds_make_a_probability(logit: float) -> None:
    assert 0.0 <= sigmoid(logit) <= 1.0


def test_a_model_has_a_weight_for_each_feature_and_then_its_constant() -> None:
    assert log_odds([2.0, 0.5, -1.0], [1.0, 4.0]) == 3.0
    with pytest.raises(ValueError, match="zip"):
        log_odds([2.0, -1.0], [1.0, 4.0])


def test_another_networks_weights_have_its_name() -> None:
    assert weights_key("question_read", Network.ENGLISH) == "question_read"
    assert weights_key("question_read", Network.LANGUAGES) == "question_read_languages"
