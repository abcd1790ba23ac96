"""Whether a stretch of text meets one of many ranges."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from retrieval.types import Span


def overlaps(spans: Sequence[Span], start: int, end: int) -> bool:
    """Whether `start` to `end` lies, in part or whole, in one of the sorted, disjoint `spans`."""
    # The last range that begins before `end`: as they are disjoint, no earlier one ends later.
    at = bisect_right(spans, end - 1, key=lambda span: span[0]) - 1
    return at >= 0 and spans[at][1] > start
