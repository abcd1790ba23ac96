"""Reading comprehension: which sentence of a passage answers a question, and whether any does.

A small BERT (six layers of 384, the build of all-MiniLM-L6-v2) with a span head, as in Devlin
et al. 2019 (BERT, section 4.3): each token gets a score for beginning and one for ending the
answer, and the first token's scores stand for "no answer here". Shipped as int8 ONNX; see
`model/NOTICE.md` for what it was trained on. It runs on onnxruntime, with no download.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from retrieval.quiet import keep_quiet
from retrieval.types import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Encoding

MAX_TOKENS = 384
"""Question and passage together; a passage has at most 256."""

QUESTION_CHARACTERS = 300
BATCH_TOKENS = 1024
"""Tokens of a batch, padding included."""

UNREAD = -20.0
"""The score of a sentence that lies past `MAX_TOKENS`."""


class Reader:
    """The shipped model; one is loaded for a process."""

    def __init__(self, threads: int = 2) -> None:
        keep_quiet()
        import onnxruntime
        from tokenizers import Tokenizer

        # The embedding model's vocabulary: both were made from the same weights.
        vocabulary = files("retrieval.embedding") / "model" / "tokenizer.json"
        self._tokenizer = Tokenizer.from_str(vocabulary.read_text("utf-8"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS, strategy="only_second")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        model = files(__name__) / "model" / "reader_int8.onnx"
        self._session = onnxruntime.InferenceSession(
            model.read_bytes(), options, providers=["CPUExecutionProvider"]
        )

    def read(
        self, question: str, passages: Sequence[tuple[str, Sequence[Span]]]
    ) -> list[NDArray[np.float32]]:
        """How well each sentence of each passage answers the question.

        Args:
            question: The question; past `QUESTION_CHARACTERS` it is cut.
            passages: Each passage's text, and its sentences as spans of that text.

        Returns:
            One array a passage, shape (sentences,): the log-odds of the answer lying in the
            sentence, against no answer in this passage. Above 0 the sentence is the likelier.
        """
        asked = question[:QUESTION_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
        pairs = [(asked, text.encode("utf-8", "replace").decode("utf-8")) for text, _ in passages]
        encodings = self._tokenizer.encode_batch(pairs)
        scores: list[NDArray[np.float32]] = [np.empty(0, np.float32)] * len(passages)
        for batch in _batches([len(encoding.ids) for encoding in encodings]):
            starts, ends = self._run([encodings[i] for i in batch])
            for row, at in enumerate(batch):
                spans = passages[at][1]
                scores[at] = _sentence_scores(encodings[at], spans, starts[row], ends[row])
        return scores

    def _run(self, encodings: Sequence[Encoding]) -> Any:
        length = max(len(encoding.ids) for encoding in encodings)
        ids = np.zeros((len(encodings), length), dtype=np.int64)
        mask, types = np.zeros_like(ids), np.zeros_like(ids)
        for row, encoding in enumerate(encodings):
            size = len(encoding.ids)
            ids[row, :size], mask[row, :size] = encoding.ids, 1
            types[row, :size] = encoding.type_ids
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
        return self._session.run(["start", "end"], inputs)


def _sentence_scores(
    encoding: Encoding,
    spans: Sequence[Span],
    start: NDArray[np.float32],
    end: NDArray[np.float32],
) -> NDArray[np.float32]:
    """The log-odds of each sentence: its tokens' begins and ends summed, against the first's."""
    places = np.array(
        [
            place[0] if kind == 1 and place[1] > place[0] else -1
            for place, kind in zip(encoding.offsets, encoding.type_ids, strict=True)
        ]
    )
    none = float(start[0] + end[0])
    scores = np.full(len(spans), UNREAD, np.float32)
    for number, (first, last) in enumerate(spans):
        inside = np.flatnonzero((places >= first) & (places < last))
        if inside.size:
            scores[number] = _log_sum(start[inside]) + _log_sum(end[inside]) - none
    return scores


def _log_sum(values: NDArray[np.float32]) -> float:
    most = float(values.max())
    return most + float(np.log(np.exp(values - most).sum()))


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indices by falling length, in batches of bounded cost (longest text times size)."""
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        longest = lengths[batch[0]] if batch else lengths[index]
        if batch and longest * (len(batch) + 1) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
