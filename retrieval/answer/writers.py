"""Which writer drafts: by what the plan asks for, and quotation where a chat model fails.

A provider's client raises what it likes; here its errors become one line of why.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from retrieval.answer import compare, extractive, timeline
from retrieval.answer.model_drafting import DraftingModel, draft_with_model
from retrieval.answer.pipeline_state import PipelineState
from retrieval.answer.read import Candidate, Evidence
from retrieval.answer.refusal import outlet_searched
from retrieval.archive.store import Archive
from retrieval.archive_facts import record_writer
from retrieval.archive_facts.help import write_help
from retrieval.chat_model.budget import OutOfTokens
from retrieval.chat_model.meter import Meter
from retrieval.errors import ProviderError
from retrieval.messages import gettext
from retrieval.models.entailment import Entails
from retrieval.models.reader import Reads
from retrieval.search.decompose import in_turn
from retrieval.search.hit import Hit
from retrieval.search.outlets_compared import asks_topic_of_each
from retrieval.search.plan import QueryPlan
from retrieval.search.spellings import known_spellings
from retrieval.types import Answer, Question
from retrieval.types.draft import NEAREST, Draft, DraftStatement, OnStatement, Place
from retrieval.verification import claim_parts
from retrieval.verification.same_name import same_name_spelled

Condenser = Callable[[str, Sequence[Answer], Meter], str]
"""From a follow-up question and the answers before it to a question that stands alone."""

MOST_TOGETHER = 4
"""Statements of an answer to a question in several parts."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Models:
    """What reads, judges and words.

    Attributes:
        entailment: Judges whether a sentence follows from what it cites, and whether one answers.
        reader: Reads the passages; without it words and vectors decide.
        wording: Words the answer with a chat model; without it answers are quotations.
        condenser: Makes follow-ups stand alone with a chat model; without it rules do.
        claims: Judges claims, in other languages too; `entailment` where there is none.
    """

    entailment: Entails | None = None
    reader: Reads | None = None
    wording: DraftingModel | None = None
    condenser: Condenser | None = None
    claims: Entails | None = None


LIKELIER = 0.6
"""The probability from which on a question is answered from the records though the text seems to
answer it as well: of 1,261 others that look like one, one in 30 is wrongly taken for it."""


def write_answer(
    archive: Archive,
    state: PipelineState,
    models: Models,
    on_statement: OnStatement | None = None,
    *,
    fallback: bool = True,
) -> Draft:
    """The draft of what is asked for.

    Args:
        archive: Where quotations are read back from.
        state: What is asked for, and what was found and read.
        models: What judges and words.
        on_statement: Called with each of a model's sentences that has passed.
        fallback: Quote from the articles when the model fails.

    Raises:
        ProviderError: The model failed, and `fallback` is off.
    """
    plan, hits, meter = state.plan, state.hits, state.meter
    if plan.kind != "answer":
        return _form(archive, plan, state.found, models)
    # Before any model is asked: what the records tell needs no wording.
    recorded = _recorded(archive, state)
    if recorded is not None:
        return recorded
    # Where nothing was found, nothing is sent.
    if models.wording is None or not hits:
        drafted = _quoted(plan, state.evidence)
        return drafted if drafted.statements else _on_topic(archive, state, models) or drafted
    try:
        return draft_with_model(
            archive, plan.text, hits, models.wording, models.entailment, meter, on_statement
        )
    except Exception as error:  # a provider's client raises what it likes
        why = _why_failed(error)
        log.warning("%s.", why)
        # `from None`: a provider's traceback may hold keys, or what its server sent.
        if not fallback:
            raise _failed(why) from None
        return fall_back(state, why)


def _on_topic(archive: Archive, state: PipelineState, models: Models) -> Draft | None:
    """What is told on the topic of a question that asks no more, where no sentence answers it."""
    plan = state.plan
    # "What does TASS say about the railway?", "Compare TASS and Interfax on the railway"
    if topic := plan.reported_topic:
        told = extractive.latest(state.hits, topic)
        return told if told.statements else None
    if models.entailment is None or not asks_topic_of_each(plan.parts):
        return None
    return _form(archive, replace(plan, kind="compare"), state.found, models)


def _failed(why: str) -> ProviderError:
    form = gettext(
        "{why}. Try again later, or set "
        "DATELINE_FALLBACK=true to have answers quoted from the articles instead."
    )
    return ProviderError(form.format(why=why))


def _recorded(archive: Archive, state: PipelineState) -> Draft | None:
    """What the records tell of the article that a question seems to ask about.

    If it is not quite likely to, only where nothing that was read answers it.
    """
    asked = state.plan.asked_of_archive
    read = any(one.answers for one in state.evidence)
    if asked is None or (read and asked.probability < LIKELIER):
        return None
    draft = record_writer.answer_from_records(archive, asked, state.hits)
    return draft if draft.statements else None


def fall_back(state: PipelineState, why: str) -> Draft:
    """The answer by quotation in place of a model's, and a line of why."""
    draft = _quoted(state.plan, state.evidence)
    quoted = gettext("{why}; quoted from the articles instead.").format(why=why)
    return replace(draft, notes=(*draft.notes, quoted if draft.statements else f"{why}."))


def _form(
    archive: Archive, plan: QueryPlan, found: Sequence[Sequence[Hit]], models: Models
) -> Draft:
    """What is no plain answer: these quote, whatever the model."""
    hits = [hit for part in found for hit in part]
    match plan.kind:
        case "help":
            return Draft("help", text=write_help(archive, plan.talk or "help").text)
        case "archive" if plan.asked_of_archive is not None:
            return record_writer.answer_from_records(archive, plan.asked_of_archive, hits)
        case "timeline":
            return timeline.make_timeline(archive, hits, during=plan.time_alone)
        case "latest":
            return extractive.latest(hits, plan.parts[0].text)
        case "compare" if models.entailment is not None:
            searched = partial(outlet_searched, archive, plan.parts)
            return compare.compare_outlets(models.entailment, found, searched)
        case "check" if (judge := models.claims or models.entailment) is not None:
            with archive.reading() as connection:
                same = same_name_spelled(known_spellings(connection))
            # Outside of the transaction: the spellings are held by now, and judging takes a while.
            return claim_parts.check_text(judge, plan.text, found, same)
        case _:
            # A comparison or a check without an entailment model, which no factory makes.
            raise ValueError(f"No writer for {plan.kind} without an entailment model.")


def _quoted(plan: QueryPlan, evidence: Sequence[Evidence]) -> Draft:
    """The extractive draft; where a part of the question finds no answer, a note says so."""
    write_one = extractive.newest if plan.latest else extractive.extract_answer
    # Outlets asked side by side: where one of them answers, what comes nearest in the others
    # stands beside it.
    sure = max((one.probability for one in evidence), default=0.0)
    if len({part.outlet for part in plan.parts}) > 1:
        evidence = [replace(one, probability=sure) for one in evidence]
    drafts = list(map(write_one, evidence))
    if len(drafts) == 1:
        return drafts[0]
    repeating = _repeating(evidence)
    for at in repeating:
        drafts[at] = _besides_shown(evidence[at], drafts[:at])
    parts = list(zip(plan.parts, drafts, strict=True))
    answered = [(part, draft) for part, draft in parts if draft.statements]
    nearest = tuple(in_turn([draft.nearest for _, draft in parts], lambda quote: quote))
    if not answered:
        return Draft("extractive", nearest=nearest[:NEAREST])
    # Every part that is answered has its share of the statements, one at the least.
    each = max(1, MOST_TOGETHER // len(answered))
    statements = [
        # Outlets that are asked side by side stand under their names.
        replace(one, heading=part.outlet or one.heading)
        for part, draft in answered
        for one in draft.statements[:each]
    ]
    missing = [
        _missing(plan.parts, at, repeats=at in repeating)
        for at, draft in enumerate(drafts)
        if not draft.statements
    ]
    # Two parts may be answered from the same sources.
    notes = dict.fromkeys(note for _, draft in answered for note in draft.notes)
    return Draft("extractive", _once(statements), notes=(*notes, *missing), nearest=nearest)


def _repeating(evidence: Sequence[Evidence]) -> list[int]:
    """Which parts have no answer of their own, but words of an earlier part's.

    "What do they ask for and what do they get?" finds "They ask for more pay" twice.
    """
    found: list[int] = []
    best = [one.candidates[0] if one.answers else None for one in evidence]
    for at, one in enumerate(best):
        before = [other for n, other in enumerate(best[:at]) if n not in found]
        if one and any(other and _answer_within(one, other) for other in before):
            found.append(at)
    return found


def _answer_within(one: Candidate, other: Candidate) -> bool:
    """Whether two are one sentence, and the answer in it lies within the other's answer."""
    if one.answer is None or other.answer is None or one.passage.article != other.passage.article:
        return False
    (start, end), (first, last) = one.answer, other.answer
    return one.span == other.span and first <= start and end <= last


def _besides_shown(evidence: Evidence, shown: Sequence[Draft]) -> Draft:
    """What a part finds beside the sentence that is shown for an earlier one."""
    # However sure that sentence was: it answers the other part.
    draft = extractive.extract_answer(evidence, sure=math.inf)
    known = {one.places for other in shown for one in other.statements}
    return replace(draft, statements=tuple(o for o in draft.statements if o.places not in known))


def _missing(parts: Sequence[Question], at: int, *, repeats: bool) -> str:
    """That a part has no answer, or none but what is said for an earlier part."""
    form = (
        gettext("Nothing more found for this part: {part}")
        if repeats
        else gettext("Nothing found for this part: {part}")
    )
    # Of a part that leans on the first one only its own words.
    leading = f"{parts[0].text.rstrip('?')}: "
    return form.format(part=parts[at].outlet or parts[at].text.removeprefix(leading))


def _once(statements: Sequence[DraftStatement]) -> tuple[DraftStatement, ...]:
    """The first of each place: two parts of a question find one sentence in other passages."""
    first: dict[tuple[Place, ...], DraftStatement] = {}
    for one in statements:
        first.setdefault(one.places, one)
    return tuple(first.values())


def _why_failed(error: Exception) -> str:
    """Why the model gave no answer, in a sentence without its full stop."""
    if isinstance(error, OutOfTokens):
        return str(error)
    return gettext("The chat model failed ({error})").format(error=error_kind(error))


def error_kind(error: Exception) -> str:
    """The kind of a provider's error; its message and its traceback may hold keys or addresses."""
    status = getattr(error, "status_code", None)
    return f"{type(error).__name__}{f' {status}' if isinstance(status, int) else ''}"
