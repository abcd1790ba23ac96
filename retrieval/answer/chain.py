"""The way of a question: understand, search, draft, check, answer. All faces share it.

    chain = factory.make_chain(settings, archive)
    answer = chain.invoke(Question("Who chairs the SCO?"))

It is LangChain's own `Runnable`: `invoke`, `ainvoke`, `batch`, and callbacks in the config see
the retriever and the model at work. With `{"configurable": {"on_statement": f}}` as the config,
`f(statement, citations)` is called with each of a model's sentences as soon as it has passed;
with `"receipt": False` the answer leaves no receipt.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from retrieval.answer import followup
from retrieval.answer.check import Checked, check
from retrieval.answer.comprehending import Comprehension, comprehend
from retrieval.answer.drafting import draft, fall_back, short
from retrieval.answer.earlier import still_standing
from retrieval.answer.meter import Meter
from retrieval.answer.receipts import keep_receipt
from retrieval.answer.recency import newest_note
from retrieval.answer.refusal import NEAREST, refusal_text
from retrieval.answer.turn import Turn
from retrieval.answer.wording import Wording
from retrieval.archive.store import Archive
from retrieval.errors import UsageError
from retrieval.search.filters import unknown_outlet_note
from retrieval.search.hybrid import Hit
from retrieval.search.parts import in_turn
from retrieval.search.understand import understand
from retrieval.search.unmentioned import likest_name, unmentioned
from retrieval.types import Answer, Citation, Question, Statement

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import Runnable, RunnableConfig

LONGEST_QUESTION = 2000

DEPTH = 40
"""Passages that are looked through for a timeline, a comparison or a claim."""

FEWEST_COMPARED = 2

Condenser = Callable[[str, Sequence[Answer], Meter], str]
"""From a follow-up question and the answers before it to a question that stands alone."""

Search = Callable[[Question], Iterable[Hit]]

log = logging.getLogger(__name__)


class Steps(NamedTuple):
    """The steps from a question to its answer, in their order."""

    understood: Callable[[Question], Turn]
    retrieve: Callable[[Turn], Turn]
    drafted: Callable[..., Turn]
    answer: Callable[..., Answer]


def build_chain(
    archive: Archive,
    retriever: BaseRetriever,
    *,
    reader: Comprehension | None = None,
    wording: Wording | None = None,
    condenser: Condenser | None = None,
    fallback: bool = True,
) -> Runnable[Question, Answer]:
    """The chain from a question to its checked answer.

    Args:
        archive: Where quotations are read back from.
        retriever: A `HybridRetriever`, or any that gives documents of its form.
        reader: Reads the passages for the question; without it words and vectors decide.
        wording: Words the answer with a chat model; without it the extractive writer does.
        condenser: Makes follow-ups stand alone with a chat model; without it rules do.
        fallback: Answer extractively when the model fails, instead of raising.
    """
    from langchain_core.runnables import RunnableLambda

    from retrieval.search.retriever import as_hit, limits_of

    def search(part: Question) -> Iterable[Hit]:
        documents = retriever.invoke(part.text, **limits_of(part), neighbours=True)
        return map(as_hit, documents)

    steps = _steps(archive, search, reader, wording, condenser, fallback=fallback)
    found = RunnableLambda(steps.understood) | RunnableLambda(steps.retrieve)
    chain = found | RunnableLambda(steps.drafted) | RunnableLambda(steps.answer)
    return chain.with_config(run_name="dateline")


def answer_plainly(
    archive: Archive, search: Search, reader: Comprehension | None, question: Question
) -> Answer:
    """The extractive answer, by the chain's own steps but without LangChain around them.

    For a process that answers one question: importing LangChain takes longer than answering.

    Raises:
        UsageError: The question is empty, too long, or its limits make no sense.
    """
    steps = _steps(archive, search, reader)
    return steps.answer(steps.drafted(steps.retrieve(steps.understood(question))))


def _steps(
    archive: Archive,
    search: Search,
    reader: Comprehension | None,
    wording: Wording | None = None,
    condenser: Condenser | None = None,
    *,
    fallback: bool = True,
) -> Steps:
    def understood(question: Question) -> Turn:
        return _understand(archive, question, condenser)

    def retrieve(turn: Turn) -> Turn:
        with turn.meter.step("search"):
            found = tuple(_passages(search, reader, part) for part in turn.understood.parts)
        return replace(turn, found=found, hits=tuple(in_turn(found, lambda hit: hit.passage)))

    def drafted(turn: Turn, config: RunnableConfig | None = None) -> Turn:
        on_statement = (config or {}).get("configurable", {}).get("on_statement")
        with turn.meter.step("draft"):
            return draft(archive, turn, wording, on_statement, fallback=fallback)

    def answer(turn: Turn, config: RunnableConfig | None = None) -> Answer:
        answered = _answer(archive, turn, fallback=fallback)
        kept = (config or {}).get("configurable", {}).get("receipt", True)
        return keep_receipt(archive, answered) if kept else answered

    return Steps(understood, retrieve, drafted, answer)


def _understand(archive: Archive, question: Question, condenser: Condenser | None) -> Turn:
    began, meter = time.perf_counter(), Meter()
    # Half a character (a lone surrogate, from a terminal or from JSON) is no text for anybody.
    whole = question.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    question, asked = replace(question, text=whole), whole.strip()
    if not any(char.isalnum() for char in asked):
        raise UsageError("The question is empty; ask it in words.")
    if len(asked) > LONGEST_QUESTION:
        raise UsageError(
            f"The question has {len(asked):,} characters; ask it in at most {LONGEST_QUESTION:,}."
        )
    with meter.step("understand"):
        text = _stand_alone(archive, replace(question, text=asked), condenser, meter)
        understood = understand(archive, _searched(replace(question, text=text)))
    read_as = () if text == asked else (f"Read as: {text}",)
    notes = (*read_as, *understood.notes, *_unknown_outlets(archive, question))
    return Turn(question, began, text, understood, notes=notes, meter=meter)


def _passages(search: Search, reader: Comprehension | None, part: Question) -> tuple[Hit, ...]:
    """The passages for a part of a question, best first; read, where an answer is asked for."""
    hits = tuple(search(part))
    if reader is None or part.form != "answer":
        return hits
    nearest, beside = hits[: part.k], hits[part.k :]
    return comprehend(reader, part.text, nearest, beside, keep_order=part.latest)


def _unknown_outlets(archive: Archive, question: Question) -> list[str]:
    """A note for each outlet that the asker set and the archive does not hold."""
    asked = (*([question.outlet] if question.outlet else []), *question.outlets)
    if not asked:
        return []
    with archive.reading() as connection:
        return [note for one in asked if (note := unknown_outlet_note(connection, one))]


def _searched(question: Question) -> Question:
    """The question as it is searched for: a topic needs more passages than an answer."""
    match question.form:
        case "answer":
            return question
        case "check":
            # The dates and quotations of a claim are what is to be checked, not limits.
            return replace(question, literal=True, k=max(question.k, DEPTH))
        case "compare" if len(question.outlets) < FEWEST_COMPARED:
            raise UsageError("Name at least two outlets to compare.")
        case _:
            return replace(question, k=max(question.k, DEPTH))


def _stand_alone(
    archive: Archive, question: Question, condenser: Condenser | None, meter: Meter
) -> str:
    if not question.earlier:
        return question.text
    earlier = still_standing(archive, question.earlier)
    if condenser is not None:
        try:
            with meter.step("condense"):
                return condenser(question.text, earlier, meter)
        except Exception as error:  # a provider's client raises what it likes; rules do as well
            log.warning("The model could not rewrite a follow-up question: %s.", short(error))
    return followup.stand_alone(question.text, earlier, archive.outlets())


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
    turn = fall_back(turn, why)
    return turn, check(archive, turn.draft)


def _answer(archive: Archive, turn: Turn, *, fallback: bool) -> Answer:
    with turn.meter.step("check"):
        turn, (statements, citations, _) = _checked(archive, turn, fallback=fallback)
    passages = tuple(hit.passage for hit in turn.hits)[: turn.question.k]
    coverage = archive.coverage()
    text = answer_text(statements) or refusal_text(turn.question, coverage, passages[:NEAREST])
    return Answer(
        asked=turn.question.text,
        question=turn.text,
        found=bool(statements),
        text=text,
        mode=turn.draft.mode,
        statements=statements,
        citations=citations,
        passages=passages,
        coverage=coverage,
        notes=(
            *turn.notes,
            *turn.draft.notes,
            *_newest(turn, citations),
            *(() if statements else _unmentioned(archive, turn.text)),
        ),
        understood=turn.understood.labels,
        form=turn.question.form,
        verdict=turn.draft.verdict,
        ms=round((time.perf_counter() - turn.began) * 1000, 1),
        id=turn.question.id,
        steps=tuple(turn.meter.steps),
        as_of=_as_of(turn),
    )


def _as_of(turn: Turn) -> str | None:
    """The date as of which the question was searched, set by the asker or understood."""
    return next((part.as_of for part in turn.understood.parts if part.as_of), None)


def _newest(turn: Turn, citations: Sequence[Citation]) -> list[str]:
    """Asked for the latest: how old the newest is."""
    if not any(part.latest for part in turn.understood.parts):
        return []
    note = newest_note(citations, date.today(), _as_of(turn))
    return [note] if note else []


def _unmentioned(archive: Archive, text: str) -> tuple[str, ...]:
    """What the question names and the archive never mentions, as a note."""
    with archive.reading() as connection:
        names = [
            f"{name} (did you mean {likest}?)" if likest else name
            for name in unmentioned(connection, text)
            for likest in [likest_name(connection, name)]
        ]
    return (f"Nothing here mentions {', '.join(names)}.",) if names else ()


def answer_text(statements: Sequence[Statement]) -> str:
    """The statements with their `[n]` as one text; each new heading opens a line of its own."""
    parts: list[str] = []
    heading = None
    for statement in statements:
        marks = "".join(f"[{number}]" for number in statement.citations)
        opened = f"\n{statement.heading}: " if statement.heading not in (heading, None) else " "
        parts.append(f"{opened}{statement.text} {marks}")
        heading = statement.heading
    return "".join(parts).strip()
