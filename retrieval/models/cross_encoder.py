"""The cross-encoders: pairs of texts read together, on onnxruntime, with no download.

One is shipped and knows English; `training/` made it, `weights/NOTICE.md` says from what. Another
lies in `packages/dateline-languages` with the embedding model for many languages, and reads pairs
of which one is in another script; `training/languages` made it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from retrieval.inference import SLOWER, open_graph, run_in_parallel
from retrieval.telemetry import disable_telemetry

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Encoding, Tokenizer

MAX_TOKENS = 384
"""Both texts together; a passage has at most 256, a title and a question the rest."""

NETWORK = "reading_int8.onnx"
"""Of the shipped one, in `weights/`, its weights in a file beside it."""

# `cache` lets two threads that come at once do the same work: each would load the network.
_LOADING = Lock()


@dataclass(frozen=True, slots=True)
class NetworkFiles:
    """Where a network lies.

    Attributes:
        graph: The ONNX graph, its weights in files beside it.
        tokenizer: The tokenizer, in the format of `tokenizers`.
        roberta: Pairs are put together as XLM-RoBERTa has them, `<s> one </s></s> two </s>`.
    """

    graph: Path
    tokenizer: Path
    roberta: bool = False


class PairModel:
    """Some outputs of a network, which a process loads once.

    Args:
        outputs: Their names.
        threads: How many pairs are run at once.
        network: Where it lies; None for the shipped one.
    """

    def __init__(
        self, outputs: Sequence[str], threads: int = 2, network: NetworkFiles | None = None
    ) -> None:
        with _LOADING:
            self._tokenizer, self._session = _loaded(network or shipped())
        self._inputs = [one.name for one in self._session.get_inputs()]
        self._threads = threads
        self._outputs = list(outputs)

    def encode(self, pairs: Sequence[tuple[str, str]]) -> list[Encoding]:
        """The pairs as tokens; a lone surrogate becomes a question mark."""
        return list(
            self._tokenizer.encode_batch([(_sound(one), _sound(two)) for one, two in pairs])
        )

    def run(self, encodings: Sequence[Encoding]) -> list[list[NDArray[np.float32]]]:
        """Each pair's outputs, in order; each pair runs by itself."""
        return run_in_parallel(self._run_one, encodings, self._threads)

    def _run_one(self, encoding: Encoding) -> list[NDArray[np.float32]]:
        # One row: the inputs have the shape (1, tokens), and so each output begins with an axis of
        # one. A RoBERTa takes no `token_type_ids`.
        known = {
            "input_ids": encoding.ids,
            "attention_mask": encoding.attention_mask,
            "token_type_ids": encoding.type_ids,
        }
        inputs = {name: np.array([known[name]], dtype=np.int64) for name in self._inputs}
        return [output[0] for output in self._session.run(self._outputs, inputs)]


def shipped() -> NetworkFiles:
    """The shipped network's files; the vocabulary is the embedding model's own."""
    # Installed as plain files, which a graph has to be: onnxruntime takes a path.
    weights = Path(str(files(__package__))) / "weights"
    model = Path(str(files("retrieval.embedding"))) / "model"
    return NetworkFiles(weights / NETWORK, model / "tokenizer.json")


@cache
def _loaded(network: NetworkFiles) -> tuple[Tokenizer, Any]:
    """The tokenizer, which cuts the longer text of a pair, and the session."""
    disable_telemetry()
    from tokenizers import Tokenizer, processors

    tokenizer = Tokenizer.from_str(network.tokenizer.read_text("utf-8"))
    if network.roberta:
        # RoBERTa's own template gives both texts the type 0; `reader.py` knows the second one by
        # its 1.
        tokenizer.post_processor = processors.TemplateProcessing(
            single="<s> $A </s>",
            pair="<s> $A </s> </s>:1 $B:1 </s>:1",
            special_tokens=[("<s>", 0), ("</s>", 2)],
        )
    # Nothing is padded, as each pair runs by itself.
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS, strategy="longest_first")
    return tokenizer, open_graph(str(network.graph), without=SLOWER)


def _sound(text: str) -> str:
    # A lone surrogate is no text to the tokenizer, whose strings are UTF-8.
    return text.encode("utf-8", "replace").decode("utf-8")
