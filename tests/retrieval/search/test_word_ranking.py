"""The chunks that hold a question's words best: the same ones, however few are ranked."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest

from retrieval.archive.store import Archive
from retrieval.search import word_ranking
from retrieval.search.word_ranking import best_by_words, ranked
from retrieval.search.words import informative, match_any, stem_rarity, worth_searching
from support.articles import article

COUNT = 200
SHARES = {"comet": 0.05, "ferry": 0.06, "quay": 0.15, "harbour": 0.4, "port": 0.45}
"""Words, and in what share of the articles each is."""


def texts() -> Iterator[str]:
    rng = random.Random(5)
    for _ in range(COUNT):
        held = [word for word, share in SHARES.items() if rng.random() < share]
        more = [word for word in held for _ in range(rng.randint(1, 4))]
        filler = [f"plain{at}" for at in range(rng.randint(2, 24))]
        yield " ".join(rng.sample([*more, *filler], len(more) + len(filler))) + "."


@pytest.fixture(scope="module")
def port(make_archive: Callable[..., Archive]) -> Archive:
    return make_archive(*(article(f"a{n}", text) for n, text in enumerate(texts())))


@pytest.fixture
def queries(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    asked: list[str] = []

    def noted(connection: object, query: str, *more: object) -> dict[int, float]:
        asked.append(query)
        return ranked(connection, query, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(word_ranking, "ranked", noted)
    return asked


@pytest.mark.parametrize("n", [1, 5, 20])
@pytest.mark.parametrize(
    "question", ["comet quay", "comet ferry harbour", "ferry port quay", "comet harbour port"]
)
def test_the_best_are_those_of_all_that_hold_any_of_the_words(
    port: Archive, question: str, n: int
) -> None:
    terms = informative(question)
    with port.reading() as connection:
        weights = stem_rarity(connection, terms)
        chosen = worth_searching(terms, weights, COUNT)
        every = ranked(connection, match_any(terms[term] for term in chosen), n)
        assert list(best_by_words(connection, terms, weights, n).items()) == list(every.items())


def test_chunks_with_common_words_alone_are_not_ranked_where_they_cannot_be_among_the_best(
    port: Archive, queries: list[str]
) -> None:
    terms = informative("comet port")
    with port.reading() as connection:
        weights = stem_rarity(connection, terms)
        best_by_words(connection, terms, weights, 5)
        assert queries == ['("comet") AND ("port")', '("comet") NOT ("port")']
        queries.clear()
        # More than hold the rarer word: the others are among them.
        assert len(best_by_words(connection, terms, weights, 50)) == 50
    assert queries[-1] == '"comet" OR "port"'


def test_where_the_guess_was_too_high_all_are_ranked(
    make_archive: Callable[..., Archive], queries: list[str]
) -> None:
    """The rarer word in one long text, which it tells little of; the other told again and again."""
    long = f"comet {' '.join(f'plain{at}' for at in range(150))}."
    told = [article(f"b{n}", "port " * 9 + ".") for n in range(30)]
    rest = [article(f"c{n}", f"Nothing here {n}.") for n in range(50)]
    archive = make_archive(article("long", long), *told, *rest)
    terms = informative("comet port")
    with archive.reading() as connection:
        weights = stem_rarity(connection, terms)
        found = best_by_words(connection, terms, weights, 1)
        assert list(found) == list(ranked(connection, match_any(["comet", "port"]), 1))


def test_without_words_nothing_is_found_and_limits_are_kept(port: Archive) -> None:
    terms = informative("comet port")
    with port.reading() as connection:
        weights = stem_rarity(connection, terms)
        assert best_by_words(connection, {}, weights, 5) == {}
        least = list(best_by_words(connection, terms, weights, 5))[-1]
        assert list(best_by_words(connection, terms, weights, 5, [least])) == [least]
