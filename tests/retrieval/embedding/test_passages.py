"""Tokens belong to the sentence that they stand in, and each text is read once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.embedding.passages import embed_apart, joined, token_means
from support.archives import HashedWords

SENTENCES = st.lists(st.text("ab c", min_size=1, max_size=8), min_size=1, max_size=5)


@given(SENTENCES, st.text("xy ", max_size=4))
def test_each_character_counts_for_its_own_sentence(sentences: list[str], before: str) -> None:
    text = before + joined(sentences)
    # A token a character, and its state is which character it is, of four.
    states = np.array([[character == one for one in "ab c"] for character in text], np.float32)
    found = token_means(states, sentences, len(before), [(at, at + 1) for at in range(len(text))])
    for sentence, mean in zip(sentences, found, strict=True):
        # Of all but the last the line end behind it counts as a fifth character.
        shares = [sentence.count(one) for one in "ab c"]
        assert mean / mean.sum() == pytest.approx(np.array(shares) / sum(shares))


def test_a_piece_that_takes_the_line_end_along_belongs_to_what_follows() -> None:
    states = np.array([[9], [1], [2], [9]], np.float32)
    means = token_means(states, ["ab", "cd"], 0, [(0, 0), (0, 2), (2, 5), (0, 0)])
    assert means.tolist() == [[1], [2]]


def test_a_sentence_that_was_cut_off_has_no_vector() -> None:
    means = token_means(np.array([[1]], np.float32), ["ab", "cd"], 0, [(0, 2)])
    assert means.tolist() == [[1], [0]]


def test_read_apart_each_text_is_read_once() -> None:
    embedder = HashedWords()
    one, other = embed_apart(embedder, [("tide", "gull"), ("tide",)])
    assert embedder.embedded == ["tide\ngull", "tide", "gull"]
    assert np.array_equal(one.sentences[0], other.passage)
    assert np.array_equal(other.sentences, other.passage[None])
