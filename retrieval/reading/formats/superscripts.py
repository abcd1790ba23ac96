"""What stands raised above the line: a note's mark, a power, the letters of an ordinal.

Written on the line, a mark joins the figure before it: 12 with a raised 2 becomes 122.
"""

from __future__ import annotations

import re

# 3, 1,2, [4], (12), 5–7, *, †, a
_NOTE = re.compile(r"[\[(]?(?:\d{1,3}(?:[,;–—-]\s?\d{1,3})*|[*†‡§¶#]{1,4}|[a-d])[\])]?")
# km, m of 3 m, км of 5 км, cm
_UNIT = re.compile(r"(?<![^\W\d_])(?:[kcdm]?m|ft|mi|к?м|см|дм)$")
# 10 of 3 × 10, 10 of 2.5·10
_POWER = re.compile(r"[×x·*]\s?10$")
# "2", "-3"
_EXPONENT = re.compile(r"[-−–+]?\d{1,3}")
_ABOVE = str.maketrans("0123456789-−–+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻⁺")
_ON_LINE = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
# ¹ behind dollars¹, but not ² of km² alone: `lowered` tells them apart
_RAISED_FIGURES = re.compile(r"(?<=\w)[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+")


def read_superscript(before: str, mark: str) -> str:
    """What a raised `mark` behind the words `before` is to be read as.

    Nothing for the mark of a note; a power as `km²` and `10⁶`; anything else (the `th` of
    19th, words that are set high) as it stands.
    """
    bare = mark.strip()
    if _EXPONENT.fullmatch(bare):
        # Only squares and cubes of units: a 7 behind "5 km" is a note's mark.
        power = _POWER.search(before) or (bare in ("2", "3") and _UNIT.search(before))
        # "-3" is no note's number, whatever stands before it.
        return bare.translate(_ABOVE) if power or not bare[0].isdigit() else ""
    return "" if _NOTE.fullmatch(bare) else mark


def without_marks(words: str) -> str:
    """`words` without the marks of notes that are raised by their very characters: dollars¹."""
    return _RAISED_FIGURES.sub(
        lambda found: read_superscript(words[: found.start()], found[0].translate(_ON_LINE)), words
    )
