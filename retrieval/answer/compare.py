"""What each of several outlets reported on a topic, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from retrieval.answer import matters
from retrieval.answer.draft import Draft, DraftStatement
from retrieval.answer.relevant import alike, in_context, on_topic, quote_of, relevant, said
from retrieval.answer.voices import whose
from retrieval.search.evidence import Evidence
from retrieval.search.hybrid import Hit
from retrieval.search.places import same_voice

MOST_EACH = 6
"""Sentences shown of one outlet."""


@dataclass(frozen=True, slots=True)
class Report:
    """A sentence on the topic, and whose it is."""

    outlet: str
    hit: Hit
    evidence: Evidence

    @property
    def text(self) -> str:
        """The sentence."""
        return self.evidence.text


def write(topic: str, found: Sequence[Sequence[Hit]]) -> Draft:
    """What the outlets report on `topic`: what differs, what they share, what each has besides.

    Args:
        topic: What was searched for.
        found: The passages of each outlet, one list an outlet.
    """
    best = max((hit.passage.score for hits in found for hit in hits), default=0.0)
    reports = [_reports(on_topic(topic, hits, best)) for hits in found]
    differing = list(_differing(reports))
    taken = {id(one) for pair in differing for one in pair}
    shared = list(_shared(reports, taken))
    taken |= {id(one) for group in shared for one in group}
    alone = [
        (one, _by_itself(one, reports)) for each in reports for one in each if id(one) not in taken
    ]
    # What can be read beside another outlet's words comes first, each heading once.
    order = {heading: at for at, heading in enumerate(_headings(reports))}
    alone.sort(key=lambda told: order[told[1]])
    statements = (
        *(one for pair in differing for one in _side_by_side(*pair)),
        *(_together(group) for group in shared),
        *(each for one, heading in alone for each in _alone(one, heading)),
    )
    return Draft("extractive", tuple(dict.fromkeys(statements)))


def _alone(one: Report, heading: str) -> Iterator[DraftStatement]:
    """A sentence of one outlet, after the one it leans on."""
    for sentence in in_context(one.hit, one.evidence):
        yield said(one.hit, sentence, heading)


def _reports(hits: Sequence[Hit]) -> list[Report]:
    """One outlet's sentences on the topic, none saying what another says."""
    kept: list[Report] = []
    for hit, evidence in relevant(hits):
        said_before = any(alike(evidence.text, other.text) for other in kept)
        if not said_before and in_context(hit, evidence):
            kept.append(Report(whose(hit), hit, evidence))
        if len(kept) == MOST_EACH:
            break
    return kept


def _differing(reports: Sequence[Sequence[Report]]) -> Iterator[tuple[Report, Report]]:
    """Sentences of two outlets on one matter that can't both be so; each is in one pair at most."""
    taken: set[int] = set()
    for ours, theirs in combinations(reports, 2):
        for one in ours:
            free = [other for other in theirs if id(other) not in taken and _apart(one, other)]
            best = max(free, key=lambda other: matters.nearness(one.text, other.text), default=None)
            if best and id(one) not in taken:
                taken |= {id(one), id(best)}
                yield one, best


def _apart(one: Report, other: Report) -> bool:
    return matters.contradict(one.text, other.text)


def _shared(reports: Sequence[Sequence[Report]], taken: set[int]) -> Iterator[tuple[Report, ...]]:
    """A sentence and one of each other outlet that says all it says, most outlets first."""
    used = set(taken)
    every = [one for each in reports for one in each]
    groups = [(one, *_saying(one, reports)) for one in every]
    for group in sorted(groups, key=lambda group: -len(group)):
        if len(group) > 1 and used.isdisjoint(map(id, group)):
            used |= set(map(id, group))
            yield group


def _saying(one: Report, reports: Sequence[Sequence[Report]]) -> Iterator[Report]:
    """For each other outlet the nearest of its sentences that says what this one says."""
    for each in reports:
        able = [other for other in each if matters.says(other.text, one.text)]
        if one not in each and able:
            yield max(able, key=lambda other: matters.nearness(one.text, other.text))


def _side_by_side(one: Report, other: Report) -> Iterator[DraftStatement]:
    title = f"They differ: {one.outlet} and {other.outlet}"
    yield said(one.hit, one.evidence, title)
    yield said(other.hit, other.evidence, title)


def _together(group: Sequence[Report]) -> DraftStatement:
    """The first outlet's sentence, with every place to check it; copies are one report."""
    first, *others = group
    quotes = tuple(quote_of(one.hit, one.evidence) for one in group)
    outlets = f"{', '.join(one.outlet for one in group[:-1])} and {group[-1].outlet}"
    if all(same_voice(first.hit.passage, other.hit.passage) for other in others):
        heading = f"One report, printed by {outlets}"
    else:
        heading = f"Both {outlets}" if len(group) == 2 else outlets
    return DraftStatement(first.text, quotes, heading)


def _headings(reports: Sequence[Sequence[Report]]) -> list[str]:
    outlets = list(dict.fromkeys(one.outlet for each in reports for one in each))
    return [*outlets, *(f"Only {outlet}" for outlet in outlets)]


def _by_itself(one: Report, reports: Sequence[Sequence[Report]]) -> str:
    """`Only ...`, unless another outlet has something near enough to be read beside it."""
    others = (other for each in reports for other in each if other.outlet != one.outlet)
    near = any(matters.nearness(one.text, other.text) >= matters.ONE_MATTER for other in others)
    return one.outlet if near else f"Only {one.outlet}"
