from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from onnx import TensorProto

from retrieval.embedding import SentenceModel, model_files
from retrieval.errors import ConfigurationError
from support.tiny_models import DIMENSION, WORDS, model_folder, table

CLS = {"1_Pooling/config.json": {"pooling_mode_cls_token": True}}


def opened(folder: Path, *, even: bool = True, **made: Any) -> SentenceModel:
    """The model; `even` leaves its vectors as they are, where few words would have a tilt."""
    files = replace(model_files(model_folder(folder, **made)), even=even)
    return SentenceModel(files, threads=1)


def of(*words: str, tilted: float = 0.0) -> np.ndarray:
    """The mean of the words' vectors, of unit length."""
    mean = table(tilted=tilted)[[WORDS.index(word) for word in words]].mean(axis=0)
    return mean / np.linalg.norm(mean)


def test_token_states_are_averaged_over_the_text_not_over_its_padding(tmp_path: Path) -> None:
    vectors = opened(tmp_path / "m").embed(["tide", "tide gull mast rope"])
    assert vectors[0] == pytest.approx(of("[CLS]", "tide", "[SEP]"), abs=1e-5)
    longer = of("[CLS]", "tide", "gull", "mast", "rope", "[SEP]")
    assert vectors[1] == pytest.approx(longer, abs=1e-5)


def test_a_model_of_the_cls_kind_gives_the_first_tokens_state(tmp_path: Path) -> None:
    vectors = opened(tmp_path / "m", framed=False, told=CLS).embed(["tide gull", "gull tide"])
    assert vectors == pytest.approx(np.stack([of("tide"), of("gull")]), abs=1e-5)


def test_a_pooled_output_is_taken_as_it_is(tmp_path: Path) -> None:
    model = opened(tmp_path / "m", framed=False, told=CLS, pooled=True, output="sentence_embedding")
    assert model.embed(["tide gull"])[0] == pytest.approx(of("tide", "gull"), abs=1e-5)


@pytest.mark.parametrize(
    "of_graph",
    [
        {"inputs": ("input_ids",)},
        {"inputs": ("input_ids", "attention_mask", "token_type_ids")},
        {"kind": TensorProto.INT32},
    ],
)
def test_the_graph_is_given_what_it_asks_for(tmp_path: Path, of_graph: dict[str, Any]) -> None:
    model = opened(tmp_path / "m", **of_graph)
    assert model.embed(["tide"])[0] == pytest.approx(of("[CLS]", "tide", "[SEP]"), abs=1e-5)


def test_name_dimension_and_tokens_are_the_models(tmp_path: Path) -> None:
    model = opened(tmp_path / "m", told={"sentence_bert_config.json": {"max_seq_length": 40}})
    assert model.name == model_files(tmp_path / "m").name
    assert model.dimension == DIMENSION
    assert model.count_tokens(["", "tide gull", "tide " * 100]) == [0, 2, 100]
    assert model.chunk_tokens == 36
    assert model.embed([]).shape == (0, DIMENSION)


def test_a_text_past_the_models_limit_counts_by_its_beginning(tmp_path: Path) -> None:
    model = opened(tmp_path / "m", told={"sentence_bert_config.json": {"max_seq_length": 40}})
    long, short = model.embed(["tide " * 38 + "gull " * 50, "tide " * 38])
    assert long == pytest.approx(short, abs=1e-5)


def test_questions_and_passages_have_the_words_before_them_that_e5_wants(tmp_path: Path) -> None:
    model = opened(tmp_path / "tiny-e5", framed=False)
    asking = model.for_questions()
    assert model.embed(["tide"])[0] == pytest.approx(of("passage", ":", "tide"), abs=1e-5)
    assert asking.embed(["tide"])[0] == pytest.approx(of("query", ":", "tide"), abs=1e-5)
    assert asking.name == model.name
    assert asking.for_questions() is asking
    assert model.embed_query("tide") == asking.embed(["tide"])[0].tolist()
    assert model.chunk_tokens == asking.chunk_tokens == 228


def test_a_model_without_prefixes_is_the_same_for_questions(tmp_path: Path) -> None:
    model = opened(tmp_path / "m")
    assert model.for_questions() is model


def test_what_all_vectors_of_a_model_have_in_common_is_taken_out(tmp_path: Path) -> None:
    model = opened(tmp_path / "m", even=False, framed=False, tilted=3.0)
    assert of("tide", tilted=3.0) @ of("gull", tilted=3.0) > 0.8
    tide, gull = model.embed(["tide", "gull"])
    assert abs(tide @ gull) < 0.8
    assert np.linalg.norm(tide) == pytest.approx(1, abs=1e-5)


def overwrite(name: str, data: bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes(data)


@pytest.mark.parametrize(
    ("made", "damage", "told"),
    [
        ({}, overwrite("model.onnx", b"no graph"), "model.onnx that can't be loaded"),
        ({}, overwrite("tokenizer.json", b"{}"), "tokenizer.json that can't be read"),
        ({"inputs": ("input_ids", "pixels")}, None, "asks for pixels"),
        ({"kind": TensorProto.FLOAT, "inputs": ("input_ids",)}, None, "model.onnx"),
        ({}, lambda folder: (folder / "2_Dense").mkdir(), "dense layer"),
    ],
)
def test_a_folder_that_is_no_such_model_is_told_as_a_setting_to_mend(
    tmp_path: Path,
    made: dict[str, Any],
    damage: Callable[[Path], object] | None,
    told: str,
) -> None:
    folder = model_folder(tmp_path / "m", **made)
    if damage:
        damage(folder)
    with pytest.raises(ConfigurationError, match="DATELINE_EMBEDDING_MODEL") as raised:
        SentenceModel(model_files(folder))
    assert told in str(raised.value)


def test_a_tokenizer_that_is_not_the_graphs_is_told(tmp_path: Path) -> None:
    folder = model_folder(tmp_path / "m")
    text = (folder / "tokenizer.json").read_text("utf-8")
    (folder / "tokenizer.json").write_text(
        text.replace('"[CLS]":2', '"[CLS]":2000')
        .replace('"[CLS]": 2', '"[CLS]": 2000')
        .replace('"ids": [\n          2', '"ids": [\n          2000')
    )
    with pytest.raises(ConfigurationError, match="fails to run"):
        SentenceModel(model_files(folder))


def test_a_sentence_is_the_mean_of_its_own_tokens_in_one_reading_of_the_passage(
    tmp_path: Path,
) -> None:
    model = opened(tmp_path / "m")
    one, other = model.embed_passages([("tide gull", "mast"), ("rope",)])
    whole = of("[CLS]", "tide", "gull", "mast", "[SEP]")
    assert one.passage == pytest.approx(whole, abs=1e-5)
    assert one.sentences == pytest.approx(np.stack([of("tide", "gull"), of("mast")]), abs=1e-5)
    assert other.sentences == pytest.approx(of("rope")[None], abs=1e-5)
    assert model.embed(["tide gull\nmast"])[0] == pytest.approx(one.passage, abs=1e-6)


def test_a_sentence_past_what_the_model_reads_is_read_by_itself(tmp_path: Path) -> None:
    files = replace(model_files(model_folder(tmp_path / "m")), even=True, max_tokens=4)
    (found,) = SentenceModel(files, threads=1).embed_passages([("tide gull", "mast")])
    assert found.sentences[0] == pytest.approx(of("tide", "gull"), abs=1e-5)
    assert found.sentences[1] == pytest.approx(of("[CLS]", "mast", "[SEP]"), abs=1e-5)


@pytest.mark.parametrize(
    "of_model", [{"told": CLS}, {"pooled": True, "output": "sentence_embedding"}, {"pooled": True}]
)
def test_a_model_without_states_to_average_reads_sentences_by_themselves(
    tmp_path: Path, of_model: dict[str, Any]
) -> None:
    model = opened(tmp_path / "m", framed=False, **of_model)
    (found,) = model.embed_passages([("tide gull", "mast")])
    assert found.sentences == pytest.approx(model.embed(["tide gull", "mast"]), abs=1e-6)


def test_what_all_vectors_have_in_common_is_taken_out_of_sentences_too(tmp_path: Path) -> None:
    model = opened(tmp_path / "m", even=False, framed=False, tilted=3.0)
    (found,) = model.embed_passages([("tide", "mast")])
    assert found.sentences == pytest.approx(model.embed(["tide", "mast"]), abs=1e-5)
    assert found.sentences[0] @ found.sentences[1] < 0.5
