"""The way of a question: understand, search, draft, check, answer. All faces share it.

    chain = factory.make_chain(settings, archive)
    answer = chain.invoke(Question("Who chairs the SCO?"))

It is LangChain's own `Runnable`: `invoke`, `ainvoke`, `batch`, and callbacks in the config see
the retriever and the model at work.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda

from retrieval.answer import extractive, followup
from retrieval.answer.check import Checked, check
from retrieval.answer.draft import Draft
from retrieval.answer.receipts import keep_receipt
from retrieval.answer.refusal import NEAREST, refusal_text
from retrieval.archive.store import Archive
from retrieval.errors import ProviderError, UsageError
from retrieval.search.hybrid import Hit
from retrieval.search.retriever import as_hit
from retrieval.types import Answer, Question

LONGEST_QUESTION = 2000

Writer = Callable[[str, Sequence[Hit]], Draft]
"""From a question that stands alone and its passages to a draft."""

Condenser = Callable[[str, Sequence[Answer]], str]
"""From a follow-up question and the answers before it to a question that stands alone."""

NO_DRAFT = Draft("extractive", ())

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question on its way; each step hands on a fuller one."""

    question: Question
    began: float
    text: str = ""
    hits: tuple[Hit, ...] = ()
    draft: Draft = NO_DRAFT
    notes: tuple[str, ...] = ()


def build_chain(
    archive: Archive,
    retriever: BaseRetriever,
    *,
    model_writer: Writer | None = None,
    condenser: Condenser | None = None,
    fallback: bool = True,
) -> Runnable[Question, Answer]:
    """The chain from a question to its checked answer.

    Args:
        archive: Where quotations are read back from.
        retriever: A `HybridRetriever`, or any that gives documents of its form.
        model_writer: Words the answer with a chat model; without it the extractive writer does.
        condenser: Makes follow-ups stand alone with a chat model; without it rules do.
        fallback: Answer extractively when the model fails, instead of raising.
    """

    def understand(question: Question) -> Turn:
        return _understand(question, condenser)

    def retrieve(turn: Turn) -> Turn:
        asked = turn.question
        documents = retriever.invoke(
            turn.text, outlet=asked.outlet, since=asked.since, until=asked.until,
            as_of=asked.as_of, k=asked.k,
        )  # fmt: skip
        return replace(turn, hits=tuple(as_hit(document) for document in documents))

    def draft(turn: Turn) -> Turn:
        return _draft(turn, model_writer, fallback=fallback)

    def answer(turn: Turn) -> Answer:
        return _answer(archive, turn, fallback=fallback)

    steps = RunnableLambda(understand) | RunnableLambda(retrieve) | RunnableLambda(draft)
    return (steps | RunnableLambda(answer)).with_config(run_name="dateline")


def _understand(question: Question, condenser: Condenser | None) -> Turn:
    began = time.perf_counter()
    # Half a character (a lone surrogate, from a terminal or from JSON) is no text for anybody.
    whole = question.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    question, asked = replace(question, text=whole), whole.strip()
    if not any(char.isalnum() for char in asked):
        raise UsageError("The question is empty; ask it in words.")
    if len(asked) > LONGEST_QUESTION:
        raise UsageError(
            f"The question has {len(asked):,} characters; ask it in at most {LONGEST_QUESTION:,}."
        )
    text = _stand_alone(asked, question.earlier, condenser)
    notes = () if text == asked else (f"Read as: {text}",)
    return Turn(question, began, text=text, notes=notes)


def _stand_alone(asked: str, earlier: Sequence[Answer], condenser: Condenser | None) -> str:
    if condenser is not None and earlier:
        try:
            return condenser(asked, earlier)
        except Exception as error:  # a provider's client raises what it likes; rules do as well
            log.warning("The model could not rewrite a follow-up question: %s.", _short(error))
    return followup.stand_alone(asked, earlier)


def _draft(turn: Turn, model_writer: Writer | None, *, fallback: bool) -> Turn:
    if model_writer is None or not turn.hits:
        return replace(turn, draft=extractive.write(turn.text, turn.hits))
    try:
        return replace(turn, draft=model_writer(turn.text, turn.hits))
    except Exception as error:  # a provider's client raises what it likes
        log.warning("The chat model failed: %s.", _short(error))
        if not fallback:
            raise ProviderError(
                f"The chat model failed ({_short(error)}). Try again, or set "
                "DATELINE_FALLBACK=true to have answers quoted from the articles instead."
            ) from None
        return _fall_back(turn, f"The chat model failed ({_short(error)})")


def _short(error: Exception) -> str:
    """The kind of a provider's error; its message and its traceback may hold keys or addresses."""
    status = getattr(error, "status_code", None)
    return f"{type(error).__name__}{f' {status}' if isinstance(status, int) else ''}"


def _fall_back(turn: Turn, why: str) -> Turn:
    draft = extractive.write(turn.text, turn.hits)
    ending = "; quoted from the articles instead." if draft.statements else "."
    return replace(turn, draft=draft, notes=(*turn.notes, why + ending))


def _checked(archive: Archive, turn: Turn, *, fallback: bool) -> tuple[Turn, Checked]:
    """The draft checked; a model's draft of which nothing is left gives way to another."""
    checked = check(archive, turn.draft)
    statements, _, dropped = checked
    if turn.draft.mode != "model" or not dropped:
        return turn, checked
    if statements:
        note = f"{dropped} of the model's sentences left out: not borne out by what they cite."
        return replace(turn, notes=(*turn.notes, note)), checked
    why = "The chat model's sentences were not borne out by what they cite"
    if not fallback:
        return replace(turn, notes=(*turn.notes, f"{why}.")), checked
    turn = _fall_back(turn, why)
    return turn, check(archive, turn.draft)


def _answer(archive: Archive, turn: Turn, *, fallback: bool) -> Answer:
    turn, (statements, citations, _) = _checked(archive, turn, fallback=fallback)
    passages = tuple(hit.passage for hit in turn.hits)
    coverage = archive.coverage()
    text = " ".join(
        f"{s.text} {''.join(f'[{n}]' for n in s.citations)}" for s in statements
    ) or refusal_text(turn.question, coverage, passages[:NEAREST])
    answer = Answer(
        asked=turn.question.text,
        question=turn.text,
        found=bool(statements),
        text=text,
        mode=turn.draft.mode,
        statements=statements,
        citations=citations,
        passages=passages,
        coverage=coverage,
        notes=turn.notes,
        ms=round((time.perf_counter() - turn.began) * 1000, 1),
        id=turn.question.id,
    )
    return keep_receipt(archive, answer)
