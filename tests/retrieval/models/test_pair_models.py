"""Which network reads a pair, and that what none reads is left out."""

from __future__ import annotations

import pytest

from retrieval.models.pair_models import Network, PairModels

pytestmark = pytest.mark.slow

ENGLISH = ("Who chairs it?", "Orla Venn chairs it.")
RUSSIAN = ("Кто председатель?", "Председатель совета Орла Венн.")
ACROSS = ("Who chairs it?", RUSSIAN[1])


@pytest.fixture(scope="module")
def english() -> PairModels:
    return PairModels(("scores",), 1, None)


def test_without_the_network_for_many_languages_only_latin_letters_are_read(
    english: PairModels,
) -> None:
    assert english.network(ENGLISH) is Network.ENGLISH
    assert english.network(RUSSIAN) is english.network(ACROSS) is None


def test_what_is_read_keeps_its_place(english: PairModels) -> None:
    ((network, indices, tokens, outputs),) = english.run([RUSSIAN, ENGLISH, ACROSS, ENGLISH])
    assert network is Network.ENGLISH
    assert indices == [1, 3]
    assert len(tokens) == len(outputs) == 2


def test_nothing_to_read_runs_nothing(english: PairModels) -> None:
    assert list(english.run([])) == list(english.run([RUSSIAN])) == []
