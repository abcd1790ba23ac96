"""What a claim tells as done, and its evidence denies, plans, threatens or only alleges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.language import tables
from retrieval.language.dates import Date
from retrieval.language.facts import SentenceFacts
from retrieval.language.negation import Mark
from retrieval.language.tokens import Token, is_past, stem

_FUNCTION = tables.listed("function")
_DONE, _PLANNED, _OPEN = 3, 2, 1  # firmness, for comparing: a deed done, planned, and open
_HOW = {
    "possible": "as possible", "planned": "as planned", "threatened": "as a threat",
    "considered": "as considered", "attempted": "as an attempt", "conditional": "on a condition",
    "alleged": "as alleged", "asked": "as asked for",
}  # fmt: skip
_SAYING = frozenset(map(stem, ("say", "tell", "told", "mention", "report", "comment", "know")))
_TURNING = frozenset(map(stem, tables.listed("turning")))
_BREAKS = frozenset({",", ".", ";", ":", "!", "?", "—", "–", "(", ")", "but", "although"})
_NOMINAL = ("tion", "ment", "sion", "ness", "ity")
_BEFORE_NOUNS = tables.listed("before_nouns")
_TOLD = ("that ", "whether ", "что ", ", что ")
_AS_TOLD = "как "  # "как утверждает оппозиция, ..."
_DONE_IN_RUSSIAN = re.compile(r".{2,}л(?:а|о|и)?(?:сь|ся)?")  # избила, отказались
_WHOLE = ("den", "опроверг", "отрица")
"""How a negation begins that denies all of the clause after it."""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    stem: str
    negated: bool
    turned: bool
    firmness: int
    kind: str | None
    noun: bool


def denied(said: SentenceFacts, evidence: Sequence[SentenceFacts]) -> Iterator[str]:
    """A sentence for each word that one side denies and the other states.

    Only texts that share another word with the claim count: they may be on another matter.
    """
    own = _words(said)
    held = [_words(facts) for facts in evidence]
    for word in own:
        same = [one for words in held if _on_the_matter(word, own, words) for one in words]
        same = [one for one in same if one.stem == word.stem]
        mine = [one for one in own if one.stem == word.stem]
        if not same or word.stem in _SAYING:
            continue
        if word.negated and all(one.negated for one in mine):
            if not any(one.negated or one.turned for one in same):
                yield f'the source does not deny "{word.text}"'
        elif not any(one.turned for one in mine) and all(one.negated for one in same):
            yield f'the source denies "{word.text}"'


def _on_the_matter(word: _Word, own: Sequence[_Word], words: Sequence[_Word]) -> bool:
    others = {one.stem for one in own} - {word.stem} - _SAYING
    return len(own) == 1 or any(one.stem in others for one in words)


def hedged(said: SentenceFacts, evidence: Sequence[SentenceFacts]) -> Iterator[str]:
    """A sentence for each verb that the claim holds for surer than the evidence does."""
    own = _words(said)
    held = [word for facts in evidence for word in _words(facts)]
    softest = min((_firmness(one) for one in said.hedges), default=_DONE)
    for word in own:
        same = [one for one in held if one.stem == word.stem]
        if not same or word.noun:
            continue
        firmest = max(one.firmness for one in same)
        kind = next((one.kind for one in same if one.kind), None)
        if kind and firmest < (word.firmness if word.kind else softest):
            yield f'the source tells "{word.text}" only {_HOW[kind]}'
        elif word.kind == "planned" and _past(same, evidence):
            yield f'the source tells "{word.text}" as done'


def _past(words: Sequence[_Word], evidence: Sequence[SentenceFacts]) -> bool:
    hedges = any(facts.hedges for facts in evidence)
    return not hedges and all(one.text.endswith("ed") for one in words)


def _words(facts: SentenceFacts) -> list[_Word]:
    """The content words of a sentence, each with whether it is denied and how firmly it stands."""
    dated = [(one.start, one.end) for one in facts.dates]
    turns = _turned(facts)
    return [
        _word(facts, token, turned=any(start <= token.start < end for start, end in turns))
        for token in facts.tokens
        if token.kind == "word"
        and token.low not in _FUNCTION
        and not any(start <= token.start < end for start, end in dated)
        and not _is_mark(facts, token)
    ]


def _is_mark(facts: SentenceFacts, token: Token) -> bool:
    return any(one.start <= token.start < one.end for one in (*facts.negations, *facts.hedges))


def _firmness(mark: Mark) -> int:
    return _PLANNED if mark.kind == "planned" else _OPEN


def _turned(facts: SentenceFacts) -> list[tuple[int, int]]:
    """The clauses that say no anywhere, in whatever word."""
    starts = {one.start for one in facts.negations}
    starts |= {one.start for one in facts.hedges if one.kind == "conditional"}
    found, first, turned = [], 0, False
    for token in facts.tokens:
        if token.text in _BREAKS:
            found += [(first, token.start)] if turned else []
            first, turned = token.end, False
        turned = turned or token.start in starts or stem(token.low) in _TURNING
    return [*found, (first, len(facts.text))] if turned else found


def _word(facts: SentenceFacts, token: Token, *, turned: bool) -> _Word:
    negated = any(_denies(facts.text, one, token) for one in facts.negations)
    kinds = [one.kind for one in facts.hedges if _governs(facts, one, token)]
    firmness = min(
        map(_firmness, (one for one in facts.hedges if _governs(facts, one, token))), default=_DONE
    )
    kind = next((one for one in kinds if one != "planned"), kinds[0] if kinds else None)
    noun = _is_noun(facts, token)
    return _Word(token.text, stem(token.low), negated, turned, firmness, kind, noun)


def _is_noun(facts: SentenceFacts, token: Token) -> bool:
    """Whether a word is surely no verb: mediation, the answer, Brown's sister."""
    if token.low.endswith(_NOMINAL):
        return True
    k = facts.tokens.index(token)
    return k > 0 and (
        facts.tokens[k - 1].low in _BEFORE_NOUNS or facts.tokens[k - 1].kind == "ending"
    )


def _denies(text: str, mark: Mark, token: Token) -> bool:
    if mark.kind != "hard":
        return False
    whole = text[mark.start : mark.end].lower().startswith(_WHOLE)
    span = mark.governs if whole else mark.verb
    return span is not None and span[0] <= token.start < span[1]


def _governs(facts: SentenceFacts, mark: Mark, token: Token) -> bool:
    """Whether a hedge governs a word: as its verb, or as one of a clause told with "that"."""
    if mark.verb and mark.verb[0] <= token.start < mark.verb[1]:
        return True
    if not mark.governs or not mark.governs[0] <= token.start < mark.governs[1]:
        return False
    opening = facts.text[mark.governs[0] : mark.governs[1]].lower()
    told = opening.startswith(_TOLD) or facts.text[: mark.start].lower().endswith(_AS_TOLD)
    return told and _tells_past(token.low)


def _tells_past(low: str) -> bool:
    return low.endswith("ed") or is_past(low) or bool(_DONE_IN_RUSSIAN.fullmatch(low))


def told_as_done(said: SentenceFacts, evidence: Sequence[SentenceFacts]) -> Iterator[str]:
    """A sentence for what the evidence only plans or threatens, and the claim tells as past.

    In whatever verb: by its day, or since all that the two share stands in the hedged clause.
    """
    firmness = min((_firmness(one) for one in said.hedges), default=_DONE)
    if said.negations or firmness == _OPEN:
        return
    if len(evidence) == 1:
        yield from _in_hedged_clause(said, evidence[0], firmness)
    for day in said.dates if firmness == _DONE else ():
        same = [
            _hedge_over(facts, one.start)
            for facts in evidence
            for one in facts.dates
            if _same_day(one, day)
        ]
        if same and all(same):
            yield f"the source speaks of {said.text[day.start : day.end]} only {_HOW[str(same[0])]}"


def _in_hedged_clause(said: SentenceFacts, facts: SentenceFacts, firmness: int) -> Iterator[str]:
    own = {one.stem for one in _words(said)}
    for mark in facts.hedges:
        start, end = mark.governs or (0, 0)
        end = min(end, facts.text.find(",", start) % (len(facts.text) + 1))
        inside: set[Token] = set()
        outside: set[Token] = set()
        for token in facts.tokens:
            if token.kind == "word" and token.low not in _FUNCTION:
                (inside if start <= token.start < end else outside).add(token)
        shared = {stem(one.low) for one in inside} & own
        firm = {stem(one.low) for one in outside if one.text[0].islower()} & own
        firmer = firmness > _firmness(mark) and mark.kind not in ("alleged", "conditional")
        if firmer and len(shared) > 1 and not firm:
            yield f"the source tells this only {_HOW[mark.kind]}"
            return


def _same_day(one: Date, other: Date) -> bool:
    return other.day is not None and (one.month, one.day) == (other.month, other.day)


def _hedge_over(facts: SentenceFacts, start: int) -> str | None:
    for mark in facts.hedges:
        if mark.governs and mark.governs[0] <= start < mark.governs[1]:
            return mark.kind
    return None
