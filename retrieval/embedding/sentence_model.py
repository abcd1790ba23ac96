"""Running a sentence-embedding model on onnxruntime.

Each text runs by itself, several side by side, one a thread. An int8 model scales its activations
by the largest of what runs together, so in a batch a text's vector would depend on its company; by
itself it is the text's alone, whatever else is embedded. No padding is computed, which makes up
for what a batch saves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

import numpy as np

from retrieval.embedding.mean_centering import SAMPLE, common_part
from retrieval.embedding.model_files import ModelFiles
from retrieval.embedding.passages import PassageVectors, embed_apart, joined, token_means
from retrieval.errors import ConfigurationError
from retrieval.inference import open_graph, run_in_parallel
from retrieval.telemetry import disable_telemetry

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Encoding, Tokenizer

SLICE_TEXTS = 4096
"""Texts tokenised at a time, so that a large archive's encodings never lie in memory at once."""

CHUNK_SHARE = 0.9
"""Of the tokens that a model reads: the frame and what lies between sentences take some."""

CHUNK_TOKENS = 230
"""A chunk's tokens under any model. 200 to 256 measured alike, 100 clearly worse."""

POOLED = "sentence_embedding"
# Some graphs were exported with token numbers of 32 bits.
_TYPES = {"tensor(int64)": np.int64, "tensor(int32)": np.int32}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model in memory: its graph and tokenizer, and how the graph is called.

    `pools_tokens`: a text's vector is the mean of its tokens' states, which the graph gives.
    """

    files: ModelFiles
    threads: int
    session: Any
    output: str
    inputs: Mapping[str, Any]
    tokenizer: Tokenizer
    pools_tokens: bool


class SentenceModel:
    """A model of `model_files`, an `Embedder` with the methods of LangChain's `Embeddings`.

    LangChain takes it for one of its own; it is no subclass, because to import that class takes
    a third of the time of a whole `dateline ask`.

    `embed` takes what is searched; `for_questions()` gives the same model for questions.

    Raises:
        ConfigurationError: The files are no such model; the message says what is wrong.
    """

    def __init__(
        self,
        files: ModelFiles,
        threads: int = 2,
        *,
        loaded: Loaded | None = None,
        prefix: str | None = None,
    ) -> None:
        self.name = files.name
        self.across = files.across
        # `loaded` is another one's of the same files: only what stands before a text differs.
        self._loaded = loaded or _load(files, threads)
        self._prefix = files.passage_prefix if prefix is None else prefix
        try:
            # An even model is only asked for its dimension.
            sample = _run(
                self._loaded, [self._prefix + s for s in SAMPLE[: 1 if files.even else None]]
            )
        except Exception as error:  # onnxruntime raises its own many kinds
            raise _no_model(files, f"fails to run ({_first_line(error)})") from error
        self.dimension = int(sample.shape[1])
        self._common = None if files.even else common_part(sample)

    @property
    def chunk_tokens(self) -> int:
        """How many tokens a chunk is filled up to, so that the model reads all of it."""
        files = self._loaded.files
        # The prefix stands before each chunk and takes some of the tokens that the model reads.
        prefix = self.count_tokens([files.passage_prefix])[0]
        return max(1, min(CHUNK_TOKENS, int(files.max_tokens * CHUNK_SHARE)) - prefix)

    def for_questions(self) -> SentenceModel:
        """The same model, loaded once, for questions: some want other words before them."""
        files = self._loaded.files
        if files.query_prefix == self._prefix:
            return self
        return SentenceModel(files, loaded=self._loaded, prefix=files.query_prefix)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, one row a text, shape (len(texts), dimension); long texts are cut.

        Half a surrogate pair, which a terminal may hand over, counts as a question mark.
        """
        out = np.empty((len(texts), self.dimension), dtype=np.float32)
        for first in range(0, len(texts), SLICE_TEXTS):
            part = [self._prefix + text for text in texts[first : first + SLICE_TEXTS]]
            out[first : first + SLICE_TEXTS] = self._centred(_run(self._loaded, part))
        return out

    def embed_passages(self, passages: Sequence[Sequence[str]]) -> list[PassageVectors]:
        """A vector for each passage, given by its sentences, and for each of these.

        A passage is read once, and a sentence's vector is the mean of its own tokens' states. Where
        the graph gives none, or the model takes no mean, sentences are read by themselves.

        Source: Günther et al. 2024, "Late Chunking", with sentences in the place of chunks.
        """
        if not self._loaded.pools_tokens:
            return embed_apart(self, passages)
        slices = (passages[at : at + SLICE_TEXTS] for at in range(0, len(passages), SLICE_TEXTS))
        return [one for part in slices for one in self._pooled_passages(part)]

    def _pooled_passages(self, passages: Sequence[Sequence[str]]) -> list[PassageVectors]:
        prefix, run = self._prefix, partial(_run_passage, self._loaded, len(self._prefix))
        encodings = _encoded(self._loaded, [prefix + joined(passage) for passage in passages])
        work = list(zip(encodings, passages, strict=True))
        read = run_in_parallel(lambda one: run(*one), work, self._loaded.threads)
        return [
            PassageVectors(self._centred(whole), self._alone(passage, self._centred(each)))
            for passage, (whole, each) in zip(passages, read, strict=True)
        ]

    def _alone(self, sentences: Sequence[str], vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """The sentences' vectors, those made anew that lie past what the model reads."""
        past = np.flatnonzero(~vectors.any(axis=1))
        if past.size:
            vectors[past] = self.embed([sentences[int(at)] for at in past])
        return vectors

    def _centred(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Unit vectors without what all have in common; one of zeros stays."""
        if self._common is None:
            return vectors
        return np.where(vectors.any(axis=-1, keepdims=True), _unit(vectors - self._common), vectors)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text takes, the marks that frame it left out."""
        counter = _counter(self._loaded.files)
        encodings = counter.encode_batch(list(texts), add_special_tokens=False)
        return [len(encoding.ids) for encoding in encodings]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """LangChain's form of `embed`."""
        return [[float(x) for x in row] for row in self.embed(texts)]

    def embed_query(self, text: str) -> list[float]:
        """LangChain's form of `for_questions().embed` for one question."""
        return self.for_questions().embed_documents([text])[0]


def _load(files: ModelFiles, threads: int) -> Loaded:
    tokenizer = _tokenizer(files)
    # This one cuts; the one that counts, `_counter`, does not.
    tokenizer.enable_truncation(files.max_tokens)
    session = _session(files)
    output, inputs = _output(files, session), _inputs(files, session)
    shapes = {one.name: one.shape for one in session.get_outputs()}
    # (texts, tokens, dimension); what is pooled has no tokens.
    pools = len(shapes[output]) == 3 and files.pooling == "mean"
    return Loaded(files, threads, session, output, inputs, tokenizer, pools)


@lru_cache(maxsize=2)
def _counter(files: ModelFiles) -> Tokenizer:
    """A tokenizer for counting alone, read when something is first counted: no question is.

    The other one can't be switched to whole texts while another thread embeds with it.
    """
    return _tokenizer(files)


def _run(loaded: Loaded, texts: Sequence[str]) -> NDArray[np.float32]:
    """Unit vectors as the model gives them, one row a text."""
    encodings = _encoded(loaded, texts)
    return np.stack(run_in_parallel(partial(_run_one, loaded), encodings, loaded.threads))


def _encoded(loaded: Loaded, texts: Sequence[str]) -> list[Encoding]:
    # A lone surrogate is no UTF-8; a question mark takes its place, and no other moves.
    plain = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
    # tokenizers works on threads of its own; the graphs then run on ours.
    return list(loaded.tokenizer.encode_batch(plain))


def _run_one(loaded: Loaded, encoding: Encoding) -> NDArray[np.float32]:
    states = _states(loaded, encoding)
    return _unit(_pooled(states, cls=loaded.files.pooling == "cls"))


def _run_passage(
    loaded: Loaded, prefix: int, encoding: Encoding, sentences: Sequence[str]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """A passage's unit vector and its sentences', one row each; zeros for one that was cut off."""
    states = _states(loaded, encoding)
    each = token_means(states, sentences, prefix, encoding.offsets)
    return _unit(_pooled(states, cls=False)), _unit(each)


def _states(loaded: Loaded, encoding: Encoding) -> NDArray[np.float32]:
    """What the graph gives for one text: (tokens, dimension), or (dimension,) where it pools."""
    # A text of no tokens, which a tokenizer without a frame may give, counts as its first one.
    # Shape (1, tokens).
    ids = np.array([encoding.ids or [0]], dtype=np.int64)
    known = {
        "input_ids": ids,
        "attention_mask": np.ones_like(ids),
        "token_type_ids": np.zeros_like(ids),
    }
    inputs = {name: known[name].astype(kind) for name, kind in loaded.inputs.items()}
    return np.asarray(loaded.session.run([loaded.output], inputs)[0][0], dtype=np.float32)


def _no_model(files: ModelFiles, what: str) -> ConfigurationError:
    return ConfigurationError(
        f"The embedding model {files.graph.parent} {what}. Set DATELINE_EMBEDDING_MODEL to a "
        "sentence-embedding model in ONNX format, or unset it to use the shipped one."
    )


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(" .:") if lines else type(error).__name__


def _tokenizer(files: ModelFiles) -> Tokenizer:
    disable_telemetry()
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_str(files.tokenizer.read_text("utf-8"))
    except Exception as error:  # tokenizers raises bare exceptions
        raise _no_model(files, f"has a tokenizer.json that can't be read ({error})") from error
    # Its file may ask for either; each text runs by itself, and is cut where the model ends.
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _session(files: ModelFiles) -> Any:
    try:
        # By path, since large weights lie in a file beside the graph.
        return open_graph(str(files.graph))
    except Exception as error:  # onnxruntime raises its own many kinds
        told = f"has a {files.graph.name} that can't be loaded ({_first_line(error)})"
        raise _no_model(files, told) from error


def _output(files: ModelFiles, session: Any) -> str:
    """The pooled output if the graph has one, else its first, the token states."""
    names = [output.name for output in session.get_outputs()]
    if POOLED in names:
        return POOLED
    if files.needs_dense:
        raise _no_model(files, "has a dense layer that its ONNX graph leaves out")
    return str(names[0])


def _inputs(files: ModelFiles, session: Any) -> dict[str, Any]:
    """The graph's inputs with their types."""
    # None for a type that no token number has, as of a graph that wants floats.
    asked = {node.name: _TYPES.get(node.type) for node in session.get_inputs()}
    strange = sorted(asked.keys() - {"input_ids", "attention_mask", "token_type_ids"})
    if strange or None in asked.values() or "input_ids" not in asked:
        told = f"asks for {', '.join(strange or asked)}"
        raise _no_model(files, f"{told}; Dateline gives input_ids, attention_mask, token_type_ids")
    return asked


def _pooled(states: NDArray[np.float32], *, cls: bool) -> NDArray[np.float32]:
    """A text's vector: as the graph gives it, or from its token states."""
    if states.ndim == 1:
        return states
    return states[0] if cls else np.asarray(states.mean(axis=0))


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    # A vector of zeros has no direction: it stays one, and is near to nothing.
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)
