"""Acronyms that no article has, and the names that stand for them."""

from __future__ import annotations

import pytest

from retrieval.archive.store import Archive
from retrieval.search.acronym_names import name_of, unheld_acronyms, with_name

BANK = "The Larkfield Grain and Rail Bank's board met on Friday."


@pytest.mark.parametrize(
    ("acronym", "text", "name"),
    [
        ("LGRB", BANK, "Larkfield Grain and Rail Bank"),
        ("LGRB", "the Larkfield Grain and\nRail Bank lent it", "Larkfield Grain and Rail Bank"),
        ("OEC", "the Osk-Elm Council and others", "Osk-Elm Council"),
        ("LGR", "Larkfield grew.", None),
        ("LRB", BANK, None),
        # A person with an office has initials, and is none.
        ("MTR", "Minister Tom Reed spoke.", None),
    ],
)
def test_a_name_is_told_by_its_initials(acronym: str, text: str, name: str | None) -> None:
    assert name_of(acronym, (), [text]) == name


def test_of_two_names_neither_is_taken_and_one_may_come_twice() -> None:
    other = "The Larkfield Gas Revenue Board met."
    assert name_of("LGRB", (), [BANK, other]) is None
    assert name_of("LGRB", (), [BANK, BANK.upper(), BANK]) == "Larkfield Grain and Rail Bank"


def test_of_a_known_acronym_only_its_spellings_count() -> None:
    known = ("Larkfield Gas Revenue Board", "Ларкфилдское газовое управление")
    assert name_of("LGRB", known, [BANK]) is None
    held = "On Friday the Larkfield gas\nrevenue board met."
    assert name_of("LGRB", known, [BANK, held]) == "Larkfield Gas Revenue Board"


def test_what_an_article_has_or_is_too_short_is_left(archive: Archive) -> None:
    with archive.reading() as connection:
        found = unheld_acronyms(connection, "Did the LGRB and the SCO tell the UN of OYSTER beds?")
        assert list(found) == ["LGRB", "SCO"]
        assert found["LGRB"] == ()
        assert "Shanghai Cooperation Organisation" in found["SCO"]
        assert unheld_acronyms(connection, "DID THE LGRB LEND IT?") == {}


def test_the_name_takes_the_place_of_the_acronym_alone() -> None:
    asked = with_name("Does the LGRB's chair know LGRBX?", "LGRB", "Larkfield Bank")
    assert asked == "Does the Larkfield Bank's chair know LGRBX?"
