"""How near each sentence of a passage comes to the question."""

from __future__ import annotations

import numpy as np
import pytest

from retrieval.search.expansion import Expansion
from retrieval.search.sentences import BEFORE, rarity_covered, weigh_sentences
from retrieval.search.words import index_stem

TEXT = "The quay is old. It opened in 1931."
SPANS = [(0, 16), (17, 35)]
NEAR = np.array([0.5, 0.25], dtype=np.float32)
WEIGHTS = {index_stem("quay"): 3.0, index_stem("ferry"): 1.0}


def test_sentences_are_cut_at_their_spans_and_each_part_is_weighed() -> None:
    (first, second), covered = weigh_sentences(TEXT, "", SPANS, NEAR, WEIGHTS)
    assert (first.text, first.span, first.cosine, first.overlap) == (TEXT[:16], (0, 16), 0.5, 0.75)
    assert (second.text, second.overlap) == (TEXT[17:], BEFORE * 0.75)
    assert first.nearness == pytest.approx(1.25)
    assert covered == 0.75


def test_what_the_title_holds_the_passage_covers() -> None:
    _, covered = weigh_sentences(TEXT, "The ferry", SPANS, NEAR, WEIGHTS)
    assert covered == 1.0


def test_a_word_that_both_sentences_hold_counts_once() -> None:
    text = "The quay is old. The quay is red."
    (_, second), _ = weigh_sentences(text, "", [(0, 16), (17, 33)], NEAR, WEIGHTS)
    assert second.overlap == 0.75


def test_a_name_in_another_spelling_counts_as_the_name() -> None:
    text = "The Larkfield Harbour Organisation met."
    names = [Expansion(("lho",), ("lho",), (tuple(map(index_stem, ("larkfield", "harbour"))),))]
    whole, near = [(0, len(text))], NEAR[:1]
    (plain,), nothing = weigh_sentences(text, "", whole, near, {"lho": 1.0})
    (known,), everything = weigh_sentences(text, "", whole, near, {"lho": 1.0}, names)
    assert (plain.overlap, known.overlap) == (nothing, everything) == (0.0, 1.0)


def test_a_question_without_words_is_covered_by_nothing() -> None:
    assert rarity_covered("anything", {}) == 0.0
    assert weigh_sentences("", "", [], NEAR[:0], WEIGHTS) == ([], 0.0)
