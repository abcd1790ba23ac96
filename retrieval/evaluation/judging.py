"""One question judged: what came back, against what was known of it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from retrieval.evaluation.questions import GoldQuestion
from retrieval.evaluation.ranking import Ranking, is_named, rank
from retrieval.types import Answer, Citation, Passage

PRECISE_WORDS = 60
"""An answer that is right in at most so many words is precise."""

EVIDENCE_DEPTH = 5  # passages that the reader reads

Stored = Callable[[str], str | None]
"""The whole text of the stored article of this id, or None."""

# Curly quotation marks and long dashes become those of a keyboard.
_PLAIN = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014", "''\"\"--")
# "[1]", "[1, 2]": citations are no part of an answer's words
_MARK = re.compile(r"\[\d+(?:\s*,\s*\d+)*\]")


@dataclass(frozen=True, slots=True)
class Response:
    """What came back for a question; `answer` is None where only the search was asked."""

    passages: tuple[Passage, ...]
    ms: float
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What an answer was worth.

    Attributes:
        found: It answered, instead of refusing.
        text: What it said.
        holds: Its text holds a right answer; None where none is known.
        shown: A reader sees a right answer: in the text, or in a refusal's nearest quotations.
        stale: Its first statement holds an older state and no right answer; None where no older
            state is known.
        words: How many words it has.
        cites_gold: It cites a gold article; None where no gold article is known or it refused.
        citations: How many citations it has, the nearest quotations of a refusal counted.
        exact: How many of them stand in the stored article, character for character.
        uncited: How many of its statements cite nothing.
        nearest: The nearest quotations of a refusal.
    """

    found: bool
    text: str
    holds: bool | None
    shown: bool | None
    stale: bool | None
    words: int
    cites_gold: bool | None
    citations: int
    exact: int
    uncited: int
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question, and how it went.

    Attributes:
        gold: The question and what is known of its answer.
        ms: Milliseconds it took.
        ranking: Where its gold articles came; None where none is known.
        evidence: One of the first five passages holds a gold passage; None where none is known.
        judged: What the answer was worth; None where only the search was asked.
    """

    gold: GoldQuestion
    ms: float
    ranking: Ranking | None
    evidence: bool | None
    judged: Judged | None

    @property
    def right(self) -> bool | None:
        """The answer, or the refusal, is right; of a search, a gold article came first."""
        if self.judged is None:
            return self.ranking.first == 1 if self.ranking else None
        if self.gold.refuse:
            return not self.judged.found
        # Where no answer is known and none is ruled out, nothing is right or wrong.
        return self.judged.found and self.judged.holds if self.gold.answerable else None


def judge(gold: GoldQuestion, response: Response, stored: Stored) -> Outcome:
    """How a question went.

    Args:
        gold: The question and what is known of its answer.
        response: What came back.
        stored: Reads back the article that a citation quotes.
    """
    return Outcome(
        gold,
        response.ms,
        rank(gold.docs, response.passages) if gold.ranked else None,
        _evidence(gold, response.passages),
        _judged(gold, response.answer, stored) if response.answer else None,
    )


def holds_words(text: str, answer: str) -> bool:
    """Whether `answer` stands in `text` as whole words.

    Citation marks, case, white space, and the form of quotes and dashes don't count.
    """
    wanted = re.escape(_folded(answer))
    # "65" stands in "65 boats", not in "1965". No \b: before "$5" there is no edge of a word.
    return re.search(rf"(?<!\w){wanted}(?!\w)", _folded(_MARK.sub(" ", text))) is not None


def _folded(text: str) -> str:
    # "é" may be one character or two.
    same = unicodedata.normalize("NFC", text.translate(_PLAIN)).casefold()
    return " ".join(same.split())


def _evidence(gold: GoldQuestion, passages: Sequence[Passage]) -> bool | None:
    # The passages of a question to be refused are near misses.
    if not gold.evidence or gold.refuse:
        return None
    got = [_squashed(passage.text) for passage in passages[:EVIDENCE_DEPTH]]
    return any(_squashed(wanted) in text for wanted in gold.evidence for text in got)


def _squashed(text: str) -> str:
    # Lines end elsewhere in the article than in the file of questions.
    return "".join(text.split()).lower()


def _judged(gold: GoldQuestion, answer: Answer, stored: Stored) -> Judged:
    cited = any(is_named(doc, one) for doc in gold.docs for one in answer.citations)
    quoted = (*answer.citations, *answer.nearest)
    nearest = tuple(one.quote for one in answer.nearest)
    # What the reader has before them.
    seen = answer.text if answer.found else " ".join(nearest)
    # None where nothing is known to judge by: metrics.py leaves the question out of that figure.
    return Judged(
        found=answer.found,
        text=answer.text,
        holds=_is_right(answer.text, gold) if gold.answerable else None,
        shown=_is_right(seen, gold) if gold.answerable else None,
        stale=_is_stale(answer, gold) if gold.wrong else None,
        words=len(answer.text.split()),
        cites_gold=cited if gold.docs and gold.answerable and answer.found else None,
        citations=len(quoted),
        exact=sum(_is_exact(citation, stored) for citation in quoted),
        # A refusal states nothing that could lack a citation.
        uncited=sum(not one.citations for one in answer.statements) if answer.found else 0,
        nearest=nearest,
    )


def _is_right(text: str, gold: GoldQuestion) -> bool:
    return all(_holds_one(text, forms) for forms in gold.needed)


def _is_stale(answer: Answer, gold: GoldQuestion) -> bool:
    # The first alone: further down an older figure may well stand, as "Earlier".
    first = answer.statements[0].text if answer.found and answer.statements else ""
    return _holds_one(first, gold.wrong) and not _holds_one(first, gold.answers)


def _holds_one(text: str, forms: Sequence[str]) -> bool:
    return any(holds_words(text, form) for form in forms)


def _is_exact(citation: Citation, stored: Stored) -> bool:
    """The quotation is read back from the stored article, whose digest must be the cited one."""
    text = stored(citation.article)
    # An empty quotation would stand anywhere.
    if text is None or not citation.quote.strip():
        return False
    # The right characters of another version of the text are no proof.
    same = hashlib.sha256(text.encode()).hexdigest() == citation.hash
    return same and text[citation.start : citation.end] == citation.quote
