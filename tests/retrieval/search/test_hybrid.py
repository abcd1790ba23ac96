"""The search over real SQLite, Chroma and the shipped model."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.archive.indexing import remove
from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors
from retrieval.embedding import MiniLM
from retrieval.errors import UsageError
from retrieval.search.hybrid import RERANKED, hybrid_search
from retrieval.search.retriever import HybridRetriever
from retrieval.types import Article, Question
from support.articles import article


def asked(retriever: HybridRetriever, text: str, **limits: object) -> list[str]:
    """The articles found, best first."""
    question = Question(text, **limits)  # type: ignore[arg-type]
    hits = hybrid_search(retriever.archive, retriever.vectors, retriever.embedder, question)
    return [hit.passage.article for hit in hits]


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("What will dredging the Larkfield harbour cost?", "harbour"),
        ("smother oyster", "harbour"),  # by its words
        ("Which new object did stargazers discover in the sky?", "observatory"),  # by its meaning
        ("Why did the shop that sold bread shut down?", "bakery"),  # by its meaning
        ("Майя Зайцева", "ferry"),
        ("flour", "bakery"),
    ],
)
def test_the_right_article_comes_first(
    retriever: HybridRetriever, question: str, best: str
) -> None:
    assert asked(retriever, question)[0] == best


def test_passages_are_what_stands_in_the_article(
    retriever: HybridRetriever, texts: dict[str, str]
) -> None:
    question = Question("harbour comet flour")
    for hit in hybrid_search(retriever.archive, retriever.vectors, retriever.embedder, question):
        passage = hit.passage
        assert passage.text == texts[passage.article][passage.start : passage.end]
        assert hit.sentences
        for sentence in hit.sentences:
            start, end = sentence.span
            assert sentence.text == texts[passage.article][start:end]


def test_scores_fall(retriever: HybridRetriever) -> None:
    question = Question("Who spoke of the harbour?")
    hits = hybrid_search(retriever.archive, retriever.vectors, retriever.embedder, question)
    scores = [hit.passage.score for hit in hits]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    "outlet",
    ["The Larkfield Courier", "larkfield courier", "LARKFIELD  COURIER", "the larkfield-courier"],
)
def test_an_outlet_is_known_in_any_spelling_of_its_name(
    retriever: HybridRetriever, outlet: str
) -> None:
    assert asked(retriever, "comet", outlet=outlet) == ["harbour"]


@pytest.mark.parametrize("outlet", ["Delano Post", "DÉLANO POST", "De\u0301lano post"])
def test_diacritics_of_an_outlet_may_be_left_out(retriever: HybridRetriever, outlet: str) -> None:
    assert asked(retriever, "comet", outlet=outlet) == ["ferry"]


def test_an_unknown_outlet_has_nothing(retriever: HybridRetriever) -> None:
    assert asked(retriever, "comet", outlet="Larkfield") == []


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        ({"since": "2021-03-04"}, {"harbour", "observatory"}),
        ({"since": "2021-03-05"}, {"observatory"}),
        ({"until": "2021-03-04"}, {"harbour", "ferry"}),
        ({"until": "2021-03-03"}, {"ferry"}),
        ({"as_of": "2021-03-04"}, {"harbour", "ferry"}),
        ({"since": "2021-01-01", "until": "2021-12-31"}, {"harbour"}),
        ({"since": "2021-01-01", "as_of": "2022-01-01", "outlet": "vesper daily"}, set()),
        ({"since": "2022-01-01", "until": "2021-01-01"}, set()),
        ({}, {"harbour", "observatory", "bakery", "ferry"}),
    ],
)
def test_dates_are_inclusive_and_leave_the_undated_out(
    retriever: HybridRetriever, limits: dict[str, str], found: set[str]
) -> None:
    assert set(asked(retriever, "the harbour", **limits)) == found


@pytest.mark.parametrize("value", ["yesterday", "2021-13-01", "2021", "20210305", "\ud800"])
@pytest.mark.parametrize("limit", ["since", "until", "as_of"])
def test_a_limit_that_is_no_date_is_refused(
    retriever: HybridRetriever, limit: str, value: str
) -> None:
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        asked(retriever, "comet", **{limit: value})


@pytest.mark.parametrize("k", [1, 2, 4, 100])
def test_as_many_passages_as_asked_for_come_back(retriever: HybridRetriever, k: int) -> None:
    assert len(asked(retriever, "harbour", k=k)) == min(k, 4)


@pytest.mark.parametrize("k", [0, -1])
def test_fewer_than_one_passage_can_not_be_asked_for(retriever: HybridRetriever, k: int) -> None:
    with pytest.raises(UsageError, match="at least one"):
        asked(retriever, "harbour", k=k)


def test_more_passages_than_are_usually_weighed_may_be_asked_for(
    make_archive: Callable[..., Archive], minilm: MiniLM
) -> None:
    articles = [article(f"quay{n}", f"Quay number {n} is closed.") for n in range(RERANKED + 4)]
    archive = make_archive(*articles)
    question = Question("Which quay is closed?", k=RERANKED + 2)
    hits = hybrid_search(archive, Vectors(archive), minilm, question)
    assert len({hit.passage.article for hit in hits}) == RERANKED + 2


def test_an_empty_archive_has_no_passages(
    make_archive: Callable[..., Archive], minilm: MiniLM
) -> None:
    archive = make_archive()
    assert hybrid_search(archive, Vectors(archive), minilm, Question("Anything?")) == []


def test_what_was_removed_is_gone_at_the_next_question(
    make_archive: Callable[..., Archive], minilm: MiniLM
) -> None:
    def found() -> list[str]:
        hits = hybrid_search(archive, vectors, minilm, Question("Where is the ferry?"))
        return [hit.passage.article for hit in hits]

    ferries: list[Article] = [
        article("one", "The ferry is at the quay."),
        article("two", "The ferry is at sea."),
    ]
    archive = make_archive(*ferries)
    vectors = Vectors(archive)
    assert set(found()) == {"one", "two"}
    remove(archive, ["one"])
    assert found() == ["two"]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text())
def test_no_text_makes_the_search_fail(retriever: HybridRetriever, text: str) -> None:
    question = Question(text, k=2)
    hits = hybrid_search(retriever.archive, retriever.vectors, retriever.embedder, question)
    assert len(hits) == 2
    assert all(abs(hit.passage.score) < 10 for hit in hits)


def test_an_article_is_found_by_its_author(
    make_archive: Callable[..., Archive], make_retriever: Callable[[Archive], HybridRetriever]
) -> None:
    column = article("col", "I put it at ten crowns a year.", author="Ada Quill", title="A toll")
    others = [article(f"n{n}", f"The toll of lane {n} is ten crowns a year.") for n in range(4)]
    retriever = make_retriever(make_archive(column, *others))
    assert asked(retriever, "What does Ada Quill want?")[0] == "col"
