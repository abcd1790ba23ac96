"""Values that the tests of measuring share: an article, passages, answers, outcomes."""

from __future__ import annotations

from hashlib import sha256

from retrieval.evaluation.judging import Outcome, Response, judge
from retrieval.evaluation.questions import GoldQuestion
from retrieval.types import Answer, Citation, Coverage, Passage, Question, Statement

TEXT = "The treaty was signed in Port Amber. Lena Orsk, who chairs the council, proposed a guard."
HASH = sha256(TEXT.encode()).hexdigest()


def passage(source: str, text: str = TEXT, url: str | None = None) -> Passage:
    """A passage of the article of this source."""
    return Passage(
        "id-" + source, HASH, source, None, None, None, None, url, 0, len(text), text, 1.0
    )


def citation(quote: str, source: str = "news/treaty.md", at: int | None = None) -> Citation:
    """A citation of `TEXT`."""
    start = TEXT.index(quote) if at is None else at
    return Citation(
        1, "id-" + source, source, None, None, None, None, None, HASH,
        start, start + len(quote), quote,
    )  # fmt: skip


def answer(text: str = "", *citations: Citation, found: bool = True) -> Answer:
    """An answer of one statement, or a refusal."""
    statements = (Statement(text, tuple(one.number for one in citations)),) if found else ()
    return Answer(
        "?", "?", found, text, "extractive", statements, citations,
        (passage("news/treaty.md"),), Coverage(1),
    )  # fmt: skip


def gold(key: str = "q", **known: object) -> GoldQuestion:
    """A question of which `known` is known."""
    return GoldQuestion(key, Question(f"What is {key}?"), **known)  # type: ignore[arg-type]


def outcome(of: GoldQuestion, given: Answer | None, *sources: str, ms: float = 1.0) -> Outcome:
    """How `of` went when `given` was the answer and `sources` were found."""
    came = tuple(map(passage, sources or ("news/treaty.md",)))
    return judge(of, Response(came, ms, given), lambda _: TEXT)
