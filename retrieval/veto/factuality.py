"""What a claim tells as done, and its evidence denies, plans, threatens or only alleges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.language import tables
from retrieval.language.dates import Date
from retrieval.language.facts import SentenceFacts, covers
from retrieval.language.negation import Mark
from retrieval.language.tokens import CLAUSE_ENDS, Token, is_past, stem

# "the", "with", "which": they tell no deed, and any two sentences share some.
_FUNCTION = tables.listed("function")
_DONE, _PLANNED, _OPEN = 3, 2, 1  # firmness, for comparing: a deed done, planned, and open
# How a reason words each kind of hedge; a kind that is added to `hedges` in words.toml needs its
# line here.
_HOW = {
    "possible": "as possible", "planned": "as planned", "threatened": "as a threat",
    "considered": "as considered", "attempted": "as an attempt", "conditional": "on a condition",
    "alleged": "as alleged", "asked": "as asked for",
}  # fmt: skip
# Left out of denials: "she did not comment" denies nothing of what the claim tells, and two texts
# that share "said" are not yet on one matter.
_SAYING = frozenset(map(stem, ("say", "tell", "told", "mention", "report", "comment", "know")))
# Words that say no in a way of their own, as "rejected" does: a claim's "not" may rest on one.
_TURNING = frozenset(map(stem, tables.listed("turning")))
# What ends a clause: a word that says no turns its own clause alone.
_BREAKS = CLAUSE_ENDS | {"but", "although"}
# Endings of nouns: "mediation", "settlement", "decision", "readiness", "security".
_NOMINAL = ("tion", "ment", "sion", "ness", "ity")
_BEFORE_NOUNS = tables.listed("before_nouns")
# How what a hedge governs begins where it is told as a whole: "claims that Bo sold the mill". A
# Russian clause brings its comma along.
_TOLD = ("that ", "whether ", "что ", ", что ")
_AS_TOLD = "как "  # "как утверждает оппозиция, ..."
_DONE_IN_RUSSIAN = re.compile(r".{2,}л(?:а|о|и)?(?:сь|ся)?")  # избила, отказались
_WHOLE = ("den", "опроверг", "отрица")
"""How a negation begins that denies all of the clause after it."""


# `negated`: a hard negation governs it. `turned`: its clause says no anywhere. `firmness` is the
# least that a hedge over it leaves, `kind` that hedge's, None without one.
@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    stem: str
    negated: bool
    turned: bool
    firmness: int
    kind: str | None
    noun: bool


def denied_words(said: SentenceFacts, evidence: Sequence[SentenceFacts]) -> Iterator[str]:
    """A sentence for each word that one side denies and the other states.

    Only texts that share another word with the claim count: they may be on another matter.
    """
    own = _words(said)
    held = [_words(facts) for facts in evidence]
    for word in own:
        # Not "No crane stands in the yard." beside "The mill was closed.": another matter is denied
        # there.
        same = [one for words in held if _on_the_matter(word, own, words) for one in words]
        same = [one for one in same if one.stem == word.stem]
        mine = [one for one in own if one.stem == word.stem]
        if not same or word.stem in _SAYING:
            continue
        # The claim denies it: the source must say no to it, in whatever word.
        if word.negated and all(one.negated for one in mine):
            if not any(one.negated or one.turned for one in same):
                yield f'the source does not deny "{word.text}"'
        # The claim states it: the source may not deny it wherever it has it.
        elif not any(one.turned for one in mine) and all(one.negated for one in same):
            yield f'the source denies "{word.text}"'


def _on_the_matter(word: _Word, own: Sequence[_Word], words: Sequence[_Word]) -> bool:
    others = {one.stem for one in own} - {word.stem} - _SAYING
    return len(own) == 1 or any(one.stem in others for one in words)


def hedged_verbs(said: SentenceFacts, evidence: Sequence[SentenceFacts]) -> Iterator[str]:
    """A sentence for each verb that the claim holds for surer than the evidence does."""
    own = _words(said)
    held = [word for facts in evidence for word in _words(facts)]
    # A hedge anywhere in the claim softens the words that it does not govern, too.
    softest = min((_firmness(one) for one in said.hedges), default=_DONE)
    for word in own:
        same = [one for one in held if one.stem == word.stem]
        if not same or word.noun:
            continue
        firmest = max(one.firmness for one in same)
        kind = next((one.kind for one in same if one.kind), None)
        if kind and firmest < (word.firmness if word.kind else softest):
            yield f'the source tells "{word.text}" only {_HOW[kind]}'
        # "The crew will paint the mill." on "The crew painted the mill."
        elif word.kind == "planned" and _past(same, evidence):
            yield f'the source tells "{word.text}" as done'


def _past(words: Sequence[_Word], evidence: Sequence[SentenceFacts]) -> bool:
    hedges = any(facts.hedges for facts in evidence)
    return not hedges and all(one.text.endswith("ed") for one in words)


def _words(facts: SentenceFacts) -> list[_Word]:
    """The content words of a sentence, each with whether it is denied and how firmly it stands."""
    # The words of dates, negations and hedges have rules of their own.
    marks = (*facts.negations, *facts.hedges)
    turns = _turned(facts)
    return [
        # No word turns itself: "dismissed" says no, and is what a claim may tell.
        _word(
            facts,
            token,
            turned=any(a <= token.start < b and at - {token.start} for a, b, at in turns),
        )
        for token in facts.tokens
        if token.kind == "word"
        and token.low not in _FUNCTION
        and not (covers(facts.dates, token.start) or covers(marks, token.start))
    ]


def _firmness(mark: Mark) -> int:
    return _PLANNED if mark.kind == "planned" else _OPEN


def _turned(facts: SentenceFacts) -> list[tuple[int, int, set[int]]]:
    """The clauses that say no anywhere, in whatever word, with the places of those words."""
    starts = {one.start for one in facts.negations}
    # "They leave unless the mill is paid": a condition says neither yes nor no.
    starts |= {one.start for one in facts.hedges if one.kind == "conditional"}
    found, first, turned = [], 0, set[int]()
    for token in facts.tokens:
        if token.text in _BREAKS:
            found.append((first, token.start, turned))
            first, turned = token.end, set()
        if token.start in starts or stem(token.low) in _TURNING:
            turned.add(token.start)
    return [*found, (first, len(facts.text), turned)]


def _word(facts: SentenceFacts, token: Token, *, turned: bool) -> _Word:
    negated = any(_denies(facts.text, one, token) for one in facts.negations)
    hedges = [one for one in facts.hedges if _governs(facts, one, token)]
    kinds = [one.kind for one in hedges]
    firmness = min(map(_firmness, hedges), default=_DONE)
    # Of several hedges one that is no plan gives the reason: "may be planning to sell" is possible.
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
    # "Hardly" and "few" deny nothing outright.
    if mark.kind != "hard":
        return False
    # "She denied taking the money" denies all that follows, "did not take the money" its verb
    # alone.
    whole = text[mark.start : mark.end].lower().startswith(_WHOLE)
    span = mark.governs if whole else mark.verb
    return span is not None and span[0] <= token.start < span[1]


def _governs(facts: SentenceFacts, mark: Mark, token: Token) -> bool:
    """Whether a hedge governs a word: as its verb, or as one of a clause told with "that"."""
    if mark.verb and mark.verb[0] <= token.start < mark.verb[1]:
        return True
    if mark.verb and _goes_on(facts, mark.verb, token):
        return True
    if not mark.governs or not mark.governs[0] <= token.start < mark.governs[1]:
        return False
    # Of "claims that Bo sold the old mill" only "sold" is alleged: that there is a mill is not.
    opening = facts.text[mark.governs[0] : mark.governs[1]].lower()
    told = opening.startswith(_TOLD) or facts.text[: mark.start].lower().endswith(_AS_TOLD)
    return told and _tells_past(token.low)


def _goes_on(facts: SentenceFacts, verb: tuple[int, int], token: Token) -> bool:
    """Whether a participle goes on from a hedge's own: "has to be signed by Bo and ratified"."""
    if token.start <= verb[0] or not _tells_past(token.low):
        return False
    between = [one.low for one in facts.tokens if verb[1] <= one.start < token.start]
    joined = between[-1:] in (["and"], ["or"]) and not _BREAKS & set(between)
    return joined and _tells_past(facts.text[verb[0] : verb[1]].lower())


def _tells_past(low: str) -> bool:
    return low.endswith("ed") or is_past(low) or bool(_DONE_IN_RUSSIAN.fullmatch(low))


def plans_told_as_done(said: SentenceFacts, evidence: Sequence[SentenceFacts]) -> Iterator[str]:
    """A sentence for what the evidence only plans or threatens, and the claim tells as past.

    In whatever verb: by its day, or since all that the two share stands in the hedged clause.
    """
    firmness = min((_firmness(one) for one in said.hedges), default=_DONE)
    # A claim that denies, or leaves open, tells nothing as done.
    if said.negations or firmness == _OPEN:
        return
    # Of several texts one may tell as done what another only plans.
    if len(evidence) == 1:
        yield from _in_hedged_clause(said, evidence[0], firmness)
    # "They struck on 3 June." on "They will walk out on 3 June.": the day alone is shared.
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
        # Up to the first comma. Without one `find` gives -1, which the modulus makes the text's
        # length.
        end = min(end, facts.text.find(",", start) % (len(facts.text) + 1))
        inside: set[Token] = set()
        outside: set[Token] = set()
        for token in facts.tokens:
            if token.kind == "word" and token.low not in _FUNCTION:
                (inside if start <= token.start < end else outside).add(token)
        shared = {stem(one.low) for one in inside} & own
        # A name outside the clause is who plans ("Vale plans to sell"), and makes nothing firm.
        firm = {stem(one.low) for one in outside if one.text[0].islower()} & own
        firmer = firmness > _firmness(mark) and mark.kind not in ("alleged", "conditional")
        # One word in common is not yet the same deed.
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
