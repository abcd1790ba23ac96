"""Passages behind the first are read before a question is refused, and only then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.answer.read import MOST_READ, threshold
from retrieval.answer.read_and_judge import MOST_READ_AT_ALL, read_and_judge
from retrieval.search.hit import Hit
from support.passages import Marks, Says, hit

QUESTION = "Which was shut?"
SURE = Says({"quay": (0.99, 0.0), "ferry": (0.99, 0.0)})


def ranked(count: int, **texts: str) -> list[Hit]:
    """So many passages, best first; `p3` is the fourth."""
    hits = [hit(f"p{n}", texts.get(f"p{n}", "It froze.")) for n in range(count)]
    return [
        replace(one, passage=replace(one.passage, score=2 - n / 10)) for n, one in enumerate(hits)
    ]


def articles(marks: Marks, hits: list[Hit], judge: Says | None = SURE) -> set[str]:
    found = read_and_judge(marks, judge, QUESTION, hits)
    return {one.passage.article for one in found.candidates}


def test_a_sentence_behind_the_first_passages_answers_where_these_do_not() -> None:
    hits = ranked(9, p6="The quay was shut.")
    found = read_and_judge(Marks({"quay": 12.0, "froze": -12.0}), SURE, QUESTION, hits)
    assert found.candidates[0].text == "The quay was shut."
    assert found.probability >= threshold()
    assert len({one.passage.article for one in found.candidates}) == MOST_READ_AT_ALL


def test_where_the_first_ones_answer_no_more_are_read() -> None:
    hits = ranked(9, p0="The ferry was shut.", p6="The quay was shut.")
    marks = Marks({"ferry": 12.0, "quay": 12.0, "froze": -12.0})
    assert articles(marks, hits) == {f"p{n}" for n in range(MOST_READ)}


def test_without_a_judge_the_readers_word_stands() -> None:
    hits = ranked(9, p6="The quay was shut.")
    assert "p6" not in articles(Marks({"quay": 12.0, "froze": -12.0}), hits, None)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_fewer_passages_are_each_read_once(count: int) -> None:
    hits = ranked(count)
    found = read_and_judge(Marks({"froze": -12.0}), SURE, QUESTION, hits)
    assert len(found.candidates) == count
    assert found.probability < threshold()
