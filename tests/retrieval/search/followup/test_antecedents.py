"""Whom and what a question or an answer named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.search.followup.antecedents import (
    described_antecedents,
    first_date,
    name_kind,
    names_in,
    place_antecedent,
    thing_antecedent,
    time_antecedent,
)
from retrieval.search.followup.clause import parse_clause
from retrieval.types import Answer, Coverage, Statement

OUTLETS = frozenset({"tass"})


def answer(question: str, *said: str) -> Answer:
    return Answer(
        asked=question, question=question, found=bool(said), text="", mode="extractive",
        statements=tuple(Statement(text, (1,)) for text in said), citations=(), passages=(),
        coverage=Coverage(1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What did TASS say?", ["outlet"]),
        ("Did Belarus join the SCO?", ["place", "body"]),
        ("Did Minister Ada Quill fly to the Harbour Council?", ["person", "body"]),
        ("Did Quill stay in Orlin?", ["name", "place"]),
        ("Did Ada Quill of the firm Brand Timber pay?", ["name", "body"]),
    ],
)
def test_what_a_name_is_of(text: str, expected: list[str]) -> None:
    assert [name_kind(text, name, OUTLETS) for name in names_in(text)] == expected


def test_a_date_stands_with_the_word_before_it() -> None:
    text = "Did it open in June 2015?"
    at = first_date(text)
    assert at
    assert text[slice(*at)] == "in June 2015"
    assert first_date("Did it open?") is None


def test_whoever_was_she_is_no_it() -> None:
    last = answer("When will Ada Quill take office?")
    assert thing_antecedent(replace(last, asked="When will she take office?"), OUTLETS) == ""


def test_a_thing_is_what_is_told_of_or_named_alone() -> None:
    assert (
        thing_antecedent(answer("Who signed the harbour treaty in Orlin?"), OUTLETS)
        == "the harbour treaty"
    )
    assert thing_antecedent(answer("Did Norway join the SCO?"), OUTLETS) == "the SCO"
    assert thing_antecedent(answer("Did the mayor sell the ferry?"), OUTLETS) == ""
    assert described_antecedents(parse_clause("Who led the end of the war?")) == [
        "the end of the war"
    ]


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("How large was Norway's share after the vote in the council?", "Norway's share"),
        ("When was the treaty signed by the council?", "the treaty"),
        ("Where is a ferry in the winter?", "the ferry"),
        # Who does something is not what it is done to.
        ("Did the council sign the treaty?", ""),
        ("How many boats were lost in the storm?", "the storm"),
    ],
)
def test_what_a_clause_tells_of_comes_before_what_else_it_names(question: str, topic: str) -> None:
    assert thing_antecedent(answer(question), OUTLETS) == topic


def test_a_place_and_a_time_are_those_of_the_question_or_of_its_answer() -> None:
    asked = answer("When did the ferry open?", "It opened in Larkfield on 4 June 2015.")
    assert (place_antecedent(asked, OUTLETS), time_antecedent(asked)) == (
        "in Larkfield",
        "on 4 June 2015",
    )
    assert (
        place_antecedent(answer("Did it rain in Orlin?", "It did in Larkfield."), OUTLETS)
        == "in Orlin"
    )
