"""What a claim tells as done, and its evidence denies, plans, threatens or only alleges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.language import tables
from retrieval.language.facts import SentenceFacts
from retrieval.language.marks import Mark
from retrieval.language.tokens import Token, stem

_FUNCTION = tables.listed("function")
_DONE, _PLANNED, _OPEN = 3, 2, 1
_HOW = {
    "possible": "as possible", "planned": "as planned", "threatened": "as a threat",
    "considered": "as considered", "attempted": "as an attempt", "conditional": "on a condition",
    "alleged": "as alleged", "asked": "as asked for",
}  # fmt: skip
_SAYING = frozenset(map(stem, ("say", "tell", "told", "mention", "report", "comment", "know")))
_TURNING = frozenset(
    map(
        stem,
        (
            "reject",
            "rule",
            "false",
            "wrong",
            "dismiss",
            "prevent",
            "avoid",
            "lack",
            "refuse",
            "refusal",
            "fail",
            "failure",
            "deny",
            "denial",
            "decline",
            "except",
            "instead",
            "unable",
            "cancel",
        ),
    )
)
_WHOLE = ("den", "опроверг", "отрица")
"""How a negation begins that denies all of the clause after it."""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    stem: str
    negated: bool
    firmness: int
    kind: str | None


def denied(said: SentenceFacts, evidence: Sequence[SentenceFacts]) -> Iterator[str]:
    """A sentence for each word that one side denies and the other states."""
    own = _words(said)
    held = [word for facts in evidence for word in _words(facts)]
    turned = any(map(_turns, evidence))
    for word in own:
        if word.stem in _SAYING or (turned if word.negated else _turns(said)):
            continue
        same = [one for one in held if one.stem == word.stem]
        mine = {one.negated for one in own if one.stem == word.stem}
        if same and len(mine) == 1 and all(one.negated != word.negated for one in same):
            yield (
                f'the source does not deny "{word.text}"'
                if word.negated
                else f'the source denies "{word.text}"'
            )


def hedged(said: SentenceFacts, evidence: Sequence[SentenceFacts]) -> Iterator[str]:
    """A sentence for each verb that the claim holds for surer than the evidence does."""
    own = _words(said)
    held = [word for facts in evidence for word in _words(facts)]
    softest = min((_firmness(one) for one in said.hedges), default=_DONE)
    for word in own:
        same = [one for one in held if one.stem == word.stem]
        if not same:
            continue
        firmest = max(one.firmness for one in same)
        kind = next((one.kind for one in same if one.kind), None)
        if kind and firmest < min(word.firmness, softest):
            yield f'the source tells "{word.text}" only {_HOW[kind]}'
        elif word.kind == "planned" and all(one.kind is None for one in same) and _past(same):
            yield f'the source tells "{word.text}" as done'


def _past(words: Sequence[_Word]) -> bool:
    return all(one.text.endswith("ed") for one in words)


def _words(facts: SentenceFacts) -> list[_Word]:
    """The content words of a sentence, each with whether it is denied and how firmly it stands."""
    dated = [(one.start, one.end) for one in facts.dates]
    return [
        _word(facts, token)
        for token in facts.tokens
        if token.kind == "word"
        and token.low not in _FUNCTION
        and not any(start <= token.start < end for start, end in dated)
        and not _is_mark(facts, token)
    ]


def _is_mark(facts: SentenceFacts, token: Token) -> bool:
    return any(one.start <= token.start < one.end for one in (*facts.negations, *facts.hedges))


def _turns(facts: SentenceFacts) -> bool:
    """Whether a sentence says no anywhere, in whatever word."""
    return bool(facts.negations) or any(stem(one.low) in _TURNING for one in facts.tokens)


def _firmness(mark: Mark) -> int:
    return _PLANNED if mark.kind == "planned" else _OPEN


def _word(facts: SentenceFacts, token: Token) -> _Word:
    negated = any(_denies(facts.text, one, token) for one in facts.negations)
    kinds = [one.kind for one in facts.hedges if _governs(one, token)]
    firmness = min(
        map(_firmness, (one for one in facts.hedges if _governs(one, token))), default=_DONE
    )
    kind = next((one for one in kinds if one != "planned"), kinds[0] if kinds else None)
    return _Word(token.text, stem(token.low), negated, firmness, kind)


def _denies(text: str, mark: Mark, token: Token) -> bool:
    if mark.kind != "hard":
        return False
    whole = text[mark.start : mark.end].lower().startswith(_WHOLE)
    span = mark.governs if whole else mark.verb
    return span is not None and span[0] <= token.start < span[1]


def _governs(mark: Mark, token: Token) -> bool:
    return mark.verb is not None and mark.verb[0] <= token.start < mark.verb[1]
