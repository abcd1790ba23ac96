"""How many independent sources say a thing, and which say it otherwise.

Copies of one story are one voice, however many print it. Two sentences are about the same
thing where they share most of their informative words; they disagree where each then gives a
figure that the other does not, or tells of the opposite deed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.answer.matters import at_odds
from retrieval.answer.relevant import same_matter
from retrieval.search.evidence import Evidence
from retrieval.search.hybrid import Hit
from retrieval.search.places import same_voice

SAME_MATTER = 0.6
"""Share of the shorter sentence's informative words; at less, another event may be meant."""

Said = tuple[Hit, Evidence]


@dataclass(frozen=True, slots=True)
class Voices:
    """What other sources say on the matter of a sentence: the same, or another figure."""

    agreeing: tuple[Said, ...] = ()
    differing: tuple[Said, ...] = ()


def voices(hit: Hit, evidence: Evidence, hits: Sequence[Hit]) -> Voices:
    """The other sources on the matter of one sentence, each named once."""
    agreeing: list[Said] = []
    differing: list[Said] = []
    for said in _others(hit, hits):
        if same_matter(evidence.text, said[1].text) < SAME_MATTER:
            continue
        found = differing if disagree(evidence.text, said[1].text) else agreeing
        if not any(_one_source(said[0], other) for other, _ in (*agreeing, *differing)):
            found.append(said)
    return Voices(tuple(agreeing), tuple(differing))


def disagree(one: str, other: str) -> bool:
    """Whether two sentences on one matter give other figures for a thing, or opposite deeds."""
    return at_odds(one, other)


def _others(hit: Hit, hits: Sequence[Hit]) -> Iterator[Said]:
    for other in hits:
        if not _one_source(hit, other):
            for evidence in other.evidence:
                yield other, evidence


def _one_source(one: Hit, other: Hit) -> bool:
    """Whether two passages count as one source: one article, one outlet, or one story."""
    same_outlet = bool(one.passage.outlet) and one.passage.outlet == other.passage.outlet
    same_article = one.passage.article == other.passage.article
    return same_article or same_outlet or same_voice(one.passage, other.passage)


def whose(hit: Hit) -> str:
    """The outlet, or the source of an article whose outlet is unknown."""
    return hit.passage.outlet or hit.passage.source
