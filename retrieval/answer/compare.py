"""What each of several outlets reported on a topic, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.answer.draft import Draft, DraftStatement
from retrieval.answer.facts import numbers
from retrieval.answer.relevant import alike, quote_of, relevant, said, same_matter
from retrieval.search.evidence import Evidence
from retrieval.search.hybrid import Hit

MOST_EACH = 6
"""Sentences shown of one outlet."""

SAME_MATTER = 0.5
"""Two sentences that share this much of their words tell of the same thing."""


@dataclass(frozen=True, slots=True)
class Report:
    """A sentence on the topic, and whose it is."""

    outlet: str
    hit: Hit
    evidence: Evidence


def write(topic: str, found: Sequence[Sequence[Hit]]) -> Draft:
    """What the outlets report on `topic`: what differs, what they share, what only one has.

    Args:
        topic: Named in the note where an outlet has nothing on it.
        found: The passages of each outlet, one list an outlet.
    """
    reports = [_reports(hits) for hits in found]
    paired = list(_pairs(reports))
    in_pair = {id(one) for pair in paired for one in pair}
    statements = (
        *(one for pair in paired if _differ(*pair) for one in _side_by_side(*pair)),
        *(_shared(*pair) for pair in paired if not _differ(*pair)),
        *(
            said(one.hit, one.evidence, f"Only {one.outlet}")
            for each in reports
            for one in each
            if id(one) not in in_pair
        ),
    )
    return Draft("extractive", statements)


def _reports(hits: Sequence[Hit]) -> list[Report]:
    """One outlet's sentences on the topic, none saying what another says."""
    kept: list[Report] = []
    for hit, evidence in relevant(hits):
        if not any(alike(evidence.text, other.evidence.text) for other in kept):
            kept.append(Report(hit.passage.outlet or hit.passage.source, hit, evidence))
        if len(kept) == MOST_EACH:
            break
    return kept


def _pairs(reports: Sequence[Sequence[Report]]) -> Iterator[tuple[Report, Report]]:
    """Sentences of two outlets that tell of the same thing; each is in one pair at most."""
    taken: set[int] = set()
    for at, ours in enumerate(reports):
        for one in ours:
            others = [other for theirs in reports[at + 1 :] for other in theirs]
            free = [other for other in others if id(other) not in taken]
            best = max(free, key=lambda other: _nearness(one, other), default=None)
            if best and id(one) not in taken and _nearness(one, best) >= SAME_MATTER:
                taken |= {id(one), id(best)}
                yield one, best


def _nearness(one: Report, other: Report) -> float:
    return same_matter(one.evidence.text, other.evidence.text)


def _differ(one: Report, other: Report) -> bool:
    """Whether two sentences on the same thing give other figures, each one of its own."""
    ours, theirs = numbers(one.evidence.text), numbers(other.evidence.text)
    return bool(ours - theirs and theirs - ours)


def _side_by_side(one: Report, other: Report) -> Iterator[DraftStatement]:
    title = f"They differ: {one.outlet} and {other.outlet}"
    yield said(one.hit, one.evidence, title)
    yield said(other.hit, other.evidence, title)


def _shared(one: Report, other: Report) -> DraftStatement:
    """The first outlet's sentence, with both places to check it."""
    quotes = (quote_of(one.hit, one.evidence), quote_of(other.hit, other.evidence))
    return DraftStatement(one.evidence.text, quotes, f"Both {one.outlet} and {other.outlet}")
