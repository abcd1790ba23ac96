"""Dateline's own words for dates and verdicts, in the asker's language."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from bot.labels import date_label, limit_lines, verdict_words
from retrieval.messages import speaking
from retrieval.types import Limits
from support.answers import EXTRACTIVE, HELP


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"published": "2015-06-04", "published_how": "metadata"}, "4 June 2015"),
        ({"published": "2015-06-04", "published_how": "dateline"},
         "4 June 2015 (date from the dateline)"),
        ({"published": "2015-06-04", "published_how": "url"}, "4 June 2015 (date from the URL)"),
        ({"date_note": "June 2015"}, "June 2015"),
    ],
)  # fmt: skip
def test_how_a_date_is_known_is_said_unless_the_metadata_state_it(
    facts: dict[str, Any], said: str
) -> None:
    empty = {"published": None, "date_note": None, "published_how": "unknown"}
    item: Any = SimpleNamespace(**{**empty, **facts})
    assert date_label(item) == said


def test_every_verdict_has_its_own_sentence_in_every_language() -> None:
    verdicts = ("supported", "contradicted", "not in the archive")
    for language in ("en", "ru", "kk"):
        with speaking(language):
            said = [verdict_words(one) for one in verdicts]
            said.append(verdict_words("not in the archive", partly=True))
        assert len(set(said)) == len(said)
        assert all(sentence.endswith(".") for sentence in said)


def test_the_limits_of_an_answer_are_told_and_none_of_a_word_of_help() -> None:
    limited = {"limits": Limits(until="2015-12-31"), "understood": ("outlet: TASS",)}
    told = ["Asked for: until 31 December 2015", "Understood: outlet: TASS"]
    assert limit_lines(replace(EXTRACTIVE, **limited)) == told
    assert limit_lines(EXTRACTIVE) == []
    assert limit_lines(replace(HELP, **limited)) == []
