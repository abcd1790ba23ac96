"""The model writer: a chat model words the answer from numbered passages, as data.

Nothing it writes is believed: its `[n]` marks are resolved here, and the check looks every
sentence up in what it cites before anybody sees it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from langchain_core.output_parsers import StrOutputParser

import prompts
from retrieval.answer.draft import Draft, DraftStatement, Quote
from retrieval.archive.split import sentences
from retrieval.search.evidence import coverage
from retrieval.search.hybrid import Hit
from retrieval.search.words import informative
from retrieval.types import Answer

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

NOT_IN_PASSAGES = "NOT IN THE PASSAGES"
"""What prompts/answer.md tells the model to write when the passages hold no answer."""

_MARKS = re.compile(r"\s*\[(\d+(?:\s*[,;]\s*\d+)*)\]")
_MARK_BEFORE_STOP = re.compile(r"((?:\s*\[\d+(?:\s*[,;]\s*\d+)*\])+)\s*([.!?]+[\"”’']?)")


def write(model: BaseChatModel, question: str, hits: Sequence[Hit]) -> Draft:
    """The model's sentences about the passages, each with the places that its marks name.

    A sentence without a mark, or with one that names no passage, comes with no quotation and
    falls at the check.

    Raises:
        Exception: Whatever the provider's client raises; the caller falls back.
    """
    chain = prompts.load("answer") | model | StrOutputParser()
    passages = "\n\n".join(_numbered(number, hit) for number, hit in enumerate(hits, start=1))
    reply = chain.invoke({"question": question, "passages": passages})
    return Draft("model", tuple(parse(reply, hits)))


def stand_alone(model: BaseChatModel, question: str, earlier: Sequence[Answer]) -> str:
    """A follow-up question as the model rewrites it; the question itself if it writes nothing."""
    chain = prompts.load("condense") | model | StrOutputParser()
    conversation = "\n\n".join(f"Question: {a.question}\nAnswer: {a.text}" for a in earlier)
    reply = chain.invoke({"question": question, "conversation": conversation}).strip()
    lines = [line.strip() for line in reply.splitlines() if line.strip()]
    return lines[-1] if lines and len(lines[-1]) <= 1000 else question


def _numbered(number: int, hit: Hit) -> str:
    passage = hit.passage
    date = passage.published or passage.date_note or "undated"
    head = f"[{number}] {passage.outlet or passage.source}, {date}: {passage.title or 'untitled'}"
    return f"{head}\n{passage.text}"


def parse(reply: str, hits: Sequence[Hit]) -> list[DraftStatement]:
    """The sentences of a reply, marks taken out and resolved to places in the passages."""
    if not reply.strip() or NOT_IN_PASSAGES in reply.upper():
        return []
    # "… said [2]." and "… said. [2]" mean the same; with the mark inside, sentences split right.
    text = _MARK_BEFORE_STOP.sub(r"\2\1", reply)
    statements: list[DraftStatement] = []
    for start, end in sentences(text):
        statements = _take(statements, text[start:end], hits)
    return statements


def _take(
    statements: list[DraftStatement], sentence: str, hits: Sequence[Hit]
) -> list[DraftStatement]:
    """Add a sentence, or marks that stand alone to the sentence before them."""
    leading = re.match(r"(?:\s*\[\d+(?:\s*[,;]\s*\d+)*\])+", sentence)
    if leading and statements:
        last = statements[-1]
        quotes = _quotes(leading.group(), last.text, hits)
        statements = [*statements[:-1], DraftStatement(last.text, (*last.quotes, *quotes))]
        sentence = sentence[leading.end() :]
    words = _MARKS.sub("", sentence).strip()
    if not re.search(r"\w", words):
        return statements
    return [*statements, DraftStatement(words, _quotes(sentence, words, hits))]


def _quotes(marked: str, words: str, hits: Sequence[Hit]) -> tuple[Quote, ...]:
    """The places that the marks name; none at all if one of them names no passage."""
    numbers = [int(n) for marks in _MARKS.findall(marked) for n in re.findall(r"\d+", marks)]
    if not all(1 <= number <= len(hits) for number in numbers):
        return ()
    return tuple(_best_quote(words, hits[number - 1]) for number in dict.fromkeys(numbers))


def _best_quote(statement: str, hit: Hit) -> Quote:
    """The sentence of the passage that the statement shares most with, or the whole passage.

    The whole passage is cited where one sentence holds less than three quarters of what the
    passage holds of the statement's words.
    """
    terms = dict.fromkeys(informative(statement), 1.0)
    best = max(hit.evidence, key=lambda evidence: coverage(evidence.text, terms))
    passage = hit.passage
    if coverage(best.text, terms) >= 0.75 * coverage(passage.text, terms):
        return Quote(passage, best.span)
    return Quote(passage, (passage.start, passage.end))
