"""A question in two parts is searched for twice, and the passages come in turn."""

from __future__ import annotations

import pytest

from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors
from retrieval.embedding import MiniLM
from retrieval.errors import UsageError
from retrieval.search.hybrid import hybrid_search
from retrieval.search.search import find_passages
from retrieval.search.understand import understand
from retrieval.types import Question

TWO = "What will the dredging cost? When was the comet seen?"


def articles(archive: Archive, minilm: MiniLM, question: Question) -> list[str]:
    return [
        one.passage.article for one in find_passages(archive, Vectors(archive), minilm, question)
    ]


def test_a_plain_question_brings_what_the_search_brings(archive: Archive, minilm: MiniLM) -> None:
    question, vectors = Question("What will the dredging cost?"), Vectors(archive)
    (part,) = understand(archive, question).parts
    assert find_passages(archive, vectors, minilm, question) == hybrid_search(
        archive, vectors, minilm, part
    )


def test_each_part_has_its_best_passage_among_the_first(archive: Archive, minilm: MiniLM) -> None:
    alone = [articles(archive, minilm, Question(f"{part}?", k=1)) for part in TWO.split("?")[:2]]
    assert articles(archive, minilm, Question(TWO))[:2] == [first for (first,) in alone]


def test_no_passage_comes_twice_and_no_more_than_were_asked_for(
    archive: Archive, minilm: MiniLM
) -> None:
    found = find_passages(archive, Vectors(archive), minilm, Question(TWO, k=3))
    places = [(one.passage.article, one.passage.start) for one in found]
    assert len(places) == len(set(places)) <= 3


def test_a_date_that_is_none_is_told(archive: Archive, minilm: MiniLM) -> None:
    with pytest.raises(UsageError):
        find_passages(archive, Vectors(archive), minilm, Question("the comet", since="2021-02-30"))
