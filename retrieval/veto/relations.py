"""Who is whose brother, deputy or owner, where a claim turns it round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from retrieval.language import tables
from retrieval.language.facts import SentenceFacts
from retrieval.language.tokens import CLAUSE_ENDS, STATEMENT_ENDS, Token, stem
from retrieval.veto.roles import are_one, name_keys

_FUNCTION = tables.listed("function")
_BEING = frozenset({"is", "was", "became", "remains"})
_OWNING = frozenset({"his", "her", "its", "their"})
_REACH = 4
"""Tokens before "of" in which "the" stands at most: "the first deputy head of"."""


class _Relation(NamedTuple):
    """Who is it, the stem of what, and whose: a name, or the words of a thing.

    Whose is empty where a pronoun stands for it. `sole`: "the head of it", of which there is one.
    """

    holder: frozenset[str]
    what: str
    owner: frozenset[str]
    sole: bool = False


def turned_relations(said: SentenceFacts, evidence: Sequence[SentenceFacts]) -> Iterator[str]:
    """A sentence for each relation that the evidence has the other way round, or of another.

    "Ana is the elder sister of Bo" on "Ana resigned. Bo is her elder sister"; "Ana is the head of
    the union" on "Ana met the head of the union, Bo".
    """
    held = [one for facts in evidence for one in _relations(facts)]
    for one in _relations(said):
        same = [other for other in held if other.what == one.what]
        if not one.owner or any(are_one(other.holder, one.holder) for other in same):
            continue
        if any(are_one(other.holder, one.owner) and _may_own(other, one) for other in same):
            yield f'the source has the sides of "{one.what}" the other way round'
        elif any(other.sole and are_one(other.owner, one.owner) for other in same):
            yield f'the source has another for "{one.what}"'


def _may_own(held: _Relation, one: _Relation) -> bool:
    return not held.owner or are_one(held.owner, one.holder)


def _relations(facts: SentenceFacts) -> Iterator[_Relation]:
    """The relations that a text tells, in the ways that English has for them."""
    for k, token in enumerate(facts.tokens):
        # "his elder brother", "Ana's elder brother": before it who it is, or behind it.
        if token.low in _OWNING or token.kind == "ending":
            owner = _named_to(facts, token.start) if token.kind == "ending" else frozenset[str]()
            last = _last_of_run(facts, k + 1)
            for holder in (_subject(facts, k, owner), _named_behind(facts, last)):
                if last and holder:
                    yield _Relation(holder, stem(last.low), owner)
        # "Ana is the elder sister of Bo", "the head of the union, Ana".
        if token.low == "of" and k:
            owner, behind = _whose(facts, k)
            sole = any(one.low == "the" for one in facts.tokens[max(0, k - _REACH) : k])
            for holder in (_subject(facts, k, owner), behind):
                if holder and owner:
                    yield _Relation(holder, stem(facts.tokens[k - 1].low), owner, sole)


def _whose(facts: SentenceFacts, k: int) -> tuple[frozenset[str], frozenset[str]]:
    """Whose something is, by the words from "of" to the next mark; the name right behind those."""
    run = list(takewhile(lambda one: one.text not in CLAUSE_ENDS, facts.tokens[k + 1 :]))
    name = _named_from(facts, facts.tokens[k].end)
    words = (one.low for one in run if one.kind == "word" and one.low not in _FUNCTION)
    after = facts.tokens[k + 1 + len(run) : k + 2 + len(run)]
    behind = (
        _named_from(facts, after[0].end) if after and after[0].text == "," else frozenset[str]()
    )
    return name or frozenset(map(stem, words)), behind


def _last_of_run(facts: SentenceFacts, k: int) -> Token | None:
    """The last of the words in small letters from a place on: of "elder brother, Bo" the second."""
    last = None
    for token in facts.tokens[k:]:
        if token.kind != "word" or token.low in _FUNCTION or token.text[0].isupper():
            break
        last = token
    return last


def _subject(facts: SentenceFacts, k: int, owner: frozenset[str]) -> frozenset[str]:
    """The first name of the sentence, where a form of "be" stands between it and a place."""
    tokens = facts.tokens[:k]
    first = max((n + 1 for n, one in enumerate(tokens) if one.text in STATEMENT_ENDS), default=0)
    being = next((one.start for one in tokens[first:] if one.low in _BEING), None)
    if being is None:
        return frozenset()
    names = [one for one in facts.names if tokens[first].start <= one.start < being]
    found = name_keys(names[0].words) if names else frozenset[str]()
    return frozenset() if found == owner else found


def _named_behind(facts: SentenceFacts, last: Token | None) -> frozenset[str]:
    """The name right behind a word, or behind a comma after it: "his deputy, Bo"."""
    if last is None:
        return frozenset()
    after = next((one for one in facts.tokens if one.start >= last.end), None)
    comma = after is not None and after.text == ","
    return _named_from(facts, after.end if after and comma else last.end)


def _named_from(facts: SentenceFacts, place: int) -> frozenset[str]:
    """The name that begins at a place, past a space."""
    return next(
        (name_keys(one.words) for one in facts.names if 0 <= one.start - place <= 1), frozenset()
    )


def _named_to(facts: SentenceFacts, place: int) -> frozenset[str]:
    """The name that ends at a place."""
    return next((name_keys(one.words) for one in facts.names if one.end == place), frozenset())
