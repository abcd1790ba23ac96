"""Questions, passages and answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from retrieval.types.evidence import Citation, Passage
from retrieval.types.limits import NO_LIMITS, Limits

# `--json` and receipts hold the words of `Mode`, `Form`, `Verdict` and `LeftOut`: they are the same
# in every language, and a receipt of years ago still has them.
Mode = Literal["extractive", "model", "archive", "help"]
"""What wrote the answer: quotation, a chat model, the archive's own records, a word of help."""

Form = Literal["answer", "timeline", "compare", "check"]
"""What is asked for: an answer, what happened when, who reported what, whether a claim holds."""

Verdict = Literal["supported", "contradicted", "not in the archive"]
"""What the archive says of a claim."""

LeftOut = Literal["no statement", "leans"]
"""Why a sentence of a claim is not judged: it states nothing, or tells of what another names."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the limits that the asker set.

    Attributes:
        text: The question as typed.
        outlet: Only articles of this outlet (case and spelling folded).
        since: First publication date to use, ISO, inclusive.
        until: Last publication date to use, ISO, inclusive.
        as_of: Answer as of this date: only what was published by then, ISO, inclusive.
        k: How many passages to bring back.
        literal: Take the question by its words alone, nothing in it as a limit.
        during: First and last day, ISO: only articles published then, and passages that name a
            day of that span.
        phrases: Words that a passage must hold in this order.
        latest: The newest of what is relevant comes first.
        articles: Only these articles, by id.
        form: What is asked for; in the forms other than `answer`, `text` is a topic or a claim.
        outlets: The outlets to compare.
        id: The caller's own name for the question, echoed in the answer.
        earlier: The answers before this one in the conversation, oldest first.
        language: What the asker is answered in (`en`, `ru`, `kk`); None for the question's own.
        private: Whether nobody else is to see that it was asked.
        channel: The channel of a chat service in which it was asked, by its number there.
    """

    # All but `id`, `private` and `channel` are part of the key under which an answer is remembered,
    # so that they have to be hashable. A limit reaches a LangChain retriever only if it stands in
    # `LIMITS` (search/retriever.py).
    text: str
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    # Passages, not articles: several may come from one.
    k: int = 8
    literal: bool = False
    during: tuple[str, str] | None = None
    phrases: tuple[str, ...] = ()
    latest: bool = False
    articles: tuple[str, ...] = ()
    form: Form = "answer"
    outlets: tuple[str, ...] = ()
    id: str | None = None
    # `Answer` stands further down: annotations are not evaluated here.
    earlier: tuple[Answer, ...] = ()
    language: str | None = None
    private: bool = False
    channel: int | None = None

    @property
    def limits(self) -> Limits:
        """The limits beside its words, as its answer tells them."""
        days = (self.since, self.until, self.as_of)
        return Limits(self.outlet, *days, outlets=self.outlets, literal=self.literal)


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer and the numbers of the citations that support it.

    `heading` is what it stands under, in Dateline's own words: a date, an outlet, a finding.
    """

    text: str
    # Numbers, not citations: one that supports several sentences is shown once.
    citations: tuple[int, ...]
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """What a chat model made of a citation's quotation, by its number; no quotation itself."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class ClaimPart:
    """A sentence of a claim of several, its verdict, and the numbers of the citations for it.

    `verdict` is None where it was `left_out`.
    """

    text: str
    verdict: Verdict | None
    citations: tuple[int, ...] = ()
    left_out: LeftOut | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was there to be searched: how many articles, and the span of their dates."""

    articles: int
    first: str | None = None
    last: str | None = None
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way to an answer: how long it took, and the chat model's tokens in it."""

    name: str
    # Without the steps that ran within it, which have milliseconds of their own.
    ms: float
    tokens_in: int = 0
    tokens_out: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What Dateline says, and everything needed to check it.

    With `found` false, `text` is the refusal, `statements` and `citations` are empty and
    `passages` are the nearest. Otherwise `[n]` in `text` are the numbers of `citations`,
    from 1 in order of first use.

    Attributes:
        asked: The question as typed.
        question: The question as searched: `asked` itself, or a follow-up made to stand alone.
        notes: One-line remarks for the reader: a fallback, how a follow-up was read.
        understood: What was taken from the question as a limit (`outlet: TASS`).
        form: What was asked for.
        verdict: What the archive says of the claim, where one was to be checked.
        parts: The sentences of a claim of several, each with its own verdict.
        receipt: The id under which the answer was stored for checking it later, or None.
        ms: Milliseconds from question to answer.
        steps: What of that each step took, and the tokens of the chat model.
        as_of: The date as of which it was answered, ISO, if as of any.
        nearest: Of a refusal, the quotations that come nearest, numbered from 1.
        language: The language of what Dateline says of its own in it.
        translations: Of quotations in other languages, where they were asked for; no receipt
            keeps them.
        limits: What the asker limited it to, beside its words.
    """

    asked: str
    question: str
    found: bool
    text: str
    mode: Mode
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    # Left out of a receipt, as are the translations: see `UNKEPT` in receipts/receipts.py.
    passages: tuple[Passage, ...]
    coverage: Coverage
    notes: tuple[str, ...] = ()
    understood: tuple[str, ...] = ()
    form: Form = "answer"
    verdict: Verdict | None = None
    receipt: str | None = None
    ms: float = 0.0
    id: str | None = None
    steps: tuple[Step, ...] = ()
    as_of: str | None = None
    nearest: tuple[Citation, ...] = ()
    language: str = "en"
    translations: tuple[Translation, ...] = ()
    parts: tuple[ClaimPart, ...] = ()
    limits: Limits = NO_LIMITS

    def cited(self, statement: Statement) -> Iterator[Citation]:
        """The citations of one of this answer's statements."""
        # `verify` numbers them from 1, in the order in which they stand here.
        return (self.citations[number - 1] for number in statement.citations)
