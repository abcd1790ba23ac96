"""Passages tell what became of their article: what it corrects, and what corrects it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.archive.indexing import remove
from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors
from retrieval.embedding import MiniLM
from retrieval.search.hybrid import hybrid_search
from retrieval.search.retriever import as_document, as_hit
from retrieval.types import Passage, Question
from support.articles import article
from support.revised_articles import FIRST, NOTE, SECOND

MakeArchive = Callable[..., Archive]

OTHER = article(
    "other", "Snow closed the school at Mill Lane. Its head, Petra Lund, sent everybody home.",
    title="Snow", outlet="Tarn Post", date_note="20 November (year not stated)", partial=(11, 20),
)  # fmt: skip


@pytest.fixture
def held(make_archive: MakeArchive) -> Archive:
    return make_archive(FIRST, SECOND, OTHER)


def passages(archive: Archive, minilm: MiniLM, text: str, **limits: str) -> dict[str, Passage]:
    question = Question(text, **limits)  # type: ignore[arg-type]
    hits = hybrid_search(archive, Vectors(archive), minilm, question)
    assert [as_hit(as_document(hit)) for hit in hits] == hits
    return {hit.passage.article: hit.passage for hit in hits}


def test_a_passage_tells_what_its_article_corrects_and_what_corrects_it(
    held: Archive, minilm: MiniLM
) -> None:
    found = passages(held, minilm, "How many people were hurt when the bridge gave way?")
    first, second = found["first"], found["second"]
    assert (first.revision, first.note, first.supersedes) == (None, None, None)
    assert (first.corrected_by, first.corrected_how) == ("second", "correction")
    assert first.corrected_on == "2024-03-05"
    assert (first.corrected_title, second.supersedes_title) == (SECOND.title, FIRST.title)
    assert (second.revision, second.supersedes, second.corrected_by) == (
        "correction",
        "first",
        None,
    )
    assert second.note is not None
    assert SECOND.text[slice(*second.note)] == NOTE


def test_as_of_an_earlier_day_nothing_had_corrected_it(held: Archive, minilm: MiniLM) -> None:
    found = passages(held, minilm, "How many people were hurt?", as_of="2024-03-04")
    assert (found["first"].corrected_by, found["first"].corrected_on) == (None, None)


def test_a_correction_that_was_removed_is_named_no_more(held: Archive, minilm: MiniLM) -> None:
    remove(held, ["second"])
    found = passages(held, minilm, "How many people were hurt when the bridge gave way?")
    assert found["first"].corrected_by is None


def test_a_date_without_its_year_comes_with_the_passage(held: Archive, minilm: MiniLM) -> None:
    found = passages(held, minilm, "Who sent everybody home from the school at Mill Lane?")
    assert found["other"].partial == (11, 20)
