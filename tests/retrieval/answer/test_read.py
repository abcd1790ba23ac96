"""What the passages hold of an answer: one probability a sentence, one for the question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer.read import (
    HIGHEST,
    LOWEST,
    MOST_READ,
    Evidence,
    question_features,
    read,
    sentence_features,
)
from retrieval.answer.writers import Models
from retrieval.archive.store import Archive
from retrieval.language.alphabet import is_latin
from retrieval.models.calibration import calibration, threshold
from retrieval.models.pair_models import Network
from retrieval.models.reader import UNREAD, SentenceReading
from retrieval.search.hybrid import hybrid_search
from retrieval.search.retriever import HybridRetriever
from retrieval.types import Question, Span
from support.passages import Marks, hit, with_passage

FERRY = hit("ferry", "The ferry sank.", "Nobody drowned.")
QUAY = hit("quay", "The quay was shut.", "It froze.")
QUESTION = "Which was shut?"


def test_the_likeliest_sentence_comes_first_and_knows_where_its_answer_is() -> None:
    marks = Marks({"quay": 5.0, "ferry": -3.0}, ["quay"])
    evidence = read(marks, QUESTION, [FERRY, QUAY])
    best = evidence.candidates[0]
    assert (best.text, best.answer_text, best.read) == ("The quay was shut.", "quay", 5.0)
    assert marks.asked == [QUESTION]
    assert len(evidence.candidates) == 4
    logits = [one.logit for one in evidence.candidates]
    assert logits == sorted(logits, reverse=True)


def test_a_time_or_a_figure_alone_answers_nothing() -> None:
    live = hit("live", "09:20", "The quay was shut.", "3,000")
    found = read(Marks({"quay": 5.0}, ["quay"]), QUESTION, [live])
    assert [one.text for one in found.candidates] == ["The quay was shut."]
    assert read(Marks({}, []), QUESTION, [hit("figures", "09:20", "3,000")]).candidates == ()


@pytest.mark.parametrize(
    ("network", "left"),
    [(Network.LANGUAGES, ["It froze."]), (Network.ENGLISH, ["It froze.", "The quay was shut."])],
)
def test_a_question_repeated_answers_none_where_nothing_else_would_tell(
    network: Network, left: list[str]
) -> None:
    class Reads(Marks):
        def _mark(self, text: str, span: Span) -> SentenceReading:
            return replace(super()._mark(text, span), network=network)

    found = read(Reads({"quay": 1.0}), "Why was the quay shut?", [QUAY])
    assert sorted(one.text for one in found.candidates) == left


def test_an_answer_is_found_in_a_passage_that_begins_in_the_middle_of_its_article() -> None:
    from dataclasses import replace

    shifted = tuple(
        replace(one, span=(one.span[0] + 90, one.span[1] + 90)) for one in QUAY.sentences
    )
    passage = replace(QUAY.passage, start=90, end=90 + len(QUAY.passage.text))
    middle = replace(QUAY, passage=passage, sentences=shifted)
    best = read(Marks({"quay": 5.0}, ["quay"]), QUESTION, [middle]).candidates[0]
    assert best.answer == (94, 98)
    assert best.answer_text == "quay"


@given(st.lists(st.floats(-30, 30), min_size=2, max_size=6))
def test_a_lower_reading_never_makes_an_answer_likelier(scores: list[float]) -> None:
    told = [
        read(Marks({"quay": score, "ferry": -9.0}), QUESTION, [QUAY, FERRY])
        for score in sorted(scores)
    ]
    of_sentence = [
        next(one.probability for one in evidence.candidates if "quay" in one.text)
        for evidence in told
    ]
    assert of_sentence == sorted(of_sentence)
    assert all(0.0 <= one.probability <= 1.0 for one in told)
    assert told[0].probability <= told[-1].probability + 1e-9


@pytest.mark.parametrize("question", ["Что затонуло?", "疏浚费用是多少？", "كم؟", "?!", "1931"])
def test_a_question_in_another_script_reads_nothing_and_is_left_to_the_words(
    question: str,
) -> None:
    marks = Marks({"quay": 5.0})
    evidence = read(marks, question, [QUAY])
    assert marks.asked == []
    assert all(one.read is one.answer is None for one in evidence.candidates)
    assert all(one.answer_text == "" for one in evidence.candidates)
    assert 0.0 < evidence.probability < 1.0


def test_a_passage_in_another_script_is_left_to_the_words_beside_those_that_are_read() -> None:
    marks = Marks({"quay": 5.0, "паром": 9.0})
    russian = hit("russian", "Паром затонул.", "Никто не погиб.", scores=(0.3, 0.1))
    evidence = read(marks, QUESTION, [russian, QUAY])
    assert (evidence.candidates[0].text, evidence.candidates[0].read) == ("The quay was shut.", 5.0)
    unread = {one.text for one in evidence.candidates if one.read is None}
    assert unread == {"Паром затонул.", "Никто не погиб."}
    alone = read(marks, QUESTION, [russian])
    assert all(one.read is None for one in alone.candidates)
    assert 0.0 < alone.probability < 1.0


def test_without_a_reader_words_and_meaning_decide() -> None:
    far = hit("far", "Gulls left.", scores=(0.0,))
    evidence = read(None, QUESTION, [far, QUAY])
    assert evidence.candidates[0].passage.article == "quay"
    assert all(one.read is None for one in evidence.candidates)


def test_no_more_are_read_than_pay() -> None:
    every = [hit(f"a{n}", "The ferry sank.") for n in range(MOST_READ + 2)]
    assert len(read(Marks({"ferry": 1.0}), "What sank?", every).candidates) == MOST_READ
    beside = [with_passage(one, score=score) for one, score in zip(every, (9, 5, 9), strict=False)]
    found = read(Marks({"ferry": 1.0}), "What sank?", beside).candidates
    assert {one.passage.article for one in found} == {"a0", "a2"}
    far = [with_passage(one, score=score) for one, score in zip(every, (-1, -2), strict=False)]
    assert read(Marks({"ferry": 1.0}), "What sank?", far).candidates


def test_where_nothing_was_found_nothing_answers() -> None:
    evidence = read(Marks({}), QUESTION, [])
    assert (evidence.candidates, evidence.probability) == ((), 0.0)


def test_what_the_reader_did_not_reach_counts_as_its_lowest() -> None:
    unread = sentence_features(QUAY, 0, 0, SentenceReading(UNREAD, None))
    assert unread[0] == LOWEST
    assert sentence_features(QUAY, 0, 0, SentenceReading(99.0, None))[0] == HIGHEST


def test_from_the_threshold_on_what_was_read_answers() -> None:
    found = read(None, QUESTION, [QUAY])
    assert replace(found, probability=threshold()).answers
    assert not replace(found, probability=threshold() - 0.01).answers
    assert not Evidence(probability=1.0).answers


def test_the_calibration_has_a_weight_for_each_feature() -> None:
    fitted = calibration()
    reading = SentenceReading(1.0, (0, 4))
    marks = Marks({"quay": 1.0})
    candidates = read(marks, QUESTION, [QUAY]).candidates
    unread = read(None, QUESTION, [QUAY]).candidates
    features = {
        "sentence_read": sentence_features(QUAY, 0, 0, reading),
        "sentence_unread": sentence_features(QUAY, 0, 0, None),
        "question_read": question_features(candidates, [QUAY]),
        "question_unread": question_features(unread, [QUAY]),
    }
    for name, told in features.items():
        assert len(fitted[name]) == len(told) + 1, name
    assert fitted["sentence_read"][0] > 0
    assert fitted["question_read"][0] > 0


def test_a_question_is_judged_by_the_readers_best_score_whichever_sentence_has_it() -> None:
    marks = Marks({"quay": 1.0, "ferry": 3.0})
    far = hit("ferry", "The ferry sank.", scores=[-1.0])
    candidates = read(marks, QUESTION, [QUAY, far]).candidates
    assert candidates[0].read == 1.0
    assert question_features(candidates, [QUAY, far]) == [3.0]


def test_the_script_of_most_letters_decides() -> None:
    assert is_latin("Who chairs the ШОС?")
    assert not is_latin("Кто возглавляет SCO?")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What will the dredging cost?", "4.2 million crowns"),
        ("Who chairs the council?", "Orla Venn"),
        ("What doubled within a winter?", "flour"),
    ],
)
def test_the_shipped_reader_answers_what_the_archive_holds(
    archive: Archive, retriever: HybridRetriever, models: Models, question: str, answer: str
) -> None:
    find: Callable[..., list] = hybrid_search
    hits = find(archive, retriever.vectors, retriever.embedder, Question(question))
    evidence = read(models.reader, question, hits)
    assert evidence.answers
    assert answer in evidence.candidates[0].answer_text
    other = "Who won the chess olympiad in Zanzibar?"
    hits = find(archive, retriever.vectors, retriever.embedder, Question(other))
    assert not read(models.reader, other, hits).answers
