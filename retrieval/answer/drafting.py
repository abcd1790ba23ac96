"""Which writer drafts the answer: by what is asked for, and the extractive one where a model fails.

A provider's client raises what it likes; here its errors become one line of why.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

from retrieval.answer import claims, compare, extractive, latest, publication, timeline, who
from retrieval.answer.budget import OutOfTokens
from retrieval.answer.draft import Draft, DraftStatement
from retrieval.answer.turn import Turn
from retrieval.answer.wording import OnStatement, Wording, worded
from retrieval.archive.store import Archive
from retrieval.errors import ProviderError
from retrieval.search.hybrid import Hit
from retrieval.types import Question, Span

log = logging.getLogger(__name__)


def draft(
    archive: Archive,
    turn: Turn,
    wording: Wording | None,
    on_statement: OnStatement | None = None,
    *,
    fallback: bool,
) -> Turn:
    """The turn with its draft.

    Args:
        archive: Where quotations are read back from.
        turn: The question and its passages.
        wording: What words the answer with a chat model, or None.
        on_statement: Called with each of the model's sentences that has passed the check.
        fallback: Quote from the articles when the model fails.

    Raises:
        ProviderError: The model failed, and `fallback` is off.
    """
    if turn.question.form != "answer":
        return replace(turn, draft=_form(archive, turn))
    if wording is None or not turn.hits:
        return quoted(turn)
    try:
        return replace(turn, draft=worded(archive, turn, wording, on_statement))
    except Exception as error:  # a provider's client raises what it likes
        why = why_failed(error)
        log.warning("%s.", why)
        if not fallback:
            raise ProviderError(
                f"{why}. Try again later, or set "
                "DATELINE_FALLBACK=true to have answers quoted from the articles instead."
            ) from None
        return fall_back(turn, why)


def _form(archive: Archive, turn: Turn) -> Draft:
    """A timeline, a comparison or the check of a claim: these quote, whatever the model."""
    match turn.question.form:
        case "timeline":
            return timeline.write(archive, turn.text, turn.hits)
        case "compare":
            return compare.write(turn.text, turn.found)
        case _:
            return claims.write(archive, turn.text, turn.hits)


def quoted(turn: Turn) -> Turn:
    """The extractive draft; where a part of the question finds no answer, a note says so."""
    parts = list(zip(turn.understood.parts, turn.found, strict=True))
    drafts = [first_draft(part.text, hits) for part, hits in parts]
    # Two parts may be answered by one sentence, and two outlets print the same one.
    said = {(one.text, _places(one)): one for draft in drafts for one in draft.statements}
    statements = tuple(said.values())
    unanswered = [
        part for (part, _), draft in zip(parts, drafts, strict=True) if not draft.statements
    ]
    notes = tuple(f"Nothing found for this part: {_name(part)}" for part in unanswered)
    notes = (*turn.notes, *(notes if statements else ()))
    return replace(turn, draft=Draft("extractive", statements), notes=notes)


def first_draft(question: str, hits: Sequence[Hit]) -> Draft:
    """By the first writer whose question it is; the extractive one takes any."""
    return (
        publication.write(question, hits)
        or latest.write(question, hits)
        or who.write(question, hits)
        or extractive.write(question, hits)
    )


def _places(statement: DraftStatement) -> tuple[tuple[str, Span], ...]:
    return tuple((quote.passage.article, quote.span) for quote in statement.quotes)


def _name(part: Question) -> str:
    return part.outlet or part.text


def fall_back(turn: Turn, why: str) -> Turn:
    """The extractive draft in place of a model's, and one line saying why."""
    turn = quoted(turn)
    ending = "; quoted from the articles instead." if turn.draft.statements else "."
    return replace(turn, notes=(*turn.notes, why + ending))


def why_failed(error: Exception) -> str:
    """Why the model gave no answer, in a sentence without its full stop."""
    if isinstance(error, OutOfTokens):
        return str(error)
    return f"The chat model failed ({short(error)})"


def short(error: Exception) -> str:
    """The kind of a provider's error; its message and its traceback may hold keys or addresses."""
    status = getattr(error, "status_code", None)
    return f"{type(error).__name__}{f' {status}' if isinstance(status, int) else ''}"
