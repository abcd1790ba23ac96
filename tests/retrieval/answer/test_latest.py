"""Asked for the latest on a topic, the newest article's first words on it are the answer."""

from __future__ import annotations

import pytest
from presses import hit

from retrieval.answer import latest

NEW = hit(
    "new",
    "Vale joined the Strait League on Monday.",
    "The Strait League was founded in Grey Cove in 1991.",
    "A bakery closed.",
    published="2021-03-04",
)
OLD = hit("old", "The Strait League met in Port Amber.", published="2019-01-02")


@pytest.mark.parametrize(
    "question",
    [
        "What is the latest on the Strait League?",
        "latest news about the Strait League",
        "What's new with the Strait League?",
    ],
)
def test_the_newest_article_opens_the_answer(question: str) -> None:
    draft = latest.write(question, [NEW, OLD])
    assert draft is not None
    first, second = (one.text for one in draft.statements)
    assert first == "Vale joined the Strait League on Monday."
    assert second == "The Strait League was founded in Grey Cove in 1991."


@pytest.mark.parametrize(
    "question", ["Who joined the Strait League?", "Who is the latest member?", ""]
)
def test_other_questions_are_left_to_others(question: str) -> None:
    assert latest.write(question, [NEW, OLD]) is None


def test_without_a_date_there_is_no_newest() -> None:
    undated = hit("undated", "Vale joined the Strait League.", published=None)
    assert latest.write("What is the latest on the Strait League?", [undated]) is None
    assert latest.write("What is the latest on the Strait League?", []) is None
