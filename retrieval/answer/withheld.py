"""Sentences in which an article says itself that something was not given: "did not say how many".

The wordings are those of English news agencies. What is withheld is told by the word of asking
that follows (how many, when, who), or by its noun (number, date, name); "no details" is of any
kind. Another language, and what is only denied ("did not say that ..."), withholds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

ANY = "any"
"""What "gave no details" withholds."""

_NOUNS = {
    "when": "date dates timetable timeline timing deadline schedule",
    "how many": "number numbers figure figures toll total tally breakdown size",
    "how much": "amount sum price cost costs value size terms figure figures",
    "who": "name names identity identities",
    "how old": "age ages",
    "why": "reason reasons motive motives cause causes explanation grounds rationale",
    "where": "location whereabouts venue destination",
    ANY: "detail details specifics information",
}
_KINDS = {
    noun: {kind for kind, nouns in _NOUNS.items() if noun in nouns.split()}
    for every in _NOUNS.values()
    for noun in every.split()
}

ASKING = (
    r"(?:how\s+(?:many|much|long|old|far|large|big|often|tall|high|fast)|when|whom?|whose|where"
    r"|why|which|what|how|whether|if)"
)
"""A word of asking, in a question or in what depends on "did not say"."""

_ADVERBS = (
    r"(?:\s+(?:yet|immediately|officially|publicly|further|so\s+far|still|even|exactly|fully"
    r"|otherwise|specifically|been|currently|clearly|independently))*"
)
_NOT = rf"(?:did|does|do|has|have|had|would|will|could|can){_ADVERBS}\s+not"
_TOLD = (
    r"(?:sa(?:y|id)|stated?|specif(?:y|ied)|disclosed?|reveal(?:ed)?|named?|identif(?:y|ied)"
    r"|g[ai]ven?|provided?|released?|elaborated?|explain(?:ed)?|clarif(?:y|ied)|indicated?"
    r"|announced?|ma[dk]e\s+(?:public|clear|known)|go(?:ne)?\s+into|detail(?:ed)?|known?|published?"
    r"|comment(?:ed)?\s+on|set)"
)
_TELLING = (
    r"(?:saying|stating|specifying|disclosing|revealing|naming|identifying|giving|providing"
    r"|offering|releasing|elaborating|explaining|clarifying|indicating|going\s+into)"
)
_REST = r"(?P<rest>[^.;:!?—–]*)"
_GIVING = (
    rf"(?:ga?[iv]e?s?|gave|given|{_TELLING}|provide[sd]?|offer(?:s|ed)?|released|disclosed|set)"
)
_GIVEN = (
    r"(?:given|disclosed|released|set|fixed|announced|provided|offered|published|made\s+(?:public"
    r"|known)|revealed|available|immediately\s+available|known|specified|named|identified|clear"
    r"|determined|established)"
)
_BE = r"(?:\b(?:is|are|was|were|remain(?:s|ed)?|has|have|had)|[’']s)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        # The minister did not say how many; the firm declined to name him.
        rf"\b(?:{_NOT}{_ADVERBS}|(?:declin|refus)(?:e[sd]?|ing)\s+to)\s+(?P<verb>{_TOLD})\b{_REST}",
        rf"\bwithout{_ADVERBS}\s+(?P<verb>{_TELLING})\b{_REST}",
        rf"\b{_GIVING}\s+(?:no|few)\s+(?P<rest>[^.;:!?—–]*)",
        # It was not clear who; how many remains unknown; the cause is not known.
        rf"{_BE}{_ADVERBS}\s+(?:unclear|unknown|uncertain|not{_ADVERBS}\s+(?:clear|known|certain))"
        rf"(?P<rest>\s+(?:exactly\s+)?{ASKING}\b[^.;:!?—–]*)",
        rf"(?:^|[,;:—–]\s)(?P<subject>[^.,;:!?—–]*?)\s*{_BE}{_ADVERBS}\s+(?:unknown|unclear|undisclosed"
        rf"|not{_ADVERBS}\s+(?P<verb>{_GIVEN}))\b",
        # No date has been set; there was no word on casualties.
        rf"\bno\s+(?P<subject>[^.,;:!?—–]{{3,60}}?)\s+{_BE}{_ADVERBS}\s+{_GIVEN}\b",
        r"\bthere\s+(?:was|were|is|are|has\s+been)\s+no\s+(?:\w+\s+)?(?P<verb>word|information"
        rf"|details?|explanation)\b{_REST}",
    )
)
_UNCLAIMED = re.compile(
    r"\bno\s+(?:\w+\s+){0,3}?(?:claimed\s+responsibility|claims?\s+of\s+responsibility)\b"
    r"|\bnobody\s+(?:has\s+|had\s+)?(?:yet\s+)?claimed\s+responsibility\b",
    re.IGNORECASE,
)
# A sentence with none of these withholds nothing, and is not looked at further.
_MAY = re.compile(
    r"n[’']t\b|\b(?:not?|nobody|few|without|unknown|unclear|uncertain|undisclosed"
    r"|declin\w+|refus\w+)\b",
    re.IGNORECASE,
)
# By now it may have been told; and "did not say that he would" denies.
_ONCE = re.compile(r"\b(?:until|previously|initially|at first|earlier|originally)\b", re.IGNORECASE)
_BUT = re.compile(r",?\s+\b(?:but|though|although|while|whereas|after|because|and)\b|,|\s+-+\s")
_DENIED = re.compile(r"^\s*(?:that|so|anything|yes|no|it|he|she|they|there)\b", re.IGNORECASE)
_ASKED = re.compile(
    rf"\s*(?:(?:exactly|precisely|just|in detail|on|of|about|to|from|by|in)\s+)*({ASKING})\b",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(r"(?:(?<=ca)n|n)[’']t\b", re.IGNORECASE)
_SAYS_NOTHING = re.compile(r"^(?:elaborat|specif)", re.IGNORECASE)
_NAMES = re.compile(r"^(?:nam|identif)", re.IGNORECASE)
_VAGUE = ("word", "information", "detail", "details", "explanation")


@dataclass(frozen=True, slots=True)
class Withheld:
    """What a sentence says was not given.

    Attributes:
        kinds: What it would answer ("how many", "who"), `ANY` for details of any kind.
        about: The words in which it is named: "how many were hurt", "the name of the man".
    """

    kinds: frozenset[str]
    about: str


def withheld(sentence: str) -> tuple[Withheld, ...]:
    """What the sentence says that was not given, or nothing.

    What was kept back only for a time ("until Monday", "initially") is none: it may be told now.
    """
    if _ONCE.search(sentence) or not _MAY.search(sentence):
        return ()
    text = _CONTRACTED.sub(" not", sentence)
    found = [Withheld(frozenset({"who"}), "")] if _UNCLAIMED.search(text) else []
    return (*found, *_matched(text))


def _matched(text: str) -> Iterator[Withheld]:
    for form in _FORMS:
        for match in form.finditer(text):
            found = match.groupdict()
            subject, verb = found.get("subject"), (found.get("verb") or "").lower()
            kinds, about = _named(verb, found["rest"]) if subject is None else _of(subject, verb)
            if kinds:
                yield Withheld(frozenset(kinds), about.strip())


def _named(verb: str, rest: str) -> tuple[set[str], str]:
    """The kinds that are withheld by a verb and what follows it, and the words that name it."""
    asked = _ASKED.match(rest)
    if asked:
        return {kind_of(asked[1])}, _clause(rest[asked.start(1) :])
    about = _clause(rest)
    if _DENIED.match(about):
        return set(), ""
    kinds = _kinds_of(about)
    if _NAMES.match(verb):
        return kinds | {"who", "which"}, about
    if verb.startswith("expl"):
        return kinds | {"why"}, about
    vague = verb in _VAGUE or (_SAYS_NOTHING.match(verb) and not about.strip())
    return ({ANY} if vague and not kinds else kinds), about


def _of(subject: str, verb: str) -> tuple[set[str], str]:
    """The kinds that a subject is not given by: "the cause", "how many", "the man" if not named."""
    asked = _ASKED.match(subject)
    # "Police, who have not released" is no question.
    if asked:
        whole = subject[asked.end() :].strip()
        return ({kind_of(asked[1])} if whole else set()), subject
    kinds = _kinds_of(subject)
    return (kinds | {"who", "which"} if _NAMES.match(verb) else kinds), subject


def _kinds_of(about: str) -> set[str]:
    words = re.sub(r"\ba number of\b", " ", about.lower()).split()
    return {kind for word in words for kind in _KINDS.get(word, ())}


def _clause(text: str) -> str:
    return _BUT.split(text, maxsplit=1)[0]


def kind_of(asking: str) -> str:
    """A word of asking in one form: whom is who, if is whether."""
    word = " ".join(asking.lower().split())
    return {"whom": "who", "whose": "who", "if": "whether"}.get(word, word)
