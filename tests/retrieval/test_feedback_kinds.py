"""The kinds of feedback, as a type and as values."""

from __future__ import annotations

from retrieval.feedback_kinds import FEEDBACK_KINDS


def test_each_kind_is_one_that_can_be_chosen() -> None:
    assert FEEDBACK_KINDS == ("helpful", "outdated", "wrong citation", "wrong", "in the archive")
