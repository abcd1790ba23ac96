"""Claims in minimal pairs, through the whole check: no false one is ever supported.

The shipped entailment model and the vetoes, search over a small archive of real parts. Of the
true ones a floor must be found; that of the false ones is none, by kind.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.answer.pipeline import build_chain
from retrieval.answer.writers import Models
from retrieval.archive.store import Archive
from retrieval.models.entailment import Entailment
from retrieval.search.retriever import HybridRetriever, as_hit
from retrieval.types import Question
from retrieval.types.draft import Draft, DraftStatement, Quote
from retrieval.verification.verify import verify
from support.articles import article
from support.passages import Chain, MakeArchive, MakeChain

pytestmark = pytest.mark.slow

TABLE = tomllib.loads(Path(__file__).with_name("minimal_pairs.toml").read_text("utf-8"))
ARTICLES = [
    article(name, told.pop("text").strip(), **told) for name, told in TABLE.pop("articles").items()
]
PAIRS_IN_RUSSIAN = tomllib.loads(
    Path(__file__).with_name("minimal_pairs_ru.toml").read_text("utf-8")
)
IN_RUSSIAN = [
    article(name, told.pop("text").strip(), **told)
    for name, told in PAIRS_IN_RUSSIAN.pop("articles").items()
]
PACKAGE = Path(__file__).parents[3] / "packages" / "dateline-languages"
FEWEST = 40

LEAST_SUPPORTED = 0.35
"""The share of true claims that must be supported: measured .56, so that other weights may do
somewhat worse here."""

MOST_CONTRADICTED = 0.05
"""The share of true claims that may be called contradicted: measured 0."""

LEAST_IN_RUSSIAN = 0.25
"""The same in Russian and Kazakh: measured .41."""

UNSEEN = "A collector in Antwerp bought a painting from the museum."
"""Two common nouns trade places: no rule is sure of it, and the model does not see it yet."""

UNSEEN_IN_RUSSIAN = (
    "Летнее падение цен на рис предсказывает министр торговли Португалии Дуарте Альмейру."
)


@pytest.fixture(scope="module")
def paper(make_archive: MakeArchive) -> Archive:
    return make_archive(*ARTICLES)


@pytest.fixture(scope="module")
def chain(paper: Archive, make_chain: MakeChain) -> Chain:
    return make_chain(paper)


def verdict(chain: Chain, claim: str) -> str | None:
    answer = chain.invoke(Question(claim, form="check"), {"configurable": {"receipt": False}})
    assert answer.statements or answer.nearest, "a claim's nearest sentences are always shown"
    return answer.verdict


def test_there_are_many_pairs_of_each_kind() -> None:
    assert sum(map(len, TABLE.values())) >= FEWEST
    assert all(len(rows) >= 4 for rows in TABLE.values())


@pytest.mark.parametrize("kind", TABLE)
def test_no_false_claim_is_supported(chain: Chain, kind: str) -> None:
    wrong = [row["false"] for row in TABLE[kind] if verdict(chain, row["false"]) == "supported"]
    assert set(wrong) <= {UNSEEN}


@pytest.mark.xfail(reason="the entailment model does not tell a buyer from a seller", strict=True)
def test_common_nouns_that_trade_places_are_not_supported(chain: Chain) -> None:
    assert verdict(chain, UNSEEN) != "supported"


def test_true_claims_are_supported_and_hardly_one_is_called_contradicted(chain: Chain) -> None:
    told = [verdict(chain, row["true"]) for rows in TABLE.values() for row in rows]
    assert told.count("supported") >= LEAST_SUPPORTED * len(told)
    assert told.count("contradicted") <= MOST_CONTRADICTED * len(told)


@pytest.mark.parametrize("kind", TABLE)
def test_no_false_sentence_passes_in_a_models_mouth(
    paper: Archive, retriever_of_paper: HybridRetriever, models: Models, kind: str
) -> None:
    """Whichever passage a model cites for it."""
    shown = [
        row["false"]
        for row in TABLE[kind]
        for document in retriever_of_paper.invoke(row["false"], k=2)
        for place in [as_hit(document).passage]
        for draft in [
            Draft(
                "model",
                (DraftStatement(row["false"], (Quote(place, (place.start, place.end)),),
                                kind="worded"),),
            )
        ]
        if verify(paper, draft, models.entailment)[0]
    ]  # fmt: skip
    assert set(shown) <= {UNSEEN}


@pytest.fixture(scope="module")
def chain_in_russian(
    make_archive: MakeArchive, make_retriever: Callable[[Archive], HybridRetriever], models: Models
) -> Chain:
    from retrieval.models.multilingual_network import JUDGING, languages_network

    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(PACKAGE)
        judge = Entailment(1, languages_network(JUDGING))
    paper = make_archive(*IN_RUSSIAN)
    # Found by words, which is enough in so few articles: the embedding model knows English alone.
    return build_chain(paper, make_retriever(paper), replace(models, claims=judge))


def test_in_russian_and_kazakh_no_false_claim_is_supported(chain_in_russian: Chain) -> None:
    rows = [row for rows in PAIRS_IN_RUSSIAN.values() for row in rows]
    told = [(row["false"], verdict(chain_in_russian, row["false"])) for row in rows]
    assert {claim for claim, its in told if its == "supported"} <= {UNSEEN_IN_RUSSIAN}


@pytest.mark.xfail(reason="of two speakers the model takes the nearer one", strict=True)
def test_in_russian_what_another_said_is_not_supported(chain_in_russian: Chain) -> None:
    assert verdict(chain_in_russian, UNSEEN_IN_RUSSIAN) != "supported"


def test_in_russian_and_kazakh_true_claims_are_supported(chain_in_russian: Chain) -> None:
    told = [
        verdict(chain_in_russian, row["true"]) for rows in PAIRS_IN_RUSSIAN.values() for row in rows
    ]
    assert told.count("supported") >= LEAST_IN_RUSSIAN * len(told)
    assert told.count("contradicted") <= MOST_CONTRADICTED * len(told)


@pytest.fixture(scope="module")
def retriever_of_paper(
    paper: Archive, make_retriever: Callable[[Archive], HybridRetriever]
) -> HybridRetriever:
    return make_retriever(paper)
