"""Which script a text is in."""

from __future__ import annotations

from retrieval.language.alphabet import is_cyrillic, is_latin


def test_scripts_are_told_by_most_of_the_letters() -> None:
    assert is_latin("The SCO (ШОС) met")
    assert not is_latin("ШОС (SCO) провела встречу")
    assert not is_latin("2024")
    assert is_cyrillic("ШОС (SCO) провела встречу")
    assert not is_cyrillic("The SCO (ШОС) met")
    assert not is_cyrillic("2024")
