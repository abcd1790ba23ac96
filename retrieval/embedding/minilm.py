"""The shipped model: all-MiniLM-L6-v2 trained further on questions (model/README.md), in int8."""

from __future__ import annotations

from pathlib import Path

from retrieval.embedding.model_files import ModelFiles
from retrieval.embedding.sentence_model import SentenceModel

NAME = "dateline-minilm-1"  # another one where vectors change: they can't be compared
MAX_TOKENS = 256  # as the model was trained; chunks are cut to fit

_FOLDER = Path(__file__).parent / "model"
FILES = ModelFiles(
    name=NAME,
    graph=_FOLDER / "model_int8.onnx",
    tokenizer=_FOLDER / "tokenizer.json",
    max_tokens=MAX_TOKENS,
    even=True,
)


class MiniLM(SentenceModel):
    """The shipped model; `threads` are onnxruntime's."""

    def __init__(self, threads: int = 2) -> None:
        super().__init__(FILES, threads)
