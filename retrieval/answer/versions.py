"""News changes: of several candidates that give the same thing another value, which is current.

The reader says where in each sentence the answer stands. Where those answers are figures or dates
of one kind and differ, the newest is current; an older one is "Earlier"; one that another outlet
gives at about the same time is a disagreement, shown beside it. Of a live page's entries the
later one is newer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from retrieval.answer.entries import clock
from retrieval.answer.read import Candidate
from retrieval.language.dates import Date
from retrieval.language.facts import sentence_facts
from retrieval.search.places import same_voice

RIVAL, LIKELY = 2.0, -2.4
"""A candidate answers the same question if it is so many log-odds behind the likeliest at most,
or likely enough (one in twelve) to be shown beside it: an update in other words than the
question's is far behind."""

SAME_TIME = 3
"""Days within which two outlets speak of the same state of things."""

Value = tuple[str, object]
"""What kind of thing an answer gives, and which: ("day", (3, 4)), ("number kg", 2.0)."""


@dataclass(frozen=True, slots=True)
class Versions:
    """The current answer, others that say the same, that differ, and that it has overtaken."""

    current: Candidate
    agreeing: tuple[Candidate, ...] = ()
    differing: tuple[Candidate, ...] = ()
    earlier: tuple[Candidate, ...] = ()


def versions(candidates: Sequence[Candidate]) -> Versions:
    """The candidates' answers in their order in time.

    Args:
        candidates: Likeliest first, at least one.
    """
    best = candidates[0]
    told = value(best)
    if told is None:
        return Versions(best)
    rivals = [best, *_rivals(best, told, candidates[1:])]
    current = max(rivals, key=lambda one: (*_standing(one), one.logit))
    now = value(current)
    agreeing = [one for one in rivals if one is not current and value(one) == now]
    others = [one for one in rivals if value(one) != now]
    differing = [one for one in others if _disagrees(one, current)]
    earlier = [one for one in others if not _disagrees(one, current)]
    return Versions(
        current, tuple(_voices(current, agreeing)), tuple(differing), tuple(_newest_first(earlier))
    )


def value(candidate: Candidate) -> Value | None:
    """The figure or the date that a candidate's answer gives, if it gives one."""
    facts = sentence_facts(candidate.answer_text)
    for quantity in facts.quantities:
        if not quantity.ordinal:
            unit, amount = quantity.measure
            return f"number {unit or ''}", round(amount, 6)
    for day in facts.dates:
        if (kind := _day_kind(day)) is not None:
            return kind
    return None


def _day_kind(day: Date) -> Value | None:
    if day.month and day.day:
        return "day", (day.month, day.day)
    if day.year and not day.month:
        return "year", day.year
    return None


def _rivals(best: Candidate, told: Value, others: Sequence[Candidate]) -> Iterator[Candidate]:
    """One candidate an article, or an entry of a live page, that gives a thing of the same kind."""
    seen = {_told_in(best)}
    for other in others:
        if other.logit < min(best.logit - RIVAL, LIKELY):
            return
        given = value(other)
        if _told_in(other) not in seen and given and given[0] == told[0]:
            seen.add(_told_in(other))
            yield other


def _told_in(one: Candidate) -> tuple[str, int | None]:
    return one.passage.article, clock(one)


def _standing(one: Candidate) -> tuple[bool, str, int]:
    """What stands above what: the not corrected, then the newest; an undated one is oldest.

    Of one live page the later entry is newer.
    """
    at = clock(one)
    return not one.passage.corrected_by, one.passage.published or "", -1 if at is None else at


def _disagrees(one: Candidate, current: Candidate) -> bool:
    """Whether two differ as sources do, not as an older report and a newer one."""
    ours, theirs = one.passage, current.passage
    same = ours.article == theirs.article or (ours.outlet and ours.outlet == theirs.outlet)
    if ours.corrected_by or same:
        return False
    if not (ours.published and theirs.published):
        return True
    apart = date.fromisoformat(theirs.published) - date.fromisoformat(ours.published)
    return abs(apart.days) <= SAME_TIME


def _voices(current: Candidate, agreeing: Sequence[Candidate]) -> Iterator[Candidate]:
    """Those that are sources of their own: no copy, no second article of one outlet."""
    heard = [current]
    for one in agreeing:
        if not any(_one_voice(one, other) for other in heard):
            heard.append(one)
            yield one


def _one_voice(one: Candidate, other: Candidate) -> bool:
    same_outlet = bool(one.passage.outlet) and one.passage.outlet == other.passage.outlet
    return same_outlet or same_voice(one.passage, other.passage)


def _newest_first(candidates: Sequence[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda one: one.passage.published or "", reverse=True)
