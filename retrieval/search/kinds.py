"""What kind of thing a question asks for (a date, a figure, a name), and where text shows one."""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval.search.words import ROOT, informative, stop_words, words

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\b|\b{_MONTH}\.?\s+\d{{1,2}}\b", re.IGNORECASE
)
_DATE = re.compile(
    rf"\b(?:1\d|20)\d\d\b|{_DAY.pattern}"
    rf"|\b(?:in|since|by|until|last|early|late|mid|of)[ -]{_MONTH}\b"
    r"|\b(?:last|this|next|earlier this|previous) (?:week|month|year|spring|summer|autumn|winter)\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:yesterday|today|century|decade)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d[\d.,]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|half|"
    r"hundreds?|thousands?|millions?|billions?|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety|\w+teen|once|twice)\b|\b(?:an?|several|many|few|couple of)\s+(?:seconds?|minutes?"
    r"|hours?|days?|nights?|weeks?|months?|years?|decades?|century|centuries)\b",
    re.IGNORECASE,
)
_CURRENCY = (
    r"(?:dollars?|euros?|pounds?|yen|yuan|renminbi|roubles?|rubles?|tenge|soms?|manats?|rupees?"
    r"|francs?|crowns?|liras?|cents?|bucks|lakh|crore|million|billion|trillion)"
)
_CODE = r"(?:US\$|USD|EUR|GBP|KZT|RUB|CNY|RMB|INR|Rs)"
_SIGN = r"[$£€¥₹₸₽₺]"
_MONEY = re.compile(
    rf"(?:{_SIGN}|\b{_CODE}\.?)\s?\d[\d.,]*|\d[\d.,]*\s?(?:{_SIGN}|{_CODE}\b)"
    rf"|\b[\w.,]+[\s-]{_CURRENCY}\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"\b[\w.,]+\s?(?:%|per\s?cent\b|percentage points?\b)|\b(?:half|thirds?|quarters?|fifths?"
    r"|tenths?)\b|\b\w+ (?:in|out of) (?:every )?(?:two|three|four|five|six|ten|\d+)\b",
    re.IGNORECASE,
)
# A capitalised word that does not open the sentence or a quotation.
_NAME = re.compile(r"(?<=[\w,;:)’'\-] )[^\W\d_a-zа-я][\w’'\-]+")
CALENDAR = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:January|February|March|April|May|June"
    r"|July|August|September|October|November|December)\b"
)
_SAID = (
    r"(?:sa(?:id|ys)|t(?:old|ells)|add(?:ed|s)|warn(?:ed|s)|wr(?:ote|ites)|argue[ds]|explain(?:ed|s)"
    r"|state[ds]|note[ds]|insist(?:ed|s)|claim(?:ed|s)|announce[ds]|tweeted|spoke|predict(?:ed|s)"
    r"|believe[ds]|call(?:ed|s)|accuse[ds]|denied|denies|urge[ds]|suggest(?:ed|s)|expect(?:ed|s))"
)
# A name near a verb of saying, before it or after.
_SPEAKER = re.compile(
    rf"\b([A-ZÀ-ÞА-ЯЁ][\w’'-]+)\b[^.!?;“”\"]{{0,80}}?\b{_SAID}\b"
    rf"|\b(?:{_SAID}|according to)\s+(?:[\w’',-]+\s+){{0,4}}?([A-ZÀ-ÞА-ЯЁ][\w’'-]+)"
)
_PLACE = re.compile(r"\b(?:in|at|near|from|to|outside|across|of)\s+(?:the\s+)?[A-ZÀ-ÞА-Я]\w+")

COUNTABLE = (_DATE, _NUMBER, _MONEY, _PERCENT)
"""Kinds that are sure to show: a sentence without one can't answer."""

_ASKED_SAYING = (
    rf"(?:{_SAID}|say|tell|th(?:inks?|ought)|reckon(?:s|ed)?|fe(?:lt|els?)|joke[ds]|doubt(?:ed|s)"
    r"|critici[sz]e[ds]|defend(?:ed|s)|declare[ds]|complain(?:ed|s)|describe[ds]|praise[ds]"
    r"|condemn(?:ed|s)|promise[ds]|vow(?:ed|s)|admit(?:ted|s)|spoke|stood up)"
)
OFFICE = (
    r"president|minister|premier|chancellor|secretary(?:[- ]general)?|general|governor|king|queen"
    r"|chief|chair(?:man|woman|person)?|head|director|commander|ambassador|spokes(?:man|woman"
    r"|person)|mayor|leader|envoy|speaker"
)
_HOLDER = re.compile(
    rf"^\W*who(?:['’]s|\s+is|\s+was)\s+(?:the\s+|its\s+|their\s+)?(?:[\w’'-]+\s+){{0,3}}?"
    rf"(?P<office>{OFFICE})\b(?=\W*$|\s+(?:of|in|at|for)\b)"
    # "The leader to whom they pledged" is asked for by a deed.
    r"(?!.*\b(?:to|whom?|that|which|when|where|is|was|are|were|did|does|ha[sd]|by|during)\b)",
    re.IGNORECASE,
)
_OF = re.compile(r"\s+(?:of|in|at|for)\s+((?:[\w'’-]+\s*){1,4})")
_COUNTED = re.compile(r"\bhow many\s+((?:[\w'’-]+\s*){1,4})", re.IGNORECASE)
_PERSON = "person|man|woman|president|minister|official|leader|company|group|team|actor|author"
_SPOT = "city|place|country|town|region|state|venue"
_PAID = (
    r"pa(?:y|ys|id)|costs?|sells?|sold|worth|earn\w*|charg\w*|spen[dt]\w*|fin(?:e|ed)|fetch\w*"
    r"|invest\w*|owe\w*|l(?:end|ent)|borrow\w*|donat\w*|buy|bought|money|aid|debt"
)
_WHAT_IS = (
    r"\bwhat(?:['’]s| is| was| are| were| will be)\s+(?:the|an?|its|their|his|her)\s+"
    r"(?:[\w-]+\s+){0,3}?"
)
_ASKED = (
    (
        r"^\W*(?:when\b(?!.*,\s*(?:what|who|which|how|where|why)\b)|what time\b"
        r"|(?:(?:in|on|since|by|from) )?(?:what|which) (?:year|date|day|month|decade|century)\b)",
        _DATE,
    ),
    (r"\b(?:what|which) (?:percentage|percent|per cent|proportion|share)\b", _PERCENT),
    (
        rf"\bhow much\b.*\b(?:{_PAID})\b|\b(?:what|which) price\b|\bvalued at\b|\bhow expensive\b"
        r"|\bwhat (?:do|does|did|would|will)\b.*\bcost\b"
        rf"|{_WHAT_IS}(?:price|cost|value|budget|fine|salary)\b",
        _MONEY,
    ),
    (
        r"\bhow (?:many|much|old|long|far|large|big|tall|high|often|fast|heavy|deep|wide)\b"
        r"|\bwhat (?:number|amount)\b"
        rf"|{_WHAT_IS}(?:number|amount|population|distance|toll|age)\b",
        _NUMBER,
    ),
    (rf"^\W*(?:who |which (?:[\w’'-]+ ){{1,4}}?){_ASKED_SAYING}\b", _SPEAKER),
    (rf"\bwho(?:m|se)?\b|\b(?:which|what) (?:{_PERSON})\b", _NAME),
    (rf"\bwhere\b|\b(?:which|what) (?:{_SPOT})\b", _PLACE),
)


_YES_OR_NO = re.compile(
    r"^\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)\b",
    re.IGNORECASE,
)


def asks_whether(question: str) -> bool:
    """Whether a question can be answered by yes or no."""
    return _YES_OR_NO.search(question) is not None


def asks_for_a_figure(question: str) -> bool:
    """Whether a question asks for a number, an amount or a share."""
    return answer_pattern(question) in (_NUMBER, _MONEY, _PERCENT)


@lru_cache(maxsize=256)
def answer_pattern(question: str) -> re.Pattern[str] | None:
    """What the kind of thing asked for looks like, or None if the question does not tell."""
    if holder := _HOLDER.search(question):
        return _named_as(holder["office"])
    return next((looks for asks, looks in _ASKED if re.search(asks, question, re.IGNORECASE)), None)


def asks_for_a_holder(question: str) -> bool:
    """Whether a question asks who holds an office."""
    return _HOLDER.search(question) is not None


def _named_as(office: str) -> re.Pattern[str]:
    """A name right beside an office: President Orla Venn; Orla Venn, the new president."""
    office = rf"(?<![Ff]ormer )(?<!ex-)(?<!Ex-)(?<!then )(?<!acting )(?i:{re.escape(office)})"
    name = r"[A-ZÀ-ÞА-ЯЁ][\w’'-]+"
    return re.compile(
        rf"\b{office}(?:\s+of\s+(?:the\s+)?{name}(?:\s+{name})*,|,)?\s+({name})"
        rf"|\b({name})(?=,?\s+(?:(?:is|was|as|became|the|an?|its)\s+){{0,2}}"
        rf"(?:[\w’'-]+\s+){{0,3}}?{office}\b)"
    )


def shows(pattern: re.Pattern[str] | None, text: str, own: frozenset[str] = frozenset()) -> bool:
    """Whether the kind of thing asked for shows in the text; a date is no count.

    What the question itself names, its `own` words, is no answer to it, nor what is made from
    that: "the Russian President" does not tell who presides over Russia.
    """
    if pattern is None:
        return False
    if pattern is _NUMBER:
        text = _DATE.sub(" ", _DAY.sub(" ", text))
    if pattern is _NAME:
        text = CALENDAR.sub(" ", text)
    found = (next(filter(None, match.groups()), match[0]) for match in pattern.finditer(text))
    return any(not all(is_own(word, own) for word in words(one)) for one in found)


def is_own(word: str, own: frozenset[str]) -> bool:
    """Whether a word, in small letters, is one of the question's own or made from one."""
    made = (one for one in own - stop_words() if len(one) >= ROOT and not one[0].isdigit())
    return word in own or any(word[:ROOT] == one[:ROOT] for one in made)


def kind_in(
    pattern: re.Pattern[str] | None,
    thing: str | None,
    text: str,
    present: frozenset[str],
    own: frozenset[str],
) -> float:
    """1 for a sentence that has the kind of thing asked for, half for one of something else."""
    if not shows(pattern, text, own):
        return 0.0
    of_it = thing is None or thing in present or any(one[:ROOT] == thing[:ROOT] for one in present)
    return 1.0 if of_it else 0.5


def counted(question: str) -> str | None:
    """The stem of what a "how many" counts, or of what the office asked about is of; or None."""
    found = _COUNTED.search(question)
    if holder := _HOLDER.search(question):
        found = _OF.match(question, holder.end("office"))
    terms = informative(found.group(1)) if found else {}
    return next(iter(terms), None)
