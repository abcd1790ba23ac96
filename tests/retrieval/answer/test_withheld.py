"""What a sentence says was not given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer.withheld import ANY, kind_of, withheld


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Police did not say how many people were hurt.", "how many"),
        ("Others were hurt, but the ministry didn’t say how many.", "how many"),
        ("The number of victims is unknown.", "how many"),
        ("How many boats took part is not known.", "how many"),
        ("The council has not yet disclosed the price.", "how much"),
        ("Financial terms were not disclosed.", "how much"),
        ("The firm declined to name the buyer.", "who"),
        ("The man was not identified.", "who"),
        ("His name has not been released.", "who"),
        ("It was not immediately clear who fired first.", "who"),
        ("No group has claimed responsibility for the blast.", "who"),
        ("There was no immediate claim of responsibility.", "who"),
        ("It’s unclear when the mill will reopen.", "when"),
        ("No date has been set for the vote.", "when"),
        ("The two sides did not set a date for the next round.", "when"),
        ("The cause of the fire is not yet known.", "why"),
        ("Vale gave no reason for the delay.", "why"),
        ("The council would not say why.", "why"),
        ("The council did not explain the delay.", "why"),
        ("His whereabouts are unknown.", "where"),
        ("She did not specify what such measures may include.", "what"),
        ("He did not say in detail what Norland would do.", "what"),
        ("A spokesman refused to say whether the two had met.", "whether"),
        ("It is not known if the ban will hold.", "whether"),
        ("The company declined to comment on how long it would take.", "how long"),
        ("The ministry gave no details.", ANY),
        ("Orsk confirmed the plan without elaborating.", ANY),
        ("He had his own way, but did not go into specific details.", ANY),
        ("No further details were immediately available.", ANY),
        ("There was no immediate word on the crew.", ANY),
    ],
)
def test_what_was_not_given_is_told_by_its_kind(sentence: str, kind: str) -> None:
    assert any(kind in one.kinds for one in withheld(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Police said how many people were hurt.",
        "He did not say that the road was shut.",
        "The council did not say it would pay.",
        "The company declined to comment.",
        "The hostages have not been released.",
        "The report has not been published.",
        "The team did not give up.",
        "It is not clear.",
        "Norland has not signed the treaty.",
        "She refused to give evidence.",
        "Until Monday the ministry had not said how many were hurt.",
        "Police initially declined to name him.",
        "Vale gave no ground in the talks.",
    ],
)
def test_what_is_only_denied_or_kept_for_a_time_withholds_nothing(sentence: str) -> None:
    assert withheld(sentence) == ()


def test_the_words_that_name_it_end_with_their_clause() -> None:
    (one,) = withheld("Police did not say how many were hurt, but the owner gave his name.")
    assert one.about == "how many were hurt"


def test_a_relative_clause_asks_nothing() -> None:
    every = withheld("Police, who have not released his name, said he was 40.")
    assert {one.about for one in every} == {"his name"}


@pytest.mark.parametrize(
    ("asking", "kind"), [("Whom", "who"), ("if", "whether"), ("How  many", "how many")]
)
def test_a_word_of_asking_has_one_form(asking: str, kind: str) -> None:
    assert kind_of(asking) == kind


PIECES = st.sampled_from(
    ["did not say", "not known", "how many", "no", "date", "was", "unclear", ",", "—", "n’t", "who"]
)


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_whatever_is_withheld_is_named_in_the_sentence(sentence: str) -> None:
    for one in withheld(sentence):
        assert one.kinds
        assert one.about in sentence.replace("n’t", " not")
