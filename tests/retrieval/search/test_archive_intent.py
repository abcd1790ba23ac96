"""Whether a question asks about an article or about its story, by the fitted model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.search.archive_intent import KINDS, features, intent, subject
from retrieval.search.archive_unframed import LIKELY


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Whose column said that the Larkfield quay is a toy?", "author_of"),
        pytest.param(
            "who penned the editorial against the harbour tax",
            "author_of",
            marks=pytest.mark.xfail(strict=True, reason="counts are told too: .48, not .5"),
        ),
        ("Which paper put the number of sunk boats at nine?", "outlet_of"),
        ("When was the piece about the Larkfield quay published?", "published_when"),
        ("how often have we written about the Larkfield quay", "count"),
        ("so how many things on the quay did you keep", "count"),
    ],
)
def test_a_question_about_an_article_is_told_by_its_wording(question: str, kind: str) -> None:
    told = intent(question)
    assert told.kind == kind
    assert told.probability > 0.5


@pytest.mark.parametrize(
    "question",
    [
        "Who chairs the harbour council?",
        "When will the quay open again?",
        "How many boats sank off Larkfield?",
        "How many reports of poisoning did the hospital receive?",
        "How many articles does the harbour charter have?",
        "Why was the ferry late?",
        # A word of the press that is none here.
        "What had the captain reported before the fire?",
        "Who signed the second page of the report?",
        "Who's the former pilot that spoke to the paper about the buoys?",
    ],
)
def test_a_question_about_the_world_is_none(question: str) -> None:
    assert intent(question).probability < LIKELY


def test_a_contracted_question_is_read_in_full() -> None:
    assert intent("Who's the byline on the quay?") == intent("Who is the byline on the quay?")
    assert "who's" not in subject("Who's the byline on the quay story?", "author_of").lower()


def test_what_only_says_that_an_article_is_meant_is_no_subject() -> None:
    left = subject("Who wrote the op-ed against the Larkfield harbour tax?", "author_of")
    assert "Larkfield harbour tax" in left
    assert "wrote" not in left


@given(st.text(max_size=80))
def test_any_text_has_a_probability(text: str) -> None:
    told = intent(text)
    assert told.kind in KINDS
    assert 0.0 <= told.probability <= 1.0
    assert all(one == one.lower() for one in features(text) if one.isascii())
