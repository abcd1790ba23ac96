"""A sentence-embedding model as it lies in a folder: which files, and what they say of it.

The folder is laid out as sentence-transformers and Hugging Face publish models: an ONNX graph
(`model.onnx` or `model_int8.onnx`, there or in `onnx/`), `tokenizer.json`, and files of
configuration that may be missing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from retrieval.errors import ConfigurationError

Pooling = Literal["mean", "cls"]

# The first that is there is taken: int8 before float, the folder itself before `onnx`.
GRAPHS = ("model_int8.onnx", "model.onnx", "onnx/model_int8.onnx", "onnx/model.onnx")
# Each may change what vector a text has, so that all are part of the name's hash.
CONFIGURATION = (
    "config.json",
    "1_Pooling/config.json",
    "sentence_bert_config.json",
    "config_sentence_transformers.json",
    "tokenizer_config.json",
)
DEFAULT_TOKENS = 256  # where the model's files name no limit
FEWEST_TOKENS, MOST_TOKENS = 32, 512
"""A chunk never needs more, whatever the model could read."""

E5 = ("query: ", "passage: ")
"""How the E5 models tell a question from a passage (Wang and others 2022, section 4.1)."""


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model's files and how to run them.

    Attributes:
        name: Recorded in the archive: the folder's name and a short hash of its files.
        graph: The ONNX graph.
        tokenizer: The tokenizer, in the format of `tokenizers`.
        max_tokens: Longer texts are cut there.
        pooling: How token states become one vector, where the graph does not do it itself.
        query_prefix: Put before a question.
        passage_prefix: Put before what is searched.
        needs_dense: A dense layer outside the graph follows, which is not run here.
        even: The vectors of unrelated texts are known to have about no cosine.
        across: A text and its translation are near each other.
    """

    name: str
    graph: Path
    tokenizer: Path
    max_tokens: int = DEFAULT_TOKENS
    pooling: Pooling = "mean"
    query_prefix: str = ""
    passage_prefix: str = ""
    needs_dense: bool = False
    even: bool = False
    across: bool = False


def model_files(folder: Path) -> ModelFiles:
    """The model in `folder`.

    Raises:
        ConfigurationError: The folder or a file is missing or can't be understood; the message
            names it.
    """
    if not folder.is_dir():
        raise ConfigurationError(
            f"DATELINE_EMBEDDING_MODEL names the folder {folder}, which does not exist. "
            "Download the model there, or unset it to use the shipped one."
        )
    graph = next((folder / name for name in GRAPHS if (folder / name).is_file()), None)
    if graph is None:
        raise _broken(folder, f"holds no ONNX graph: put model.onnx there or in {folder / 'onnx'}")
    tokenizer = folder / "tokenizer.json"
    if not tokenizer.is_file():
        raise _broken(folder, "holds no tokenizer.json")
    told = {name: _json(folder, name) for name in CONFIGURATION}
    query, passage = _prefixes(folder, told)
    return ModelFiles(
        # Resolved: "." has no name.
        name=f"{folder.resolve().name}-{_digest(folder, graph)}",
        graph=graph,
        tokenizer=tokenizer,
        max_tokens=_max_tokens(told),
        pooling=_pooling(folder, told["1_Pooling/config.json"]),
        query_prefix=query,
        passage_prefix=passage,
        needs_dense=any(folder.glob("*_Dense")),
    )


def _broken(folder: Path, what: str) -> ConfigurationError:
    return ConfigurationError(
        f"The folder {folder}, named by DATELINE_EMBEDDING_MODEL, {what}. "
        "Download the whole model again, or unset the setting to use the shipped one."
    )


def _json(folder: Path, name: str) -> dict[str, Any]:
    """A file of configuration; empty if there is none."""
    try:
        told = json.loads((folder / name).read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise _broken(folder, f"holds a {name} that can't be read ({error})") from error
    if not isinstance(told, dict):
        raise _broken(folder, f"holds a {name} that is no JSON object")
    return told


def _whole(value: object) -> int | None:
    # To Python a `true` of JSON is an int.
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _max_tokens(told: dict[str, dict[str, Any]]) -> int:
    """What the model was made for, else what its positions or its tokenizer allow."""
    config = told["config.json"]
    positions = _whole(config.get("max_position_embeddings"))
    if positions and "roberta" in str(config.get("model_type")):
        positions -= 2  # RoBERTa's positions begin after the padding token's
    limits = (
        _whole(told["sentence_bert_config.json"].get("max_seq_length")),
        # Where none was set, transformers writes int(1e30): the most is bounded below.
        _whole(told["tokenizer_config.json"].get("model_max_length")),
        positions,
    )
    known = [limit for limit in limits if limit]
    return max(FEWEST_TOKENS, min(*known, MOST_TOKENS) if known else DEFAULT_TOKENS)


def _pooling(folder: Path, told: dict[str, Any]) -> Pooling:
    chosen = {name for name, value in told.items() if name.startswith("pooling_mode_") and value}
    # Also where nothing is said: mean is what sentence-transformers takes then.
    if chosen <= {"pooling_mode_mean_tokens"}:
        return "mean"
    if chosen == {"pooling_mode_cls_token"}:
        return "cls"
    raise _broken(
        folder, f"asks for {' and '.join(sorted(chosen))}; Dateline pools by mean or by CLS token"
    )


def _prefixes(folder: Path, told: dict[str, dict[str, Any]]) -> tuple[str, str]:
    """What stands before a question and a passage: as the model's prompts say, else as E5's do."""
    prompts = told["config_sentence_transformers.json"].get("prompts")
    if isinstance(prompts, dict) and prompts:
        passage = prompts.get("passage") or prompts.get("document") or ""
        return str(prompts.get("query") or ""), str(passage)
    # "multilingual-e5-small", "intfloat/e5_base"; the instruct kind wants a task before a question.
    names = f"{folder.resolve().name} {told['config.json'].get('_name_or_path', '')}".lower()
    parts = names.replace("/", "-").replace("_", "-").replace(" ", "-").split("-")
    return E5 if "e5" in parts and "instruct" not in parts else ("", "")


def _digest(folder: Path, graph: Path) -> str:
    """Eight digits that differ when a file does that the vectors depend on."""
    whole = hashlib.sha256()
    for file in _used(folder, graph):
        # By parts: a graph may be larger than the memory.
        with file.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
        whole.update(f"{file.relative_to(folder)} {digest}\n".encode())
    return whole.hexdigest()[:8]


def _used(folder: Path, graph: Path) -> Iterator[Path]:
    # Weights over two gigabytes lie beside the graph, as model.onnx_data or model.onnx.data.
    yield from sorted(file for file in graph.parent.glob(f"{graph.name}*") if file.is_file())
    for name in ("tokenizer.json", *CONFIGURATION):
        if (folder / name).is_file():
            yield folder / name
