"""A hit is its passage and that passage's sentences, and changes no more once it is made."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from retrieval.search.hit import Hit, each_sentence
from support.passages import HARBOUR, hit, passage, with_passage


def test_a_hit_knows_no_other_spelling_unless_it_is_told() -> None:
    known = Hit(passage(HARBOUR), ())
    assert not known.names
    assert replace(known, passage=replace(known.passage, score=0.5)) != known


def test_the_same_passage_is_the_same_hit_and_none_is_changed() -> None:
    known = Hit(passage(HARBOUR), ())
    assert known == Hit(passage(HARBOUR), ())
    with pytest.raises(FrozenInstanceError):
        known.names = ()  # type: ignore[misc]


def test_each_sentence_of_a_hit_knows_its_place_in_the_article() -> None:
    found = hit("a", "Ice came.", "It thawed.", scores=(0.5, 0.2))
    ice, thaw = each_sentence([found])
    assert (ice.text, thaw.text) == ("Ice came.", "It thawed.")
    assert found.passage.text[slice(*thaw.span)] == thaw.text
    assert thaw.passage is found.passage
    assert ice.nearness > thaw.nearness


def test_a_sentence_has_the_day_of_its_article_or_one_before_all_days() -> None:
    found = hit("a", "Ice came.")
    dated, undated = (
        next(each_sentence([with_passage(found, published=day)])) for day in ("2021-03-01", None)
    )
    assert (dated.published, undated.published) == ("2021-03-01", "")
    assert found.place == (found.passage.article, found.passage.start)
