"""Who did it and to whom, told by the case in which Russian and Kazakh put a name.

"Ольга спасла Ефима." does not say "Ольгу спас Ефим.": the word order is free, the endings are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.language.alphabet import CYRILLIC
from retrieval.language.facts import SentenceFacts

# The end of a nominative, and of its accusative: Ольга, Ольгу; Стрижевская, Стрижевскую; Асель,
# Аселя; a name that ends in another consonant takes an "а": Ефим, Ефима.
_RUSSIAN = (("ая", "ую"), ("яя", "юю"), ("а", "у"), ("я", "ю"), ("й", "я"), ("ь", "я"))
_CONSONANT = re.compile("[бвгджзклмнпрстфхцчшщ]$")  # "Ефим"
# "ты" of "Қасқырбаевты", "ның" of "Төребекованың": accusative and genitive
_KAZAKH = re.compile("[ндт][ыі]ң?")


def exchanged_cases(said: SentenceFacts, evidence: Sequence[SentenceFacts]) -> Iterator[str]:
    """A sentence where one name has become the object and another the subject."""
    own = _words(said)
    for facts in evidence:
        held = _words(facts)
        objects = {one for one in own - held for base in held if _is_object(one, base)}
        subjects = {one for one in own - held for other in held if _is_object(other, one)}
        if objects and subjects:
            yield f"the source has {min(subjects).title()} as the object"


def _words(facts: SentenceFacts) -> set[str]:
    words = (word for name in facts.names for word in name.words)
    return {word for word in words if CYRILLIC.match(word)}


def _is_object(word: str, base: str) -> bool:
    """Whether a word is a name as an object: Ольгу of Ольга, Қасқырбаевты of Қасқырбаев."""
    russian = [base.removesuffix(end) + then for end, then in _RUSSIAN if base.endswith(end)][:1]
    russian += [f"{base}а"] if _CONSONANT.search(base) else []
    kazakh = word.startswith(base) and _KAZAKH.fullmatch(word[len(base) :])
    return word in russian or bool(kazakh)
