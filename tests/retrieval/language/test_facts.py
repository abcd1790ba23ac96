from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.facts import SentenceFacts, covers, sentence_facts

PIECES = st.sampled_from(
    [
        "The", "Nazarbayev", "of", "Kazakhstan", "May", "5", ",", "2016", ".", "$449K", "1,200.5",
        "%", "forty", "-", "seven", "a", "dozen", "not", "threatened", "to", "halt", "will", "if",
        "’s", "U.S.", "половина", "1", "200", "марта", "twice", "third", "16:30", "km", "—", "«",
        "»", "half", "in", "ten", "€",
    ]
)  # fmt: skip


def spans(facts: SentenceFacts) -> list[tuple[int, int]]:
    found = [
        (one.start, one.end)
        for every in (facts.tokens, facts.quantities, facts.dates, facts.names)
        for one in every
    ]
    for mark in (*facts.negations, *facts.hedges):
        found += [one for one in ((mark.start, mark.end), mark.verb, mark.governs) if one]
    return found


def sound(text: str) -> None:
    facts = sentence_facts(text)
    assert facts.text == text
    for start, end in spans(facts):
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
    for token in facts.tokens:
        assert text[token.start : token.end] == token.text
    starts = [one.start for one in facts.quantities]
    assert starts == sorted(starts)


@given(st.text(max_size=120))
def test_offsets_hold_for_any_text(text: str) -> None:
    sound(text)


@given(st.lists(PIECES, max_size=20))
def test_offsets_hold_for_texts_full_of_facts(pieces: list[str]) -> None:
    sound(" ".join(pieces))


@given(st.lists(PIECES, max_size=20))
def test_a_date_and_a_quantity_never_share_a_number(pieces: list[str]) -> None:
    facts = sentence_facts(" ".join(pieces))
    for day in facts.dates:
        for number in facts.quantities:
            assert number.end <= day.start or day.end <= number.start


def test_a_sentence_is_read_once() -> None:
    text = "Uzbekistan will not pay $5 in May 2016."
    assert sentence_facts(text) is sentence_facts(text)


def test_all_kinds_stand_side_by_side() -> None:
    text = "On 3 May 2016 Mr Karimov did not say that Norrbank may sell 40 percent."
    facts = sentence_facts(text)
    assert [text[one.start : one.end] for one in facts.dates] == ["3 May 2016"]
    assert [text[one.start : one.end] for one in facts.names] == ["Karimov", "Norrbank"]
    assert [text[one.start : one.end] for one in facts.quantities] == ["40 percent"]
    assert [text[one.start : one.end] for one in facts.negations] == ["not"]
    assert [text[one.start : one.end] for one in facts.hedges] == ["may"]


@pytest.mark.slow
def test_time_grows_with_a_sentence_and_no_faster() -> None:
    part = "The ministry said on Tuesday that 7 of its crews would leave Port Aktau, "

    def seconds(times: int, first: int = 0) -> float:
        texts = [f"{n} {part * times}it was told." for n in range(first, first + 40)]
        begun = time.process_time()
        for text in texts:
            sentence_facts(text)
        return time.process_time() - begun

    seconds(1)
    # Eight times the words; sixty-four times the seconds if each word looked at every other.
    # The least of three: a processor that others use as well takes longer now and then.
    long, short = (min(seconds(n, 40 * at) for at in range(3)) for n in (16, 2))
    assert long < 25 * short


def test_a_place_is_covered_by_the_date_that_it_lies_in() -> None:
    text = "It opened on 4 June 2015 in Arden."
    dates = sentence_facts(text).dates
    assert covers(dates, text.index("June"))
    assert not covers(dates, text.index("Arden"))
