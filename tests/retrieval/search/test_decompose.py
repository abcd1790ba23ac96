"""Questions that ask two things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.search.decompose import QuestionPart, in_turn, split_question, standing_alone


def parts_of(question: str) -> tuple[str, ...]:
    parts = split_question(question)
    return tuple(standing_alone(parts[0].own, part) for part in parts)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Who chairs the harbour council and what will the dredging cost?",
            ("Who chairs the harbour council?", "what will the dredging cost?"),
        ),
        (
            "Who chairs the council? When was it founded?",
            ("Who chairs the council?", "Who chairs the council: When was it founded?"),
        ),
        (
            "Who is Orla Venn, and when was she elected?",
            ("Who is Orla Venn?", "Who is Orla Venn: when was she elected?"),
        ),
        (
            "What was lost, according to the court and according to the police?",
            ("What was lost, according to the court?", "What was lost, according to the police?"),
        ),
        (
            "How many boats were lost in May, by the council and by Orla Venn?",
            (
                "How many boats were lost in May, according to the council?",
                "How many boats were lost in May, according to Orla Venn?",
            ),
        ),
        (
            "How many boats were lost: the council's number and the union's own?",
            (
                "How many boats were lost, according to the council?",
                "How many boats were lost, according to the union?",
            ),
        ),
        (
            "Has the Larkfield mine closed and has Orla Venn resigned?",
            ("Has the Larkfield mine closed?", "has Orla Venn resigned?"),
        ),
        (
            "And who runs the Larkfield port and what did the dredging cost?",
            ("And who runs the Larkfield port?", "what did the dredging cost?"),
        ),
        (
            "Was oil spilt when the ferry sank, and who paid for the dredging?",
            ("Was oil spilt when the ferry sank?", "who paid for the dredging?"),
        ),
        (
            "Who runs the Larkfield port? Is it public?",
            ("Who runs the Larkfield port?", "Who runs the Larkfield port: Is it public?"),
        ),
        (
            "How many boats were lost at first, and what is the right number?",
            (
                "How many boats were lost at first?",
                "How many boats were lost at first: what is the right number?",
            ),
        ),
    ],
)
def test_two_questions_are_two_parts_each_able_to_stand_alone(
    question: str, parts: tuple[str, ...]
) -> None:
    assert parts_of(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "What did the council and the mayor decide?",
        "Who said that nobody knew when and where the ferry would land?",
        "Tell me what happened and who was there",
        "council and which ferry",
        "What?",
        "",
        "Is it true that the ferry sank and was raised?",
        "Was the quay closed in April and May?",
        "Was the quay sold and is now closed?",
        "Who won the vote and is the mayor?",
        "Which boat sank and was raised?",
        "Did the mayor say who paid and when the quay was opened?",
        "And who opened the quay?",
        "Who was stopped by the police and by the crew?",
        "How many boats came, by sea and by land?",
        "What was the mayor's plan and the council's?",
    ],
)
def test_one_question_stays_whole(question: str) -> None:
    assert split_question(question) == (QuestionPart(question),)


@pytest.mark.parametrize(
    ("question", "second"),
    [
        ("How many guards were hurt at Osk and how many Larkfield miners?",
         "how many Larkfield miners were hurt at Osk?"),
        ("How many boats sank near Osk and how many near Tully?",
         "how many boats sank near Tully?"),
        ("How many boats sank at Osk and how many rafts at Tully?",
         "how many rafts sank at Tully?"),
        ("How much coal was shipped in May and how much grain?",
         "how much grain was shipped in May?"),
        ("Who signed for Osk and who for Tully?", "who signed for Tully?"),
    ],
)  # fmt: skip
def test_a_part_without_a_verb_has_the_first_part_s(question: str, second: str) -> None:
    assert split_question(question)[1] == QuestionPart(second, leans=False)


@pytest.mark.parametrize(
    ("question", "second"),
    [
        ("How many miners were hurt and how many families need help?",
         "how many families need help?"),
        ("How many guards were hurt and how many miners fled Osk?", "how many miners fled Osk?"),
        ("How much coal was lost at Osk and how much remains?", "how much remains?"),
        ("How much coal did the mine ship and how much the quarry?", "how much the quarry?"),
        ("Who signed for Osk and how many for Tully?", "how many for Tully?"),
    ],
)  # fmt: skip
def test_a_part_that_has_or_may_have_a_verb_of_its_own_is_given_none(
    question: str, second: str
) -> None:
    assert split_question(question)[1].own == second


@pytest.mark.parametrize(
    ("question", "second"),
    [
        ("Was oil spilt when the ferry sank off Osk, and was anybody killed?",
         "was anybody killed when the ferry sank off Osk?"),
        ("Was the mine at Osk flooded and was it sold?",
         "Was the mine at Osk flooded: was it sold?"),
        ("Was oil spilt, and was anybody killed?", "Was oil spilt: was anybody killed?"),
        ("Who was hurt, and was anybody killed?", "Who was hurt: was anybody killed?"),
    ],
)  # fmt: skip
def test_whether_anything_else_was_is_asked_of_the_same_event(question: str, second: str) -> None:
    assert parts_of(question)[1] == second


@given(st.text(max_size=80))
def test_any_text_has_one_part_at_least(text: str) -> None:
    assert split_question(text)


def test_lists_are_merged_in_turn_and_each_thing_comes_once() -> None:
    merged = in_turn([("a", "b", "c"), ("d", "a"), ()], lambda one: one)
    assert merged == ["a", "d", "b", "c"]
