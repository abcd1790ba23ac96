"""Sentence embeddings: all-MiniLM-L6-v2 as int8 ONNX, shipped with the package.

Runs on onnxruntime and tokenizers, with no download. Each text is run by itself: the int8
model scales its activations by the largest of a whole batch, so that a text's vector would
depend on its company (cosines down to 0.97), and on two cores a batch is no faster.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from langchain_core.embeddings import Embeddings

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Encoding

MAX_TOKENS = 256
SLICE_TEXTS = 4096
"""Texts tokenised at a time, so that a large archive's encodings never lie in memory at once."""


class Embedder(Protocol):
    """What the archive and the search ask of an embedding model."""

    @property
    def name(self) -> str:
        """The model's name, recorded in the archive so that two models are never mixed."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, one row a text, shape (len(texts), dimension)."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """How many of the model's tokens each text takes, without limit."""


class MiniLM(Embeddings):
    """The shipped model, as LangChain's `Embeddings` and as an `Embedder`."""

    name = "all-MiniLM-L6-v2-int8"
    dimension = 384

    def __init__(self, threads: int = 2) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        folder = files(__name__) / "model"
        self._tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text("utf-8"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)
        # Counting has a tokenizer of its own: one can't be switched while another thread uses it.
        self._counter = Tokenizer.from_str(self._tokenizer.to_str())
        self._counter.no_truncation()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            (folder / "model_int8.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
        )

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, one row a text, shape (len(texts), 384); text past 256 tokens is cut.

        Half a surrogate pair, which a terminal may hand over, counts as a question mark.
        """
        out = np.empty((len(texts), self.dimension), dtype=np.float32)
        for first in range(0, len(texts), SLICE_TEXTS):
            self._embed_slice(texts[first : first + SLICE_TEXTS], out[first : first + SLICE_TEXTS])
        return out

    def _embed_slice(self, texts: Sequence[str], out: NDArray[np.float32]) -> None:
        plain = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        for row, encoding in zip(out, self._tokenizer.encode_batch(plain), strict=True):
            row[:] = self._run(encoding)

    def _run(self, encoding: Encoding) -> Any:
        inputs = {
            "input_ids": [encoding.ids],
            "attention_mask": [encoding.attention_mask],
            "token_type_ids": [encoding.type_ids],
        }
        arrays = {name: np.array(rows, dtype=np.int64) for name, rows in inputs.items()}
        return self._session.run(None, arrays)[0][0]

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text takes, the two marks that frame it left out."""
        encodings = self._counter.encode_batch(list(texts), add_special_tokens=False)
        return [len(encoding.ids) for encoding in encodings]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """LangChain's form of `embed`."""
        return [[float(x) for x in row] for row in self.embed(texts)]

    def embed_query(self, text: str) -> list[float]:
        """LangChain's form of `embed` for one question."""
        return self.embed_documents([text])[0]
