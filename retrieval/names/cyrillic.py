"""How a name in Latin letters may be written in Cyrillic ones.

The systems of transliteration differ (Zhaparov, Japarov; Tokayev, Tokaev), so a Latin name has
several Cyrillic forms; whoever asks looks which of them the archive holds. The other way round
a form of case (Токаевым) goes first, and `spelling.keys` fold what the systems differ in.
"""

from __future__ import annotations

import re
from itertools import islice, product

from anyascii import anyascii

MOST_FORMS = 96
"""Cyrillic forms of one name that are looked for: three letters of two meanings have eight."""

# What may stand for what, the longest first: "shch", then "sh".
_LETTERS: tuple[tuple[str, tuple[str, ...] | str], ...] = (
    # "Petrovsky", "Petrovskiy"; "Yuriy"
    (r"sk(?:iy|yy?|yi|ii)$", ("ский",)),
    (r"(?:iy|yi)$", ("ий",)),
    (r"shch", ("щ",)),
    (r"dzh", ("дж",)),
    (r"sh", ("ш",)),
    (r"ch", ("ч",)),
    (r"zh", ("ж", "дж")),
    (r"kh", ("х",)),
    (r"gh", ("г",)),
    (r"ph", ("ф",)),
    (r"ts", ("ц", "тс")),
    (r"(?:yu|iu)", ("ю",)),
    (r"ya", ("я",)),
    (r"ia", ("ия", "я")),
    (r"y[eo]", ("е",)),  # ё goes into the index as е
    (r"ee", ("ее", "ээ", "и")),
    (r"oo", ("у", "оо")),
    (r"ou", ("у",)),
    (r"ck", ("к",)),
    # "Erdogan"; then an ending: "Grozny"
    (r"^e", ("э", "е")),
    (r"y$", ("ы", "ий", "и")),
    # "Aybek", "Sergei"
    (r"(?<=[aeiou])[yi](?![aeiou])", ("й", "и")),
    (r"y", ("ы", "и")),
    (r"i", ("и", "ы")),
    (r"j", ("ж", "дж")),
    (r"h", ("х", "г")),
    (r"w", ("в",)),
    (r"q", ("к",)),
    (r"x", ("кс", "х")),
    (r"c", ("к", "ц")),
    *zip("abdefgklmnoprstuvz", "абдефгклмнопрстувз", strict=True),
)  # fmt: skip
# "kh", "ya", "a": one or more Latin letters that are one in Russian
_LETTER = re.compile("|".join(f"({pattern})" for pattern, _ in _LETTERS))


def cyrillic_spellings(word: str) -> tuple[str, ...]:
    """How a Latin name may be written in Russian letters, the likeliest first; none of no name.

    `Tokayev` gives `токаев`, `Berdimuhamedow` among others `бердымухамедов`.
    """
    plain = anyascii(word).casefold()
    if not word[:1].isalpha() or not plain.isalpha() or "а" <= word[0].casefold() <= "я":
        return ()
    # The number of the group is that of the row: no pattern may have groups of its own.
    choices = [_LETTERS[(found.lastindex or 1) - 1][1] for found in _LETTER.finditer(plain)]
    return tuple(dict.fromkeys("".join(form) for form in islice(product(*choices), MOST_FORMS)))
