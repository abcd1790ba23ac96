"""One question in one process: the chain's answer, without waiting for what it does not need."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from retrieval.factory.building import (
    make_chain,
    make_claim_judge,
    make_embedder,
    make_entailment,
    make_reader,
    make_vectors,
)
from retrieval.settings import Settings
from retrieval.telemetry import TRACING
from retrieval.types import Answer, Question

if TYPE_CHECKING:
    from retrieval.archive.store import Archive
    from retrieval.search.hit import Hit


def answer_once(settings: Settings, archive: Archive, question: Question) -> Answer:
    """The answer to the one question that a process is asked, by the steps of the chain.

    The models are loaded beside one another while the rest is imported; LangChain is imported
    for a chat model, or where a variable of its own may ask for tracing.

    Raises:
        UsageError: The question is empty, too long, or its limits make no sense.
        ConfigurationError: A model can't be made.
        ProviderError: The chat model failed and falling back is switched off.
    """
    # Tracing is LangChain's: of the plain steps it would see nothing.
    if settings.chat_model is not None or any(name.startswith(TRACING) for name in os.environ):
        return make_chain(settings, archive, one_shot=True).invoke(question)
    with ThreadPoolExecutor() as loading:
        # A fault in one of these is raised where its result is asked for, below.
        embedding = loading.submit(make_embedder, settings)
        # A timeline or a comparison is chosen by words and meaning; nothing is read for it.
        reading = loading.submit(make_reader, settings) if question.form == "answer" else None
        judge = make_claim_judge if question.form == "check" else make_entailment
        judging = loading.submit(judge, settings)
        # Imported here, while the models load.
        from retrieval.answer.pipeline import Pipeline
        from retrieval.answer.writers import Models
        from retrieval.search.search import find_passages

        model = embedding.result()
        vectors = make_vectors(archive, model, one_shot=True)
        questions = model.for_questions()

        def search(part: Question) -> list[Hit]:
            return find_passages(archive, vectors, questions, part)

        models = Models(judging.result(), reading.result() if reading else None)
        # Nothing is remembered: the process ends with this answer.
        return Pipeline(archive, search, models)(question)
