"""Words that a line's end has broken."""

import pytest

from retrieval.reading.formats.pdf.dehyphenation import joined_line, unbroken_words


def read(line, following, known=frozenset()):
    words, joint = joined_line(line, following, known)
    return words + joint + following


@pytest.mark.parametrize(
    ("line", "following", "whole"),
    [
        ("on Wednes-", "day", "on Wednesday"),
        ("a secre-", "tary of state", "a secretary of state"),
        ("Co-", "ordination began", "Coordination began"),
        ("in Kara-", "ganda", "in Karaganda"),
        ("прави-", "тельство", "правительство"),
        ("the coun\xad", "cil", "the council"),
    ],
)
def test_a_hyphen_that_only_broke_the_word_goes(line, following, whole):
    assert read(line, following) == whole


@pytest.mark.parametrize(
    ("line", "following", "whole"),
    [
        ("the Turkish-", "backed force", "the Turkish-backed force"),
        ("a four-", "day visit", "a four-day visit"),
        ("an anti-", "terrorist centre", "an anti-terrorist centre"),
        ("an Uzbek-", "Tajik border", "an Uzbek-Tajik border"),
        ("the mid-", "1990s", "the mid-1990s"),
        ("the G8-", "style talks", "the G8-style talks"),
    ],
)
def test_one_that_belongs_to_the_word_stays(line, following, whole):
    assert read(line, following) == whole


def test_the_text_itself_tells_how_it_writes_a_word():
    known = unbroken_words(["The co-ordinator of Kara-ganda spoke.", "It ends in co-"])
    assert read("the co-", "ordinator", known) == "the co-ordinator"
    assert "co" not in known


def test_a_hyphen_that_two_words_share_keeps_its_space():
    assert read("a five-", "or six-day visit") == "a five- or six-day visit"
