"""Making a follow-up question stand alone: it keeps the last question's verb, subject and limits.

    When did India join the SCO?    And Belarus?      When did Belarus join the SCO?
                                    Why?              Why did India join the SCO?
                                    Who said so?      According to whom did India join the SCO?
    Who signed the treaty in 2015?  What about 2016?  Who signed the treaty in 2016?
                                    When was it lost? When was the treaty lost?

A question that stands alone inherits nothing. Where one leans on the last but can't be built
from it, the last stands in brackets behind it. Either way the reader is shown what was made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from retrieval.language.tokens import is_past
from retrieval.search.followup import antecedents, in_cyrillic
from retrieval.search.followup.clause import (
    ASKING,
    AUXILIARIES,
    DETERMINERS,
    PLACING,
    RUSSIAN_ASKING,
    Clause,
    asking_as,
    asks_number,
    parse_clause,
    subject_of,
    with_other_ask,
)
from retrieval.search.followup.dialogue_turn import Turn, capital, read_turn
from retrieval.search.followup.of_quotation import aside
from retrieval.search.followup.people import person_of_answer
from retrieval.search.followup.pronouns import resolve_pronouns
from retrieval.search.followup.replacing import (
    according_to,
    outlet_alone,
    replace_in_question,
    replace_name,
    says_something,
    without_article,
)
from retrieval.search.followup.same_head import same_head
from retrieval.search.followup.time_moved import time_moved
from retrieval.search.small_talk import small_talk
from retrieval.search.words import words
from retrieval.types import Answer

_SOURCE = re.compile(
    # Who said so? Which outlet reported that? Says who? According to whom?
    r"(?:who|(?P<which>(?:which|what) \w+)) (?:says?|said|reports?|reported|claims?|claimed)"
    r"(?: so| that| this| it)?|says who|according to (?:who|whom|what)",
    re.IGNORECASE,
)
_BARE = re.compile(
    # Why? Since when? Where was that? By whom? In which city exactly was it? What year?
    r"(?P<asks>(?:in|on|at|by|to|from|with|since|until|for|of|about) (?:what|who|which \w+)"
    r"|(?:(?:in|on|at|by|to|from|with|since|until|for|of|about) )?"
    r"(?:when|where|why|how(?: long| often| far)?(?: ago)?|whom|who else|what else"
    r"|(?:which|what) (?:year|date|day|month|city|town|country|place)))"
    r"(?: exactly| precisely| then)?"
    r"(?: (?:was|is|were|are|did|does|has|will|would) (?:that|this|it)"
    r"(?: be| happen(?:ed)?| so| take place| all)?| so| that)?",
    re.IGNORECASE,
)
# "how come?"
_WHY = re.compile(r"how come|what for|for what reason|what was the reason", re.IGNORECASE)
_HOW_MANY = re.compile(
    # How many? How many of them? How many were there?
    r"how many(?: of)?(?: them| those| these)?(?: (?:was|were|are) (?:there|they))?",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    # What did TASS say about it?
    r"what (?:did|does|do|has|had) (?P<who>.+?) (?:say|said|report(?:ed)?|write|written|have)"
    r"(?: (?:about|of|on) (?:it|that|this))?",
    re.IGNORECASE,
)
_STILL = re.compile(
    # Is that still the case? Is it true? Does this still hold? Has it changed since? Still?
    r"(?:is|are) (?:it|that|this|they|these|those)(?: still| really)? (?:the case|so|true|right"
    r"|correct|current|valid|up to date|in force)(?: now| today)?|is (?:it|that|this) still"
    r"|do(?:es)? (?:it|that|this|they) still (?:hold|apply|stand)(?: true| now| today)?"
    r"|ha(?:s|ve) (?:it|that|this|they) (?:been )?changed(?: since| now)?|still(?: true| so)?",
    re.IGNORECASE,
)
_AT_FIRST = re.compile(
    # What was it before the correction? Who was it before? And originally?
    r"(?:(?:what|who|how (?:many|much)) (?:was|were) (?:it|that|they|there|the \w+) )?"
    r"(?P<when>before(?: (?:that|then|the (?:correction|update)|it was corrected))?|originally"
    r"|at first|initially|previously)",
    re.IGNORECASE,
)
# Who denied that? Who was left out of that number?
_THAT = re.compile(
    r"\b(?:that|this|these|those)$|\b(?:of|in|from|for|about) (?:that|this|these|those) \w+$",
    re.IGNORECASE,
)
# "died", "погибли", "ранено"; but "Reed" is somebody
_PAST = re.compile(r"[a-z]\w*ed|(?:человек )?[а-я]\w{2,}(?:л[аои]?|ли?сь|лось|[ае]н[аоы]|т[аоы])")
_BARELY = 3
"""Who? How much? So few words that say nothing of their own lean on what was said."""

_SHORT = 8
"""What takes another thing's place has at most so many words."""

_LOOSE = 4
"""A date, a name or a place without "and" before it may have so many, and leans on the last."""


def make_standalone(question: str, earlier: Sequence[Answer], outlets: Collection[str] = ()) -> str:
    """The question made to stand alone, or as it is where it does or nothing came before.

    Args:
        question: As typed.
        earlier: The answers before it, oldest first; words of help are passed over.
        outlets: Those of the archive.
    """
    # Help answers nothing that a question could follow on; nor does who wrote what was quoted.
    asked = (one for one in reversed(earlier) if one.mode != "help" and not aside(one))
    last = next(asked, None)
    # "Thank you, that was helpful!" is no question about "that".
    if small_talk(question) in ("hello", "thanks"):
        return question
    # Nor can anything lean on "?", or lean with it.
    if last is None or not (words(last.question) and words(question)):
        return question
    told = earlier[-1] if aside(earlier[-1]) else None
    turn = replace(read_turn(question, last, outlets), told=told)
    made = next((text for way in _WAYS if (text := way(turn))), None)
    return question if made is None else made if turn.stands else turn.bracketed()


def _source(turn: Turn) -> str | None:
    """Who said so?"""
    found = _SOURCE.fullmatch(turn.text)
    if not found:
        return None
    which = found["which"]
    asks = f"According to {which.lower()}" if which else "According to whom"
    return with_other_ask(turn.clause, asks) or turn.bracketed()


def _bare(turn: Turn) -> str | None:
    """Why? When was that? In which city?"""
    found = _BARE.fullmatch(turn.text)
    asks = "Why" if _WHY.fullmatch(turn.text) else capital(found["asks"]) if found else ""
    if not asks:
        return None
    if asks.lower().split()[0] in ("what", "which"):
        asks = _placed(asks)
    if asks.endswith(" else") and asks.split()[0].lower() != turn.clause.asked:
        return turn.bracketed()
    if asks.endswith(" else"):
        return asking_as(turn.clause, asks)
    # Asked who before, the answer tells who did it: the new question names them.
    who = person_of_answer(turn.last, turn.outlets)
    asks_who = turn.clause.asked == "who"
    return with_other_ask(turn.clause, asks, who if asks_who else "") or turn.bracketed()


def _placed(asks: str) -> str:
    """In which city: what is asked for with the preposition that it needs."""
    low = asks.lower()
    before = "On" if low.endswith(("date", "day")) else "In"
    return f"{before} {low}" if not low.endswith("else") else asks


def _again(turn: Turn) -> str | None:
    """Is that still the case? The last question is asked again: its newest answer tells."""
    return f"{turn.question}?" if _STILL.fullmatch(turn.text) else None


def _at_first(turn: Turn) -> str | None:
    """What was it before the correction?"""
    found = _AT_FIRST.fullmatch(turn.text)
    return f"{turn.question} {found['when'].lower()}?" if found else None


def _how_many(turn: Turn) -> str | None:
    """How many of them?"""
    if not _HOW_MANY.fullmatch(turn.text):
        return None
    clause = turn.clause
    noun = " ".join(clause.noun) or ("people" if clause.asked == "who" else "")
    if noun:
        return asking_as(clause, f"How many {noun}")
    subject = " ".join(subject_of(clause))
    # "Athens" is no plural.
    if not subject.endswith("s") or subject[0].isupper():
        return turn.bracketed()
    rest = " ".join(clause.rest[len(subject.split()) :])
    of = "of " if subject.split()[0].lower() in DETERMINERS else ""
    return f"How many {of}{subject} {clause.verb} {rest}?"


def _noun_asked(turn: Turn) -> str | None:
    """Which ones? And how many tanks?"""
    parts = turn.text.lower().split()
    asks = next((n for n in (2, 1) if parts[:n] in (["how", "many"], ["which"], ["what"])), 0)
    if not asks or len(parts) - asks > 2 or not set(parts).isdisjoint(AUXILIARIES):
        return None
    named = " ".join(parts[asks:])
    if named in ("", "one", "ones", "of them", "of those"):
        named = " ".join(turn.clause.noun)
    elif not named.endswith("s"):
        return None
    if not turn.clause.noun or not named:
        return turn.bracketed()
    return asking_as(turn.clause, f"{capital(' '.join(parts[:asks]))} {named}")


def _reported(turn: Turn) -> str | None:
    """And what did TASS say?"""
    found = _REPORTS.fullmatch(turn.text)
    if not found:
        return None
    who = found["who"]
    if outlet := outlet_alone(who, turn.held):
        return according_to(outlet, turn.question, turn.outlets)
    return replace_name(who, turn.question, turn.outlets) if turn.opened else None


def _instead(turn: Turn) -> str | None:
    """And Belarus? What about 2016? And according to TASS?"""
    parts = turn.text.split()
    if turn.opened and parts[:1] and parts[0].lower() in AUXILIARIES and len(parts) <= _LOOSE:
        parts = parts[1:]  # And did Belarus?
    # The month of "in May 2023" is no verb.
    lows = {word.lower() for word in parts[:2] if word != "May"}
    if not parts or len(parts) > _SHORT or lows & (ASKING | RUSSIAN_ASKING | AUXILIARIES):
        return None
    if not (turn.opened or _loose(turn, parts)):
        return None
    made = replace_in_question(" ".join(parts), turn.question, turn.outlets, turn.held)
    return made or turn.bracketed()


def _loose(turn: Turn, parts: Sequence[str]) -> bool:
    """Whether so few words without "and" before them are no question of their own."""
    if not turn.asks or len(parts) > _LOOSE:
        return False
    if antecedents.first_date(turn.text) or parts[0].lower() in PLACING | {"according"}:
        return True
    name = antecedents.names_in(turn.text)
    return len(name) == 1 and len(without_article(turn.text)) == len(name[0].text)


def _pronouns(turn: Turn) -> str | None:
    """When did he leave? Who signed it? What happened there?"""
    text, sure = resolve_pronouns(turn.text, turn.last, turn.outlets, turn.told)
    if sure and text != turn.text:
        return f"{capital(text)}?"
    return turn.bracketed() if not sure or _leans(turn) else None


def _leans(turn: Turn) -> bool:
    """Whether it ends with "that", says nothing of its own, or after "and" names nothing.

    A verb alone says nothing of whom or what: "Who died?", "How many people were hurt?"
    """
    if _verb_alone(parse_clause(turn.text)):
        return True
    clause = parse_clause(turn.text)
    named = antecedents.names_in(turn.text) or antecedents.first_date(turn.text)
    # "And how many does the report have?": of what only the last question says.
    counted = clause.noun or not asks_number(clause)
    told = counted and bool(antecedents.described_antecedents(clause))
    told = told or in_cyrillic.names_topic(turn.text)
    if not named and (_THAT.search(turn.text) or (turn.opened and not told)):
        return True
    return len(turn.text.split()) <= _BARELY and not says_something(turn.text)


def _verb_alone(clause: Clause) -> bool:
    asks = {word.lower() for word in clause.asks} - ASKING - RUSSIAN_ASKING - {"many", "people"}
    done = " ".join(clause.rest)
    return not asks and (is_past(done) or bool(_PAST.fullmatch(done)))


# Tried in this order: set forms first, then what takes another thing's place, then pronouns.
_WAYS: tuple[Callable[[Turn], str | None], ...] = (
    time_moved, in_cyrillic.source, in_cyrillic.bare, in_cyrillic.other_outlet,
    in_cyrillic.other_time, in_cyrillic.other_phrase, same_head,
    _source, _again, _at_first, _bare, _how_many, _noun_asked, _reported, _instead,
    in_cyrillic.pointing, _pronouns,
)  # fmt: skip
