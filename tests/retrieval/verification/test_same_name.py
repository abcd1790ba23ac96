"""Whether two names are one."""

from __future__ import annotations

from retrieval.names.aliases import Aliases
from retrieval.search.spellings import make_spellings
from retrieval.verification.same_name import same_name_spelled


def test_a_known_spelling_is_the_same_name() -> None:
    known = make_spellings(
        Aliases(names=(("Vennisov", "Vennissov"),)), {"LHO": ("Larkfield Harbour Organisation",)}
    )
    same = same_name_spelled(known)
    assert same("Vennisov", "Vennissov")
    assert same("Vennissov", "Vennisov")
    assert same("LHO", "Larkfield Harbour Organisation")
    assert not same("LHO", "Larkfield")


def test_a_name_is_the_same_in_other_spellings_scripts_and_cases() -> None:
    same = same_name_spelled(make_spellings(Aliases(never_same=(("Vennisow", "Vennisov"),)), {}))
    assert same("Vennisov", "Vennissow")
    assert not same("Vennisov", "Vennisow")
    assert same("Japarov", "Садыром Жапаровым")
    assert same("Садыр Жапаров", "Sadyr Zhaparov")
    assert not same("Sadyr Japarov", "Жапаров")
    assert same("Kyrgyzstan", "Киргизии")
    assert same("Oʻzbekiston", "Узбекистане")
    assert not same("Kyrgyzstan", "Казахстан")
    assert not same("", "Казахстан")
