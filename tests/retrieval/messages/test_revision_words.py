"""What became of an article, in few words: what took its place counts before what it is."""

from __future__ import annotations

import pytest

from retrieval.messages import speaking
from retrieval.messages.revision_words import revision_words


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, None),
        ({"revision": "correction"}, "correction"),
        ({"revision": "correction", "supersedes": "3f2a"}, "correction of 3f2a"),
        ({"corrected_by": "3f2a", "corrected_how": "retraction", "corrected_on": "2015-06-05"},
         "retracted by 3f2a (5 June 2015)"),
        ({"corrected_by": "3f2a", "corrected_how": "update"}, "updated by 3f2a"),
        ({"corrected_by": "3f2a", "corrected_how": "clarification"}, "clarified by 3f2a"),
        ({"corrected_by": "3f2a"}, "superseded by 3f2a"),
        ({"corrected_by": "3f2a", "corrected_title": "New toll", "corrected_how": "correction",
          "corrected_on": "2015-06-05"}, "corrected by “New toll” (3f2a, 5 June 2015)"),
        ({"revision": "update", "supersedes": "3f2a", "supersedes_title": "Toll"},
         "update of “Toll” (3f2a)"),
        # A correction that was itself corrected is no present fact.
        ({"revision": "correction", "supersedes": "1a", "corrected_by": "3f2a",
          "corrected_how": "correction"}, "corrected by 3f2a"),
    ],
)  # fmt: skip
def test_in_few_words(facts: dict[str, str], said: str | None) -> None:
    assert revision_words(**facts) == said


def test_who_can_follow_a_link_needs_no_id() -> None:
    facts = {"corrected_by": "3f2a", "corrected_how": "update"}
    dated = {**facts, "corrected_title": "New toll", "corrected_on": "2015-06-05"}
    assert revision_words(**dated, ids=False) == "updated by “New toll” (5 June 2015)"
    # Without a title there is nothing else to call it by.
    assert revision_words(**facts, ids=False) == "updated by 3f2a"


def test_in_the_language_that_is_spoken() -> None:
    with speaking("ru"):
        assert "5 июня 2015" in (
            revision_words(corrected_by="3f2a", corrected_on="2015-06-05") or ""
        )
