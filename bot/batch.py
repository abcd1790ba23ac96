"""Many questions or claims from a file: one JSON object a line in, one result a line out."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from bot.render import answer_text
from bot.render_json import VERSION, answer_json, json_line
from bot.text import without_controls
from retrieval.errors import DatelineError, UsageError
from retrieval.evaluation.questions import DATES, JUDGING, numbered_lines
from retrieval.redaction import redacted
from retrieval.typed_days import limit_day
from retrieval.types import Answer, Passage, Question

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import Runnable, RunnableConfig

LIMITS = ("outlet", *DATES, "earlier")

RIGHT = (*JUDGING, "verdict")
"""Keys of a file whose right answers are known: it may be asked as it is."""

Key = Literal["question", "claim"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a batch: what is asked, and the questions before it in the conversation."""

    question: Question
    before: tuple[str, ...] = ()


def read_batch(path: Path, limits: Mapping[str, Any], key: Key = "question") -> list[Asked]:
    """The questions of a batch file; a line's own limits come before the command's.

    Args:
        path: A file with one JSON object a line: `{"id", "question"}`, or `{"id", "claim"}`.
        limits: The fields of a `Question` that the command sets.
        key: Under which name a line holds what is asked.

    Raises:
        UsageError: The file can't be read, or a line is not of the form; the message names it.
    """
    return [_read_line(path, number, line, limits, key) for number, line in numbered_lines(path)]


def _read_line(path: Path, number: int, line: str, limits: Mapping[str, Any], key: Key) -> Asked:
    try:
        given = json.loads(line)
        text, name = given[key], given.get("id", str(number))
        own, before = _own_limits(given), _before(given)
    # No JSON, no object, no such key, a day that the calendar lacks: one message for all.
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UsageError(
            f'Line {number} of {path} is no {{"id": ..., "{key}": ...}} with dates as 2015-06-04; '
            "mend it and run again."
        ) from None
    _require_known(given, f"Line {number} of {path}", key)
    # The line's own limits last, so that they win over the command's.
    return Asked(Question(str(text), **{**limits, **own, "id": name}), before)


def _require_known(given: Mapping[str, Any], line: str, key: Key) -> None:
    """Nothing unless a line has a key that nobody would read, such as a limit that is misspelt."""
    known = ("id", key, *LIMITS)
    strange = [name for name in given if name not in (*known, *RIGHT)]
    if strange:
        raise UsageError(
            f"{line} has the key {strange[0]!r}, which is not known. What is asked has "
            f"{', '.join(known)}; what is right may stand beside it ({', '.join(RIGHT)}). "
            "Correct it and run again; nothing was asked."
        )


def _own_limits(given: Mapping[str, Any]) -> dict[str, str]:
    # A limit that is empty or null is none, and leaves the command's in force.
    outlet = given.get("outlet")
    days = {name: limit_day(name, given[name]) for name in DATES if given.get(name)}
    return {"outlet": str(outlet), **days} if outlet else days


def _before(given: Mapping[str, Any]) -> tuple[str, ...]:
    """The questions before it: `earlier` is one, or a list of them."""
    earlier = given.get("earlier") or []
    return (earlier,) if isinstance(earlier, str) else tuple(map(str, earlier))


def answer_batch(
    chain: Runnable[Question, Answer],
    lines: Iterable[Asked],
    *,
    as_json: bool,
    finish: Callable[[Answer], Answer] | None = None,
) -> None:
    """Answer each question and write the result at once; one that can't be asked says why.

    Args:
        chain: What answers.
        lines: The questions.
        as_json: A line of JSON for each, instead of text for people.
        finish: What is done with each answer before it is written, as translating it.
    """
    for asked in lines:
        question = asked.question
        try:
            answer = in_conversation(chain, question, asked.before)
            answer = finish(answer) if finish else answer
        # One question that can't be answered does not cost the others.
        except DatelineError as error:
            click.echo(_failed(question, error, as_json=as_json))
            continue
        if as_json:
            click.echo(json_line(answer_json(answer)))
        else:
            click.echo(f"{without_controls(question.text)}\n\n{answer_text(answer)}\n")


def in_conversation(
    chain: Runnable[Question, Answer],
    question: Question,
    before: Iterable[str],
    *,
    receipt: bool = True,
) -> Answer:
    """The answer, once the questions before it were asked; those leave no receipt."""
    unkept: RunnableConfig = {"configurable": {"receipt": False}}
    earlier: tuple[Answer, ...] = ()
    # Each with those before it, so that a follow-up among them is understood.
    for text in before:
        first = replace(question, text=text, id=None, earlier=earlier)
        earlier = (*earlier, chain.invoke(first, unkept))
    return chain.invoke(replace(question, earlier=earlier), None if receipt else unkept)


def _failed(question: Question, error: DatelineError, *, as_json: bool) -> str:
    if not as_json:
        return f"{without_controls(question.text)}\n\n{without_controls(redacted(str(error)))}\n"
    # The keys of an answer, so that a program reads every line in the same way.
    result = {"v": VERSION, "id": question.id, "question": question.text, "found": False}
    nothing: dict[str, Any] = {"statements": [], "citations": [], "nearest": [], "passages": []}
    end = {"verdict": None, "error": error.exit_code}
    return json_line({**result, "text": redacted(str(error)), **nothing, **end})


def search_one(retriever: BaseRetriever, question: Question) -> tuple[tuple[Passage, ...], float]:
    """The passages for a question, and the milliseconds it took."""
    # Imported here: a batch of questions does not need the retriever.
    from retrieval.search.retriever import as_hit, limits_of

    began = time.perf_counter()
    documents = retriever.invoke(question.text, **limits_of(question))
    passages = tuple(as_hit(document).passage for document in documents)
    return passages, (time.perf_counter() - began) * 1000
