"""The model writer: a chat model words the answer from numbered passages, as data.

Nothing it writes is believed: its `[n]` marks are resolved here, and the check looks every
sentence up in what it cites before anybody sees it.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextvars import copy_context
from typing import TYPE_CHECKING

from langchain_core.output_parsers import StrOutputParser

import prompts
from retrieval.answer.draft import Draft, DraftStatement, Quote
from retrieval.archive.split import sentences
from retrieval.search.evidence import coverage
from retrieval.search.hybrid import Hit
from retrieval.search.words import informative, stems, stop_words, words
from retrieval.types import Answer

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

NOT_IN_PASSAGES = "NOT IN THE PASSAGES"
"""What prompts/answer.md tells the model to write when the passages hold no answer."""

LONGEST_REWRITTEN = 1000

_MARKS = re.compile(r"\s*\[(\d+(?:\s*[,;]\s*\d+)*)\]")
_LIST_MARK = re.compile(r"^[ \t]*(?:[-*•–]|\d{1,2}[.)])[ \t]+", re.MULTILINE)
_MARK_BEFORE_STOP = re.compile(r"((?:\s*\[\d+(?:\s*[,;]\s*\d+)*\])+)\s*([.!?]+[\"”’']?)")


def write(
    model: BaseChatModel, question: str, hits: Sequence[Hit], *, seconds: float | None = None
) -> Draft:
    """The model's sentences about the passages, each with the places that its marks name.

    A sentence without a mark, or with one that names no passage, comes with no quotation and
    falls at the check.

    Args:
        model: The chat model.
        question: The question, standing alone.
        hits: The passages, best first.
        seconds: How long the model may take in all, or None for as long as its client lets it.

    Raises:
        TimeoutError: It took longer.
        ValueError: It wrote nothing.
        Exception: Whatever the provider's client raises; the caller falls back.
    """
    passages = "\n\n".join(_numbered(number, hit) for number, hit in enumerate(hits, start=1))
    reply = _ask(model, "answer", seconds, question=question, passages=passages)
    if not re.search(r"\w", reply):
        raise ValueError("The chat model wrote nothing.")
    return Draft("model", tuple(parse(reply, hits)))


def stand_alone(
    model: BaseChatModel,
    question: str,
    earlier: Sequence[Answer],
    *,
    seconds: float | None = None,
) -> str:
    """A follow-up question as the model rewrites it.

    It is shown to the reader, so it may only say what the conversation has said.

    Raises:
        ValueError: The model wrote no question, or one with words of its own.
        Exception: Whatever the provider's client raises; the caller does without it.
    """
    conversation = "\n\n".join(f"Question: {a.question}\nAnswer: {a.text}" for a in earlier)
    reply = _ask(model, "condense", seconds, question=question, conversation=conversation)
    rewritten = next((line.strip() for line in reversed(reply.splitlines()) if line.strip()), "")
    known = {*stems(f"{question} {conversation}"), *stems(" ".join(stop_words()))}
    if not words(rewritten) or len(rewritten) > LONGEST_REWRITTEN or "://" in rewritten:
        raise ValueError("The chat model wrote no question.")
    if not set(stems(rewritten)) <= known:
        raise ValueError("The chat model brought words of its own into the question.")
    return rewritten


def _ask(model: BaseChatModel, prompt: str, seconds: float | None, **values: str) -> str:
    chain = prompts.load(prompt) | model | StrOutputParser()
    if seconds is None:
        return chain.invoke(values)
    return _within(seconds, lambda: chain.invoke(values))


def _within(seconds: float, call: Callable[[], str]) -> str:
    """What the call returns, in a thread of its own.

    A client's own time-out begins anew with every byte, and some clients know none.

    Raises:
        TimeoutError: It took longer; the thread is left behind and never keeps the process.
    """
    future: Future[str] = Future()
    context = copy_context()

    def run() -> None:
        try:
            future.set_result(context.run(call))
        except BaseException as error:  # handed to the caller, whatever it is
            future.set_exception(error)

    threading.Thread(target=run, name="chat model", daemon=True).start()
    return future.result(timeout=seconds)


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
    text = _MARK_BEFORE_STOP.sub(r"\2\1", _LIST_MARK.sub("", reply.replace("**", "")))
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
        both = (*last.quotes, *quotes) if quotes else ()
        statements = [*statements[:-1], DraftStatement(last.text, both)]
        sentence = sentence[leading.end() :]
    bare = _MARKS.sub("", sentence).strip()
    if not re.search(r"\w", bare):
        return statements
    return [*statements, DraftStatement(bare, _quotes(sentence, bare, hits))]


def _quotes(marked: str, bare: str, hits: Sequence[Hit]) -> tuple[Quote, ...]:
    """The places that the marks name; none at all if one of them names no passage."""
    numbers = [int(n) for marks in _MARKS.findall(marked) for n in re.findall(r"\d+", marks)]
    if not all(1 <= number <= len(hits) for number in numbers):
        return ()
    return tuple(_best_quote(bare, hits[number - 1]) for number in dict.fromkeys(numbers))


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
