"""What everybody knows means what it commonly does, unless somebody says otherwise."""

from __future__ import annotations

import pytest

from retrieval.names.aliases import Aliases, parse_aliases
from retrieval.names.common import common_names
from retrieval.search.spellings import Spellings, make_spellings


def meant(known: Spellings, text: str) -> set[str]:
    return {other.text for found in known.found_in(text) for other in found.others}


def test_the_table_is_sound() -> None:
    common = common_names()
    assert all(acronym.isupper() for acronym, *_ in common.acronyms)
    listed = [one.casefold() for group in common.names for one in group]
    assert len(set(listed)) == len(listed)
    assert not common.never_same
    assert not common.outlets


@pytest.mark.parametrize("written", ["ШОС", "SCO", "ШЫҰ", "Шанхайской организацией сотрудничества"])
def test_a_body_is_one_name_in_every_language(written: str) -> None:
    others = meant(make_spellings(Aliases(), {}), f"{written}?")
    every = {"SCO", "ШОС", "ШЫҰ", "Shanghai Cooperation Organisation",
             "Шанхайская организация сотрудничества"}  # fmt: skip
    assert len(every - others) <= 1


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ("в Киргизии", "Kyrgyzstan"),
        ("Қазақстанда", "Kazakhstan"),
        ("Oʻzbekistonda emas, Oʻzbekiston", "Узбекистан"),
        ("O'zbekiston", "Uzbekistan"),
        ("о Мирзиёеве", "Mirziyoyev"),
        ("Who left the United Nations?", "UN"),
    ],
)
def test_a_country_or_a_name_is_known_in_its_cases(asked: str, other: str) -> None:
    assert other in meant(make_spellings(Aliases(), {}), asked)


def test_a_word_in_small_letters_is_no_acronym() -> None:
    assert meant(make_spellings(Aliases(), {}), "Who told us?") == set()


def test_what_articles_and_the_team_say_goes_before_the_table() -> None:
    known = make_spellings(Aliases(), {"EU": ("Eastern Union",)})
    assert meant(known, "What does the EU want?") == {"Eastern Union"}
    known = make_spellings(parse_aliases('[acronyms]\n"EU" = ["Elders\' Union"]\n'), {})
    assert meant(known, "What does the EU want?") == {"Elders' Union"}


def test_an_article_that_defines_an_acronym_as_everybody_does_takes_no_language_away() -> None:
    known = make_spellings(Aliases(), {"SCO": ("Shanghai Cooperation Organization",)})
    assert "ШОС" in meant(known, "Who leads the SCO?")
