"""What takes the place of its like in a question, and what has no like there."""

from __future__ import annotations

import pytest

from retrieval.search.followup.replacing import according_to, replace_in_question, says_something

OUTLETS = frozenset({"tass", "interfax"})


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("Belarus", "Did Norway meet Ada Quill", "Did Belarus meet Ada Quill?"),
        ("Belarus", "When did Norway and Sweden join", "When did Belarus join?"),
        ("Belarus", "Who spoke for Norway, Sweden and Finland in May",
         "Who spoke for Belarus in May?"),
        ("Belarus", "What was agreed between Norway and Sweden",
         "What was agreed between Norway and Belarus?"),
        ("Belarus", "Did Norway and Ada Quill agree", "Did Belarus and Ada Quill agree?"),
        ("the EAEU", "Did Norway join in 2015", "Did the EAEU join in 2015?"),
        ("June 2016", "Did Norway join", "Did Norway join in June 2016?"),
        ("June 4, 2016", "Did Norway join in 2015", "Did Norway join on June 4, 2016?"),
        ("last June", "Did Norway join in May", "Did Norway join last June?"),
        ("last June", "Did Norway join last May", "Did Norway join last June?"),
        ("in 2016", "Did Norway join next May", "Did Norway join in 2016?"),
        ("the attack on Gomel", "Who led the attack on Minsk in May",
         "Who led the attack on Gomel in May?"),
        ("lead", "What is the price of tin", "What is the price of lead?"),
        ("in the north", "Did it rain", "Did it rain in the north?"),
        ("from TASS", "What did Interfax say", "What did TASS say?"),
    ],
)  # fmt: skip
def test_a_few_words_take_the_place_of_their_like(text: str, question: str, expected: str) -> None:
    assert replace_in_question(text, question, OUTLETS) == expected


@pytest.mark.parametrize(
    ("text", "question"),
    [("the weather", "Who signed the treaty"), ("Ada Quill", "Did it rain"), ("so", "Did it rain")],
)
def test_what_has_no_like_takes_no_place(text: str, question: str) -> None:
    assert replace_in_question(text, question, OUTLETS) is None


def test_an_outlet_takes_the_place_of_one_or_is_added() -> None:
    for earlier in ("Interfax", "the Harbour Mast"):
        question = f"Did it rain, according to {earlier}, in June"
        assert according_to("TASS", question, OUTLETS) == (
            "Did it rain, according to TASS, in June?"
        )
    assert according_to("TASS", "Did it rain", OUTLETS) == "Did it rain, according to TASS?"


def test_words_of_grammar_say_nothing() -> None:
    assert not says_something("and what was that then?")
    assert says_something("rain")
