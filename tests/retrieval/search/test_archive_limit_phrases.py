"""Each form of a limit is a regular expression that takes no more than its words."""

from __future__ import annotations

import re

import pytest

from retrieval.search.archive_limit_phrases import LIMIT_FORMS, LIMIT_FORMS_BEHIND


def told(kind: str, phrase: str) -> bool:
    return any(re.fullmatch(form, phrase, re.IGNORECASE) for form in LIMIT_FORMS[kind])


@pytest.mark.parametrize(
    ("kind", "phrase", "other"),
    [
        ("held", "in your archive", "in your garden"),
        ("correction", "were later corrected", "were later collected"),
        ("update", "update an earlier story", "update an earlier law"),
        ("retraction", "were withdrawn", "were withdrawn from sale"),
        ("undated", "have no publication date", "have a publication date"),
        ("undated", "that do not state a date", "that do not state a price"),
        ("undated", "without a date", "without a date of birth"),
        ("language", "in Russian", "in Russia"),
        ("empty", "are there", "are there floods"),
        ("author", "by Orla Venn", "by the river"),
    ],
)
def test_a_form_has_the_words_of_its_limit(kind: str, phrase: str, other: str) -> None:
    assert told(kind, phrase)
    assert not told(kind, other)


def test_behind_a_topic_the_same_limits_stand() -> None:
    assert LIMIT_FORMS.keys() == LIMIT_FORMS_BEHIND.keys()
