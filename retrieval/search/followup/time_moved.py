"""The last question asked of another time: a year earlier, in 2019, годом ранее.

How much cargo came in 2023?   What was it a year earlier?   How much cargo came in 2022?
                               And in 2019?                  How much cargo came in 2019?
What was inflation?            And the year before?          What was inflation the year before?
"""

from __future__ import annotations

import re

from retrieval.language import tables
from retrieval.language.facts import sentence_facts
from retrieval.messages.question_language import question_language
from retrieval.search.followup.antecedents import first_date
from retrieval.search.followup.dialogue_turn import Turn
from retrieval.search.followup.replacing import says_something, time_replaced

_FIRST_YEAR, _LAST_YEAR = 1000, 2999  # as `_YEAR` has them
# "What was it [a year earlier]", "How many were there [in 2019]", "And [in 2019]"
_SAME = re.compile(
    r"(?:(?:what|how (?:much|many|high|large|big|long|often)) (?:was|were|is|are|will|did|had)"
    r" (?:it|that|this|they|there|the (?:figure|number|total|rate|share|amount|result))"
    r"(?: be| been)?|сколько (?:их |его |её )?(?:было|была|был))[, ]+",
    re.IGNORECASE,
)
_MOVED = re.compile(
    # "a year earlier", "two years later", "the year before", "in the previous year"
    r"(?:in )?(?:(?P<count>(?!the )\w+) years? (?P<way>earlier|before|later|after(?:wards)?)"
    r"|the (?:year (?P<after>before|after)|(?P<next>previous|preceding|following|next) year)"
    r"(?: that)?)"
    # "годом ранее", "за год до этого", "двумя годами позже", "в предыдущем году"
    r"|(?:(?P<russian>\w+) )?(?:годом|годами) (?P<when>ранее|раньше|позже|позднее)"
    r"|за год до (?:этого|того)|(?P<since>через год|год спустя|на следующий год)"
    r"|в (?P<adjective>предыдущем|прошлом|следующем) году|бір жыл бұрын",
    re.IGNORECASE,
)
_LATER_WORDS = "later after afterwards following next позже позднее следующем"
_LATER = frozenset(_LATER_WORDS.split())
_RUSSIAN_COUNTS = {"двумя": 2, "тремя": 3, "четырьмя": 4, "пятью": 5, "десятью": 10}
_THAN = re.compile(r"\b(?:earlier|later) than\b", re.IGNORECASE)  # "a year earlier than"
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")  # "2023"


def time_moved(turn: Turn) -> str | None:
    """What was it a year earlier? And the year before? Сколько было годом ранее?"""
    text, again = _without_same(turn)
    if not (again or turn.opened or turn.asks):
        return None
    if found := _MOVED.fullmatch(text):
        return _moved(turn.question, text, _years(found))
    # "And in 2019?" alone is `replace_in_question`'s.
    at = first_date(text) if again else None
    if at is None or says_something(text[: at[0]] + text[at[1] :]):
        return None
    return time_replaced(text, turn.question)


def _without_same(turn: Turn) -> tuple[str, bool]:
    """The words of time alone, and whether "what was it" stood before them."""
    same = _SAME.match(turn.text)
    # Of "When was it built?" no other time has another answer.
    if same is None or turn.clause.asked in ("when", "where", "who", "why"):
        return turn.text, False
    return turn.text[same.end() :], True


def _years(found: re.Match[str]) -> int:
    """By how many years it is moved, below nothing where back."""
    count = (found["count"] or found["russian"] or "a").lower()
    words = {"a": 1, "an": 1, **tables.values("numbers"), **_RUSSIAN_COUNTS}
    years = int(count) if count.isdigit() else words.get(count, 0)
    told = (found[name] for name in ("way", "after", "next", "when", "adjective"))
    later = found["since"] or any((one or "").lower() in _LATER for one in told)
    return years if later else -years


def _moved(question: str, text: str, years: int) -> str | None:
    """The question with the year of its date moved; where it has none, with the words behind it."""
    if not years:
        return None
    for one in sentence_facts(question).dates:
        year = _YEAR.search(question, one.start, one.end)
        if not year or not _FIRST_YEAR <= int(year[0]) + years <= _LAST_YEAR:
            continue
        # The figure of a month is set against that of a year before in words: "a year earlier".
        if one.month and question_language(question) == "en" and not _THAN.search(question):
            start = first_date(question) or (one.start, one.end)
            way = f"{abs(years)} years" if abs(years) > 1 else "a year"
            than = f"{way} {'later' if years > 0 else 'earlier'} than "
            return f"{question[: start[0]]}{than}{question[start[0] :]}?"
        return f"{question[: year.start()]}{int(year[0]) + years}{question[year.end() :]}?"
    return f"{question} {text[:1].lower()}{text[1:]}?"
