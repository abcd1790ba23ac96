"""What a writer hands to the check: sentences, each with the places that it says bear it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from retrieval.types import Mode, Passage, Span, Verdict


@dataclass(frozen=True, slots=True)
class Quote:
    """A place in an article: a stretch of the passage that was retrieved."""

    passage: Passage
    span: Span

    @property
    def text(self) -> str:
        """The words at that place, as they were retrieved."""
        start, end = self.span
        return self.passage.text[start - self.passage.start : end - self.passage.start]


StatementKind = Literal["quote", "worded", "record"]
"""What a sentence is: an article's own, somebody's words for it, or what the archive records."""


@dataclass(frozen=True, slots=True)
class DraftStatement:
    """A sentence, not yet checked, what it rests on, and what it stands under.

    Of a `record` the quotations only show which articles are meant; `archive_facts.recheck` tells
    whether it holds.
    """

    text: str
    quotes: tuple[Quote, ...]
    heading: str | None = None
    kind: StatementKind = "quote"


OnSentence = Callable[[DraftStatement], None]
"""Called with each sentence of a reply as soon as it is whole; nothing has checked it yet."""

Failed = tuple[int, DraftStatement, Sequence[str]]
"""A sentence's place in its draft, the sentence, and what of it its quotations do not hold."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A writer's sentences in order; none means that the passages do not answer.

    `unsaid` are stems that a model's own words may not hold: only orders and questions to the
    reader of its passages do.
    """

    mode: Mode
    statements: tuple[DraftStatement, ...]
    verdict: Verdict | None = None
    notes: tuple[str, ...] = ()
    unsaid: frozenset[str] = frozenset()
