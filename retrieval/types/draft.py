"""What a writer hands to verify: sentences, each with the places that it rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from retrieval.types import Citation, LeftOut, Mode, Passage, Span, Statement, Verdict

StatementKind = Literal["quote", "worded", "record"]
"""A quotation, a sentence in a model's words, or what the archive's own records say."""

NEAREST = 3
"""Quotations that a refusal shows at most."""

Place = tuple[str, Span]
"""An article, by its id, and a stretch of it."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A place in an article: a stretch of the passage that was retrieved."""

    passage: Passage
    span: Span

    @property
    def text(self) -> str:
        """The words at that place, as they were retrieved."""
        # The span's offsets are the article's, the passage begins at its own `start`. What a span
        # past its ends would give is not what stands in the article, and falls at `verify`.
        start, end = self.span
        return self.passage.text[start - self.passage.start : end - self.passage.start]

    @property
    def place(self) -> Place:
        """Its article and where it stands in it: two passages may hold the same words."""
        return self.passage.article, self.span

    def overlaps(self, other: Quote) -> bool:
        """Whether two share a stretch of one article."""
        return (
            self.passage.article == other.passage.article
            and self.span[0] < other.span[1]
            and other.span[0] < self.span[1]
        )


# Equal if all fields are: by that `record_writer.recheck` tells that the records say the same.
@dataclass(frozen=True, slots=True)
class DraftStatement:
    """A sentence, not yet verified, what it rests on, and what it stands under.

    Of a `record` the quotations only show which articles are meant; `record_writer.recheck` tells
    whether it holds.
    """

    text: str
    quotes: tuple[Quote, ...]
    heading: str | None = None
    kind: StatementKind = "quote"

    @property
    def places(self) -> tuple[Place, ...]:
        """Where its quotations stand."""
        return tuple(quote.place for quote in self.quotes)


OnSentence = Callable[[DraftStatement], None]
"""Called with each sentence of a reply as soon as it is whole; nothing has verified it yet."""

OnStatement = Callable[[Statement, Sequence[Citation]], None]
"""Called with a sentence that has passed, and the citations of the answer so far.

The answer that is returned in the end is checked once more as a whole; it alone is binding.
"""

Failed = tuple[int, DraftStatement, Sequence[str]]
"""A sentence's place in its draft, the sentence, and why it does not hold."""


@dataclass(frozen=True, slots=True)
class DraftPart:
    """A sentence of a claim of several, what is said of it, and the quotations that say so."""

    text: str
    verdict: Verdict | None
    quotes: tuple[Quote, ...] = ()
    left_out: LeftOut | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A writer's sentences in order; none means that the passages do not answer.

    `nearest` are the quotations that a refusal shows; `text` are words of help, in place of
    statements; `parts` are the sentences of a claim of several.
    """

    mode: Mode
    statements: tuple[DraftStatement, ...] = ()
    # Only of a claim's check.
    verdict: Verdict | None = None
    notes: tuple[str, ...] = ()
    # Beside statements, too: should all of them fall at `verify`, a refusal shows these.
    nearest: tuple[Quote, ...] = ()
    text: str = ""
    parts: tuple[DraftPart, ...] = ()


def quotation(quote: Quote, heading: str | None = None) -> DraftStatement:
    """A quotation as a statement."""
    return DraftStatement(quote.text, (quote,), heading)
