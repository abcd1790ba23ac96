"""The numbers of an answer's articles, where each article has one and not each quotation."""

from __future__ import annotations

from collections.abc import Iterable


def article_numbers(cited: Iterable[tuple[int, str]]) -> dict[int, int]:
    """The number that each citation is shown under: one an article, in order of first use.

    Args:
        cited: The number of each citation with its article's id.
    """
    shown: dict[str, int] = {}
    return {number: shown.setdefault(article, len(shown) + 1) for number, article in cited}
