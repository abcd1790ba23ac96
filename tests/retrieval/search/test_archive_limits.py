"""The limits of a question about the archive: understood to the last word, or not at all."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.search.archive_limits import ArticleLimits, limits_in, with_topic_before
from retrieval.search.archive_masking import mask_question
from support.archive_questions import COURIER, OUTLETS, TASS, TODAY

PHRASES: list[tuple[str, dict[str, Any]]] = [
    ("from TASS", {"outlets": (TASS,)}),
    ("in 2015", {"since": "2015-01-01", "until": "2015-12-31"}),
    ("by Orla Venn", {"author": "Orla Venn"}),
    ("in Russian", {"language": "ru"}),
    ("with a correction", {"revision": "correction"}),
    ("do you have", {"held": True}),
]


def limits(rest: str, **options: bool) -> ArticleLimits | None:
    question = mask_question(rest, OUTLETS, TODAY)
    return limits_in(question.text, question, ArticleLimits(), **options)


@given(st.permutations(PHRASES), st.integers(0, len(PHRASES)))
def test_limits_are_understood_in_any_order(
    phrases: list[tuple[str, dict[str, Any]]], count: int
) -> None:
    chosen = phrases[:count]
    wanted = {name: value for _, facts in chosen for name, value in facts.items()}
    assert limits(" ".join(text for text, _ in chosen)) == ArticleLimits(**wanted)


@pytest.mark.parametrize(("phrase", "facts"), PHRASES)
def test_a_word_that_is_not_understood_takes_all_of_it_back(
    phrase: str, facts: dict[str, Any]
) -> None:
    assert limits(phrase) == ArticleLimits(**facts)
    assert limits(f"{phrase} sideways") is None


@pytest.mark.parametrize(
    ("rest", "wanted"),
    [
        ("on shipping from TASS", ArticleLimits(topic="shipping", outlets=(TASS,))),
        ("about the history of TASS", ArticleLimits(topic="the history of TASS")),
        ("that mention Mount Teal in 2015",
         ArticleLimits(
             topic="Mount Teal", every_word=True, since="2015-01-01", until="2015-12-31")),
        ("on “what TASS said”", ArticleLimits(topic="what TASS said")),
        ("titled “From TASS with love”", ArticleLimits(title="From TASS with love")),
        ("by the Courier", ArticleLimits(outlets=(COURIER,))),
    ],
)  # fmt: skip
def test_a_topic_ends_where_other_limits_begin(rest: str, wanted: ArticleLimits) -> None:
    assert limits(rest) == wanted


@pytest.mark.parametrize(
    "rest",
    ["of the treaty", "on what does the treaty rest", "about", "by the sea", "in the charter"],
)
def test_what_asks_of_the_world_has_no_such_limits(rest: str) -> None:
    assert limits(rest) is None


def test_of_leads_to_a_topic_only_behind_nouns_that_take_it() -> None:
    assert limits("of the floods") is None
    assert limits("of the floods", of=True) == ArticleLimits(topic="the floods")


def test_what_stands_before_the_noun_is_a_language_or_the_topic() -> None:
    assert with_topic_before("Kazakh-language", ArticleLimits()) == ArticleLimits(language="kk")
    assert with_topic_before("comet", ArticleLimits(topic="in May")) == ArticleLimits(
        topic="comet in May"
    )
