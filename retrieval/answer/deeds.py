"""Who did what in a sentence: its deed in one form, opposite deeds, and who stands on which side.

The verbs are those of English news; in another language no deed is found, and nothing differs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from retrieval.answer.certainty import SENTENCE_END
from retrieval.answer.facts import names
from retrieval.search.evidence import BECAME_MEMBER
from retrieval.search.words import ROOT, stem, words

REVERSED = "the roles may be reversed: read it"

_PAST_FORMS = """
    left/leave met/meet sent/send gave/give given/give took/take taken/take won/win lost/lose
    began/begin begun/begin became/become led/lead held/hold built/build bought/buy sold/sell
    fought/fight beat/beat beaten/beat hit/hit shot/shoot paid/pay fell/fall fallen/fall rose/rise
    risen/rise saw/see seen/see put/put made/make broke/break broken/break brought/bring
    caught/catch chose/choose chosen/choose came/come drew/draw grew/grow grown/grow kept/keep
    knew/know lit/light sank/sink sunk/sink spent/spend spoke/speak spoken/speak stole/steal
    stolen/steal stood/stand struck/strike taught/teach threw/throw thrown/throw went/go
    withdrew/withdraw withdrawn/withdraw wrote/write written/write shut/shut quit/quit told/tell
    thought/think swore/swear sworn/swear overthrew/overthrow hid/hide ran/run sued/sue
    drove/drive dealt/deal forgave/forgive lent/lend forbade/forbid bit/bite flew/fly
"""
_PAST = dict(pair.split("/") for pair in _PAST_FORMS.split())

_OPPOSITES = [
    (set(one.split()), set(other.split()))
    for one, _, other in (
        line.partition("/")
        for line in (
            "open reopen / close shut",
            "join enter accede / leave quit withdraw exit",
            "rise increase grow climb jump gain / fall decrease drop decline shrink plunge",
            "win / lose",
            "begin start commence / end finish conclude stop cease",
            "arrive / depart",
            "approve adopt pass back support endorse / reject oppose veto block",
            "accept / refuse decline",
            "confirm admit acknowledge / deny",
            "free release / arrest detain jail imprison",
            "buy purchase acquire / sell",
            "appoint hire / dismiss sack",
            "impose / lift",
            "raise / lower reduce",
            "survive / die",
            "convict / acquit",
            "lend / borrow",
            "allow permit / ban forbid prohibit",
            "praise / condemn criticise criticize",
            "remember / forget",
            "attack / defend",
            "advance / retreat",
        )
    )
]
_ALIKE = [side for pair in _OPPOSITES for side in pair] + [
    set(line.split())
    for line in (
        "found establish create",
        "ask request",
        "propose suggest",
        "kill murder",
        "name appoint",
        "build construct",
        "attack assault",
        "rename rechristen",
    )
]
_MUTUAL = frozenset(map(stem, ("meet", "marry", "agree", "clash", "fight", "border", "differ")))
_BEFORE_BASE = frozenset(
    ["to", "will", "would", "may", "might", "should", "must", "did", "do", "does", "can", "could"]
)
_BE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+\s+)?$", re.IGNORECASE)
_BY = re.compile(r"\bby\b", re.IGNORECASE)
_NEXT = re.compile(
    r"(?:\b(?P<tied>of|in|at|to|from|for|by|with|against|near|on|and|or)\s+(?:the\s+)?)?"
    r"(?:[A-Z][\w’'-]*\s+)*(?P<name>[A-Z][\w’'-]+)\s+"
    r"(?:(?:had|has|have|also|then|later|already)\s+)?$"
)
_TOKEN = re.compile(r"[^\W\d_][\w’'-]*")
_CLAUSE = re.compile(r"[;:–—]\s|,\s|\s(?:and|but|while|whereas|before|after|until)\s")
_CHANGED_NAME = re.compile(r"\bchang\w*\b.{0,30}?\bnames?\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def base(word: str) -> str:
    """The stem of a verb's first form: left and leave are one."""
    return stem(_PAST.get(word, word))


def in_base(text: str) -> str:
    """The text with irregular past forms as the verb's first form: left, leave."""
    return _TOKEN.sub(lambda found: _PAST.get(found[0], found[0]), text)


def deed_places(text: str) -> list[tuple[str, int, int]]:
    """Each verb that the text surely has, in its first form, with its place.

    "Norland attacks" counts only where there is no other: "Norland states" may be no verb.
    """
    sure, perhaps, before = [], [], ""
    for found in _TOKEN.finditer(text):
        word = found[0]
        place = (base(word), found.start(), found.end())
        past = word in _PAST or (word.endswith("ed") and len(word) > 3 and "-" not in word)
        if word.islower() and (past or before.lower() in _BEFORE_BASE):
            sure.append(place)
        elif word.islower() and before[:1].isupper() and re.search(r"[^s]s$", word):
            perhaps.append(place)
        before = word
    return sure or perhaps


def deed(text: str) -> str | None:
    """The first deed of a text, in its first form, or None."""
    return next((found for found, *_ in deed_places(text)), None)


def deeds(text: str) -> set[str]:
    """All deeds that a text tells of; to become a member is to join, a name changed is renamed."""
    joined = {stem("join")} if BECAME_MEMBER.search(text) else set()
    renamed = {stem("rename")} if _CHANGED_NAME.search(text) else set()
    return joined | renamed | {found for found, *_ in deed_places(text)}


@lru_cache(maxsize=4096)
def likewise(verb: str) -> frozenset[str]:
    """The verb, and those that tell of the same deed."""
    sides = [{stem(one) for one in side} for side in _ALIKE]
    return frozenset({verb}.union(*(side for side in sides if verb in side)))


@lru_cache(maxsize=4096)
def _contrary(verb: str) -> frozenset[str]:
    sides = [({stem(w) for w in a}, {stem(w) for w in b}) for a, b in _OPPOSITES]
    turned = [*sides, *((b, a) for a, b in sides)]
    return frozenset[str]().union(*(b for a, b in turned if verb in a))


def tells(text: str, verb: str) -> bool:
    """Whether a text has a deed, by that verb or one that says the same, in any form."""
    held = {base(word) for word in words(text)} | deeds(text)
    return not likewise(verb).isdisjoint(held)


def opposite(one: str, other: str) -> tuple[str, str] | None:
    """A deed of `one` and its opposite in `other`, as they are written, where neither has both."""
    ours, theirs = _written(one), _written(other)
    for verb, word in ours.items():
        against = _contrary(verb)
        if not against.isdisjoint(ours) or not likewise(verb).isdisjoint(theirs):
            continue
        found = next((theirs[verb] for verb in theirs if verb in against), None)
        if found:
            return word, found
    return None


def _written(text: str) -> dict[str, str]:
    found = {verb: text[start:end] for verb, start, end in deed_places(text)}
    member = BECAME_MEMBER.search(text)
    return {stem("join"): member[0], **found} if member else found


def clauses(text: str) -> list[str]:
    """The clauses of a sentence, as its punctuation and conjunctions part them."""
    return _CLAUSE.split(text)


def roles(claim: str, text: str) -> str | None:
    """Why the one who acts in `claim` may not be the one who acts in `text`, or None.

    Names before the deed act, those after it are acted on; "was ... by" turns that round.
    """
    claimed = next(((v, s, e) for v, s, e in deed_places(claim) if tells(text, v)), None)
    if claimed is None or claimed[0] in _MUTUAL:
        return None
    ours = _sides(claim, claimed[1], claimed[2])
    # A word of both names, such as Islamic, tells neither from the other.
    actors, others = ([n for n in one if n not in two] for one, two in (ours, ours[::-1]))
    alike = likewise(claimed[0])
    words_there = [found for found in _TOKEN.finditer(text) if found[0].islower()]
    places = [found.span() for found in words_there if base(found[0]) in alike]
    if not actors or not places:
        return None
    found = [
        _stranger(claim, text, place) or _turned(actors, others, _sides(text, *place))
        for place in places
    ]
    return None if None in found else found[0]


def turned_round(statement: str, evidence: str) -> list[str]:
    """The deeds of a statement if all that tells of them has the other one doing it."""
    sentences = SENTENCE_END.split(evidence)
    told = [one for one in sentences if any(tells(one, verb) for verb in deeds(statement))]
    turned = bool(told) and all(roles(statement, one) == REVERSED for one in told)
    return [statement[start:end] for _, start, end in deed_places(statement)] if turned else []


def _stranger(claim: str, text: str, place: tuple[int, int]) -> str | None:
    """Whose name stands right before the deed, if the claim does not name him."""
    start, end = place
    found = _NEXT.search(text[:start])
    passive = _BE.search(text[:start]) and _BY.search(text, end)
    # "Orsk of Norland signed" is no deed of Norland's.
    if found is None or found["tied"] or passive:
        return None
    own = same_name(found["name"], list(names(claim)))
    return None if own else f"{found['name']} is named for it here"


def _sides(text: str, start: int, end: int) -> tuple[list[str], list[str]]:
    """The names of those who act and of the others, for the deed at a place."""
    before, after = list(names(text[:start])), list(names(text[end:]))
    if not _BE.search(text[:start]):
        return before, after
    # "The act was signed in Ashgabat": by whom is not told.
    by = _BY.search(text, end)
    return (list(names(text[by.end() :])) if by else []), before


def _turned(
    actors: Sequence[str], others: Sequence[str], held: tuple[Sequence[str], Sequence[str]]
) -> str | None:
    acting, _ = held
    if not acting or any(same_name(one, acting) for one in actors):
        return None
    if any(same_name(one, acting) for one in others):
        return REVERSED
    return f"{actors[-1]} is not named for it here"


def same_name(name: str, among: Sequence[str]) -> bool:
    """Whether a name is one of the others, or made from it: Kazakh, Kazakhstan."""
    return any(
        a == b or (len(a) >= ROOT and a[:ROOT] == b[:ROOT])
        for other in among
        for a in words(name)
        for b in words(other)
    )
