"""Sketches: which texts are taken for copies, and which are not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.archive.sketches import (
    SAMPLE,
    Sketch,
    are_copies,
    folded_words,
    shingles,
    sketch,
    stands_in,
)
from support.articles import story
from support.near_duplicates import (
    ADDED,
    AGENCY,
    BRIEFS,
    COPIES,
    OWN_REPORT,
    PARAGRAPHS,
    UPDATED,
    report_of_day,
    table,
)

WORDS = st.lists(st.sampled_from(["tide", "gull", "mast", "12", "café", "Жук"]), max_size=60)


def alike(one: str, other: str) -> bool:
    return are_copies(sketch(one), sketch(other), ())


@pytest.mark.parametrize("name", COPIES)
def test_a_reprint_is_a_copy_of_the_agencys_story(name: str) -> None:
    assert alike(AGENCY, COPIES[name])
    assert alike(COPIES[name], AGENCY)


@pytest.mark.parametrize("one", COPIES)
@pytest.mark.parametrize("other", ["headlined", "added", "updated"])
def test_reprints_are_copies_of_each_other(one: str, other: str) -> None:
    assert alike(COPIES[one], COPIES[other])


def test_own_reports_that_share_a_quotation_are_no_copies() -> None:
    assert not alike(AGENCY, OWN_REPORT)


def test_briefs_that_end_in_the_same_notice_are_no_copies() -> None:
    first, second, third = BRIEFS
    assert not alike(first, second)
    assert not alike(second, third)


def test_the_same_table_of_another_day_is_no_copy() -> None:
    assert alike(table(3), table(3))
    assert not alike(table(3), table(4))


def test_a_report_in_set_phrases_with_other_figures_is_no_copy() -> None:
    assert alike(report_of_day(3), "Markets today. " + report_of_day(3))
    assert not alike(report_of_day(3), report_of_day(4))


def test_a_digest_of_many_stories_is_a_copy_of_none() -> None:
    others = [story(n, 30) for n in range(5)]
    assert not alike(AGENCY, "\n".join([*others, AGENCY]))


def test_a_headline_is_nobodys_copy() -> None:
    assert not alike("The harbour closes for the winter.", "The harbour closes for the winter.")


def test_furniture_does_not_make_copies() -> None:
    notice = story("notice", 30)
    one, other = (f"{story(n, 12)} {notice}" for n in (1, 2))
    furniture = [[(text.index(notice), len(text))] for text in (one, other)]
    bare = [sketch(text, ranges) for text, ranges in zip((one, other), furniture, strict=True)]
    assert alike(one, other)
    assert not are_copies(*bare, ())


def test_text_that_many_share_counts_only_where_little_else_is_there() -> None:
    notice = story("notice", 16)
    one, other = (sketch(f"{story(n, 6)} {notice}") for n in (1, 2))
    common = set(shingles(folded_words(notice)).tolist())
    assert are_copies(one, other, ())
    assert not are_copies(one, other, common)
    reprint, changed = sketch(notice), sketch(f"{story(3, 1)} {notice}")
    assert are_copies(reprint, changed, common)


@pytest.mark.parametrize("sentences", [3, 20, 60, 400])
def test_a_sample_is_bounded_and_a_copy_is_told_at_any_length(sentences: int) -> None:
    text = story("long", sentences)
    made = sketch(text)
    assert len(made.hashes) <= SAMPLE
    assert len(made.hashes) >= min(made.size, SAMPLE // 4)
    assert alike(text, f"{story('lead', 1)} {text}")
    assert not alike(text, story("other", sentences))


def test_texts_of_different_lengths_are_compared_by_the_same_hashes() -> None:
    long = story("long", 60)
    short = " ".join(long.split(". ")[:20])
    one, other = sketch(long), sketch(short)
    assert one.rate > other.rate
    assert np.isin(other.at(one.rate), one.hashes).mean() > 0.9
    assert are_copies(one, other, ())


@given(WORDS, WORDS)
def test_being_copies_goes_both_ways(one: list[str], other: list[str]) -> None:
    a, b = sketch(" ".join(one)), sketch(" ".join(other))
    assert are_copies(a, b, ()) == are_copies(b, a, ())


@given(st.text())
def test_any_text_has_a_sketch_in_order_without_doubles(text: str) -> None:
    made = sketch(text)
    for part in (made.hashes, made.numbers):
        assert (np.diff(part.astype(np.int64)) > 0).all() if part.dtype == np.uint32 else True
        assert len(np.unique(part)) == len(part)
    assert isinstance(made, Sketch)
    assert len(made.hashes) <= made.size


def test_case_accents_quotation_marks_and_line_ends_make_no_difference() -> None:
    one = 'He said: "Don\'t wait," in the café of Délano at noon.'
    other = "HE SAID: “Don’t wait,”\nin the cafe of De\u0301lano — at noon."
    assert folded_words(one) == folded_words(other)


def test_a_text_without_spaces_has_shingles() -> None:
    assert sketch("港口议会周二投票决定在二零三一年之前关闭旧煤港结束了十年的争论").size > 10


# Passages


@pytest.mark.parametrize(("one", "other"), [("forty", "fifty"), ("40", "50"), ("two", "dozens of")])
def test_a_passage_with_another_number_is_not_the_same(one: str, other: str) -> None:
    rest = story(7)
    assert stands_in(f"{rest} It cost {one} lives.", f"{rest} It cost {one} lives.")
    assert not stands_in(f"{rest} It cost {one} lives.", f"{rest} It cost {other} lives.")


def test_a_passage_stands_in_a_copy_and_not_in_another_report() -> None:
    passage = "\n\n".join(PARAGRAPHS[1:4])
    assert stands_in(passage, ADDED)
    assert not stands_in(passage, OWN_REPORT)


def test_a_passage_with_another_figure_does_not_stand_there() -> None:
    assert stands_in(PARAGRAPHS[1], UPDATED)
    assert not stands_in("\n\n".join(PARAGRAPHS[:3]), UPDATED)


def test_the_own_paragraph_of_a_copy_does_not_stand_in_the_story() -> None:
    assert not stands_in(ADDED.split("\n\n")[-1], AGENCY)


@pytest.mark.parametrize(
    ("passage", "held"),
    [("Ferries stop.", True), ("stop at noon", True), ("top at noon", False), ("…", False)],
)
def test_a_passage_of_a_few_words_stands_there_word_for_word(passage: str, *, held: bool) -> None:
    assert stands_in(passage, "All ferries stop at noon.") is held


@given(st.text(), st.text())
def test_any_passage_can_be_looked_for_in_any_text(passage: str, text: str) -> None:
    if stands_in(passage, text):
        assert stands_in(passage, f"{text}\nmore {text}")
