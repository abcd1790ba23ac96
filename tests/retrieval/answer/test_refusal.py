"""When there is no answer, and what is said then."""

from __future__ import annotations

import pytest
from presses import BAKERY, COMET, HARBOUR, hit, passage

from retrieval.answer.refusal import answers, refusal_text
from retrieval.search.evidence import Evidence
from retrieval.search.hybrid import Hit
from retrieval.types import Coverage, Form, Question


def weighed(text: str, *, cosine: float, overlap: float, kind: float = 0.0) -> Hit:
    """A hit of one sentence with these weights."""
    found = hit("a", text)
    return Hit(found.passage, (Evidence((0, len(text)), text, cosine, overlap, kind),))


def test_a_sentence_with_the_words_of_the_question_answers() -> None:
    assert answers("Tell me of the quay.", [weighed("A quay.", cosine=0.1, overlap=1.0)])


def test_a_sentence_near_in_meaning_answers() -> None:
    assert answers("Tell me of the quay.", [weighed("A pier.", cosine=0.95, overlap=0.0)])


def test_a_sentence_near_in_neither_does_not() -> None:
    assert not answers("Tell me of the quay.", [weighed("A pier.", cosine=0.1, overlap=0.0)])


def test_nothing_found_answers_nothing() -> None:
    assert not answers("Tell me of the quay.", [])


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What did Orla Venn say of the quay?", True),
        ("What did Orla Zimmer say of the quay?", False),
        ("What did the Zimmer council say?", False),
    ],
)
def test_a_name_that_nothing_found_holds_is_not_answered(question: str, *, expected: bool) -> None:
    found = weighed("Orla Venn spoke of the quay at the council.", cosine=0.9, overlap=0.9)
    assert answers(question, [found]) is expected


@pytest.mark.parametrize(
    "question", ["How many ships called?", "When did the ships call?", "In what year was it?"]
)
def test_a_question_for_a_number_or_a_date_needs_one(question: str) -> None:
    assert answers(question, [weighed("In 1931 twelve ships.", cosine=0.9, overlap=0.9, kind=1.0)])
    assert not answers(question, [weighed("Ships called.", cosine=0.9, overlap=0.9)])


def test_a_question_for_a_reason_must_find_what_it_asks_the_reason_of() -> None:
    question = "Why did the quay collapse?"
    assert answers(question, [weighed("The quay collapsed.", cosine=0.4, overlap=1.0)])
    assert not answers(question, [weighed("A quay rose.", cosine=0.95, overlap=0.4)])


@pytest.mark.parametrize(
    ("coverage", "expected"),
    [
        (Coverage(0), "an empty archive"),
        (Coverage(1, "2021-03-04", "2021-03-04"), "1 article dated 2021-03-04 to 2021-03-04 and"),
        (Coverage(1200, "2020-01-01", "2021-03-04"), "1,200 articles dated 2020-01-01 to 2021-03"),
        (Coverage(3, "2020-01-01", "2021-03-04", 2), "to 2021-03-04 (2 undated)"),
        (Coverage(3, undated=3), "3 articles (none dated)"),
    ],
)
def test_the_refusal_says_what_was_searched(coverage: Coverage, expected: str) -> None:
    text = refusal_text(Question("Who?"), coverage, ())
    assert text.startswith("Not in the archive. I searched ")
    assert expected in text
    assert "Nearest" not in text


def test_the_refusal_repeats_the_limits() -> None:
    question = Question(
        "Who?", outlet="Vesper Daily", since="2020-01-01", until="2021-01-01", as_of="2022-01-01"
    )
    assert (
        "(from Vesper Daily, since 2020-01-01, until 2021-01-01, published by 2022-01-01)"
        in refusal_text(question, Coverage(3), ())
    )


def test_the_refusal_names_the_nearest_with_outlet_and_date_each_once() -> None:
    nearest = [passage(p) for p in (HARBOUR, HARBOUR, BAKERY, COMET)]
    text = refusal_text(Question("Who?"), Coverage(3), nearest)
    assert text.endswith(
        "Nearest: The Larkfield Courier, 2021-03-04, “Council backs dredging”; "
        "bakery.txt, undated, “Last loaves”."
    )


@pytest.mark.parametrize(
    ("asked", "answered"),
    [("Larkfielders", True), ("Larkfieldian", True), ("Larkin", False), ("Larkfieldhouse", False)],
)
def test_a_name_made_from_one_that_is_held_is_not_missing(asked: str, *, answered: bool) -> None:
    found = [weighed("The harbour of Larkfield froze in May.", cosine=0.9, overlap=0.9)]
    assert answers(f"What did the {asked} see of the harbour?", found) is answered


@pytest.mark.parametrize(
    ("form", "missing"), [("answer", "no answer"), ("check", "this claim"), ("timeline", "dated")]
)
def test_a_refusal_says_what_was_looked_for(form: Form, missing: str) -> None:
    assert missing in refusal_text(Question("Boats", form=form), Coverage(3), ())
