"""A model's draft on its way to verify: shown as it passes, mended once where it does not."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from retrieval.archive.store import Archive
from retrieval.chat_model.meter import Meter
from retrieval.models.entailment import Entails
from retrieval.search.hit import Hit
from retrieval.types.draft import Draft, DraftStatement, Failed, OnSentence, OnStatement
from retrieval.verification.verify import failures, verify

Writer = Callable[[str, Sequence[Hit], Meter, OnSentence | None], Draft]
"""From a question that stands alone and its passages to a draft."""

Mender = Callable[
    [str, Sequence[Hit], Sequence[Failed], Meter], Mapping[int, Sequence[DraftStatement]]
]
"""From the sentences that failed the check to others in their places."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DraftingModel:
    """What words answers with a chat model, and what words again a sentence that failed."""

    write: Writer
    mend: Mender | None = None


def draft_with_model(
    archive: Archive,
    question: str,
    hits: Sequence[Hit],
    wording: DraftingModel,
    entailment: Entails | None,
    meter: Meter,
    on_statement: OnStatement | None = None,
) -> Draft:
    """The model's draft; sentences that fail are worded again, at most once.

    Args:
        archive: Where quotations are read back from.
        question: The question, standing alone.
        hits: The passages, best first.
        wording: The model.
        entailment: Judges whether a sentence follows.
        meter: Counts time and tokens.
        on_statement: Called with each sentence that has passed.

    Raises:
        Exception: Whatever the writer raises.
    """
    # Without anybody to tell, nothing is verified twice.
    on_sentence = _passing_on(archive, entailment, on_statement) if on_statement else None
    with meter.step("write"):
        draft = wording.write(question, hits, meter, on_sentence)
    # Once: a sentence that fails again is left to `verify`, which drops it.
    failed = failures(archive, draft, entailment)
    if not failed or wording.mend is None:
        return draft
    try:
        with meter.step("mend"):
            mended = wording.mend(question, hits, failed, meter)
    except Exception as error:  # what held is an answer without it
        log.info("The failed sentences were not mended: %s.", type(error).__name__)
        return draft
    return replace(draft, statements=tuple(_with_mended(archive, draft, mended, entailment)))


def _passing_on(
    archive: Archive, entailment: Entails | None, on_statement: OnStatement
) -> OnSentence:
    """What verifies each sentence as it comes, and passes it on; up to the first that fails.

    That one may be mended, and the marks of those after it be other numbers.
    """
    # Kept from one sentence to the next, while the reply comes in.
    passed: list[DraftStatement] = []
    failed: list[DraftStatement] = []

    def on_sentence(sentence: DraftStatement) -> None:
        if failed:
            return
        # With those before it, so that its citations get the numbers that they will have.
        statements, citations, dropped = verify(
            archive, Draft("model", (*passed, sentence)), entailment
        )
        if dropped:
            failed.append(sentence)
        else:
            passed.append(sentence)
            on_statement(statements[-1], citations)

    return on_sentence


def _with_mended(
    archive: Archive,
    draft: Draft,
    mended: Mapping[int, Sequence[DraftStatement]],
    entailment: Entails | None,
) -> list[DraftStatement]:
    """The draft's sentences; where mended ones hold, they stand in the place of the failed."""
    statements: list[DraftStatement] = []
    for place, statement in enumerate(draft.statements):
        better = tuple(mended.get(place, ()))
        trial = replace(draft, statements=better)
        # In the place of one sentence there may be several: all of them must hold.
        holds = bool(better) and not failures(archive, trial, entailment)
        statements += better if holds else (statement,)
    return statements
