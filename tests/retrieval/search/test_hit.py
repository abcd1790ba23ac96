"""A hit is its passage and that passage's sentences, and changes no more once it is made."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from retrieval.search.hit import Hit
from support.passages import HARBOUR, passage


def test_a_hit_knows_no_other_spelling_unless_it_is_told() -> None:
    hit = Hit(passage(HARBOUR), ())
    assert not hit.names
    assert replace(hit, passage=replace(hit.passage, score=0.5)) != hit


def test_the_same_passage_is_the_same_hit_and_none_is_changed() -> None:
    hit = Hit(passage(HARBOUR), ())
    assert hit == Hit(passage(HARBOUR), ())
    with pytest.raises(FrozenInstanceError):
        hit.names = ()  # type: ignore[misc]
