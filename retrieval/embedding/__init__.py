"""Sentence embeddings: all-MiniLM-L6-v2 as int8 ONNX, shipped with the package.

Runs on onnxruntime and tokenizers, with no download. Texts are embedded in small batches of
like length: a batch costs its longest text times its size, so sorting saves most of the
padding (Reimers and Gurevych 2019, Sentence-BERT, section 7, "smart batching").

The int8 model scales its activations by the largest of a batch, so a text's vector depends a
little on its company (cosine to the vector alone 0.97 at worst; retrieval measured alike).
Running each text by itself would end that, at half the speed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from langchain_core.embeddings import Embeddings

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Encoding

MAX_TOKENS = 256
BATCH_TOKENS = 1024
BATCH_TEXTS = 8
"""Larger batches measured no faster on two cores."""

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
        encodings = self._tokenizer.encode_batch(plain)
        for batch in _batches([len(encoding.ids) for encoding in encodings]):
            out[batch] = self._run([encodings[i] for i in batch])

    def _run(self, encodings: Sequence[Encoding]) -> Any:
        length = max(len(encoding.ids) for encoding in encodings)
        ids = np.zeros((len(encodings), length), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        return self._session.run(None, inputs)[0]

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


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indices by falling length, in batches of bounded cost (longest text times size)."""
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        longest = lengths[batch[0]] if batch else lengths[index]
        if batch and (len(batch) == BATCH_TEXTS or longest * (len(batch) + 1) > BATCH_TOKENS):
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
