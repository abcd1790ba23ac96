"""The line under which a passage is read."""

from __future__ import annotations

import pytest

from retrieval.search.passage_heading import passage_heading
from support.passages import hit, with_passage

COLUMN = with_passage(
    hit("a", "I put the price at ten crowns.", title="Pay for water"), author="Ada Quill"
).passage


@pytest.mark.parametrize(
    ("asked", "above"),
    [
        ("What price does Quill name?", "Pay for water (by Ada Quill)"),
        ("ada's price", "Pay for water (by Ada Quill)"),
        ("What is the price of water?", "Pay for water"),
        ("", "Pay for water"),
    ],
)
def test_the_author_stands_there_where_the_question_names_them(asked: str, above: str) -> None:
    assert passage_heading(COLUMN, asked) == above


def test_without_a_title_or_an_author() -> None:
    untitled = with_passage(hit("a", "Rain fell.", title=None), author="Ada Quill").passage
    assert passage_heading(untitled, "What did Quill say?") == "By Ada Quill"
    assert passage_heading(untitled, "What fell?") == ""
    nobody = with_passage(hit("a", "Rain fell.", title="Rain"), author=None).passage
    assert passage_heading(nobody, "What did Quill say?") == "Rain"


def test_the_byline_s_own_by_is_not_said_twice() -> None:
    bylined = with_passage(hit("a", "Rain fell.", title="Rain"), author="By Ada Quill").passage
    assert passage_heading(bylined, "What did Quill say?") == "Rain (by Ada Quill)"
