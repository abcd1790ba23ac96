"""A model's draft on its way to the check: shown as it passes, mended once where it does not."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from retrieval.answer.addressed import not_to_be_said
from retrieval.answer.check import check, failures
from retrieval.answer.draft import Draft, DraftStatement, Failed, OnSentence
from retrieval.answer.meter import Meter
from retrieval.answer.turn import Turn
from retrieval.archive.store import Archive
from retrieval.search.hybrid import Hit
from retrieval.types import Citation, Statement

Writer = Callable[[str, Sequence[Hit], Meter, OnSentence | None], Draft]
"""From a question that stands alone and its passages to a draft."""

Mender = Callable[
    [str, Sequence[Hit], Sequence[Failed], Meter], Mapping[int, Sequence[DraftStatement]]
]
"""From the sentences that failed the check to others in their places."""

OnStatement = Callable[[Statement, Sequence[Citation]], None]
"""Called with a sentence that has passed the check, and the citations of the answer so far.

The answer that is returned in the end is checked once more as a whole; it alone is binding.
"""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wording:
    """What words answers with a chat model, and what words again a sentence that failed."""

    write: Writer
    mend: Mender | None = None


def worded(
    archive: Archive, turn: Turn, wording: Wording, on_statement: OnStatement | None
) -> Draft:
    """The model's draft; sentences that fail the check are worded again, at most once.

    Raises:
        Exception: Whatever the writer raises.
    """
    texts = (hit.passage.text for hit in turn.hits)
    unsaid = not_to_be_said(texts, turn.text) if on_statement else frozenset()
    on_sentence = _passing_on(archive, unsaid, on_statement) if on_statement else None
    with turn.meter.step("write"):
        draft = wording.write(turn.text, turn.hits, turn.meter, on_sentence)
    failed = failures(archive, draft)
    if not failed or wording.mend is None:
        return draft
    try:
        with turn.meter.step("mend"):
            mended = wording.mend(turn.text, turn.hits, failed, turn.meter)
    except Exception as error:  # what held is an answer without it
        log.info("The failed sentences were not mended: %s.", type(error).__name__)
        return draft
    return replace(draft, statements=tuple(_with_mended(archive, draft, mended)))


def _passing_on(archive: Archive, unsaid: frozenset[str], on_statement: OnStatement) -> OnSentence:
    """What checks each sentence as it comes, and passes it on; up to the first that fails.

    That one may be mended, and the marks of those after it be other numbers.
    """
    passed: list[DraftStatement] = []
    failed: list[DraftStatement] = []

    def on_sentence(sentence: DraftStatement) -> None:
        if failed:
            return
        so_far = Draft("model", (*passed, sentence), unsaid=unsaid)
        statements, citations, dropped = check(archive, so_far)
        if dropped:
            failed.append(sentence)
        else:
            passed.append(sentence)
            on_statement(statements[-1], citations)

    return on_sentence


def _with_mended(
    archive: Archive, draft: Draft, mended: Mapping[int, Sequence[DraftStatement]]
) -> list[DraftStatement]:
    """The draft's sentences; where mended ones hold, they stand in the place of the failed."""
    statements: list[DraftStatement] = []
    for place, statement in enumerate(draft.statements):
        better = tuple(mended.get(place, ()))
        holds = bool(better) and not failures(archive, replace(draft, statements=better))
        statements += better if holds else (statement,)
    return statements
