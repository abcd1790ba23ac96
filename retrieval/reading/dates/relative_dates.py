"""Dates that a text names from where it stands: `on Thursday`, `yesterday`, `last month`.

Only what can be told for sure is resolved, against the day of publication. Within quotation
marks nothing is: a speaker's yesterday is not the article's.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from retrieval.reading.span_overlap import overlaps
from retrieval.types import DateMention

Days = tuple[date, date]
Tense = Literal["past", "future"]

_SENTENCE = 250  # characters on each side; longer ones are cut
# "“We met on Monday”": whose Monday, nobody knows
_QUOTED = re.compile(r"“[^”\n]{0,1000}”|«[^»\n]{0,1000}»|\"[^\"\n]{0,1000}\"")

_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RUSSIAN = ("понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье")
# "June" in "on Monday, June 8": a whole date, which is read as one
_MONTHS = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|январ|феврал|март|апрел|ма[йя]|июн|июл"
    r"|август|сентябр|октябр|ноябр|декабр)"
)
# "said on Tuesday", "last Friday", "в понедельник"
_WEEKDAY = re.compile(
    r"\b(?P<lead>on(?: (?:late|early))?|(?:said|announced|reported|confirmed|declared)"
    r"(?: on)?(?: late| early)?|last|во?|в прошл(?:ый|ую|ое))\s"
    rf"(?P<name>{'|'.join((*_ENGLISH, *_RUSSIAN))})\b"
    r"(?!['’]s|\s*\(|,?\s+(?:the\s)?\d|,?\s+(?:mornings|afternoons|evenings|nights|prayers)"
    r"|,?\s+(?:of\s|the\s)*(?:last|next|this|following|previous)\b|\s+weeks?\b"
    rf"|,?\s+{_MONTHS})",
    re.IGNORECASE,
)
# "yesterday", "last week", "в прошлом году"
_PERIOD = re.compile(
    r"\b(?P<yesterday>yesterday|вчера)\b(?!['’]s)"
    r"|\b(?P<which>last|next|earlier this|later this|this|в прошлом|в следующем|в этом"
    r"|в нынешнем|в текущем|на прошлой|на следующей|на этой)\s"
    r"(?P<unit>week|month|year|неделе|месяце|году)\b(?!['’]?s?\s+(?:end|old|ago)\b|-)",
    re.IGNORECASE,
)
# "every " before "year": no certain one
_NO_CALENDAR = re.compile(r"\b(?:the|every|each|our|his|her|its|their)\s$", re.IGNORECASE)
_WHICH = {
    "last": "last", "next": "next", "this": "this", "earlier this": "earlier",
    "later this": "later", "в прошлом": "last", "на прошлой": "last", "в следующем": "next",
    "на следующей": "next", "в этом": "this", "в нынешнем": "this", "в текущем": "this",
    "на этой": "this",
}  # fmt: skip
_UNIT = {"неделе": "week", "месяце": "month", "году": "year"}

# ". " in "It rained. They left."
_SENTENCE_END = re.compile(r"(?<=[a-zа-яё0-9)\"”»])[.!?…][\"”»)]*\s|\n\s*\n")
# "is expected" in "He is expected on Monday": the Monday to come
_FUTURE = re.compile(
    r"\b(?:will|shall|(?:is|are) (?:to|due|set|scheduled|expected|planned|going|preparing)|due"
    r"|slated|upcoming|expected|plans?|бу[дт]\w+|состо[ия]тся|пройд[её]т|пройдут|запланирован\w*"
    r"|намечен\w*|ожида[ею]тся|планиру\w+|предстоящ\w+|намерен\w*)\b",
    re.IGNORECASE,
)
# "was to", "postponed": before or after, nobody knows
_UNSURE = re.compile(
    r"\b(?:to (?!(?:the|an?|his|her|their|its|this)\b)[a-z]+|would|could|should|may|might|must"
    r"|(?:was|were) to|cancell?ed|postponed|scheduled|planned|set|every|if)\b"
)
# "said" in "said on Monday": the Monday before
_REPORTED = re.compile(r"\b(?:said|says|told|announced|reported|added|stated|reporters)\b")
# "signed", "met", "подписал"
_PAST = re.compile(
    r"\b(?:[a-z]{2,}ed|said|told|was|were|had|did|met|held|took|came|went|began|gave|made|saw|left"
    r"|won|lost|spoke|wrote|sent|became|fell|rose|broke|brought|found|kept|led|shot|struck"
    r"|[а-яё]{2,}(?:л|ла|ли|ло|лся|лась|лись|лось))\b"
)
# ", " or "signed" between a verb and its day
_OTHER_VERB = re.compile(rf"[,;:]|(?<!\bbe ){_PAST.pattern}")
_AT_ONCE = 25
"""Within so many characters a verb belongs to what stands before it."""


def tense(text: str, start: int, end: int) -> Tense | None:
    """Whether what is said around a date at `start` to `end` has been or is to come, where sure."""
    return _tense(*_sentence(text, start, end))


def relative_dates(text: str, published: date) -> Iterator[DateMention]:
    """The days that `text` names relative to the day of its publication; weekdays come first.

    `on Thursday` with a verb in the past is the last such day up to the day of publication; with
    a plain future (`will meet on Thursday`) the next. Without either it is left open, and so are
    a day six days back, where time zones decide, and `last Thursday` within two days of it.
    """
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    for match in _WEEKDAY.finditer(text):
        if not overlaps(quoted, *match.span()):
            day = _weekday(text, match, published)
            if day:
                yield _mention(match.start("name"), match.end(), (day, day))
    for match in _PERIOD.finditer(text):
        if not overlaps(quoted, *match.span()):
            days = _period(text, match, published)
            if days:
                yield _mention(*match.span(), days)


def _mention(start: int, end: int, days: Days) -> DateMention:
    return DateMention(start, end, days[0].isoformat(), days[1].isoformat())


def _sentence(text: str, start: int, end: int) -> tuple[str, str]:
    """What of the sentence stands before `start`, and what behind `end`."""
    before = _SENTENCE_END.split(text[max(0, start - _SENTENCE) : start])[-1]
    return before, _SENTENCE_END.split(text[end : end + _SENTENCE], maxsplit=1)[0]


def _weekday(text: str, match: re.Match[str], published: date) -> date | None:
    name, lead = match["name"].casefold(), match["lead"].casefold()
    number = (_ENGLISH if name in _ENGLISH else _RUSSIAN).index(name)
    # Days since the last such weekday; 0 on that day itself.
    back = (published.weekday() - number) % 7
    if lead == "last" or lead.startswith("в прошл"):
        # "last Thursday", told on a Friday: yesterday, or a week ago.
        return published - timedelta(days=back or 7) if back not in (1, 2) else None
    before, after = _sentence(text, match.start(), match.end())
    told = "past" if _REPORTED.match(lead) else _tense(before, after)
    if told == "future":
        return published + timedelta(days=-back % 7) if name in _ENGLISH else None
    return published - timedelta(days=back) if told == "past" and back < 6 else None


def _tense(before: str, after: str) -> Tense | None:
    reported = max((match.end() for match in _REPORTED.finditer(before)), default=0)
    own = before[reported:]  # `X will go, he said on Thursday` is about the saying
    ahead = next(iter(reversed([match.end() for match in _FUTURE.finditer(own)])), None)
    if ahead is not None:
        # "will come to Tully, and left on Monday": the day need not be that of "will come".
        return None if _OTHER_VERB.search(own, ahead) else "future"
    if _UNSURE.search(own):
        return None
    coming, gone = _FUTURE.search(after), _PAST.search(after)
    past = _PAST.search(before) is not None
    # "On Monday they will meet": of the verbs behind the day, the first one decides.
    if coming and not (gone and gone.start() < coming.start()):
        if not past:
            return "future"
        # "He left on Monday and will return": either verb may be meant.
        if coming.start() < _AT_ONCE:
            return None
    return "past" if past or gone else None


def _period(text: str, match: re.Match[str], published: date) -> Days | None:
    if match["yesterday"]:
        day = published - timedelta(days=1)
        return day, day
    if _NO_CALENDAR.search(text[max(0, match.start() - 8) : match.start()]):
        return None
    unit = _UNIT.get(match["unit"].casefold(), match["unit"].casefold())
    which = _WHICH[" ".join(match["which"].casefold().split())]
    if unit == "week" and published.weekday() in (0, 6):
        return None  # where a week begins differs from country to country
    first, last = _around(unit, published)
    if which == "last":
        return _around(unit, first - timedelta(days=1))
    if which == "next":
        return _around(unit, last + timedelta(days=1))
    # "earlier this month" ends with the day of publication, "later this month" begins with it.
    return (published if which == "later" else first, published if which == "earlier" else last)


def _around(unit: str, day: date) -> Days:
    """The week, month or year in which `day` lies."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "month":
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    return date(day.year, 1, 1), date(day.year, 12, 31)
