"""What is left of an earlier answer."""

from __future__ import annotations

from retrieval.types import Recalled
from support.answers import EXTRACTIVE


def test_what_is_recalled_may_be_nothing_but_its_citations() -> None:
    recalled = Recalled(EXTRACTIVE.citations)
    assert (recalled.changed, recalled.removed, recalled.surroundings) == ((), (), ())
    assert (recalled.articles, recalled.now) == ((), ())
