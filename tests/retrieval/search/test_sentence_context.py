"""A quotation is a whole sentence, with the neighbours that it needs and no more."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.search.hit import Hit, HitSentence
from retrieval.search.sentence_context import (
    LONGEST_BEFORE,
    LONGEST_LIST,
    in_context,
    surrounded,
    with_cause,
)
from retrieval.search.sentences import Sentence
from support.articles import article
from support.passages import hit, passage

OPENING = "Orla Venn closed the gate."


def shown(found: Hit, at: int) -> str:
    start, end = in_context(HitSentence(found, at))
    return found.passage.text[start - found.passage.start : end - found.passage.start]


def split(text: str) -> Hit:
    """A hit whose sentences are the lines and sentences of a text."""
    spans = [found.span() for found in re.finditer(r"[^\s.][^.\n]*\.?", text)]
    sentences = tuple(Sentence(span, text[slice(*span)], 0.9, 0.9) for span in spans)
    return Hit(passage(article("a", text)), sentences)


@pytest.mark.parametrize(
    "leaning",
    [
        "He left at dawn.",
        "“It will thaw,” she said.",
        "They wept.",
        "But his crew stayed.",
        "Their talks ended.",
        "This was new.",
        "Она уехала.",
        "The visit ended on Friday.",
    ],
)
def test_a_sentence_that_leans_on_the_one_before_brings_it(leaning: str) -> None:
    assert shown(hit("a", OPENING, leaning), 1) == f"{OPENING} {leaning}"
    assert shown(hit("a", leaning, OPENING), 0) == leaning


@pytest.mark.parametrize(
    ("told", "following", "both"),
    [
        ("Larkfield shut its harbour.", "A flood is near.", True),
        ("Larkfield shut its harbour because of ice.", "A flood is near.", False),
        ("Larkfield shut its harbour: a flood is near.", "It rained.", False),
        ("Larkfield shut its harbour.", "word " * LONGEST_BEFORE + "end.", False),
    ],
)
def test_asked_for_a_cause_the_next_sentence_comes_where_none_is_given(
    told: str, following: str, *, both: bool
) -> None:
    start, end = with_cause(HitSentence(hit("a", told, following), 0))
    assert start == 0
    assert end == (len(f"{told} {following}") if both else len(told))


@pytest.mark.parametrize(
    "alone",
    [
        "Karl Steen left at dawn.",
        "Silt choked the quay.",
        "On Friday the visit ended.",
        "The Larkfield council met.",
        "Heavy rain fell.",
        "A report is due in May.",
        "Three guards were held.",
        "Itself a ruin, the mill fell.",
    ],
)
def test_one_that_stands_alone_comes_alone(alone: str) -> None:
    assert shown(hit("a", OPENING, alone), 1) == alone


def test_one_before_that_is_too_long_or_too_short_stays_away() -> None:
    long = " ".join(["word"] * (LONGEST_BEFORE + 1)) + "."
    assert shown(hit("a", long, "He left."), 1) == "He left."
    assert shown(hit("a", "Photo.", "He left."), 1) == "He left."


def test_what_was_left_out_between_two_sentences_is_not_bridged() -> None:
    apart = split(f"{OPENING}\n\n\n\n\n\nHe left.")
    assert shown(apart, 1) == "He left."
    assert shown(split(f"{OPENING}\n\nHe left."), 1) == f"{OPENING}\n\nHe left."


def test_a_new_paragraph_brings_the_one_before_by_a_pronoun_and_not_by_a_common_noun() -> None:
    assert shown(split(f"{OPENING} The market opened."), 1) == f"{OPENING} The market opened."
    assert shown(split(f"{OPENING}\nThe market opened."), 1) == "The market opened."
    assert shown(split(f"{OPENING}\nShe opened the market."), 1).startswith(OPENING)


LIST = "The six are:\n- a tunnel\n- a bridge\n- a ferry\nGulls left."


def test_a_lead_in_brings_its_list() -> None:
    assert shown(split(LIST), 0) == "The six are:\n- a tunnel\n- a bridge\n- a ferry"


def test_an_item_brings_the_line_that_opens_its_list_and_the_other_items() -> None:
    assert shown(split(LIST), 2) == "The six are:\n- a tunnel\n- a bridge\n- a ferry"


def test_an_item_of_a_list_that_nothing_opens_brings_those_that_follow() -> None:
    assert shown(split("- Who left?\n- Orla.\n- When?\nGulls left."), 1) == "- Orla.\n- When?"


def test_an_item_far_down_a_long_list_does_not_bring_it() -> None:
    items = "\n".join(f"- item {n}" for n in range(LONGEST_LIST + 5))
    last = LONGEST_LIST + 5
    assert shown(split(f"They are:\n{items}"), last) == f"- item {last - 1}"


@pytest.mark.parametrize("mark", ["- ", "• ", "1. ", "2) ", "a) ", "— "])
def test_a_list_is_told_by_its_marks(mark: str) -> None:
    text = f"In particular:\n{mark}a tunnel\n{mark}a bridge"
    lines = text.split("\n")
    spans, place = [], 0
    for line in lines:
        spans.append((place, place + len(line)))
        place += len(line) + 1
    sentences = tuple(Sentence(span, text[slice(*span)], 0.9, 0.9) for span in spans)
    assert shown(Hit(passage(article("a", text)), sentences), 0) == text


def test_a_long_list_is_not_taken_whole() -> None:
    items = "\n".join(f"- item {n}" for n in range(LONGEST_LIST + 5))
    assert shown(split(f"They are:\n{items}"), 0).count("\n") == LONGEST_LIST


def test_a_lead_in_at_the_end_is_itself() -> None:
    assert shown(split(f"{OPENING}\nThe six are:"), 1).endswith("The six are:")


WORDS = st.sampled_from(
    ["He left.", "The six are:", "- a tunnel", "Orla Venn came.", "1. one", "Это было.", "x"]
)
GAPS = st.sampled_from([" ", "\n", "\n\n", "\n\n\n\n\n\n", ""])


@given(st.lists(st.tuples(WORDS, GAPS), min_size=1, max_size=9), st.integers(0, 500), st.data())
def test_the_span_always_holds_the_sentence_and_stays_in_the_passage(
    parts: list[tuple[str, str]], offset: int, data: st.DataObject
) -> None:
    text, spans = "", []
    for words, gap in parts:
        spans.append((len(text) + offset, len(text) + len(words) + offset))
        text += words + gap
    found = passage(article("a", "." * offset + text), offset)
    sentences = tuple(
        Sentence(span, text[span[0] - offset : span[1] - offset], 0.0, 0.0) for span in spans
    )
    at = data.draw(st.integers(0, len(spans) - 1))
    start, end = in_context(HitSentence(Hit(found, sentences), at))
    assert found.start <= start <= spans[at][0]
    assert spans[at][1] <= end <= found.end
    assert start in {span[0] for span in spans}
    assert end in {span[1] for span in spans}


def test_a_hit_of_one_sentence_is_that_sentence() -> None:
    found = hit("a", "He left.")
    assert in_context(HitSentence(replace(found), 0)) == found.sentences[0].span


def test_what_a_note_quotes_of_an_earlier_version_is_no_neighbour() -> None:
    note = "An earlier version said that the crew was the firm's."
    found = hit("a", note, "Seven died.", "Nobody was held.")
    assert surrounded(HitSentence(found, 2), 2) == f"{note} Seven died. Nobody was held."
    noted = replace(found, passage=replace(found.passage, note=(0, len(note))))
    assert surrounded(HitSentence(noted, 2), 2) == "Seven died. Nobody was held."
    assert surrounded(HitSentence(noted, 0), 0, 1) == f"{note} Seven died."


def test_what_a_note_says_was_wrong_comes_with_what_is_right() -> None:
    wrong, right = "It said that seven were hurt.", "The right number is five."
    found = split(f"{wrong} {right} {OPENING}")
    noted = replace(found, passage=replace(found.passage, note=(0, len(wrong))))
    assert shown(noted, 0) == f"{wrong} {right}"
    assert shown(found, 0) == wrong
