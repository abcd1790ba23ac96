"""A question that asks two things, as the questions it is made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeVar

from retrieval.language.tables import listed
from retrieval.language.tokens import is_past
from retrieval.search.followup.clause import AUXILIARIES, DETERMINERS, PLACING, PRONOUNS
from retrieval.search.words import informative

T = TypeVar("T")

_ASKING = r"(?:who|whom|whose|what|when|where|why|how|which)"  # "who", "when"
# "Was" of "Was oil spilt?"; "May" is a month as well.
_ASKED_WHETHER = rf"(?:{'|'.join(sorted(AUXILIARIES - {'am', 'may', 'might'}))})"
# " and " before "when" in "Who signed it and when did they?", or before "was" in "and was it?"
_JOINT = re.compile(
    rf"\s*(?:[,;]\s*)?\band\s+(?=(?:{_ASKING}|{_ASKED_WHETHER})\b)"
    rf"|(?<=[?])\s+(?:and\s+)?(?=(?:{_ASKING}|{_ASKED_WHETHER})\b)",
    re.IGNORECASE,
)
# "and when ", "As of June 2022, who "
_OPENS = re.compile(
    r"\W*(?:and\s+|(?:in|on|as of|as at|since|until|by|before|after|during)\s[^,?]*\d[^,?]*,\s*)?"
    rf"(?:{_ASKING}|{_ASKED_WHETHER})\b",
    re.IGNORECASE,
)
_WHETHER = re.compile(rf"\W*{_ASKED_WHETHER}\b", re.IGNORECASE)  # "Was "
# "when?" at the end
_OPEN_END = re.compile(rf"\b{_ASKING}\W*$", re.IGNORECASE)
# "that" of "Is it true that the ferry sank and was raised?"
_CLAUSE = re.compile(r"\w\s+(?:that|who|whom|which|whether|if)\b", re.IGNORECASE)
_ASKED_WITHIN = re.compile(rf"\w\s+{_ASKING}\b", re.IGNORECASE)  # "who" of "Did he say who paid?"
# What an estimate is called: "the ministry's [number] and the union's"
_FIGURE = r"(?:figures?|numbers?|counts?|tall(?:y|ies)|estimates?|versions?|accounts?|reckoning)"
_TWO_SOURCES = tuple(
    re.compile(rf"(?P<asked>[^?]*?){form}\W*", re.IGNORECASE)
    for form in (
        # "What was lost, according to the court and according to the police?"
        r",?\s+according to (?P<one>[^,;?]+?),?\s+and(?:\s+what)?"
        r"\s+according to (?P<other>[^,;?]+?)",
        # "How many were hurt, by the union and by the ministry?" A doer stands behind no comma;
        # "by sea and by land" tells of nobody.
        r",\s+by (?P<one>(?:the\s|(?-i:[A-Z]))[^,;?]+?),?\s+and by"
        r" (?P<other>(?:the\s|(?-i:[A-Z]))[^,;?]+?)",
        # "How many were hurt: the ministry's number and the union's?"
        rf"[,:]\s+(?P<one>[^,:;?]+?)['’]s? (?:own )?{_FIGURE},?\s+and (?P<other>[^,;?]+?)['’]s?"
        rf"(?: (?:own|one|{_FIGURE}))?",
    )
)
# "anybody" of "was anybody hurt?"
_ANYBODY = re.compile(r"(?:any|some|every|no)(?:body|one|thing)?|there|it|he|she|they")
# "it" in "when was it signed?": the second half leans on the first
_LEANS = re.compile(
    r"\b(?:he|she|they|it|him|her|them|his|hers|their|its|this|that|these|those|there|then|so)\b",
    re.IGNORECASE,
)
# "how many" of "how many Larkfield miners?"; "who" and "which" only stand before a place so.
_COUNTED = re.compile(r"how (?:many|much)\b|(?:who|which)(?=\s)", re.IGNORECASE)

FEWEST_WORDS = 2
"""A part with fewer informative words can't be searched for by itself."""

MOST_PARTS = 3  # more is a list, not a question

# They say nothing of which thing is meant: "what is the right number?" leans as "what number?".
_QUALIFYING_WORDS = """
    right correct true real actual exact precise proper official total final new newer newest old
    older first last latest original initial previous earlier later current present next
    anybody anyone anything somebody someone something
"""
_QUALIFYING = frozenset(_QUALIFYING_WORDS.split())


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """One of the things that a question asks.

    Attributes:
        own: Its words, with the first part's verb where they have none.
        leans: Whether it can be searched for only together with the first part.
    """

    own: str
    leans: bool = False


def split_question(text: str) -> tuple[QuestionPart, ...]:
    """The questions that make up `text`; `text` itself if it is one."""
    if found := next(filter(None, (form.fullmatch(text) for form in _TWO_SOURCES)), None):
        who = (found[source] for source in ("one", "other"))
        return tuple(QuestionPart(f"{found['asked']}, according to {one}?") for one in who)
    pieces = list(_pieces(text))
    # "when and where" asks one thing.
    asked = all(_OPENS.match(piece) and not _OPEN_END.search(piece) for piece in pieces)
    if not (asked and 1 < len(pieces) <= MOST_PARTS):
        return (QuestionPart(text),)
    first = _as_question(pieces[0])
    whole = (_as_question(_completed(first, piece)) for piece in pieces[1:])
    return (QuestionPart(first), *(QuestionPart(one, _does_lean(one)) for one in whole))


def standing_alone(first: str, part: QuestionPart) -> str:
    """A part as it is searched for: one that leans on the first part together with it.

    "Who is X and when was he born?" gives "Who is X?" and "Who is X: when was he born?".
    """
    return f"{first.rstrip('?')}: {part.own}" if part.leans else part.own


def _pieces(text: str) -> Iterator[str]:
    """The text parted wherever another question begins."""
    at = 0
    for joint in _JOINT.finditer(text):
        before = text[at : joint.start()].strip(" ,;")
        # A question that only opens with "and" is one.
        if before and _begins_question(before, joint[0], text[joint.end() :]):
            yield before
            at = joint.end()
    if rest := text[at:].strip(" ,;"):
        yield rest


def _begins_question(before: str, joint: str, after: str) -> bool:
    """Whether what stands behind an "and" asks; "and was raised" only goes on."""
    found = _WHETHER.match(after)
    if before.endswith("?"):
        return True
    if found is None:
        # "Did he say who paid and when it was?" asks one thing.
        return "," in joint or not (_WHETHER.match(before) and _ASKED_WITHIN.search(before))
    behind = after[found.end() :].split()
    if len(behind) < FEWEST_WORDS or _CLAUSE.search(before):
        return False
    # "Who won and is the mayor?" asks one thing, "Who was hurt, and was anybody killed?" two.
    if _ANYBODY.fullmatch(behind[0].lower()):
        return True
    return bool(_WHETHER.match(before)) and _may_be_subject(behind[0])


def _may_be_subject(word: str) -> bool:
    """Whether a word behind "was" may be who or what was: "oil" in "was oil spilt?"."""
    low = word.strip(",").lower()
    return _opens_name(word) or not (
        _is_done(low) or low in listed("function") or low.endswith(("ing", "ly"))
    )


def _opens_name(word: str) -> bool:
    return word[0].isupper() or word.lower() in DETERMINERS | PRONOUNS


def _is_done(low: str) -> bool:
    return low.endswith("ed") or is_past(low)


def _as_question(piece: str) -> str:
    return piece if piece.endswith("?") else f"{piece}?"


def _does_lean(part: str) -> bool:
    return bool(_LEANS.search(part)) or _says_little(part)


def _says_little(part: str) -> bool:
    return len(set(informative(part).values()) - _QUALIFYING) < FEWEST_WORDS


def _completed(first: str, part: str) -> str:
    """The part with what it leaves out: the first one's verb, or when and where that was."""
    whether = _WHETHER.match(part) and _WHETHER.match(first)
    if not whether or _LEANS.search(part) or not _says_little(part):
        return _with_verb(first, part)
    # "Was oil spilt when the ferry sank, and was anybody hurt?": it was when the ferry sank.
    words = first.rstrip("?").split()
    told = _first_at(words, lambda low: low in PLACING | {"when", "while"})
    return " ".join((part.rstrip("? "), *words[told:]))


def _with_verb(first: str, part: str) -> str:
    """The part with the first one's verb, if both count something and it has no verb.

    "How many guards were hurt at Osh and how many miners?": how many miners were hurt at Osh?
    """
    asks, others = _COUNTED.match(first), _COUNTED.match(part)
    if not (asks and others and asks[0].lower() == others[0].lower()):
        return part
    told, rest = first[asks.end() :].strip("? ").split(), part[others.end() :].strip("? ").split()
    placed = _first_at(rest, lambda low: low in PLACING)
    counted, place = rest[:placed], rest[placed:]
    verb = _verb_at(told)
    if verb is None or not _counts_alone(others[0].lower(), counted, place):
        return part
    done = told[verb:]
    # Its own place stands in the place of the first one's.
    end = max(1, _first_at(done, lambda low: low in PLACING)) if place else len(done)
    return " ".join((others[0], *(counted or told[:verb]), *done[:end], *place))


def _counts_alone(asks: str, counted: Sequence[str], place: Sequence[str]) -> bool:
    """Whether words behind "how many" only tell what is counted: "Larkfield miners"."""
    lows = [word.lower() for word in counted]
    if any(low in AUXILIARIES or low in DETERMINERS or _is_done(low) for low in lows):
        return False
    if not counted:
        return bool(place)
    # "how many need help", "how much remains": what is counted ends so, a verb behind it does not.
    plural = lows[-1].endswith("s") or lows[-1] in listed("people")
    return plural if asks == "how many" else asks == "how much" and len(lows) == 1 and not plural


def _verb_at(words: Sequence[str]) -> int | None:
    """Where the verb of what is counted stands: "were" or "died"; None where that is not sure."""
    lows = [word.lower() for word in words]
    helping = next((at for at, low in enumerate(lows) if low in AUXILIARIES), None)
    if helping is not None:
        # "did the mine ship": it has a subject of its own, which the other part may not share.
        behind = words[helping + 1 : helping + 2]
        own = lows[helping] in ("do", "does", "did") or not behind
        return None if own or _opens_name(behind[0]) else helping
    end = _first_at(words, lambda low: low in PLACING)
    return next((at for at in reversed(range(end)) if _is_done(lows[at])), None)


def _first_at(words: Sequence[str], which: Callable[[str], bool]) -> int:
    return next((at for at, word in enumerate(words) if which(word.lower())), len(words))


def in_turn(lists: Iterable[Sequence[T]], key: Callable[[T], Hashable]) -> list[T]:
    """The lists merged in turn, each thing once: all firsts, then all seconds, and so on."""
    merged: dict[Hashable, T] = {}
    for row in zip_longest(*lists):
        for one in row:
            if one is not None:
                merged.setdefault(key(one), one)
    return list(merged.values())
