"""What an article sets against the current figure stands beside it, where it may answer."""

from __future__ import annotations

import pytest

from retrieval.answer.read import Candidate
from retrieval.answer.set_against import SET_AGAINST
from retrieval.answer.versions import order_versions
from support.passages import candidate, hit, with_passage


def dead(name: str, sentence: str, answer: str, day: str, logit: float) -> Candidate:
    return candidate(name, sentence, answer, logit, published=day, outlet=f"{name} Post")


ASKED = "How many people died in the ferry accident off Larkfield?"
NINE = dead("first", "Nine people died off Larkfield on Monday.", "Nine people", "2020-01-01", 2.0)


def test_the_figure_that_an_article_sets_against_anothers_stands_beside_it() -> None:
    found = hit("other", "The ministry told of nine people.", "The crew says 12.", "It rained.")
    beside = [Candidate(with_passage(found, published="2020-06-01"), at, -9, None, -3)
              for at in range(3)]  # fmt: skip
    told = order_versions([NINE, *beside], ASKED)
    assert [one.text for one in told.differing] == ["The crew says 12."]


def test_a_figure_that_the_current_sentence_contradicts_is_looked_up_where_it_was_given() -> None:
    text = "Vale will ship 3 million tonnes, not the 4 million told in Larkfield."
    now = dead("now", text, "3 million tonnes", "2020-01-03", 2.0)
    older = "Larkfield is to get 4 million tonnes."
    then = dead("then", older, "4 million tonnes", "2020-01-01", -3)
    assert order_versions([now, then], "How much will Vale ship?").differing == (then,)


def test_a_part_of_what_is_counted_contradicts_nothing() -> None:
    found = hit("other", "Nine people died off Larkfield.", "Four of them were sailors.")
    parts = [Candidate(found, at, -9, None, -3) for at in range(2)]
    assert order_versions([NINE, *parts], ASKED).differing == ()


@pytest.mark.parametrize(("logit", "shown"), [(SET_AGAINST, ["b"]), (SET_AGAINST - 0.1, [])])
def test_a_figure_beside_the_current_one_stands_against_it_where_it_may_answer(
    logit: float, shown: list[str]
) -> None:
    counts = candidate("a", "The council counts 430 boats.", "430 boats")
    beside = candidate("b", "The owners, who counted 430 boats, now say 190.", "190", logit)
    assert [one.passage.article for one in order_versions([counts, beside]).differing] == shown


def test_a_sentence_does_not_differ_from_itself_where_its_heading_repeats_its_figure() -> None:
    told = (
        "Death toll rises to nine",
        "The ministry said the number of dead in the clashes had risen to nine, from six at noon.",
    )
    found = hit("a", *told)
    nine = [(at := found.passage.text.index("nine"), at + 4)]
    nine.append((at := found.passage.text.rindex("nine"), at + 4))
    heading, sentence = (Candidate(found, at, 1.0 + at, nine[at], 1.0) for at in (0, 1))
    assert order_versions([sentence, heading], "How many people were killed?").differing == ()
