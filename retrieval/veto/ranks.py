"""Offices told without what makes them lesser: a deputy head is no head, and a former one none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retrieval.language import tables
from retrieval.language.facts import SentenceFacts
from retrieval.language.tokens import stem

_RANKS = tables.listed("ranks")
_LEADING = frozenset(map(stem, tables.listed("leading")))
_FUNCTION = tables.listed("function")
_REACH = 3  # words of an office behind its rank: "deputy prime minister", "acting energy minister"


class _Offices(NamedTuple):
    """The stems of a text's words behind a rank, each with it; those of the others; the ranks."""

    ranked: dict[str, str]
    bare: frozenset[str]
    ranks: frozenset[str]


def other_ranks(said: SentenceFacts, evidence: Sequence[SentenceFacts]) -> Iterator[str]:
    """A sentence for each office that one side tells with a rank and the other without.

    Whoever "heads" and "leads" is the "head": of a deputy head none of them may be said.
    """
    # Most sentences have none, and nothing more is worked out of them.
    if not any(token.low in _RANKS for facts in (said, *evidence) for token in facts.tokens):
        return
    own, held = _offices([said]), _offices(evidence)
    for office, rank in held.ranked.items():
        if office in own.bare and office not in held.bare and rank not in own.ranks:
            yield f'the source tells of the "{rank}"'
    for office, rank in own.ranked.items():
        if office in held.bare and office not in held.ranked and rank not in held.ranks:
            yield f'the source does not tell of the "{rank}"'


def _offices(texts: Sequence[SentenceFacts]) -> _Offices:
    ranked, bare, ranks = dict[str, str](), set[str](), set[str]()
    for facts in texts:
        rank, left = "", 0
        for token in facts.tokens:
            # "vice-rector" and "ex-minister" are two tokens with a hyphen between.
            if token.low in _RANKS:
                rank, left = token.low, _REACH
                ranks.add(rank)
            elif token.kind == "word" and token.low not in _FUNCTION:
                office = _office(token.low)
                if left:
                    ranked[office] = rank
                else:
                    bare.add(office)
                left = max(0, left - 1)
            elif token.text != "-":
                left = 0
    return _Offices(ranked, frozenset(bare), frozenset(ranks))


def _office(word: str) -> str:
    """The stem of a word; one for all that lead."""
    found = stem(word)
    return "head" if found in _LEADING else found
