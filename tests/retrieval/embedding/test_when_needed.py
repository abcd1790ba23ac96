"""An embedding model that is loaded when it is first needed, and then does what it does."""

from __future__ import annotations

import numpy as np

from retrieval.embedding import Embedder, MiniLM
from retrieval.embedding.passages import embed_passages
from retrieval.embedding.when_needed import WhenNeeded

PASSAGES = [["The harbour of Tully was closed.", "It has ten quays."]]


def test_nothing_is_loaded_until_something_is_asked_and_then_once(minilm: MiniLM) -> None:
    loaded: list[Embedder] = []

    def load() -> Embedder:
        loaded.append(minilm)
        return minilm

    late = WhenNeeded(load)
    assert not loaded
    facts = (late.name, late.dimension, late.across, late.chunk_tokens)
    assert facts == (minilm.name, minilm.dimension, minilm.across, minilm.chunk_tokens)
    assert len(loaded) == 1


def test_it_embeds_and_counts_as_the_model_does(minilm: MiniLM) -> None:
    late = WhenNeeded(lambda: minilm)
    texts = PASSAGES[0]
    assert late.count_tokens(texts) == minilm.count_tokens(texts)
    assert np.array_equal(late.embed(texts), minilm.embed(texts))
    # In one reading with their passage, and not each by itself.
    [one], [other] = embed_passages(late, PASSAGES), minilm.embed_passages(PASSAGES)
    assert np.array_equal(one.sentences, other.sentences)
