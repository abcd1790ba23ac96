"""Whether two names, as written, are one: by spellings that are known, scripts and cases."""

from __future__ import annotations

from retrieval.names import cases
from retrieval.search.spellings import PlacedWord, Spellings, contains_spelling, tokens_of
from retrieval.veto import SameName


def same_name_spelled(known: Spellings) -> SameName:
    """Whether a name that is said is one that the evidence holds, in another spelling of it.

    Each of its words must be there: in a spelling that the team, the articles or everybody knows,
    or in another transliteration, but for what the team holds apart.
    """

    def same(said: str, held: str) -> bool:
        own, there = tokens_of(said), tokens_of(held)
        # Where in the name a known spelling stands that the evidence has in another.
        known_here = [
            (found.start, found.end)
            for found in known.found_in(said)
            if any(contains_spelling(there, other) for other in found.others)
        ]
        # Signs alone name nobody.
        return bool(own) and all(
            any(start <= one.start and one.end <= end for start, end in known_here)
            or any(_one_word(one, other, known) for other in there)
            for one in own
        )

    return same


def _one_word(said: PlacedWord, held: PlacedWord, known: Spellings) -> bool:
    """Whether two words of names are one, but for spelling, script and case."""
    if said.stem == held.stem:
        return True
    return cases.same_name_word(said.text, held.text) and not known.are_apart(said.stem, held.stem)
