"""The figure, date or name that a sentence gives as its answer, and what it sets against it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.answer.asked_kind import asks_why
from retrieval.answer.read import Candidate
from retrieval.answer.values import Value, times, value_of_date, value_of_quantity
from retrieval.language.dates import Date
from retrieval.language.facts import SentenceFacts, sentence_facts
from retrieval.language.quantities import Quantity
from retrieval.language.tokens import stem
from retrieval.types import Span

MOST_APART = 4.0
"""Times by which two figures for one thing differ at most; farther apart they count two things."""

DOMINATES = 0.4
"""The share of an answer's words that its figure has; with less, another thing is told."""

# "How many ...", "number of", "When does", "how long a sentence"; not "How big a threat": a degree;
# "Сколько ...", "Какова стоимость", "Қанша ...", "қашан"
_ASKS_VALUE = re.compile(
    r"\bhow (?!come\b|(?:big|large|great) an?\b)(?:many|much|long|far|old|big|large|high|tall|deep"
    r"|fast|heavy|wide|often|few|great|late|soon)\b|\bwhen\b"
    r"|\b(?:what|which) (?:day|date|year|month|time|share|percentage)\b"
    r"|\b(?:number|figure|toll|price|cost|costs|sum|amount|count|total|rate|length|size|budget"
    r"|worth)\b"
    r"|\b(?:сколько|скольких|скольким|когда|число|количество|сумма|стоимость|цена|размер|бюджет"
    r"|доля|процент\w*|қанша|неше|қашан|саны|құны|бағасы|мөлшері|көлемі)\b",
    re.IGNORECASE,
)
# "Who heads ...", "Who's the director of", "Which company runs": a state of now
_ASKS_STATE = re.compile(
    r"^\W*(?:who['’]s\b|(?:who|which \w+|what \w+) (?:is|are|(?!was\b|has\b|does\b)\w+s)\b)",
    re.IGNORECASE,
)
# "Who was jailed?", "Whose ship sank?", "Кто осуждён?": somebody, and no figure
_ASKS_WHOM = re.compile(r"^\W*(?:who|whom|whose|кто|кого|кому|кем|чей|кім\w*)\b", re.IGNORECASE)
# "How many [young sturgeon did] ..."; only in English, whose plurals have one form
_COUNTED = re.compile(r"\bhow many ((?:[^\W\d_]+ ?){1,3})", re.IGNORECASE)
# "of whom [1,250]", "of the [1,900]", "[14] of them", "из них [14]", "олардың [14]-і": a part or a
# whole of what is counted
_OF_WHICH = r"(?:of (?:whom|them|which|these|those|its|the|their)|из (?:них|которых)|олардың)\b"
# "..., of which" before a figure
_PART_BEFORE = re.compile(rf"\b{_OF_WHICH}\s*,?\s*$", re.IGNORECASE)
# " others" after a figure: "12 killed, 30 others hurt"
_PART_AFTER = re.compile(rf"^\s*(?:{_OF_WHICH}|others?\b|друг\w+\b|басқа\b)")
# "who was [31]", "aged [31]"
_AGED = re.compile(r"\b(?:who (?:is|was)|aged)\s+$", re.IGNORECASE)
# "40 boats sail, the others stay", "nine got a year, the rest two": what is left of the whole;
# "the other side" is none
_REST = re.compile(
    r"\bthe (?:others|rest|remaining|remainder)\b|\b(?:остальн\w+|қалған\w+)", re.IGNORECASE
)
# "has risen to", "cut its estimate to", "put off until", "no longer": a state that has changed;
# "in the end", "the final count", "all told": one that will not change any more; "выросло до",
# "в итоге", "өсті", "қорытынды"
_CHANGE = re.compile(
    r"\b(?:rise[sn]?|rose|rising|climb(?:s|ed)?|grown?|grew|increased?|jumped|fall(?:s|en)?|fell"
    r"|dropped|cut|lowered|raise[sd]?|reduced|trimmed|amended|revised|corrected|updated|postponed"
    r"|delayed|put off|slipped|no longer|in the end|eventually|ultimately|final(?:ly)?|closing"
    r"|all told"
    r"|(?:вы|воз)рос\w*|увелич\w+|повы[сш]\w+|сни[зж]\w+|упал\w*|сокра\w+|уменьш\w+|перенес\w+"
    r"|отлож\w+|уточн\w+|исправл\w+|больше не|уже не|в итоге|в конце концов|окончательн\w+"
    r"|итогов\w+|өсті|артты|көбейді|азайды|төменде\w+|ұлғай\w+|қысқар\w+|шегерілді|нақтылан\w+"
    r"|қорытынды|енді)\b",
    re.IGNORECASE,
)
# "A week earlier there were 147.", "Неделей ранее было 147.", "Бір апта бұрын 147 еді."
_OF_BEFORE = re.compile(
    r"\b(?:(?:day|week|month|quarter|year|season)s? (?:earlier|before)"
    r"|(?:дн[яёей]+|сутк[а-я]+|недел[а-я]+|месяц[а-я]*|год[а-я]*|лет) (?:ранее|раньше)"
    r"|(?:күн|апта|ай|жыл) бұрын)\b",
    re.IGNORECASE,
)
# "about ", "at least ", "около ", or nothing, before a figure
_ABOUT = (
    r"(?:(?:about|around|nearly|almost|some|only|just|at (?:least|most)|около|почти|примерно"
    r"|шамамен) )?"
)
# "and not [64]", "instead of about [64]", "а не [64]": what a figure is not
_DENIED = re.compile(
    rf"\b(?:not|instead of|rather than|не|вместо) (?:the )?{_ABOUT}$", re.IGNORECASE
)
# "[64] емес", "[64] адам емес"
_DENIED_BEHIND = re.compile(r"^\s*(?:[^\W\d_]+\s+)?емес\b", re.IGNORECASE)
# "from [six]", "up from about [six]", "с [6]": what a figure was
_WAS = re.compile(rf"\b(?:from|со?) {_ABOUT}$", re.IGNORECASE)
# "risen to [nine]", "до [9]": what it is now
_IS_NOW = re.compile(rf"\b(?:to|до) {_ABOUT}$", re.IGNORECASE)


def asks_value(question: str) -> bool:
    """Whether a question asks for a figure or a date."""
    return bool(_ASKS_VALUE.search(question))


def asks_state(question: str) -> bool:
    """Whether a question asks who or what has a place now."""
    return bool(_ASKS_STATE.match(question))


def answer_value(candidate: Candidate, question: str = "") -> Value | None:
    """The figure, the day or the name that a candidate's answer gives, if it gives one.

    It is read in its sentence: of "75,000", the reader's answer, it is told there that tonnes
    are meant. Where the question asks for no figure, one must be most of the answer.
    """
    # In a reason figures only come along.
    if candidate.answer is None or asks_why(question):
        return None
    # The answer's offsets are the article's, those of the facts the sentence's.
    facts, first = sentence_facts(candidate.text), candidate.span[0]
    span = candidate.answer[0] - first, candidate.answer[1] - first
    least = 0.0 if asks_value(question) else DOMINATES * len(candidate.answer_text.split())

    def is_answer(one: Quantity | Date) -> bool:
        # What figure and answer have in common must be so many words.
        start, end = max(one.start, span[0]), min(one.end, span[1])
        return start < end and len(facts.text[start:end].split()) >= least

    # "Three men were jailed" gives nobody that another sentence could differ in.
    if _ASKS_WHOM.match(question) and not asks_value(question):
        return _name(facts, span, question)
    within = [one for one in _counted(facts) if is_answer(one)]
    if within:
        told = within[-1] if _changes_to(facts, within) else within[0]
        return value_of_quantity(_became(facts, told) or told)
    # Numbers within a date are no quantities, so that "4 June" is a day here and no four.
    days = (value_of_date(one) for one in facts.dates if is_answer(one))
    return next((day for day in days if day), None) or _name(facts, span, question)


def _name(facts: SentenceFacts, span: Span, question: str) -> Value | None:
    """Who or what has a place now, where that is asked; the only name of the answer."""
    if not asks_state(question):
        return None
    within = [one for one in facts.names if one.start < span[1] and span[0] < one.end]
    return Value("name", frozenset(within[0].words)) if len(within) == 1 else None


def counted_in(question: str) -> frozenset[str]:
    """The stems of what a question asks the number of: "how many young sturgeon".

    Not of people: they are counted as workers, villagers or victims.
    """
    found = _COUNTED.search(question)
    words = found[1].lower().split() if found else []
    return frozenset() if words[:1] == ["people"] else frozenset(map(stem, words))


def states_count(candidate: Candidate, wanted: frozenset[str]) -> bool:
    """Whether the candidate's sentence gives a number of what is asked for."""
    return any(one.noun in wanted for one in _counted(sentence_facts(candidate.text)))


def tells_change(text: str) -> bool:
    """Whether a sentence tells of a state that has changed."""
    return bool(_CHANGE.search(text))


def contrasted_values(told: Value, text: str, *, elsewhere: bool = False) -> list[Value]:
    """The figures that a sentence sets against this one: "the agency, whose list has 163".

    Args:
        told: The figure.
        text: A sentence that states it, or one beside such a sentence.
        elsewhere: It is one beside: what it gives must lean on the other ("it came to 7,300").
    """
    if told.kind != "number":
        return []
    facts = sentence_facts(text)
    # "30 others hurt" is set against no number of killed, nor is an age.
    counted = (one for one in _counted(facts) if not _is_part(facts, one))
    given = [value_of_quantity(one) for one in counted if not _is_age(facts, one)]
    # 1.0: the same figure.
    others = [one for one in given if one.may_be(told) and 1.0 < times(one, told) <= MOST_APART]
    if elsewhere:
        # A figure of an earlier time differs from none of now.
        return [] if _OF_BEFORE.search(text) else [one for one in others if one.leans]
    # In the sentence itself one of the same unit, or of the same thing, is set against it as well.
    return [one for one in others if one.leans or told.unit or one.noun == told.noun]


def states_value(text: str, told: Value) -> bool:
    """Whether a sentence gives this figure."""
    return any(_giving(text, told))


def denies_value(text: str, told: Value) -> bool:
    """Whether a sentence says that a figure is not this one: "71 men, and not 64"."""
    return any(
        _DENIED.search(text[: one.start]) or _DENIED_BEHIND.match(text[one.end :])
        for one in _giving(text, told)
    )


def _giving(text: str, told: Value) -> Iterator[Quantity]:
    for one in _counted(sentence_facts(text)):
        given = value_of_quantity(one)
        if given.may_be(told) and times(given, told) == 1.0:
            yield one


def _counted(facts: SentenceFacts) -> Iterator[Quantity]:
    """The quantities but for ordinals and what is part of a name, as in "the Shanghai Five".

    Nor "one" alone, which counts nothing: "with one another", "the new one".
    """
    # A name of one word has no number within it.
    named = [(one.start, one.end) for one in facts.names if len(one.words) > 1]
    return (
        one
        for one in facts.quantities
        if not one.ordinal
        and not any(a < one.start and one.end <= b for a, b in named)
        and not (facts.text[one.start : one.end].lower() == "one" and value_of_quantity(one).leans)
    )


def _is_age(facts: SentenceFacts, one: Quantity) -> bool:
    """Whether a number is an age: "Orla Venn, 19, won", "her son, who was 31"."""
    alone = value_of_quantity(one).leans and facts.text[one.start : one.end].isdigit()
    before = facts.text[: one.start]
    named = {name.end + len(", ") for name in facts.names}
    behind_name = one.start in named and before.endswith(", ")
    return alone and (behind_name or _AGED.search(before) is not None)


def _is_part(facts: SentenceFacts, one: Quantity) -> bool:
    before, after = facts.text[: one.start], facts.text[one.end :]
    # "the first four of ten"
    whole = any(facts.text[one.end : other.start] == " of " for other in facts.quantities)
    rest = _PART_BEFORE.search(before) or _PART_AFTER.match(after) or _REST.search(facts.text)
    return whole or bool(rest)


def _changes_to(facts: SentenceFacts, within: list[Quantity]) -> bool:
    """Whether the last is what the first has become: "from 64 to 51"."""
    between = facts.text[within[0].end : within[-1].start]
    # " to " between the two
    return len(within) > 1 and bool(re.search(r"\b(?:to|до)\b", between))


def _became(facts: SentenceFacts, one: Quantity) -> Quantity | None:
    """What a figure has become by its sentence: nine, of the six in "rose to nine, from six"."""
    if not (_WAS.search(facts.text[: one.start]) and tells_change(facts.text)):
        return None
    return next(
        (
            other
            for other in _counted(facts)
            if _IS_NOW.search(facts.text[: other.start]) and one.noun in (None, other.noun)
        ),
        None,
    )
