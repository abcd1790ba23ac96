"""Making a follow-up question stand alone by carrying over what was spoken of before it.

What is carried over stands in brackets behind the question, where the reader sees it: the
names that the last question held; its whole topic, where the new one has none of its own ("And
in 2015?", "What did TASS say?"); and for "he" or "she" the people whom the last answer named.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from retrieval.search.spans import date_limits
from retrieval.search.words import informative, stem, stop_words, words
from retrieval.types import Answer

_LEANS = re.compile(
    r"^\s*(?:and|but|so|also|what about|how about|why not|which one)\b"
    r"|\b(?:he|she|they|him|her|them|his|their|its|it|that|this|there|then|those|these)\b[^?]{0,60}\?*\s*$",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)
_PEOPLE = re.compile(r"\b(?:they|them|their|theirs)\b", re.IGNORECASE)
_THEN = re.compile(r"\b(?:then|(?:that|the same) (?:day|week|month|year|time))\b", re.IGNORECASE)
# Latin, Greek and Cyrillic; `re` has no class for capitals.
_CAPITAL = f"[{''.join(c for c in map(chr, range(0x530)) if c.isupper())}]"
_NAME = re.compile(rf"\b{_CAPITAL}[\w’'-]*(?:\s+{_CAPITAL}[\w’'-]*)*")
_SAYS = r"(?:said|says|told|added|noted|stressed|announced|stated|who|сказал[аи]?|заявил[аи]?)\b"
_BEFORE_SAYING = re.compile(rf"^,?\s+{_SAYS}", re.IGNORECASE)
_AFTER_SAYING = re.compile(rf"\b{_SAYS}\s*$", re.IGNORECASE)
_CALENDAR = frozenset(
    stem(word)
    for word in words(
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April"
        " June July August September October November December"
    )
)
_OFFICES_NAMED = """
    Minister President Secretary Mayor Chairman Chairwoman Chair General Director Ambassador
    Premier Chief Spokesman Spokeswoman Spokesperson Professor Mr Mrs Ms Dr King Queen Prince
    Governor Senator Chancellor Commissioner Colonel Judge Deputy Envoy Secretary-General
"""
_OFFICES = frozenset(_OFFICES_NAMED.split())
_BODIES_NAMED = """
    Organization Organisation State States Ministry Council Union Structure Centre Center
    Committee Agency Party Group University Bank Republic Government Parliament Conference
    Treaty Forum Court Company Fund Association Federation Commission Nations Summit Asia
"""
_BODIES = frozenset(_BODIES_NAMED.split())
MOST_NAMES = 6
MOST_PEOPLE = 2


def leans(question: str) -> bool:
    """Whether a question seems to need the one before it."""
    return bool(_LEANS.search(question)) or not set(words(question)) - stop_words()


def stand_alone(question: str, earlier: Sequence[Answer], outlets: Sequence[str] = ()) -> str:
    """The question, with what was spoken of added in brackets where it leans on that.

    Args:
        question: As typed.
        earlier: The answers before it, oldest first.
        outlets: Those of the archive: a new one takes the place of the one asked about before.
    """
    if not earlier or not leans(question):
        return question
    known = {name.lower() for name in outlets}
    carried = list(dict.fromkeys(_carried(question, earlier[-1], known)))
    own = set(words(question))
    fresh = [topic for topic in carried if not set(words(topic)) <= own][:MOST_NAMES]
    return f"{question} ({', '.join(fresh)})" if fresh else question


def _carried(question: str, last: Answer, outlets: set[str]) -> Iterator[str]:
    """What the question leans on, the most likely first."""
    topic = _bare(last.question)
    names = _names(topic)
    if _PERSON.search(question) or _PEOPLE.search(question):
        yield from _people(names, last, outlets)
    asks_of = {name.lower() for name in _names(question)} & outlets
    names = [name for name in names if not (asks_of and name.lower() in outlets)]
    if _has_own_topic(question, outlets):
        yield from names or _topic(topic, names)
    else:
        yield from _topic(topic, names, outlets if asks_of else ())
    if (dated := _date_words(last.question)) and not _date_words(question):
        yield dated
    elif _THEN.search(question) and not dated:
        yield from _first_date(last)


def _bare(question: str) -> str:
    """The question without its date, which is carried over on its own."""
    dated = _date_words(question)
    return question.replace(dated, " ") if dated else question


def _has_own_topic(question: str, outlets: set[str]) -> bool:
    """Whether the question says what it is about, beyond an outlet and a date."""
    text = _bare(question).lower()
    for outlet in outlets:
        text = re.sub(rf"(?<!\w){re.escape(outlet)}(?!\w)", " ", text)
    return bool(set(words(text)) - stop_words())


def _topic(question: str, names: Sequence[str], without: Collection[str] = ()) -> list[str]:
    """The names and the other informative words of a question, as they come in it."""
    inside = {word for name in [*names, *without] for word in words(name)}
    plain = [word for word in informative(question).values() if word not in inside]
    every = [*names, *(word for word in plain if word not in stop_words())]
    folded = question.lower()
    return sorted(every, key=lambda one: folded.find(one.lower()))


def _people(names: Sequence[str], last: Answer, outlets: set[str]) -> list[str]:
    """Whom "he" may be: a name of the question that the answer holds too, or the answer's own."""
    named = [name for name in _named_people(last) if name.lower() not in outlets]
    asked = [name for name in names if any(set(words(name)) & set(words(one)) for one in named)]
    return [] if asked else named[:MOST_PEOPLE]


def _named_people(last: Answer) -> list[str]:
    """The names in an answer that are most like people's: with an office, then who speaks."""
    ranked: list[tuple[int, str]] = []
    for statement in last.statements:
        text = statement.text
        for found in _NAME.finditer(text):
            parts = _without_opening(found.group()).split()
            office = max((at for at, part in enumerate(parts) if part in _OFFICES), default=-1)
            name = " ".join(parts[office + 1 :])
            if not name or stem(words(name)[0]) in _CALENDAR or _BODIES & set(parts):
                continue
            speaks = _BEFORE_SAYING.match(text[found.end() :]) or _AFTER_SAYING.search(
                text[: found.start()]
            )
            opens = found.start() == 0 and " " not in name
            if office >= 0 or (speaks and not opens) or (" " in name and not name.isupper()):
                ranked.append((0 if office >= 0 else 1 if speaks else 2, name))
    return list(dict.fromkeys(name for _, name in sorted(ranked, key=lambda one: one[0])))


def _first_date(last: Answer) -> Iterator[str]:
    """The first date that the answer's statements name."""
    for statement in last.statements:
        if dated := _date_words(statement.text):
            yield dated
            return


def _date_words(text: str) -> str:
    """The words by which a text names its first date or span: `in June 2015`."""
    limits = date_limits(text, date.today())
    return text[slice(*limits.place)].strip() if limits else ""


def _names(question: str) -> list[str]:
    """The names in a question, its opening word and question words left out."""
    found = [name.group() for name in _NAME.finditer(question)]
    trimmed = [_without_opening(name) for name in found]
    return list(dict.fromkeys(name for name in trimmed if name))


def _without_opening(name: str) -> str:
    parts = name.split()
    while parts and set(words(parts[0])) <= stop_words():
        parts = parts[1:]
    return " ".join(parts)
