"""A question taken apart and put together again."""

from __future__ import annotations

import pytest

from retrieval.search.followup.clause import (
    asking_as,
    has_subject,
    parse_clause,
    subject_of,
    subject_with_phrase,
    with_other_ask,
)


@pytest.mark.parametrize(
    ("question", "asks", "verb", "rest"),
    [
        ("When did Arden join?", "When", "did", "Arden join"),
        ("How many sailors were hurt?", "How many sailors", "were", "hurt"),
        ("How big a threat is the ice?", "How big a threat", "is", "the ice"),
        ("Which countries signed the treaty?", "Which countries", "", "signed the treaty"),
        ("How many people died in Orlin?", "How many people", "", "died in Orlin"),
        ("What happened in Orlin?", "What", "", "happened in Orlin"),
        ("In which city did they meet?", "In which city", "did", "they meet"),
        ("Who said that it would rain?", "Who", "", "said that it would rain"),
        ("Did it rain?", "", "did", "it rain"),
        ("It rained.", "", "", "It rained"),
        ("", "", "", ""),
    ],
)
def test_what_asks_the_auxiliary_and_the_rest_are_told_apart(
    question: str, asks: str, verb: str, rest: str
) -> None:
    clause = parse_clause(question)
    assert (" ".join(clause.asks), clause.verb, " ".join(clause.rest)) == (asks, verb, rest)


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("How many of the sailors were hurt?", "of the sailors"),
        ("Which countries signed it?", "countries"),
        ("How big is it?", ""),
        ("Who else came?", ""),
        ("What happened?", ""),
    ],
)
def test_what_is_asked_for_by_name_is_known(question: str, noun: str) -> None:
    assert " ".join(parse_clause(question).noun) == noun


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("When did Arden join the League?", "Arden"),
        ("When will the old ferry be repaired?", "the old ferry"),
        ("How many were hurt in Orlin?", ""),
        ("What did the coast guard buy in Orlin?", "the coast guard"),
        ("When was the treaty signed?", "the treaty"),
        ("Who is the mayor of Orlin?", "the mayor of Orlin"),
        ("When did the ferry to Orlin sink?", "the ferry"),
        ("When does the harbour deal take effect?", "the harbour deal"),
        ("Who signed the treaty?", ""),
        ("What was decided in Orlin?", ""),
    ],
)
def test_the_subject_of_a_clause_is_known(question: str, subject: str) -> None:
    clause = parse_clause(question)
    assert " ".join(subject_of(clause)) == subject
    assert has_subject(clause) == bool(subject)


def test_another_word_asks() -> None:
    assert with_other_ask(parse_clause("Who is the mayor?"), "Since when", "Ada Quill") == (
        "Since when is Ada Quill the mayor?"
    )
    assert with_other_ask(parse_clause("What was decided in Orlin?"), "When") == (
        "When was that decided in Orlin?"
    )
    assert with_other_ask(parse_clause("Who?"), "When") is None
    assert asking_as(parse_clause("Who signed it?"), "Who else") == "Who else signed it?"


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("Where was the deal on the river signed?", "the deal on the river"),
        ("When was the bridge at Orlin built in May?", "the bridge at Orlin"),
        ("When did the deal on the Orle take effect?", "the deal on the Orle"),
        # What stands there shows no more than where it was.
        ("When was the ferry in Orlin?", "the ferry"),
        ("When did the ferry sink in Orlin?", "the ferry"),
        ("When was the treaty signed in Orlin?", "the treaty"),
    ],
)
def test_the_phrase_that_tells_which_one_goes_with_the_subject(question: str, subject: str) -> None:
    assert " ".join(subject_with_phrase(parse_clause(question))) == subject


def test_a_past_behind_a_plural_is_no_more_of_what_is_asked_for() -> None:
    assert parse_clause("How many sailors left work in Orlin?").noun == ("sailors",)
    assert parse_clause("How many used boats were sold?").noun == ("used", "boats")
