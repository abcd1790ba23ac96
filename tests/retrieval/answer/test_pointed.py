"""A sentence that only speaks of the matter is no answer to what is asked about it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from presses import hit

from retrieval.answer.pointed import to_the_point


def told(question: str, *sentences: str, scores: tuple[float, ...] = (0.9, 0.8)) -> list[str]:
    """The sentences that are left, of those ranked as given."""
    passage = hit("a", *sentences)
    ranked = list(zip(scores, [passage] * len(sentences), passage.evidence, strict=False))
    return [sentence.text for _, _, sentence in to_the_point(question, ranked)]


@pytest.mark.parametrize(
    ("question", "beside", "answering"),
    [
        ("Why did the council close the quay?", "The council closed the quay.", "Silt choked it."),
        ("Was the quay of Larkfield closed?", "The quay was closed.", "Larkfield closed its own."),
        ("Did Orla Venn close the quay?", "The council closed it.", "Venn closed it herself."),
        ("How many boats sank?", "Boats sank there.", "Twelve did."),
        ("Which boats did not sink?", "Twelve boats sank there.", "Ten boats never sank."),
        ("Which judge closed the quay?", "A judge closed the quay.", "Orla Venn closed it."),
    ],
)
def test_of_two_near_sentences_the_one_that_tells_is_left(
    question: str, beside: str, answering: str
) -> None:
    assert told(question, beside, answering) == [answering]
    assert told(question, beside) == []


def test_a_far_weaker_sentence_that_would_tell_does_not_save_the_answer() -> None:
    assert told("How many boats sank?", "Boats sank.", "Ten crews ate.", scores=(0.9, 0.3)) == []


def test_what_the_sentence_before_names_counts_as_named() -> None:
    named = ("Venn came to Larkfield.", "She closed the quay.")
    assert told("Did Orla Venn close the quay?", *named) == list(named)


def test_other_questions_take_what_ranks_best() -> None:
    assert told("Who closed the quay?", "The council closed it.") == ["The council closed it."]
    assert told("Who closed the quay?") == []


@pytest.mark.parametrize(
    ("overlap", "reads", "left"), [(0.1, -3.0, False), (0.1, 0.5, True), (0.8, -3.0, True)]
)
def test_a_figure_alone_is_no_answer(overlap: float, reads: float, *, left: bool) -> None:
    found = hit("a", "Twelve crews ate fish.")
    sentence = replace(found.evidence[0], overlap=overlap, reads=reads)
    found = replace(found, evidence=(sentence,))
    assert bool(to_the_point("How many boats sank?", [(0.9, found, sentence)])) is left
