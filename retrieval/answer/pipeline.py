"""The way of a question: plan, retrieve, read, write, verify. All faces share it.

    chain = factory.make_chain(settings, archive)
    answer = chain.invoke(Question("Who chairs the SCO?"))

The chain is LangChain's own `Runnable` over these very steps; callbacks in the config see the
retriever and the model at work. With `{"configurable": {"on_statement": f}}` as the config,
`f(statement, citations)` is called with each of a model's sentences as soon as it has passed;
with `"receipt": False` the answer leaves no receipt.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from retrieval.answer import writers
from retrieval.answer.answer_cache import AnswerCache
from retrieval.answer.chat_history import valid_history
from retrieval.answer.introductions import introduced
from retrieval.answer.multihop import read_in_hops
from retrieval.answer.named_in_full import named_in_full
from retrieval.answer.other_reports import read_other_reports
from retrieval.answer.pipeline_state import PipelineState
from retrieval.answer.question_validation import validated, with_language
from retrieval.answer.read import Evidence, read
from retrieval.answer.reassess import reassess
from retrieval.answer.recency import newest_notes
from retrieval.answer.refusal import refusal_notes, refusal_text
from retrieval.answer.yes_no import weigh_yes_no
from retrieval.archive.store import Archive
from retrieval.archive_facts import record_writer
from retrieval.chat_model.meter import Meter
from retrieval.messages import gettext, language, ngettext, speaking
from retrieval.messages.reading_words import reading_words
from retrieval.receipts.receipts import keep_receipt
from retrieval.search.followup.of_quotation import ReadAs, asked_of_quotation
from retrieval.search.followup.standalone import make_standalone
from retrieval.search.hit import Hit
from retrieval.search.plan import make_plan
from retrieval.search.unmentioned import unmentioned_names
from retrieval.types import Answer, Question, Statement
from retrieval.types.draft import Draft
from retrieval.verification.claim_parts import with_parts
from retrieval.verification.verify import Verified, nearest_citations, verify

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import Runnable, RunnableConfig

Search = Callable[[Question], Iterable[Hit]]

log = logging.getLogger(__name__)


class Pipeline:
    """The steps, with what they work on held open.

    Args:
        archive: Where quotations are read back from.
        search: Finds passages.
        models: What reads, judges and words.
        fallback: Answer by quotation when the chat model fails, instead of raising.
        remember: Let what was worked out for a question serve until the archive changes; for a
            search that looks nowhere else. A chat model is asked each time all the same.
    """

    def __init__(
        self,
        archive: Archive,
        search: Search,
        models: writers.Models,
        *,
        fallback: bool = True,
        remember: bool = False,
    ) -> None:
        self._archive, self._search, self._models = archive, search, models
        self._fallback = fallback
        self._remembered = AnswerCache(archive) if remember and models.wording is None else None

    def __call__(self, question: Question) -> Answer:
        """The answer, by the steps in a row.

        Raises:
            UsageError: The question is empty, too long, or its limits make no sense.
            ProviderError: The chat model failed and falling back is switched off.
        """
        return self.verify(self.write(self.read(self.retrieve(self.plan(question)))))

    def plan(self, question: Question) -> PipelineState:
        """What the question asks for."""
        began, meter = time.perf_counter(), Meter()
        question = with_language(question)
        with speaking(question.language), meter.step("plan"):
            question = validated(question)  # what is wrong with it is told in its language
            known, generation = self._remembered.find(question) if self._remembered else (None, 0)
            if known is not None:
                plan = replace(known.plan, question=question)
                return replace(known, plan=plan, began=began, meter=meter, known=True)
            text, quoted = self._standing_alone(question, meter)
            plan = make_plan(self._archive, question, text, quoted)
            if text != question.text:
                plan = replace(plan, notes=(reading_words(text), *plan.notes))
        return PipelineState(plan, began, meter, generation=generation)

    def retrieve(self, state: PipelineState) -> PipelineState:
        """The passages for each part of the question."""
        if state.known:
            return state
        with speaking(state.language), state.meter.step("retrieve"):
            found = tuple(tuple(self._search(part)) for part in state.plan.parts)
            plan, found = named_in_full(self._archive, self._search, state.plan, found)
        return replace(state, plan=plan, found=found)

    def read(self, state: PipelineState) -> PipelineState:
        """What the passages hold of an answer, where one is asked for."""
        if state.known or state.plan.kind != "answer":
            return state
        with state.meter.step("read"):
            evidence = tuple(
                read_in_hops(part, hits, self._search, self._read)
                for part, hits in zip(state.plan.parts, state.found, strict=True)
            )
        return replace(state, evidence=evidence)

    def _read(self, question: str, hits: Sequence[Hit]) -> Evidence:
        evidence = self._judged(question, hits)
        with self._archive.reading() as connection:
            unknown = unmentioned_names(connection, question)
        # A note says who is unknown.
        return replace(evidence, probability=0.0) if unknown else introduced(question, evidence)

    def _judged(self, question: str, hits: Sequence[Hit]) -> Evidence:
        reader, judge = self._models.reader, self._models.entailment
        found = read_other_reports(reader, read(reader, question, hits), hits)
        return weigh_yes_no(judge, reassess(judge, question, found, hits)) if judge else found

    def write(self, state: PipelineState, config: RunnableConfig | None = None) -> PipelineState:
        """The draft of what is asked for."""
        if state.known:
            return state
        on_statement = _configured(config, "on_statement")  # LangChain hands `config` in
        with speaking(state.language), state.meter.step("write"):
            draft = writers.write_answer(
                self._archive, state, self._models, on_statement, fallback=self._fallback
            )
        state = replace(state, draft=draft)
        if self._remembered:
            self._remembered.keep(state)
        return state

    def verify(self, state: PipelineState, config: RunnableConfig | None = None) -> Answer:
        """The answer: what of the draft holds, or a refusal with what comes nearest."""
        with speaking(state.language):
            with state.meter.step("verify"):
                state, verified = self._verified(state)
            answer = with_parts(self._answer(state, verified), state.draft)
        unkept = _configured(config, "receipt") is False  # None: nothing was said of it
        return answer if unkept else keep_receipt(self._archive, answer, state.plan.question)

    def _standing_alone(self, question: Question, meter: Meter) -> ReadAs:
        """The question's text standing alone, and what it asks of what was quoted before it."""
        earlier = valid_history(self._archive, question.earlier) if question.earlier else ()
        if found := asked_of_quotation(question, earlier):
            return found  # the records tell that, in no model's words
        if earlier and self._models.condenser is not None:
            try:
                with meter.step("condense"):
                    return self._models.condenser(question.text, earlier, meter), None
            except Exception as error:  # a provider's client raises what it likes; rules do too
                log.warning("No follow-up rewritten by the model: %s.", writers.error_kind(error))
        return make_standalone(question.text, earlier, self._archive.outlets()), None

    def _verified(self, state: PipelineState) -> tuple[PipelineState, Verified]:
        """The draft verified; a model's draft of which nothing is left gives way to quotation."""
        archive, entailment, as_of = self._archive, self._models.entailment, state.plan.as_of
        asked = state.plan.asked_of_archive
        recheck = partial(record_writer.recheck, archive, asked, state.hits) if asked else None
        found = verify(archive, state.draft, entailment, recheck, as_of)
        statements, _, dropped = found
        if state.draft.mode != "model" or not dropped:  # quotations fall without a word
            return state, found
        if statements:
            return replace(state, draft=_with_note(state.draft, _dropped(dropped))), found
        why = gettext("The chat model's sentences were not supported by what they cite")
        if not self._fallback:
            return replace(state, draft=_with_note(state.draft, f"{why}.")), found
        draft = writers.fall_back(state, why)
        return replace(state, draft=draft), verify(archive, draft, entailment, as_of=as_of)

    def _answer(self, state: PipelineState, verified: Verified) -> Answer:
        plan, draft, (statements, citations, _) = state.plan, state.draft, verified
        coverage = self._archive.coverage()
        said = bool(statements) or draft.mode == "help"  # help cites no article
        nearest = () if said else nearest_citations(self._archive, draft.nearest, plan.as_of)
        text = draft.text or cited_text(statements) or refusal_text(plan.question, coverage)
        return Answer(
            asked=plan.question.text,
            question=plan.text,
            found=said,
            text=text,
            mode=draft.mode,
            statements=statements,
            citations=citations,
            passages=tuple(hit.passage for hit in state.hits)[: plan.question.k],
            coverage=coverage,
            notes=(
                *self._archive.remarks,
                *plan.notes,
                *draft.notes,
                # Asked for the latest: how old the newest is.
                *(newest_notes(citations, date.today(), plan.as_of) if plan.latest else ()),
                *(() if said else refusal_notes(self._archive, plan.text, plan.question)),
            ),
            limits=plan.question.limits,
            understood=plan.labels,
            form=plan.question.form,
            verdict=draft.verdict,
            ms=round((time.perf_counter() - state.began) * 1000, 1),
            id=plan.question.id,
            steps=tuple(state.meter.steps),
            as_of=plan.as_of,
            nearest=nearest,
            language=language(),
        )


def build_chain(
    archive: Archive,
    retriever: BaseRetriever,
    models: writers.Models,
    *,
    fallback: bool = True,
    remember: bool = False,
) -> Runnable[Question, Answer]:
    """The pipeline's own steps as a LangChain `Runnable`, from a question to its answer.

    Args:
        archive: Where quotations are read back from.
        retriever: A `HybridRetriever`, or any whose documents tell where they stand (`as_hit`).
        models: What reads, judges and words.
        fallback: Answer by quotation when the chat model fails, instead of raising.
        remember: As for `Pipeline`.
    """
    from langchain_core.runnables import RunnableLambda  # takes longer than answering

    search = by_retriever(retriever)
    pipeline = Pipeline(archive, search, models, fallback=fallback, remember=remember)
    first = RunnableLambda(pipeline.plan) | RunnableLambda(pipeline.retrieve)
    chain = first | RunnableLambda(pipeline.read) | RunnableLambda(pipeline.write)
    return (chain | RunnableLambda(pipeline.verify)).with_config(run_name="dateline")


def by_retriever(retriever: BaseRetriever) -> Search:
    """A search by any LangChain retriever whose documents tell where they stand.

    Args:
        retriever: A `HybridRetriever`, or any that gives documents as `as_hit` takes them; the
            question's limits are handed to it as keyword arguments.
    """
    from retrieval.search.retriever import as_hit, limits_of

    def search(part: Question) -> Iterable[Hit]:
        return map(as_hit, retriever.invoke(part.text, **limits_of(part)))

    return search


def cited_text(statements: Sequence[Statement]) -> str:
    """The statements with their `[n]` as one text; each new heading opens a line of its own."""
    parts: list[str] = []
    heading = None
    for statement in statements:
        marks = "".join(f"[{number}]" for number in statement.citations)
        opened = f"\n{statement.heading}: " if statement.heading not in (heading, None) else " "
        parts.append(f"{opened}{statement.text} {marks}")
        heading = statement.heading
    return "".join(parts).strip()


def _configured(config: Mapping[str, Any] | None, name: str) -> Any:
    return (config or {}).get("configurable", {}).get(name)


def _dropped(count: int) -> str:
    form = ngettext(
        "{count} of the model's sentences left out: not supported by what they cite.",
        "{count} of the model's sentences left out: not supported by what they cite.",
        count,
    )
    return form.format(count=count)


def _with_note(draft: Draft, note: str) -> Draft:
    return replace(draft, notes=(*draft.notes, note))
