"""Counts in words."""

from __future__ import annotations

import pytest

from retrieval.messages import speaking
from retrieval.messages.counts import articles_words


@pytest.mark.parametrize(
    ("count", "said"), [(0, "no articles"), (1, "1 article"), (1204, "1,204 articles")]
)
def test_articles_are_counted(count: int, said: str) -> None:
    assert articles_words(count) == said


def test_articles_are_counted_as_the_language_does() -> None:
    with speaking("ru"):
        assert len({articles_words(n).split()[-1] for n in (1, 2, 5)}) == 3
