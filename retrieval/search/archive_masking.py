"""The outlets and the days in a question, each marked by one character that no text holds."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from retrieval.names.outlets import outlet_key, outlets_with
from retrieval.search.date_ranges import DateLimits, date_limits
from retrieval.search.outlet_names import (
    asked_keys,
    other_keys,
    with_quotation_marks,
)

LONGEST_NAME = 6
"""Words of an outlet's name at most."""

FIRST = 0xE000  # the first character of Unicode's private use area
OUTLET = "[\ue000-\ue0fe]"  # for "TASS"
DAYS = "\ue0ff"  # for "since 2015"
MARKS = re.compile("[\ue000-\ue0ff]")  # what `mask_question` puts in, and no text holds

_WORD = re.compile(
    r"[^\s,;:?!()“”«»„\"\ue0ff]*\w[^\s,;:?!()“”«»„\"\ue0ff]*"
)  # "Vesper", "RFE/RL", "TASS's"
QUOTED = re.compile(
    # “Council backs dredging”, «„Маяк“ вернулся»
    r"[\"“”«„]((?<=«)[^«»]{3,200}(?=»)|[^\"“”«»„]{3,200})[\"“”»]"
)
# "since Monday", "on last Friday"
_WEEKDAY = re.compile(
    r"(?P<cue>\b(?:since|on|from|after|before|until) )(?:last )?(?P<day>monday|tuesday|wednesday"
    r"|thursday|friday|saturday|sunday)\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"from (?=\S)", re.IGNORECASE)  # "from 2015"
_COME_IN = re.compile(r"\b(?:came|come|coming) $", re.IGNORECASE)  # "came [in today]"
# the end of "TASS's", "TASS'", "TASS."; of "TASS-тың", "TASS-та"
_POSSESSIVE = re.compile(r"(?:(?:['’]s?|[.])+|-[тдн][ыі]ң|-[тд][ае]н?)$")


@dataclass(frozen=True, slots=True)
class MaskedQuestion:
    """A question with its outlets and days marked, and what stands behind the marks."""

    text: str
    outlets: tuple[tuple[str, str], ...] = ()
    days: DateLimits | None = None
    worded: str = ""

    def restored(self, piece: str) -> str:
        """A piece of the text as it was typed."""
        for number, (typed, _) in enumerate(self.outlets):
            piece = piece.replace(chr(FIRST + number), typed)
        return " ".join(piece.replace(DAYS, self.worded).split())

    def named(self, piece: str) -> tuple[str, ...]:
        """The outlets that are marked in a piece of the text."""
        found = [self.outlets[ord(mark) - FIRST][1] for mark in re.findall(OUTLET, piece)]
        return tuple(dict.fromkeys(found))


def mask_question(text: str, outlets: Sequence[str], today: date) -> MaskedQuestion:
    """The question with its outlets and its days marked; other quoted words are left as they are.

    Args:
        text: The question.
        outlets: The outlets held; other well-known ones are marked where they are capitalised.
        today: What "last week" is counted from.
    """
    text = _WEEKDAY.sub(lambda found: f"{found['cue']}{_last(found['day'], today)}", text)
    blank = QUOTED.sub(lambda found: '"' * len(found[0]), text)
    days, worded = _days(blank, today), ""
    if days:
        start, end = days.place
        worded = text[start:end]
        text = f"{text[:start]}{DAYS}{text[end:]}"
    names: list[tuple[str, str]] = []
    quotes = [found.span() for found in QUOTED.finditer(text)]
    out, at = "", 0
    for start, end, name in outlet_places(text, outlets):
        if len(names) < 0xFE and not any(a < start < b for a, b in quotes):
            out += text[at:start] + chr(FIRST + len(names))
            names.append((text[start:end], name))
            at = end
    return MaskedQuestion(out + text[at:], tuple(names), days, worded)


def _last(weekday: str, today: date) -> str:
    """The last such day before today, ISO."""
    back = (today.weekday() - list(calendar.day_name).index(weekday.title()) - 1) % 7 + 1
    return date.fromordinal(max(1, today.toordinal() - back)).isoformat()


def _days(text: str, today: date) -> DateLimits | None:
    """The days that limit what is asked for: "articles from 2015" are not all since then."""
    days = date_limits(text, today)
    if days is None:
        return None
    start, end = days.place
    words = text[start:end]
    if _FROM.match(words) and not days.until:
        whole = date_limits(_FROM.sub("in ", words), today) or days
        days = replace(whole, place=days.place)
    # "What came in today": the "in" is the verb's.
    if _COME_IN.search(text[:start]) and words.lower().startswith("in "):
        days = replace(days, place=(start + len("in "), end))
    return days


def outlet_places(text: str, outlets: Sequence[str]) -> list[tuple[int, int, str]]:
    """Where a question names an outlet: start, end, and its name in the archive, or as known."""
    spoken = text[1:] == text[1:].lower()
    held = _by_key(tuple(outlets), last_words=not spoken)
    found, at = [], 0
    tokens = [match.span() for match in _WORD.finditer(text)]
    while at < len(tokens):
        for last in range(min(at + LONGEST_NAME, len(tokens)) - 1, at - 1, -1):
            start = tokens[at][0]
            name = _POSSESSIVE.sub("", text[start : tokens[last][1]])
            outlet = None if DAYS in name else _outlet(name, held, spoken=spoken)
            if outlet:
                found.append((*with_quotation_marks(text, start, start + len(name)), outlet))
                at = last
                break
        at += 1
    return found


@lru_cache(maxsize=8)
def _by_key(outlets: tuple[str, ...], *, last_words: bool) -> dict[str, str]:
    ends = _last_words(outlets) if last_words else {}
    others = {key: name for name in outlets for key in other_keys(name)}
    return ends | others | {key: name for name in outlets if (key := outlet_key(name))}


def _last_words(outlets: Sequence[str]) -> dict[str, str]:
    """The last words of longer names, where only one outlet's ends so: "the Courier"."""
    last = [(outlet_key(name.split()[-1]), name) for name in outlets if len(name.split()) > 1]
    ends = [word for word, _ in last]
    return {word: name for word, name in last if word and ends.count(word) == 1}


def _outlet(name: str, held: dict[str, str], *, spoken: bool) -> str | None:
    """The outlet of this name: in small letters only where the whole question is."""
    if not (spoken or any(char.isupper() or char.isdigit() for char in name)):
        return None
    written = (outlet_key(name), *asked_keys(name))
    if found := next((held[key] for key in written if key in held), None):
        return found
    known = outlets_with({}).known(name) if name != name.lower() else None
    return held.get(outlet_key(known), known) if known else None
