"""Acronyms that everybody knows mean what they commonly do, unless somebody says otherwise."""

from __future__ import annotations

from retrieval.names.acronyms import common_acronyms
from retrieval.names.aliases import Aliases, parse_aliases
from retrieval.search.spellings import Spellings, make_spellings


def meant(known: Spellings, text: str) -> set[str]:
    return {other.text for found in known.found_in(text) for other in found.others}


def test_the_table_holds_acronyms_and_what_they_stand_for() -> None:
    assert all(acronym.isupper() for acronym in common_acronyms())
    assert all(expansions for expansions in common_acronyms().values())


def test_a_common_acronym_and_its_expansion_are_one_name() -> None:
    known = make_spellings(Aliases(), {})
    assert meant(known, "What does the EU want?") == {"European Union"}
    assert "UN" in meant(known, "Who left the United Nations?")


def test_a_word_in_small_letters_is_no_acronym() -> None:
    assert meant(make_spellings(Aliases(), {}), "Who told us?") == set()


def test_what_articles_and_the_team_say_goes_before_the_table() -> None:
    known = make_spellings(Aliases(), {"EU": ("Eastern Union",)})
    assert meant(known, "What does the EU want?") == {"Eastern Union"}
    known = make_spellings(parse_aliases('[acronyms]\n"EU" = ["Elders\' Union"]\n'), {})
    assert meant(known, "What does the EU want?") == {"Elders' Union"}
