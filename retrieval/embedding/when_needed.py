"""An embedding model that is loaded when something of it is first asked for.

Where nothing has changed, an indexing run asks nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from retrieval.embedding.passages import PassageVectors, embed_passages

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from retrieval.embedding import Embedder


class WhenNeeded:
    """The `Embedder` that `load` gives."""

    def __init__(self, load: Callable[[], Embedder]) -> None:
        self._load = load

    @cached_property
    def _model(self) -> Embedder:
        return self._load()

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.name

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return self._model.dimension

    @property
    def across(self) -> bool:
        """Whether it is known that a text and its translation are near each other."""
        return self._model.across

    @property
    def chunk_tokens(self) -> int:
        """How many tokens a chunk is filled up to."""
        return self._model.chunk_tokens

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, one row a text, shape (len(texts), dimension)."""
        return self._model.embed(texts)

    def embed_passages(self, passages: Sequence[Sequence[str]]) -> list[PassageVectors]:
        """A vector for each passage and for each of its sentences."""
        return embed_passages(self._model, passages)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """How many of the model's tokens each text takes."""
        return self._model.count_tokens(texts)
