"""The model of `packages/dateline-languages`, from the sources: it need not be installed."""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

import numpy as np
import pytest

from retrieval.embedding import SentenceModel
from retrieval.embedding.chosen import chosen_model
from retrieval.embedding.multilingual import INSTALL, NAME, SETTING, languages_files
from retrieval.errors import ConfigurationError

pytestmark = pytest.mark.slow

PACKAGE = Path(__file__).parents[3] / "packages" / "dateline-languages"

QUESTIONS = (
    "Кто возглавил делегацию на переговорах о границе?",
    "Who led the delegation at the border talks?",
    "Шекара туралы келіссөздерде делегацияны кім басқарды?",
    "Chegara bo'yicha muzokaralarda delegatsiyaga kim boshchilik qildi?",
)
TEXTS = (
    "The head of the security committee led the delegation at the talks on the border.",
    "Wheat prices fell for the third month in a row.",
    "The museum shows letters of the painter.",
    "Snow closed the mountain road to lorries.",
)


@pytest.fixture(scope="module")
def model() -> SentenceModel:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(PACKAGE)
        made = chosen_model(SETTING, threads=1)
    assert isinstance(made, SentenceModel)
    return made


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_in_any_language_is_nearest_to_the_text_that_answers(
    model: SentenceModel, question: str
) -> None:
    nearness = model.embed(TEXTS) @ model.for_questions().embed([question])[0]
    assert int(np.argmax(nearness)) == 0
    # What is not about it has about no cosine, as under the shipped model.
    assert nearness[1:].max() < 0.35 < nearness[0]


def test_it_goes_by_its_own_name_and_has_unit_vectors(model: SentenceModel) -> None:
    assert (model.name, model.dimension) == (NAME, 384)
    assert np.linalg.norm(model.embed(TEXTS), axis=1) == pytest.approx(1, abs=1e-4)


def test_a_script_left_out_of_the_vocabulary_is_read_letter_by_letter(
    model: SentenceModel,
) -> None:
    short, long = model.count_tokens(["сотрудничества", "सहयोग संगठन"])
    assert short <= 3
    assert long >= 9
    near, far = model.embed(["सम्मेलन समाप्त हुआ", "खेत में गेहूँ है"]) @ model.embed(["सम्मेलन आज समाप्त हुआ"])[0]
    assert near > far


def test_the_files_are_those_that_the_notice_names() -> None:
    notice = (PACKAGE / "NOTICE.md").read_text("utf-8")
    # "`tokenizer.json` a75821c1..."
    told = dict(re.findall(r"`([a-z_0-9]+\.\w+)` ([0-9a-f]{64})", notice))
    folder = PACKAGE / "dateline_languages" / "model"
    held = {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in folder.iterdir()}
    assert told == held


def test_a_package_that_is_not_installed_is_told_with_what_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "dateline_languages", None)
    with pytest.raises(ConfigurationError, match=re.escape(INSTALL)):
        languages_files()
