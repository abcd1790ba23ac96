"""What is left of an earlier answer, by its receipt."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.types.evidence import Citation


@dataclass(frozen=True, slots=True)
class Recalled:
    """What may still be shown of an earlier answer: its citations that stand as they were.

    Attributes:
        citations: Those whose article still holds the quotation, word for word.
        changed: Numbers of the citations whose article has changed since.
        removed: Numbers of the citations whose article was removed.
        surroundings: For each of `citations` what its article says just before and after it.
        articles: The id of the article of each citation of the answer, in their order.
        now: For each of `changed` what stands nearest to it in its article today, or None.
    """

    citations: tuple[Citation, ...]
    changed: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    surroundings: tuple[tuple[str, str], ...] = ()
    articles: tuple[str, ...] = ()
    now: tuple[str | None, ...] = ()
