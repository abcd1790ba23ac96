"""A byline as people's names, in the form that citation software reads (CSL-JSON)."""

from __future__ import annotations

import re

# "By " in "By Lena Orsk", "Авторы: "
_BY = re.compile(
    r"^\s*(?:(?:by|from|text|автор)\s+|(?:authors?|text|авторы?|текст|мәтін)\s*:\s+)", re.IGNORECASE
)
# ", Staff Reporter" behind a name
_OFFICE = re.compile(
    r"(?<=\w), (?:(?:our|senior|chief|special|staff|foreign)\s+)*"
    r"(?:staff|reporters?|writers?|correspondents?|columnists?|корреспондент|журналист)\s*$",
    re.IGNORECASE,
)
# " and " in "Lena Orsk and Tomas Reed"
_APART = re.compile(r"\s*(?:;|\||\band\b|\bи\b|\bжәне\b|&)\s*")
# ", " in "Orsk, Reed"
_COMMA = re.compile(r"\s*,\s*")
# What a family name may begin with: "van der Lee" in "Anna van der Lee".
_PARTICLES = frozenset(
    [
        "van",
        "von",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "al",
        "el",
        "bin",
        "ibn",
        "ter",
        "ten",
        "zu",
        "af",
        "av",
    ]
)
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
MOST_PARTS = 5
"""A longer name is no person's."""


def csl_names(byline: str | None, outlet: str | None) -> list[dict[str, str]]:
    """The authors that a byline names, in its order, each once.

    Family and given name are distinguished where the script has both apart; an agency, a desk or
    the outlet itself stays whole, as a literal.

    Args:
        byline: As the article states it, or None.
        outlet: The article's outlet, which is nobody's family.
    """
    plain = _OFFICE.sub("", _BY.sub("", byline or ""))
    people = [name for part in _APART.split(plain) for name in _split(part)]
    # "Lena Orsk", not "—"
    named = [_name(person, outlet) for person in dict.fromkeys(people) if re.search(r"\w", person)]
    return [name for name in named if name]


def _split(part: str) -> list[str]:
    """At commas, where what stands between them are whole names: not `Venn, Orla`."""
    pieces = [piece for piece in _COMMA.split(part.strip(" ,")) if piece]
    whole = all(len(piece.split()) > 1 for piece in pieces)
    return pieces if whole else [part.strip(" ,")]


def _name(person: str, outlet: str | None) -> dict[str, str]:
    family, comma, given = (part.strip() for part in person.partition(","))
    if comma and given and given.lower() not in _SUFFIXES and "," not in given:
        # "Orsk, Lena"
        return {"family": family, "given": given}
    parts = person.replace(",", " ").split()
    # "Lena Orsk, Jr."
    suffix = parts.pop() if len(parts) > 2 and parts[-1].lower() in _SUFFIXES else None
    if not 2 <= len(parts) <= MOST_PARTS or not _is_person(person, parts, outlet):
        return {"literal": person}
    particle = next((at for at, p in enumerate(parts) if at and p in _PARTICLES), len(parts) - 1)
    name = {"family": " ".join(parts[particle:]), "given": " ".join(parts[:particle])}
    return {**name, "suffix": suffix} if suffix else name


def _is_person(person: str, parts: list[str], outlet: str | None) -> bool:
    """Whether the words are written as people's names are: each with a capital, none all."""
    if outlet and outlet.casefold() in person.casefold():
        return False
    # "TASS Vienna" is an agency; "JR Reed" is somebody.
    acronym = any(len(part) > 3 and part.isupper() for part in parts)
    plain = all(part[0].isupper() or part in _PARTICLES for part in parts)
    # "Economy Desk", "Our Reporters"
    desk = re.search(r"\b(?:staff|desk|agency|news|team|office|editors?|reporters?|service)\b",
                     person, re.IGNORECASE)  # fmt: skip
    # "@lenaorsk", "Reuters/TASS"
    return plain and not acronym and not desk and not re.search(r"[\d@/]", person)
