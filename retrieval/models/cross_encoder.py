"""The shipped cross-encoder: pairs of texts read together, on onnxruntime, with no download.

`training/` made it, `weights/NOTICE.md` says from what.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from retrieval.inference import SLOWER, open_graph, side_by_side
from retrieval.quiet import keep_quiet

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Encoding, Tokenizer

MAX_TOKENS = 384
"""Both texts together; a passage has at most 256, a title and a question the rest."""

NETWORK = "reading_int8.onnx"
"""In `weights/`, its weights in a file beside it."""

_LOADING = Lock()


class PairModel:
    """Some outputs of the network, which a process loads once.

    Args:
        outputs: Their names.
        threads: How many pairs are run at once.
    """

    def __init__(self, outputs: Sequence[str], threads: int = 2) -> None:
        with _LOADING:
            self._tokenizer, self._session = _network()
        self._threads = threads
        self._outputs = list(outputs)

    def encode(self, pairs: Sequence[tuple[str, str]]) -> list[Encoding]:
        """The pairs as tokens; a lone surrogate becomes a question mark."""
        return list(
            self._tokenizer.encode_batch([(_sound(one), _sound(two)) for one, two in pairs])
        )

    def run(self, encodings: Sequence[Encoding]) -> list[list[NDArray[np.float32]]]:
        """Each pair's outputs, in order; each pair runs by itself."""
        return side_by_side(self._run_one, encodings, self._threads)

    def _run_one(self, encoding: Encoding) -> list[NDArray[np.float32]]:
        known = {
            "input_ids": encoding.ids,
            "attention_mask": encoding.attention_mask,
            "token_type_ids": encoding.type_ids,
        }
        inputs = {name: np.array([ids], dtype=np.int64) for name, ids in known.items()}
        return [output[0] for output in self._session.run(self._outputs, inputs)]


@cache
def _network() -> tuple[Tokenizer, Any]:
    """The tokenizer, with the embedding model's own vocabulary, and the session."""
    keep_quiet()
    from tokenizers import Tokenizer

    vocabulary = files("retrieval.embedding") / "model" / "tokenizer.json"
    tokenizer = Tokenizer.from_str(vocabulary.read_text("utf-8"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS, strategy="only_second")
    return tokenizer, open_graph(str(files(__package__) / "weights" / NETWORK), without=SLOWER)


def _sound(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
