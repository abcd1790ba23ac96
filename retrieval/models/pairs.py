"""A shipped cross-encoder: pairs of texts read together, on onnxruntime, with no download.

`training/` made them, `weights/NOTICE.md` says from what.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from retrieval.inference import batches_of, open_graph, side_by_side
from retrieval.quiet import keep_quiet

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Encoding, Tokenizer

MAX_TOKENS = 384
"""Both texts together; a passage has at most 256, a title and a question the rest."""


READING, CLAIMS = "reading_int8.onnx", "entailment_int8.onnx"
"""The networks in `weights/`: one that reads for questions, one that judges claims."""

_LOADING = Lock()


class PairModel:
    """Some outputs of a shipped network, which a process loads once.

    Args:
        name: `READING` or `CLAIMS`.
        outputs: Which of its outputs.
        threads: How many batches are run at once.
    """

    def __init__(self, name: str, outputs: Sequence[str], threads: int = 2) -> None:
        with _LOADING:
            self._tokenizer, self._session = _network(name)
        self._threads = threads
        self._outputs = list(outputs)

    def encode(self, pairs: Sequence[tuple[str, str]]) -> list[Encoding]:
        """The pairs as tokens; a lone surrogate becomes a question mark."""
        return list(
            self._tokenizer.encode_batch([(_sound(one), _sound(two)) for one, two in pairs])
        )

    def run(self, encodings: Sequence[Encoding]) -> Iterator[tuple[int, list[NDArray[np.float32]]]]:
        """Each pair's place and its row of every output, in batches of like length."""
        batches = list(batches_of([len(encoding.ids) for encoding in encodings]))

        def read(batch: Sequence[int]) -> Any:
            return self._session.run(self._outputs, _inputs([encodings[i] for i in batch]))

        for batch, found in zip(batches, side_by_side(read, batches, self._threads), strict=True):
            for row, at in enumerate(batch):
                yield at, [output[row] for output in found]


@cache
def _network(name: str) -> tuple[Tokenizer, Any]:
    """The tokenizer, with the embedding model's own vocabulary, and the session."""
    keep_quiet()
    from tokenizers import Tokenizer

    vocabulary = files("retrieval.embedding") / "model" / "tokenizer.json"
    tokenizer = Tokenizer.from_str(vocabulary.read_text("utf-8"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS, strategy="only_second")
    return tokenizer, open_graph((files(__package__) / "weights" / name).read_bytes())


def _sound(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _inputs(encodings: Sequence[Encoding]) -> dict[str, Any]:
    length = max(len(encoding.ids) for encoding in encodings)
    ids = np.zeros((len(encodings), length), dtype=np.int64)
    mask, types = np.zeros_like(ids), np.zeros_like(ids)
    for row, encoding in enumerate(encodings):
        size = len(encoding.ids)
        ids[row, :size], mask[row, :size] = encoding.ids, 1
        types[row, :size] = encoding.type_ids
    return {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
