"""Spellings that mean one name are found together; what the team keeps apart stays apart."""

from __future__ import annotations

from retrieval.names.aliases import Aliases
from retrieval.search.spellings import as_spelling, contains_spelling, make_spellings, tokens_of

HARBOUR = ("Port Amber", "Amberhafen")
KNOWN = make_spellings(
    Aliases(names=(HARBOUR,), never_same=(("Orsk", "Orsa"), ("Ivan Karimov", "Ivan Kerimov"))),
    {"JCG": ("Joint Coast Guard", "Jarl Cargo Group")},
)


def others(text: str) -> list[tuple[str, list[str]]]:
    return [
        (text[found.start : found.end], [other.text for other in found.others])
        for found in KNOWN.found_in(text)
    ]


def test_a_name_is_found_with_its_other_spellings_and_its_place() -> None:
    assert others("Who runs Port Amber now?") == [("Port Amber", ["Amberhafen"])]
    assert others("Amberhafen, not Port") == [("Amberhafen", ["Port Amber"])]


def test_an_acronym_stands_for_each_expansion_but_they_not_for_one_another() -> None:
    assert others("the JCG") == [("JCG", ["Joint Coast Guard", "Jarl Cargo Group"])]
    assert others("the Joint Coast Guard") == [("Joint Coast Guard", ["JCG"])]


def test_other_words_are_no_name() -> None:
    assert others("The port is amber in the evening.") == []


def test_an_acronym_that_is_another_word_counts_in_capitals_alone() -> None:
    who = as_spelling("WHO")
    assert who.capitals
    assert contains_spelling(tokens_of("the WHO said"), who)
    assert not contains_spelling(tokens_of("those who said"), who)
    assert not as_spelling("JCG").capitals


def test_the_teams_word_that_two_names_differ_is_kept() -> None:
    for names in (("Orsk", "Orsa"), ("Karimov", "Kerimov")):
        one, other = (as_spelling(name).stems[0] for name in names)
        assert KNOWN.are_apart(one, other)
        assert KNOWN.are_apart(other, one)
        assert not KNOWN.are_apart(one, one)


def test_what_two_names_that_differ_share_is_not_apart() -> None:
    assert not KNOWN.are_apart("ivan", "karimov")
    assert not KNOWN.are_apart("ivan", "kerimov")


def test_words_keep_their_places() -> None:
    text = "Two boats left."
    assert [(text[t.start : t.end], t.stem) for t in tokens_of(text)] == [
        ("Two", "two"), ("boats", "boat"), ("left", "left"),
    ]  # fmt: skip
