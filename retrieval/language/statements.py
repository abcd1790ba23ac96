"""What of a text states something: a question quotes nobody's answer, a page's counter nothing."""

from __future__ import annotations

import re

from retrieval.language import tables

# none in "09:20" or "3,000": a live page's time, or a bare figure, states nothing by itself
_LETTER = re.compile(r"[^\W\d_]")
# "Is the dam safe?", "**Why?**"; not 'He asked: "Who will pay?"', which tells what was asked
_QUESTION = re.compile(r"\?[\s*_]*$")
# "shut." and "closed!" end sentences, a label has no such end: "7.4K views"
_ENDED = re.compile(r"[.!?…。]['\"”’»)\]*_]*\s*$")
_LONGEST = 120  # characters of a line of labels; chosen by hand
# " | " and "  " in "12 views | 3 likes  Share"
_PARTED = re.compile(r"[|•·\n]| {2,}")
_LISTED = re.compile(r"\s*(?:[-–—*|•·]|\d+[.)]\s)")  # "- cabbage", "| cell |", "2) cabbage"
_CELL = re.compile(r"[\d\s.,]+")  # "2"
_WORD = re.compile(r"[^\W\d_]+(?:['’ʻ-][^\W\d_]+)*")  # "views", "ko'rildi"
_CLOCK = re.compile(r"\b(?:[01]?\d|2[0-3])[:.][0-5]\d(?::\d{2})?\b(?![.:]?\d)")  # "10:15"
# "Today, 10:15", "Сегодня в 10:15"; not "10:15 – Lunch"
_CLOCK_BEHIND = re.compile(rf"[^\W\d_]+,?\s+(?:[^\W\d_]{{1,2}}\s+)?{_CLOCK.pattern}")
# one number: "310", "5 211", "7,4K", "(12)"
_COUNT = re.compile(r"\d{1,3}(?:[\s\u00a0\u202f.,]\d{3})+(?!\d)|\d+(?:[.,]\d)?\s?[KMКМ]\b|\d+")
# Scripts without spaces, in which a sentence looks like one word: "再起動"
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_DATE = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d\b")  # "04.06.2015"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")  # "2015"
_UNIT = re.compile(r"[%‰°$€£¥₸₽₴₺₩]")  # "$40": an amount
_DAY_WORDS = frozenset(tables.positions("months")) | frozenset(tables.positions("weekdays"))
# fmt: off
_NETWORKS = frozenset({
    "facebook", "instagram", "linkedin", "odnoklassniki", "pinterest", "reddit", "rss", "telegram",
    "threads", "tiktok", "twitter", "viber", "vk", "vkontakte", "whatsapp", "youtube", "x",
    "вконтакте", "вк", "дзен", "инстаграм", "одноклассники", "телеграм", "фейсбук", "ютуб",
})
# fmt: on
_SMALL = 2  # letters: "at", "в", "г." beside a day; chosen by hand
_LABEL_WORDS = 4  # before the names of networks: "Follow us on: "; chosen by hand
_FEWEST_NETWORKS = 2  # behind a label; chosen by hand


def states_something(text: str) -> bool:
    """Whether a sentence states anything: it has words, is no question and no line of labels."""
    return bool(_LETTER.search(text)) and not _QUESTION.search(text) and not _is_label(text)


def _is_label(text: str) -> bool:
    """Whether a line holds labels, counters, days, clocks and names of networks alone.

    This needs no word of any language: `3 418 просмотров | Today, 10:32`. A row of a table and a
    point of a list are no labels, and neither is what a figure says with a year, a unit, a second
    word or a colon: "Dead: 40" may be the news, as "Views: 40" is not.
    """
    told = _ENDED.search(text) or _LISTED.match(text) or _UNSPACED.search(text)
    if told or len(text) > _LONGEST:
        return False
    parts = [part for part in map(str.strip, _PARTED.split(text)) if part]
    # "Blank | 2 | 1": figures by themselves are cells.
    cells = "\t" in text or (len(parts) > 1 and any(map(_CELL.fullmatch, parts)))
    return not cells and (_names_networks(text) or all(map(_is_empty, parts)))


def _is_empty(part: str) -> bool:
    """Whether a part of a line states nothing: a day, a clock, a word, or a word and a count."""
    bare, counts = _COUNT.subn(" ", _CLOCK.sub(" ", _DATE.sub(" ", part)))
    words = [word.casefold() for word in _WORD.findall(bare)]
    named = [word for word in words if word not in _NETWORKS and word not in _DAY_WORDS]
    dated = _DATE.search(part) or _YEAR.search(part) or len(named) < len(words)
    if _CLOCK.search(part):
        others = [word for word in named if len(word) > _SMALL]
        return not others or (len(others) == 1 and bool(dated or _CLOCK_BEHIND.fullmatch(part)))
    if not named:
        return True
    # "Founded: 2001", "Born: 4 June", "Fee: $40", "Reds 14 11 6", "Dead: 40"
    told = _YEAR.search(part) or _UNIT.search(part) or counts > 1 or (counts and ":" in bare)
    return not (len(named) > 1 or told)


def _names_networks(text: str) -> bool:
    """Whether a line is a label with networks behind its colon: `Мы тут: Telegram, YouTube`."""
    label, colon, rest = text.partition(":")
    names = [word.casefold() for word in _WORD.findall(rest)]
    told = [name for name in names if name in _NETWORKS]
    others = [name for name in names if name not in _NETWORKS and len(name) > _SMALL + 1]
    few = len(_WORD.findall(label)) <= _LABEL_WORDS
    return bool(colon) and few and len(told) >= _FEWEST_NETWORKS and not others
