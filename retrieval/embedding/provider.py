"""A provider's embedding model, through LangChain: the texts are sent to the provider."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from retrieval.embedding.minilm import MiniLM
from retrieval.embedding.sentence_model import CHUNK_TOKENS
from retrieval.errors import ProviderError

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings
    from numpy.typing import NDArray

BATCH_TEXTS = 64  # providers take from 96 (Cohere) to 2,048 (OpenAI) in a request


class ProviderModel:
    """An `Embedder` that asks a provider; `name` is `provider:model`.

    Providers do not tell their tokens beforehand, so chunks are as long as the shipped
    model's. A question goes by the provider's own way for questions.
    """

    chunk_tokens = CHUNK_TOKENS
    across = False  # not known of a provider's model

    def __init__(self, name: str, embeddings: Embeddings, counter: MiniLM) -> None:
        self.name = name
        self._embeddings = embeddings
        self._counter = counter
        self._dimension: int | None = None
        self._ask: Callable[[list[str]], list[list[float]]] = embeddings.embed_documents

    @property
    def dimension(self) -> int:
        """The length of a vector; asked of the provider once.

        Raises:
            ProviderError: The provider failed.
        """
        if self._dimension is None:
            self._dimension = len(self._asked(["one"])[0])
        return self._dimension

    def for_questions(self) -> ProviderModel:
        """The same model, for questions."""
        other = ProviderModel(self.name, self._embeddings, self._counter)
        other._dimension = self._dimension
        # `embed_query` takes one text. To some providers it is not the same as a passage.
        other._ask = lambda texts: [self._embeddings.embed_query(text) for text in texts]
        return other

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, one row a text, shape (len(texts), dimension).

        Raises:
            ProviderError: The provider failed.
        """
        parts = [texts[i : i + BATCH_TEXTS] for i in range(0, len(texts), BATCH_TEXTS)]
        rows = [row for part in parts for row in self._asked(part)]
        if not rows:
            return np.empty((0, self.dimension), dtype=np.float32)
        # A cosine is taken as a product alone, and not every provider gives unit vectors.
        vectors = np.array(rows, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)

    def _asked(self, texts: Sequence[str]) -> list[list[float]]:
        # A blank text is an error to some providers.
        plain = [text.encode("utf-8", "replace").decode("utf-8").strip() or "-" for text in texts]
        try:
            return self._ask(plain)
        except Exception as error:  # each provider's client has its own kinds
            told = (str(error).strip().splitlines() or [type(error).__name__])[0]
            raise ProviderError(
                f"The embedding model {self.name} failed: {told.rstrip(' .')}. Try again, or unset "
                "DATELINE_EMBEDDING_MODEL and run: dateline rebuild"
            ) from error

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text takes under the shipped model, about what others count."""
        return self._counter.count_tokens(texts)
