"""What a model's `[n]` mean: a number that no passage has takes the whole sentence's quotations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.chat_model.inline_citations import NOT_IN_PASSAGES, parse
from support.passages import hit

QUAY = hit("quay", "The eastern quay opens in May.", "It cost 9 million crowns.")
MINE = hit("mine", "The mine at Teal shut after a fire.", "Forty miners lost their work.")
HITS = (QUAY, MINE)


def read(reply: str) -> list[tuple[str, list[str]]]:
    """Each sentence with what it cites."""
    return [(one.text, [quote.text for quote in one.quotes]) for one in parse(reply, HITS)]


@pytest.mark.parametrize(
    "reply",
    [
        "The quay opens in May [1].",
        "The quay opens in May. [1]",
        "The quay opens in May [1] [1].",
        "**The quay** opens in May [1].",
        "- The quay opens in May [1].",
        "1. The quay opens in May [1].",
    ],
)
def test_however_a_mark_is_set_the_sentence_is_bare_and_cites_its_passage(reply: str) -> None:
    assert read(reply) == [("The quay opens in May.", ["The eastern quay opens in May."])]


def test_each_sentence_keeps_its_own_marks() -> None:
    assert read("The quay opens in May [1]. The mine shut [2].") == [
        ("The quay opens in May.", ["The eastern quay opens in May."]),
        ("The mine shut.", ["The mine at Teal shut after a fire."]),
    ]
    assert read("The quay opens in May. [1] The mine shut. [2]") == [
        ("The quay opens in May.", ["The eastern quay opens in May."]),
        ("The mine shut.", ["The mine at Teal shut after a fire."]),
    ]


@pytest.mark.parametrize("marks", ["[1][2]", "[1, 2]", "[1; 2]", "[2] [1]"])
def test_a_sentence_may_rest_on_several_passages(marks: str) -> None:
    (found,) = parse(f"A quay opens and a mine shut {marks}.", HITS)
    assert {quote.passage.article for quote in found.quotes} == {"quay", "mine"}


@pytest.mark.parametrize("marks", ["[3]", "[0]", "[1][3]", "[1, 3]", "[99999999999999999999]"])
def test_one_mark_that_names_no_passage_leaves_the_sentence_without_any(marks: str) -> None:
    assert read(f"The quay opens in May {marks}.") == [("The quay opens in May.", [])]
    assert read(f"The quay opens in May. {marks}")[0][1] == []


def test_a_bad_mark_behind_good_ones_takes_them_too() -> None:
    assert read("The quay opens in May [1].\n[7]") == [("The quay opens in May.", [])]


def test_a_sentence_without_a_mark_cites_nothing() -> None:
    assert read("The quay opens in May.") == [("The quay opens in May.", [])]


def test_brackets_with_words_are_the_models_own_and_stay() -> None:
    assert read("The quay [sic] opens [1].")[0][0] == "The quay [sic] opens."


@pytest.mark.parametrize("reply", ["", "  \n", NOT_IN_PASSAGES, "not in the passages."])
def test_a_reply_that_declines_has_no_sentences(reply: str) -> None:
    assert parse(reply, HITS) == []


def test_what_two_sentences_of_a_passage_hold_together_cites_the_whole_passage() -> None:
    ((_, cited),) = read("The eastern quay cost 9 million crowns and opens in May [1].")
    assert cited == [QUAY.passage.text]


@given(st.text(alphabet="[]0123 ,;.quaymine\n-*", max_size=60))
def test_whatever_a_model_writes_its_quotations_are_places_in_the_passages(reply: str) -> None:
    for one in parse(reply, HITS):
        assert one.kind == "worded"
        for quote in one.quotes:
            assert quote.text
            assert quote.text in (QUAY.passage.text, MINE.passage.text) or any(
                quote.text in hit.passage.text for hit in HITS
            )
