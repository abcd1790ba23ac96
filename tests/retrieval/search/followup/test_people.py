"""Whom a follow-up's "he" and "she" stand for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.search.followup.people import person_antecedent, person_of_answer
from retrieval.types import Answer, Coverage, Statement

OUTLETS = frozenset({"tass"})
REPLACED = "Lotte Brand was chosen to replace Ada Quill, who left in May, the council announced."


def answer(question: str, *said: str) -> Answer:
    return Answer(
        asked=question, question=question, found=bool(said), text="", mode="extractive",
        statements=tuple(Statement(text, (1,)) for text in said), citations=(), passages=(),
        coverage=Coverage(1),
    )  # fmt: skip


def test_two_who_may_be_meant_are_not_sure() -> None:
    assert person_antecedent(answer("Did Ada Quill meet Orla Venn?"), OUTLETS) == ""
    both = "It was signed by Ada Quill and Orla Venn."
    assert person_antecedent(answer("Who signed it?", both), OUTLETS) == ""


def test_whoever_has_an_office_comes_first_and_a_body_is_nobody() -> None:
    said = "The Orlin Trade Organisation heard Lotte Brand and Foreign Minister Ada Quill."
    assert person_antecedent(answer("Who was heard?", said), OUTLETS) == "Ada Quill"


@pytest.mark.parametrize(
    ("last", "said", "who"),
    [
        # Whoever did it to the mayor, the question was about the mayor.
        ("What happened to the mayor of Orlin?", "Minister Ada Quill removed the mayor.",
         "the mayor of Orlin"),
        ("Why was the director of the port dismissed?", "Trust was lost, Lotte Brand said.",
         "the director of the port"),
        ("What did the energy minister say?", "Energy Minister Tom Reed said he was late.",
         "Tom Reed"),
        ("What did the energy minister say?", "He met Finance Minister Ada Quill.",
         "the energy minister"),
        ("Why did the ferry sink?", "It was overloaded, Lotte Brand said.", "Lotte Brand"),
        # Her boat is that of whom it asks for.
        ("Which Orlin port director sold her boat?", "Port Director Ada Quill sold it.",
         "Ada Quill"),
        # Whom the question named has not been replaced by herself.
        ("Who replaced Ada Quill?", REPLACED, "Lotte Brand"),
        ("Who runs the port?", REPLACED, ""),
        # What the last sentence leans on answers nothing.
        ("Who criticised the sale?", "Ada Quill will stay. The union criticised the sale.", ""),
        ("Who criticised the sale?", "Ada Quill will stay. She said the sale was wrong.",
         "Ada Quill"),
        # Nor is the last of a list whom it answers with.
        ("Who owns the port?", "The sentences:\n- Ada Quill: nine years\n- Lotte Brand: acquitted",
         ""),
        ("What did he say? (Who criticised the sale)", "", ""),
    ],
)  # fmt: skip
def test_whom_an_answer_leaves_in_mind(last: str, said: str, who: str) -> None:
    assert person_antecedent(answer(last, said), OUTLETS) == who


def test_whoever_was_he_is_no_she() -> None:
    last = replace(answer("Why was Lotte Brand dismissed?"), asked="Why was he dismissed?")
    assert person_antecedent(last, OUTLETS, "him") == "Lotte Brand"
    assert person_antecedent(last, OUTLETS, "her") == ""
    # But whoever answers "who" may be.
    last = replace(answer("Who replaced Ada Quill?", REPLACED), asked="Who replaced him?")
    assert person_antecedent(last, OUTLETS, "she") == "Lotte Brand"


def test_who_does_something_is_no_likelier_for_a_relative_clause() -> None:
    assert person_of_answer(answer("Who runs the port?", REPLACED), OUTLETS) == ""


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("Deputy Chairman of the Cabinet of Ministers Ada Quill opened the quay.", "Ada Quill"),
        ("Deputy Head of the Ministry of Transport Ada Quill opened the quay.", "Ada Quill"),
        ("Minister of Foreign Affairs Ada Quill opened the quay.", "Ada Quill"),
        ("President of Kazakhstan Ada Quill opened the quay.", "Ada Quill"),
        # What may be a name goes with the name, and of common words none is the first of one.
        ("Governor of Orlin Ada Quill opened the quay.", "Orlin Ada Quill"),
        ("Deputy Chairman of the Bank of North Orlin opened the quay.", ""),
        ("Deputy Chairman Ada Rose Quill opened the quay.", "Ada Rose Quill"),
    ],
)
def test_a_person_s_name_is_told_without_the_office(said: str, who: str) -> None:
    assert person_antecedent(answer("Who opened the quay?", said), OUTLETS) == who


BOTH = "It was signed by the chairman of Quillgas, Ada Venn, and the head of Orlin Oil, Tom Reed."


@pytest.mark.parametrize(
    ("last", "who"),
    [
        ("Who signed for Quillgas?", "Ada Venn of Quillgas"),
        ("Who signed it?", ""),
        ("Who signed for Quillgas and for Orlin Oil?", ""),
        ("Who signed for Larkfield?", ""),
    ],
)
def test_of_two_it_is_the_one_told_with_the_name_that_was_asked_for(last: str, who: str) -> None:
    assert person_antecedent(answer(last, BOTH), OUTLETS) == who
