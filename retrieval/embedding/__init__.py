"""Sentence embeddings: the shipped model, one for many languages, a folder's, or a provider's.

The shipped one is all-MiniLM-L6-v2, trained further, as int8 ONNX. It, the one of the package
`dateline-languages` and a folder's run on onnxruntime and tokenizers, with no download; a
provider's is asked over the network, and only if it was set.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from retrieval.embedding.minilm import MiniLM
from retrieval.embedding.model_files import model_files
from retrieval.embedding.provider import ProviderModel
from retrieval.embedding.sentence_model import SentenceModel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Embedder", "MiniLM", "ProviderModel", "SentenceModel", "model_files"]


# Its facts are properties, so that a constant of a class and a computed one both do.
class Embedder(Protocol):
    """What the archive and the search ask of an embedding model."""

    @property
    def name(self) -> str:
        """The model's name, recorded in the archive so that two models are never mixed."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""

    @property
    def across(self) -> bool:
        """Whether it is known that a text and its translation are near each other."""

    @property
    def chunk_tokens(self) -> int:
        """How many tokens a chunk is filled up to, so that the model reads all of it."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, one row a text, shape (len(texts), dimension)."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """How many of the model's tokens each text takes, without limit."""
