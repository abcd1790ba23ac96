"""An article states nothing that it was not made with, and is not changed."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest

from retrieval.types import Article, DateMention, Revision

BARE = Article("a", "a.txt", "It rained.", "0" * 64)


def test_a_bare_article_states_nothing_of_itself() -> None:
    stated = {field.name: getattr(BARE, field.name) for field in fields(BARE)[4:]}
    assert stated.pop("published_how") == "unknown"
    assert not any(stated.values())


def test_no_part_of_an_article_is_changed_once_it_is_read() -> None:
    for value, name in (
        (BARE, "text"),
        (Revision("update"), "kind"),
        (DateMention(0, 1, "", ""), "first"),
    ):
        with pytest.raises(FrozenInstanceError):
            setattr(value, name, "other")


def test_a_revision_may_say_no_more_than_that_it_is_one() -> None:
    assert (Revision("correction").number, Revision("correction").note) == (None, None)
    assert len({Revision("update", 2), Revision("update", 2), Revision("update", 3)}) == 2
