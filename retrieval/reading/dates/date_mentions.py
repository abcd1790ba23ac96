"""The dates that an article's text names, as days of the calendar.

A year that the text leaves out comes from the article's own publication date or from a whole
date just before it, and where the two disagree it is left open; never from today's date. What
is left open is not listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from retrieval.reading.dates.partial_dates import PartialDate, days_of, partial_dates, with_year
from retrieval.reading.dates.relative_dates import Tense, relative_dates, tense
from retrieval.reading.span_overlap import overlaps
from retrieval.types import DateMention, Span

_NEARBY = 300  # characters between a day and the whole date that tells its year
_HALF_A_YEAR = 183  # days; farther, the other year is as near
_NEAR = 31  # days, where the verb tells of no time
_LATELY = 92  # days; news tells of the last months without a year
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# "Tuesday, " before a day: it says no new one
_WEEKDAY_BEFORE = re.compile(
    r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s(?:the\s)?$", re.IGNORECASE
)
# " attacks" after "September 11", which is no date of the article's
_OF_2001 = re.compile(r"\s+(?:attacks?|terror|hijack)", re.IGNORECASE)


def date_mentions(
    text: str, published: str | None = None, furniture: Sequence[Span] = ()
) -> tuple[DateMention, ...]:
    """The dates that `text` names and that can be told for sure, in order.

    Pure, and never raises: neither the clock nor anything outside the arguments counts.

    Args:
        text: The article's whole text.
        published: Its publication date, ISO, against which `on Thursday` is resolved.
        furniture: Ranges of the text to leave out.
    """
    day = date.fromisoformat(published) if published else None
    found = [*_absolute(text, day), *(relative_dates(text, day) if day else ())]
    listed: list[DateMention] = []
    # Of those that begin together the longest counts, and what lies within it is left out.
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        behind_last = not listed or one.start >= listed[-1].end
        if behind_last and not overlaps(furniture, one.start, one.end):
            listed.append(one)
    return tuple(listed)


def _absolute(text: str, published: date | None) -> Iterator[DateMention]:
    """The dates by day, month or year."""
    partials = partial_dates(text)
    for at, one in enumerate(partials):
        whole = one if one.high.year else _dated(text, partials, at, published)
        days = days_of(whole) if whole else None
        if days:
            yield DateMention(one.start, one.end, days[0].isoformat(), days[1].isoformat())


def _dated(
    text: str, partials: Sequence[PartialDate], at: int, published: date | None
) -> PartialDate | None:
    """A date without a year in the year that bears it out; None if none does, or two differ."""
    one = partials[at]
    if (one.high.month, one.high.day) == (9, 11) and _OF_2001.match(text, one.end):
        return None
    # The year is told by the publication date and by a whole day just before; by one behind only
    # where there is neither.
    anchors = [published] if published else []
    before = partials[at - 1] if at else None
    after = partials[at + 1] if at + 1 < len(partials) else None
    if before and _bears(text, before.end, one.start, before):
        anchors += _anchor(before)
    elif after and not published and _bears(text, one.end, after.start, after):
        anchors += _anchor(after)
    if not anchors:
        return None
    told = tense(text, one.start, one.end)
    results = {_nearest(one, anchor, told) for anchor in anchors}
    found = results.pop() if len(results) == 1 else None
    return found if found and _on_stated_weekday(text, found) else None


def _bears(text: str, start: int, end: int, other: PartialDate) -> bool:
    """Whether `other`, as far off as `start` to `end`, is a whole day in the same paragraph."""
    return (
        other.high.year is not None
        and other.high.day is not None
        and end - start <= _NEARBY
        and "\n\n" not in text[start:end]
    )


def _anchor(other: PartialDate) -> list[date]:
    days = days_of(other)
    return [days[1]] if days else []


def _nearest(one: PartialDate, anchor: date, told: Tense | None) -> PartialDate | None:
    """`one` in the year that brings it next to `anchor`; None where that is not sure.

    What lies further off must be told as past or to come, or another year may be meant.
    """
    # "30 December", told on 2 January, is last year's.
    candidates = [with_year(one, anchor.year + shift) for shift in (-1, 0, 1)]
    dated = [(candidate, days) for candidate in candidates if (days := days_of(candidate))]
    if not dated:
        return None
    found, days = min(dated, key=lambda item: abs(item[1][0] - anchor))
    ahead = (days[0] - anchor).days
    if one.high.day is None:
        # A whole month ("in October") must have begun.
        near = -_LATELY <= ahead <= 0
    else:
        near = (-_NEAR if told == "future" else -_LATELY) <= ahead <= _NEAR
    fits = told == ("past" if ahead <= 0 else "future") and abs(ahead) <= _HALF_A_YEAR
    return found if near or fits else None


def _on_stated_weekday(text: str, found: PartialDate) -> bool:
    """Whether the weekday that stands before the date, if any, is that date's."""
    # "Wednesday, the " has 15 characters; one more shows where the word begins.
    stated = _WEEKDAY_BEFORE.search(text[max(0, found.start - 16) : found.start])
    days = days_of(found)
    return not stated or not days or _WEEKDAYS[days[0].weekday()] == stated[1].casefold()
