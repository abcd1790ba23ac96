"""What one sentence states, each thing with its place in the text: worked out once, and kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from retrieval.language import negation
from retrieval.language.dates import Date
from retrieval.language.dates import dates as _dates
from retrieval.language.name_recognition import Name
from retrieval.language.name_recognition import names as _names
from retrieval.language.negation import Mark
from retrieval.language.quantities import Quantity
from retrieval.language.quantities import quantities as _quantities
from retrieval.language.tokens import Token, tokens

KEPT = 8192
"""So many sentences' facts are kept; those of a question's passages many times over."""


@dataclass(frozen=True, slots=True)
class SentenceFacts:
    """The facts of a text; for each, `text[fact.start:fact.end]` are the words it stands in."""

    text: str
    tokens: tuple[Token, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[Date, ...]
    names: tuple[Name, ...]
    negations: tuple[Mark, ...]
    hedges: tuple[Mark, ...]


def covers(facts: Iterable[Date | Quantity | Mark], place: int) -> bool:
    """Whether a place in the text lies within one of these."""
    return any(one.start <= place < one.end for one in facts)


@lru_cache(maxsize=KEPT)
def sentence_facts(text: str) -> SentenceFacts:
    """The numbers, dates, names, negations and hedges of a sentence, or of a few together."""
    ts = tuple(tokens(text))
    # Dates come first: what they take is no amount, no name and no "may".
    found, taken = _dates(ts)
    return SentenceFacts(
        text=text,
        # Tuples, since one value serves every caller that asks for the sentence.
        tokens=ts,
        quantities=tuple(_quantities(ts, taken)),
        dates=tuple(found),
        names=tuple(_names(ts, taken)),
        negations=tuple(negation.negations(ts, taken)),
        hedges=tuple(negation.hedges(ts, taken)),
    )
