"""What kind of answer a question asks for, and which sentences hold one."""

from __future__ import annotations

import numpy as np
import pytest

from retrieval.search.evidence import BEFORE, coverage, weigh_sentences
from retrieval.search.kinds import answer_pattern, shows
from retrieval.search.words import stem, stop_words, words


@pytest.mark.parametrize(
    ("question", "sentence", "holds"),
    [
        ("When did the bakery close?", "It closed on 4 March.", True),
        ("When did the bakery close?", "It closed for good.", False),
        ("In what year was it built?", "It was built in 1931.", True),
        ("When did they meet?", "They met in October.", True),
        ("When did they meet?", "They met last month.", True),
        ("When did they meet?", "They met in decline, in a hall of marble.", False),
        ("How many ships called?", "Twelve ships called.", True),
        ("How many ships called?", "Ships called.", False),
        ("How long did the ships stay?", "They stayed for almost a month.", True),
        ("How often do they call?", "They call twice.", True),
        ("What share of the crew left?", "Half of the crew left.", True),
        ("What share of the crew left?", "12 per cent of it left.", True),
        ("What percentage left?", "One in five left.", True),
        ("What percentage left?", "Some 40 left.", False),
        ("How much did they pay for the quay?", "They paid $5.9 million.", True),
        ("How much did they pay for the quay?", "They paid 40 tenge for it.", True),
        ("How much did they pay for the quay?", "They paid for it in 1931.", False),
        ("What was the price of the quay?", "It cost €12.", True),
        ("What was it valued at?", "Its value was put at Rs 299.", True),
        ("How much water was there?", "There were 40 litres.", True),
        ("What is the population of Larkfield?", "It has 4,000 people.", True),
        ("Who chairs the council?", "The council is chaired by Orla Venn.", True),
        ("Who chairs the council?", "The council has a chair.", False),
        ("Who warned the council?", "The council was warned, said Orla Venn.", True),
        ("Who warned the council?", "“It will flood,” Venn told the council.", True),
        ("Which engineer reckons it will flood?", "It will flood, according to Venn.", True),
        ("Who warned the council?", "The council was flooded by Orla Venn.", False),
        ("Which minister resigned?", "That day, Venn resigned.", True),
        ("Where is the quay?", "It lies in Larkfield.", True),
        ("Where is the quay?", "It lies behind the town hall.", False),
        ("Which city was flooded?", "Water stood across Larkfield.", True),
    ],
)
def test_the_kind_of_answer_is_recognised(question: str, sentence: str, *, holds: bool) -> None:
    pattern = answer_pattern(question)
    assert pattern is not None
    assert bool(pattern.search(sentence)) is holds


def test_what_is_made_of_the_questions_own_names_is_no_answer_to_it() -> None:
    question = "Who opened the quay of Norland?"
    pattern, own = answer_pattern(question), frozenset(words(question))
    assert not shows(pattern, "A Norlandish guild was there when it opened.", own)
    assert shows(pattern, "The Norlandish painter Orla Venn opened it.", own)


@pytest.mark.parametrize(
    ("sentence", "holds"),
    [
        ("Norlandish President Orla Venn spoke.", True),
        ("Orla Venn, the president, spoke.", True),
        ("Orla Venn became the new president in May.", True),
        ("The president of Norland, Orla Venn, spoke.", True),
        ("Former President Tom Hale spoke.", False),
        ("The Norlandish President spoke of the Amber Quay.", False),
        ("President of Norland since May, she spoke to Tom Hale.", False),
    ],
)
def test_who_holds_an_office_is_told_by_a_name_beside_it(sentence: str, *, holds: bool) -> None:
    question = "Who is the president of Norland?"
    own = frozenset(words(question)) | stop_words()
    assert shows(answer_pattern(question), sentence, own) is holds


@pytest.mark.parametrize(
    "question",
    ["Why did it close?", "Tell me about the comet.", "When a ship sinks, what is it called?", ""],
)
def test_a_question_of_no_kind_asks_for_none(question: str) -> None:
    assert answer_pattern(question) is None


def test_sentences_are_cut_at_their_spans_and_each_part_is_weighed() -> None:
    text = "The quay is old. It opened in 1931."
    spans = [(0, 16), (17, 35)]
    near = np.array([0.5, 0.25], dtype=np.float32)
    first, second = weigh_sentences(
        text,
        spans,
        near,
        {stem("quay"): 3.0, stem("ferry"): 1.0},
        "When did it open?",
    )
    assert (first.text, first.cosine, first.overlap, first.kind) == (text[:16], 0.5, 0.75, 0.0)
    assert (second.text, second.overlap, second.kind) == (text[17:], BEFORE * 0.75, 1.0)
    assert first.score == pytest.approx(1.25)


def test_a_question_without_words_is_covered_by_nothing() -> None:
    assert coverage("anything", {}) == 0.0
