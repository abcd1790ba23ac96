"""One number an article, in order of first use."""

from __future__ import annotations

from retrieval.receipts.article_numbers import article_numbers


def test_quotations_of_one_article_share_its_number() -> None:
    cited = [(1, "b"), (2, "a"), (3, "b"), (4, "c")]
    assert article_numbers(cited) == {1: 1, 2: 2, 3: 1, 4: 3}
    assert article_numbers([]) == {}
