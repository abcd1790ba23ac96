"""The network of `packages/dateline-languages` that reads, from the sources."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from retrieval.embedding.multilingual import INSTALL
from retrieval.errors import ConfigurationError
from retrieval.models.entailment import Entailment
from retrieval.models.multilingual_network import JUDGING, READING, languages_network
from retrieval.models.pair_models import Network
from retrieval.models.reader import Reader, ReadingWindow
from retrieval.types import Span

pytestmark = pytest.mark.slow

PACKAGE = Path(__file__).parents[3] / "packages" / "dateline-languages"

RUSSIAN = (
    "Портовый совет Ларкфилда собрался в четверг. "
    "Его председатель Орла Венн предложила создать береговую охрану из 40 катеров. "
    "Пекарня на Мельничной улице закрылась после девяноста лет работы."
)
ENGLISH = "The harbour council of Larkfield met on Thursday. Orla Venn chairs it."


def sentences(text: str) -> tuple[Span, ...]:
    spans, at = [], 0
    for part in text.split(". "):
        spans.append((at, min(len(text), at + len(part) + 1)))
        at += len(part) + 2
    return tuple(spans)


@pytest.fixture(scope="module")
def reader() -> Reader:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(PACKAGE)
        return Reader(1, languages_network())


@pytest.mark.parametrize(
    ("question", "sentence", "words"),
    [
        ("Кто предложил создать береговую охрану?", 1, "Орла Венн"),
        ("Когда собрался портовый совет?", 0, "четверг"),
        ("Who proposed a coast guard?", 1, "Орла Венн"),
    ],
)
def test_a_passage_in_cyrillic_is_read_for_questions_in_both_scripts(
    reader: Reader, question: str, sentence: int, words: str
) -> None:
    (readings,) = reader.read(question, [ReadingWindow(RUSSIAN, sentences(RUSSIAN))])
    assert readings is not None
    assert max(range(3), key=lambda at: readings[at].score) == sentence
    start, end = readings[sentence].answer or (0, 0)
    assert words in RUSSIAN[start:end]
    assert RUSSIAN[start:end] == RUSSIAN[start:end].strip()
    assert {one.network for one in readings} == {Network.LANGUAGES}


def test_what_is_in_english_alone_is_left_to_the_shipped_network(reader: Reader) -> None:
    windows = [
        ReadingWindow(ENGLISH, sentences(ENGLISH)),
        ReadingWindow(RUSSIAN, sentences(RUSSIAN)),
    ]
    english, russian = reader.read("Who chairs the council?", windows)
    assert english is not None
    assert russian is not None
    assert english[0].network is Network.ENGLISH
    assert russian[0].network is Network.LANGUAGES
    assert reader.knows("Кто председатель?")


def test_what_a_passage_does_not_answer_scores_below_what_it_answers(reader: Reader) -> None:
    window = ReadingWindow(RUSSIAN, sentences(RUSSIAN))
    answered, other = (
        max(one.score for one in reader.read(question, [window])[0] or ())
        for question in (
            "Сколько катеров будет в береговой охране?",
            "Сколько зарабатывает мэр Порт-Амбера?",
        )
    )
    assert answered > other


@pytest.fixture(scope="module")
def judge() -> Entailment:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(PACKAGE)
        return Entailment(1, languages_network(JUDGING))


def test_a_claim_in_cyrillic_is_judged_on_what_supports_it_and_on_what_does_not(
    judge: Entailment,
) -> None:
    first = RUSSIAN.split(". ")[0] + "."
    supported, denied, other = judge.judge(
        [
            ("В четверг прошло заседание портового совета Ларкфилда.", first),
            ("Портовый совет Ларкфилда не собрался в четверг.", first),
            ("Пекарня закрылась после девяноста лет работы.", first),
        ]
    )
    assert supported.supported > max(denied.supported, other.supported)
    assert denied.contradicted > max(supported.contradicted, other.contradicted)
    assert other.neither > 0.5
    for one in (supported, denied, other):
        assert abs(one.supported + one.contradicted + one.neither - 1) < 1e-4


def test_claims_in_english_are_left_to_the_shipped_network(judge: Entailment) -> None:
    pair = ("The council met.", ENGLISH)
    assert judge.judge([pair]) == Entailment(1).judge([pair])


@pytest.mark.parametrize("graph", [READING, JUDGING])
def test_a_package_of_before_it_is_told_with_what_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, graph: str
) -> None:
    (tmp_path / "dateline_languages" / "model").mkdir(parents=True)
    (tmp_path / "dateline_languages" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "dateline_languages", raising=False)
    with pytest.raises(ConfigurationError, match=re.escape(INSTALL)):
        languages_network(graph)
    monkeypatch.delitem(sys.modules, "dateline_languages", raising=False)
