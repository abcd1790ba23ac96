"""The shipped model: all-MiniLM-L6-v2, weights in int8; vectors are the mean of tokens' states."""

from __future__ import annotations

from pathlib import Path

from retrieval.embedding.model_files import ModelFiles
from retrieval.embedding.sentence_model import SentenceModel

NAME = "all-MiniLM-L6-v2-int8"
MAX_TOKENS = 256  # as the model was trained; chunks are cut to fit

_FOLDER = Path(__file__).parent / "model"
_FILES = ModelFiles(
    name=NAME,
    graph=_FOLDER / "model_int8.onnx",
    tokenizer=_FOLDER / "tokenizer.json",
    max_tokens=MAX_TOKENS,
    even=True,
)


class MiniLM(SentenceModel):
    """The shipped model; `threads` are onnxruntime's."""

    def __init__(self, threads: int = 2) -> None:
        super().__init__(_FILES, threads)
