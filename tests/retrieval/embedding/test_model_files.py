from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from retrieval.embedding.model_files import E5, MOST_TOKENS, model_files
from retrieval.errors import ConfigurationError
from support.tiny_models import model_folder

PROMPTS = "config_sentence_transformers.json"


@pytest.mark.parametrize(
    "at", ["model.onnx", "model_int8.onnx", "onnx/model.onnx", "onnx/model_int8.onnx"]
)
def test_the_graph_is_found_where_models_are_published_with_it(tmp_path: Path, at: str) -> None:
    assert model_files(model_folder(tmp_path / "m", at=at)).graph == tmp_path / "m" / at


@pytest.mark.parametrize(
    ("told", "limit"),
    [
        ({}, 256),
        ({"sentence_bert_config.json": {"max_seq_length": 128}}, 128),
        ({"config.json": {"max_position_embeddings": 200}}, 200),
        ({"config.json": {"max_position_embeddings": 202, "model_type": "xlm-roberta"}}, 200),
        ({"tokenizer_config.json": {"model_max_length": 10**30}}, MOST_TOKENS),
        (
            {
                "sentence_bert_config.json": {"max_seq_length": 384},
                "config.json": {"max_position_embeddings": 300},
            },
            300,
        ),
    ],
)
def test_the_longest_text_is_what_every_file_allows(
    tmp_path: Path, told: dict[str, Any], limit: int
) -> None:
    assert model_files(model_folder(tmp_path / "m", told=told)).max_tokens == limit


@pytest.mark.parametrize(
    ("told", "pooling"),
    [
        ({}, "mean"),
        ({"pooling_mode_mean_tokens": True, "pooling_mode_cls_token": False}, "mean"),
        ({"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}, "cls"),
    ],
)
def test_pooling_is_as_the_model_says(tmp_path: Path, told: dict[str, bool], pooling: str) -> None:
    folder = model_folder(tmp_path / "m", told={"1_Pooling/config.json": told})
    assert model_files(folder).pooling == pooling


@pytest.mark.parametrize(
    ("name", "told", "prefixes"),
    [
        ("minilm", {}, ("", "")),
        ("multilingual-e5-small", {}, E5),
        ("m", {"config.json": {"_name_or_path": "intfloat/e5-base"}}, E5),
        ("multilingual-e5-large-instruct", {}, ("", "")),
        (
            "m",
            {PROMPTS: {"prompts": {"query": "ask: ", "document": "text: "}}},
            ("ask: ", "text: "),
        ),
        ("e5", {PROMPTS: {"prompts": {"query": "q: ", "passage": "p: "}}}, ("q: ", "p: ")),
        ("e5", {PROMPTS: {"prompts": {}}}, E5),
    ],
)
def test_prefixes_are_the_models_prompts_or_those_of_its_kind(
    tmp_path: Path, name: str, told: dict[str, Any], prefixes: tuple[str, str]
) -> None:
    files = model_files(model_folder(tmp_path / name, told=told))
    assert (files.query_prefix, files.passage_prefix) == prefixes


def test_the_name_is_the_folders_and_changes_with_every_file_that_counts(tmp_path: Path) -> None:
    folder = model_folder(tmp_path / "my-model")
    names = [model_files(folder).name]
    assert names[0].startswith("my-model-")
    assert model_files(model_folder(tmp_path / "other" / "my-model")).name == names[0]
    (folder / "README.md").write_text("Not of the model.", "utf-8")
    assert model_files(folder).name == names[0]
    for change in (
        lambda: (folder / "config.json").write_text("{}", "utf-8"),
        lambda: (folder / "model.onnx_data").write_bytes(b"weights"),
        lambda: (folder / "model.onnx").write_bytes(b"another"),
        lambda: (folder / "tokenizer.json").write_text("{}", "utf-8"),
    ):
        change()
        names.append(model_files(folder).name)
    assert len(set(names)) == 5


def without(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def with_text(name: str, text: str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")

    return write


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (without("model.onnx"), "model.onnx"),
        (without("tokenizer.json"), "tokenizer.json"),
        (with_text("config.json", "{"), "config.json"),
        (with_text("config.json", "[]"), "config.json"),
        (
            with_text("1_Pooling/config.json", json.dumps({"pooling_mode_max_tokens": True})),
            "pooling_mode_max_tokens",
        ),
    ],
)
def test_a_broken_folder_is_told_with_what_is_missing(
    tmp_path: Path, damage: Callable[[Path], None], told: str
) -> None:
    folder = model_folder(tmp_path / "m")
    damage(folder)
    with pytest.raises(ConfigurationError, match="DATELINE_EMBEDDING_MODEL") as raised:
        model_files(folder)
    assert told in str(raised.value)
    assert str(folder) in str(raised.value)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="does not exist"):
        model_files(tmp_path / "none")
