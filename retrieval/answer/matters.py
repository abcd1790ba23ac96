"""Whether two sentences tell of one matter, whether one says all of the other, or they can't agree.

Words in common are not enough: "opened on Monday" and "was shut on Friday" share their subject.
"""

from __future__ import annotations

from datetime import date

from retrieval.answer import figures, when
from retrieval.answer.deeds import deeds, in_base, opposite, roles, tells
from retrieval.answer.differences import absent_names, among
from retrieval.answer.facts import NEGATION
from retrieval.answer.relevant import FEWEST_SHARED
from retrieval.search.words import informative, words

ONE_MATTER = 0.5
"""Sentences that share this much of the shorter one's words, dates and figures aside, are near."""

SAYS = 0.6
"""A sentence says what another says where it has this share of its words, and all its facts."""

NEARLY_ALL = 0.7
"""With less in common, a "not" in one of two sentences may be about something else."""

ONE_EVENT = 31
"""Days beyond which two dates are those of two events, not two dates of one."""


def _terms(text: str) -> set[str]:
    """The informative words without dates and figures."""
    plain, *_ = when.apart(in_base(text))
    return {term for term, word in informative(plain).items() if not figures.figures(word)}


def nearness(one: str, other: str) -> float:
    """How much of the shorter sentence's words the other has, 0..1; chance counts as nothing."""
    a, b = _terms(one), _terms(other)
    common = len(a & b)
    return common / min(len(a), len(b)) if common >= min(FEWEST_SHARED, len(a), len(b)) > 1 else 0.0


def says(text: str, wanted: str) -> bool:
    """Whether `text` says what `wanted` says: its names, dates, figures, deeds and signs too."""
    terms, found = _terms(wanted), words(in_base(text))
    held = sum(among(term, found) or tells(text, term) for term in terms)
    return (
        len(terms) > 1
        and held >= SAYS * len(terms)
        and nearness(wanted, text) >= ONE_MATTER
        and not _unsaid(wanted, text)
    )


def _unsaid(wanted: str, text: str) -> bool:
    """Whether a fact of `wanted` is missing from `text`."""
    plain, dates, weekdays = when.apart(wanted)
    theirs, known, on = when.apart(text)
    return bool(
        figures.figures(plain) - figures.figures(theirs)
        or figures.ordinals(plain) - figures.ordinals(theirs)
        or when.unproven(dates, known or [(0, 0, 0)], None)
        or weekdays - on
        or absent_names(plain, theirs)
        or any(not tells(text, deed) for deed in deeds(wanted))
        or bool(NEGATION.search(plain)) != bool(NEGATION.search(theirs))
        or roles(wanted, text)
    )


def contradict(one: str, other: str) -> bool:
    """Whether two sentences on one matter can't both be so."""
    plain, dates, weekdays = when.apart(one)
    theirs, known, on = when.apart(other)
    near = nearness(one, other)
    if near < ONE_MATTER or (absent_names(plain, theirs) and absent_names(theirs, plain)):
        return False
    days = when.differing((dates, weekdays), (known, on))
    signs = bool(NEGATION.search(plain)) != bool(NEGATION.search(theirs))
    return not _other_event(one, other) and bool(
        (days and deeds(one) & deeds(other))
        or (signs and near >= NEARLY_ALL)
        or at_odds(one, other)
    )


def at_odds(one: str, other: str) -> bool:
    """Whether two sentences on one matter give other figures for a thing, or opposite deeds."""
    plain, *_ = when.apart(one)
    theirs, *_ = when.apart(other)
    if _other_event(one, other):
        return False
    found = figures.differing(plain, theirs) or figures.lone(plain, theirs)
    return bool(found or opposite(one, other))


def _other_event(one: str, other: str) -> bool:
    """Whether ordinals or far dates tell that the two are not one event."""
    ours, theirs = figures.ordinals(one), figures.ordinals(other)
    if ours and theirs and ours.isdisjoint(theirs):
        return True
    a, b = (_whole(when.apart(text)[1]) for text in (one, other))
    return bool(a and b) and min(abs((x - y).days) for x in a for y in b) > ONE_EVENT


def _whole(dates: frozenset[when.Named]) -> list[date]:
    """The named dates as days, each at the middle of what it names; without a year none."""
    return [date(year, month or 7, day or 15) for year, month, day in dates if year]
