"""The words for what an archive holds: a press archive's own, and those that others have too."""

from __future__ import annotations

import re

import pytest

from retrieval.search.archive_nouns import ITEMS, NOUN, STRONG, frame


@pytest.mark.parametrize("noun", ["article", "news stories", "op-ed", "write-ups", "clippings"])
def test_what_only_a_press_archive_holds_is_told(noun: str) -> None:
    assert re.fullmatch(STRONG, noun)


@pytest.mark.parametrize("noun", ["report", "papers", "interviews", "documents", "coverage"])
def test_what_others_make_too_is_a_noun_but_shows_nothing_alone(noun: str) -> None:
    assert re.fullmatch(NOUN, noun)
    assert not re.fullmatch(STRONG, noun)


@pytest.mark.parametrize("noun", ["law", "ship", "newspaper", "storey", "book"])
def test_other_things_are_no_items(noun: str) -> None:
    assert not re.fullmatch(ITEMS, noun)


@pytest.mark.parametrize(
    ("items", "part", "words"),
    [
        ("the comet story", "before", "comet"),
        ("Orla Venn's pieces", "whose", "Orla Venn"),
        ("all of the \ue000's articles", "outs", "\ue000"),
        ("every article", "before", None),
    ],
)
def test_what_stands_before_the_noun_is_told(items: str, part: str, words: str | None) -> None:
    found = re.fullmatch(ITEMS, items, re.IGNORECASE)
    assert found
    assert found[part] == words


def test_a_frame_reaches_to_the_end_of_the_question_in_any_case() -> None:
    words = frame("count", "how many articles").words
    assert words.match("How many ARTICLES")
    assert not words.match("how many articles of faith")
