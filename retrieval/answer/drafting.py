"""Which writer drafts the answer: by what is asked for, and the extractive one where a model fails.

A provider's client raises what it likes; here its errors become one line of why.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from retrieval.answer import claims, compare, extractive, timeline
from retrieval.answer.draft import Draft
from retrieval.answer.turn import Turn
from retrieval.archive.store import Archive
from retrieval.errors import ProviderError
from retrieval.search.hybrid import Hit
from retrieval.types import Question

Writer = Callable[[str, Sequence[Hit]], Draft]
"""From a question that stands alone and its passages to a draft."""

log = logging.getLogger(__name__)


def draft(archive: Archive, turn: Turn, model_writer: Writer | None, *, fallback: bool) -> Turn:
    """The turn with its draft.

    Raises:
        ProviderError: The model failed, and `fallback` is off.
    """
    if turn.question.form != "answer":
        return replace(turn, draft=_form(archive, turn))
    if model_writer is None or not turn.hits:
        return quoted(turn)
    try:
        return replace(turn, draft=model_writer(turn.text, turn.hits))
    except Exception as error:  # a provider's client raises what it likes
        log.warning("The chat model failed: %s.", short(error))
        if not fallback:
            raise ProviderError(
                f"The chat model failed ({short(error)}). Try again, or set "
                "DATELINE_FALLBACK=true to have answers quoted from the articles instead."
            ) from None
        return fall_back(turn, f"The chat model failed ({short(error)})")


def _form(archive: Archive, turn: Turn) -> Draft:
    """A timeline, a comparison or the check of a claim: these quote, whatever the model."""
    match turn.question.form:
        case "timeline":
            return timeline.write(archive, turn.text, turn.hits)
        case "compare":
            return compare.write(turn.text, turn.found)
        case _:
            return claims.write(turn.text, turn.hits)


def quoted(turn: Turn) -> Turn:
    """The extractive draft; where a part of the question finds no answer, a note says so."""
    parts = list(zip(turn.understood.parts, turn.found, strict=True))
    drafts = [extractive.write(part.text, hits) for part, hits in parts]
    statements = tuple(one for draft in drafts for one in draft.statements)
    unanswered = [
        part for (part, _), draft in zip(parts, drafts, strict=True) if not draft.statements
    ]
    notes = tuple(f"Nothing found for this part: {_name(part)}" for part in unanswered)
    notes = (*turn.notes, *(notes if statements else ()))
    return replace(turn, draft=Draft("extractive", statements), notes=notes)


def _name(part: Question) -> str:
    return f"{part.outlet}: {part.text}" if part.outlet else part.text


def fall_back(turn: Turn, why: str) -> Turn:
    """The extractive draft in place of a model's, and one line saying why."""
    turn = quoted(turn)
    ending = "; quoted from the articles instead." if turn.draft.statements else "."
    return replace(turn, notes=(*turn.notes, why + ending))


def short(error: Exception) -> str:
    """The kind of a provider's error; its message and its traceback may hold keys or addresses."""
    status = getattr(error, "status_code", None)
    return f"{type(error).__name__}{f' {status}' if isinstance(status, int) else ''}"
