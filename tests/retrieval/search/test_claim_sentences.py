"""A text to be checked, in sentences: what stands alone, what leans, what states nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import UsageError
from retrieval.search.claim_sentences import (
    MOST,
    claim_sentences,
    may_need_previous,
    searched_texts,
)

JOINED = "Vale joined the Strait League in 2019."
CHAIRS = "Norhaven took over the chair from Vale."


def told(text: str) -> list[tuple[str, str, str | None]]:
    return [(one.text, one.before, one.left_out) for one in claim_sentences(text)]


def test_each_sentence_of_several_that_names_what_it_tells_of_stands_alone() -> None:
    assert told(f"{JOINED} {CHAIRS}") == [(JOINED, "", None), (CHAIRS, "", None)]
    assert searched_texts(f"{JOINED} {CHAIRS}") == (JOINED, CHAIRS)


@pytest.mark.parametrize("text", [JOINED, "Wow!", "Is this true? Thanks!", "", " \n ", "U.S. aid."])
def test_one_sentence_or_none_that_states_anything_is_one_claim(text: str) -> None:
    assert claim_sentences(text) == ()
    assert searched_texts(text) == (text,)


@pytest.mark.parametrize(
    "text",
    [
        "He also met the ministers of Vale.",
        "It has ten members.",
        "Its chair is Ada Quill.",
        "The country then left the Coast Union.",
        "Both countries signed the treaty in Amber.",
        "Ten people died in Amber.",
        "However, he opened the Amber summit.",
        "According to the Amber Post, she resigned.",
        "Norhaven Shipping left it in 2020.",
        "Ada Quill met him in Port Amber.",
        "Ada Quill spoke there.",
        "The mayor of Amber denied that.",
        "Norhaven did the same in Amber.",
        "Norhaven joined in 2020.",
        "That is false.",
        "Not true!",
        "Он открыл саммит в Алматы.",
        "Страна затем вышла из СНГ.",
    ],
)
def test_a_sentence_that_does_not_name_what_it_tells_of_leans_on_the_one_before(text: str) -> None:
    assert may_need_previous(text)
    assert told(f"{JOINED} {text}")[1] == (text, JOINED, None)
    assert searched_texts(f"{JOINED} {text}") == (JOINED, f"{JOINED} {text}")


@pytest.mark.parametrize(
    "text",
    [
        CHAIRS,
        "The Strait League elected Ada Quill as chair.",
        "In May 2019, Vale signed the harbour treaty.",
        "The foreign minister of Vale opened the bridge.",
        "President Ada Quill opened the Amber bridge.",
        "A fire destroyed the market in Amber.",
        "Астана приняла саммит лидеров.",
    ],
)
def test_a_sentence_that_names_it_does_not(text: str) -> None:
    assert not may_need_previous(text)


def test_what_leans_on_a_sentence_that_leans_or_on_a_question_is_not_judged() -> None:
    parts = told(f"{JOINED} It has ten members. It met in Amber. {CHAIRS}")
    assert [left for *_, left in parts] == [None, None, "leans", None]
    asked = told(f"{JOINED} Did Norhaven leave the Strait League? It met in Amber.")
    assert [left for *_, left in asked] == [None, "no statement", "leans"]


@pytest.mark.parametrize(
    "talk",
    [
        "Hello!",
        "Thanks a lot!",
        "Is this true?",
        "“Really?”",
        "🎉!",
        "https://amber.example/a?b=c",
        "Wow!",
        "Breaking news!",
        "BREAKING.",
    ],
)
def test_what_states_nothing_is_left_out_and_named(talk: str) -> None:
    assert told(f"{talk} {JOINED}") == [(talk, "", "no statement"), (JOINED, "", None)]
    assert searched_texts(f"{talk} {JOINED}") == (JOINED,)


@pytest.mark.parametrize("denied", ["No.", "Wrong!", "Not.", "Нет."])
def test_a_word_that_may_deny_what_was_said_is_no_talk(denied: str) -> None:
    assert told(f"{JOINED} {denied}")[1][2] is None


def test_a_first_sentence_is_taken_as_a_claim_by_itself_is() -> None:
    assert told(f"Hi! He resigned. {CHAIRS}")[1] == ("He resigned.", "", None)


def test_a_line_end_within_a_sentence_parts_nothing() -> None:
    assert claim_sentences("Norhaven took over\nthe chair from Vale.") == ()
    assert len(claim_sentences(f"{JOINED}\n{CHAIRS}")) == 2
    assert len(claim_sentences("Vale joined the League\n\nNorhaven left the League")) == 2


def test_more_than_a_few_are_asked_for_in_fewer() -> None:
    each = [f"Vale sold {number} boats to Norhaven." for number in range(10, 20)]
    assert len(searched_texts(" ".join(each[:MOST]))) == MOST
    assert len(searched_texts("Hello! Is it true? " + " ".join(each[:MOST]))) == MOST
    with pytest.raises(UsageError, match=rf"That is {MOST + 1} sentences; at most {MOST} .* fewer"):
        searched_texts(" ".join(each[: MOST + 1]))


@given(st.text())
def test_any_text_is_parted_without_a_word_lost_or_added(text: str) -> None:
    parts = claim_sentences(text)
    if parts:
        assert "".join("".join(one.text for one in parts).split()) == "".join(text.split())
        assert any(one.left_out is None for one in parts)
