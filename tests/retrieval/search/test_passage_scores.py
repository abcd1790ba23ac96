"""What a passage scores, in the two halves of the search and by its sentences."""

from __future__ import annotations

import sqlite3

import pytest

from retrieval.search.passage_scores import (
    ACROSS,
    MANY_LANGUAGES,
    SHIPPED,
    UNKNOWN_LETTERS,
    ScoreWeights,
    WeighedChunk,
    fuse_halves,
    passage_scores,
    score_weights,
)
from retrieval.search.sentences import Sentence


def weighed(key: int, covered: float, *cosines: float) -> WeighedChunk:
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    row = connection.execute("select ? as chunk", (key,)).fetchone()
    connection.close()
    sentences = [Sentence((0, 1), "x", cosine, 0.0) for cosine in cosines]
    return WeighedChunk(row, sentences, covered)


def test_a_passage_scores_by_its_best_sentence_and_by_what_it_covers() -> None:
    chunks = [weighed(1, 0.5, 0.2, 0.6), weighed(2, 1.0, 0.4)]
    scores = passage_scores(chunks, SHIPPED, {}, {1: 0.9, 2: 0.1})
    assert scores == pytest.approx([0.6 + 0.5 * SHIPPED.coverage, 0.4 + SHIPPED.coverage])


def test_each_part_counts_for_its_weight_and_words_by_the_best_of_them() -> None:
    counts = ScoreWeights(share=0.5, meaning=0.1, sentence=0.2, coverage=0.3, words=0.4)
    chunks = [weighed(1, 0.5, 0.6), weighed(2, 0.0, 0.4)]
    scores = passage_scores(chunks, counts, {1: 3.0, 9: 4.0}, {1: 0.9, 2: 0.1})
    assert scores == pytest.approx([0.09 + 0.12 + 0.15 + 0.3, 0.01 + 0.08])


def test_meaning_speaks_for_the_words_of_a_text_in_another_script() -> None:
    chunks = [weighed(1, 0.8, 0.5), weighed(2, 0.0, 0.4), weighed(3, 0.0, 0.4)]
    scores = passage_scores(chunks, MANY_LANGUAGES, {}, dict.fromkeys((1, 2, 3), 0.3), {2})
    gained = MANY_LANGUAGES.coverage * ACROSS * 0.8 * 0.4 / 0.5
    assert scores[1] - scores[2] == pytest.approx(gained)


def test_without_chunks_there_are_no_scores() -> None:
    assert passage_scores([], SHIPPED, {}, {}) == []


def test_of_the_halves_the_meaning_of_another_script_counts_as_its_words() -> None:
    words, meaning = {1: 4.0}, {1: 0.5, 2: 0.6, 3: 0.3}
    plain = fuse_halves(words, meaning, SHIPPED)
    across = fuse_halves(words, meaning, SHIPPED, {2})
    assert list(plain) == [1, 2, 3]
    assert across[2] == pytest.approx((1 - SHIPPED.share) * ACROSS + SHIPPED.share)
    assert (across[1], across[3]) == (plain[1], plain[3])
    assert list(across) == [2, 1, 3]


@pytest.mark.parametrize(
    ("question", "across", "expected"),
    [
        ("Where is the lake?", False, SHIPPED),
        ("Где озеро?", False, UNKNOWN_LETTERS),
        ("Где озеро?", True, MANY_LANGUAGES),
    ],
)
def test_meaning_counts_for_less_where_the_model_knows_not_the_letters(
    question: str, *, across: bool, expected: ScoreWeights
) -> None:
    counts = score_weights(question, across=across)
    assert counts is expected
    # The first has the words, the second the meaning.
    fused = fuse_halves({1: 4.0}, {1: 0.5, 2: 1.0}, counts)
    share = expected.share
    assert fused == pytest.approx({1: 1 - share + share * 0.5, 2: share})
