from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings

from retrieval.embedding import MiniLM, ProviderModel, SentenceModel
from retrieval.embedding.chosen import chosen_model
from retrieval.embedding.provider import BATCH_TEXTS
from retrieval.errors import ConfigurationError, ProviderError
from support.tiny_models import model_folder


class Lengths(Embeddings):
    """A provider whose vectors tell a text's length, and whether it was a question."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.batches.append(texts)
        return [[float(len(text)), 1.0, 0.0] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return [float(len(text)), 0.0, 1.0]


class Down(Embeddings):
    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        raise ConnectionError("no route to host\nkey sk-123")

    def embed_query(self, text: str) -> list[float]:
        raise ConnectionError


@pytest.fixture
def lengths() -> Lengths:
    return Lengths()


def test_vectors_are_of_unit_length_in_order_and_asked_in_batches(
    lengths: Lengths, minilm: MiniLM
) -> None:
    texts = ["x" * n for n in range(1, BATCH_TEXTS + 10)]
    vectors = ProviderModel("acme:m", lengths, minilm).embed(texts)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert (vectors[:, 0] / vectors[:, 1]).round().tolist() == [len(text) for text in texts]
    assert [len(batch) for batch in lengths.batches] == [BATCH_TEXTS, 9]


def test_a_question_goes_by_the_providers_way_for_questions(
    lengths: Lengths, minilm: MiniLM
) -> None:
    model = ProviderModel("acme:m", lengths, minilm)
    assert model.embed(["four"])[0][2] == 0
    assert model.for_questions().embed(["four"])[0][2] > 0
    assert model.for_questions().name == "acme:m"


def test_the_dimension_is_asked_for_once_and_blank_texts_are_never_sent(
    lengths: Lengths, minilm: MiniLM
) -> None:
    model = ProviderModel("acme:m", lengths, minilm)
    assert model.dimension == model.dimension == 3
    assert len(lengths.batches) == 1
    assert model.embed([]).shape == (0, 3)
    model.embed([" \n"])
    assert lengths.batches[-1] == ["-"]


def test_a_provider_that_fails_is_told_in_one_line(minilm: MiniLM) -> None:
    with pytest.raises(ProviderError, match="acme:m failed: no route to host") as raised:
        ProviderModel("acme:m", Down(), minilm).embed(["x"])
    assert "sk-123" not in str(raised.value)
    with pytest.raises(ProviderError, match="ConnectionError"):
        ProviderModel("acme:m", Down(), minilm).for_questions().embed(["x"])


@pytest.mark.slow
def test_unset_is_the_shipped_model_and_a_folder_is_the_folders(tmp_path: Path) -> None:
    assert isinstance(chosen_model(None, 1), MiniLM)
    made = chosen_model(str(model_folder(tmp_path / "m")), 1)
    assert isinstance(made, SentenceModel)
    assert made.name.startswith("m-")


def test_a_folder_whose_name_looks_like_a_provider_is_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model_folder(tmp_path / "acme:m")
    monkeypatch.chdir(tmp_path)
    assert chosen_model("acme:m", 1).name.startswith("acme:m-")


@pytest.mark.parametrize("named", ["no-such-folder", "C:\\models\\m", "/nowhere/m", "~/nowhere"])
def test_anything_else_is_taken_for_a_folder(named: str) -> None:
    with pytest.raises(ConfigurationError, match="does not exist"):
        chosen_model(named, 1)


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("acme:some-model", "acme"),
        ("cohere:embed-v4", "langchain-cohere"),
        ("openai:text-embedding-3-small", "key"),
    ],
)
def test_a_provider_that_can_not_be_made_is_told_as_a_setting_to_mend(
    named: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(ConfigurationError, match="DATELINE_EMBEDDING_MODEL") as raised:
        chosen_model(named, 1)
    assert told in str(raised.value)


@pytest.mark.slow
def test_a_provider_with_its_key_is_made_without_being_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    assert chosen_model("openai:text-embedding-3-small", 1).name == "openai:text-embedding-3-small"
