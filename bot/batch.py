"""Many questions from a file: one JSON object a line in, one result a line out, in order."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.render import answer_text, visible
from bot.render_json import VERSION, answer_json, json_line
from retrieval.errors import DatelineError, UsageError
from retrieval.redaction import redacted
from retrieval.types import Answer, Passage, Question

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import Runnable

LIMITS = ("outlet", "since", "until", "as_of")


def read_batch(path: Path, limits: Mapping[str, Any]) -> list[Question]:
    """The questions of a batch file; a line's own limits come before the command's.

    Raises:
        UsageError: A line is no JSON object with a question.
    """
    lines = path.read_text("utf-8").splitlines()
    return [
        _read_line(path, number, line, limits)
        for number, line in enumerate(lines, start=1)
        if line.strip()
    ]


def _read_line(path: Path, number: int, line: str, limits: Mapping[str, Any]) -> Question:
    try:
        given = json.loads(line)
        text, key = given["question"], given.get("id", str(number))
        own = {name: str(given[name]) for name in LIMITS if given.get(name)}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UsageError(
            f'Line {number} of {path} is no {{"id": ..., "question": ...}}; mend it and run again.'
        ) from None
    return Question(str(text), **{**limits, **own, "id": key})


def answer_batch(
    chain: Runnable[Question, Answer], questions: Iterable[Question], *, as_json: bool
) -> None:
    """Answer each question and write the result at once; one that can't be asked says why."""
    for question in questions:
        try:
            answer = chain.invoke(question)
        except DatelineError as error:
            click.echo(_failed(question, error, as_json=as_json))
            continue
        if as_json:
            click.echo(json_line(answer_json(answer)))
        else:
            click.echo(f"{visible(question.text)}\n\n{answer_text(answer)}\n")


def _failed(question: Question, error: DatelineError, *, as_json: bool) -> str:
    if not as_json:
        return f"{visible(question.text)}\n\n{visible(redacted(str(error)))}\n"
    result = {"v": VERSION, "id": question.id, "question": question.text, "found": False}
    nothing: dict[str, Any] = {"statements": [], "citations": [], "passages": []}
    return json_line({**result, "text": redacted(str(error)), **nothing, "error": error.exit_code})


def search_one(retriever: BaseRetriever, question: Question) -> tuple[tuple[Passage, ...], float]:
    """The passages for a question, and the milliseconds it took."""
    from retrieval.search.retriever import as_hit, limits_of

    began = time.perf_counter()
    documents = retriever.invoke(question.text, **limits_of(question))
    passages = tuple(as_hit(document).passage for document in documents)
    return passages, (time.perf_counter() - began) * 1000
