"""What is about a topic, and what is beside it."""

from __future__ import annotations

from retrieval.answer.topic_relevance import (
    ABOUT_MEANING,
    ABOUT_WORDS,
    ON_TOPIC,
    SOME_WORDS,
    is_about,
    on_topic,
    sentences_about,
)
from retrieval.search.hit import Hit
from retrieval.search.sentences import Sentence
from support.passages import hit, with_passage


def sentence(cosine: float, overlap: float) -> Sentence:
    return Sentence((0, 4), "Ice.", cosine, overlap)


def test_a_sentence_is_about_it_by_its_words_or_by_meaning_with_some_of_them() -> None:
    assert is_about(sentence(0, ABOUT_WORDS))
    assert is_about(sentence(ABOUT_MEANING, SOME_WORDS))
    assert not is_about(sentence(ABOUT_MEANING, SOME_WORDS - 0.01))
    assert not is_about(sentence(ABOUT_MEANING - 0.01, SOME_WORDS))
    assert not is_about(sentence(1, 0))


def test_the_sentences_about_it_keep_the_order_of_the_passages() -> None:
    strike = hit("strike", "Crews struck.", "Rain fell.", scores=(0.9, 0.9))
    lone = Hit(strike.passage, (strike.sentences[0], sentence(0, 0), strike.sentences[1]))
    assert [one.at for one in sentences_about([lone])] == [0, 2]
    every = sentences_about([strike, hit("b", "Ice.")])
    assert [(one.passage.article, one.at) for one in every] == [
        ("strike", 0),
        ("strike", 1),
        ("b", 0),
    ]


def test_a_passage_far_below_the_best_is_beside_the_topic() -> None:
    best = hit("a", "Ice.")
    near, far = (
        with_passage(hit(name, "Ice."), score=score)
        for name, score in (("b", ON_TOPIC), ("c", ON_TOPIC - 0.01))
    )
    assert on_topic([best, near, far]) == [best, near]
    assert on_topic([near, far], best=1.0) == [near]
    assert on_topic([]) == []


def test_the_best_passage_is_on_the_topic_however_low_it_scores() -> None:
    low, lower = (with_passage(hit("a", "Ice."), score=score) for score in (-0.1, -0.2))
    assert on_topic([low, lower]) == [low]
    assert on_topic([low, lower], best=-0.1) == [low]
