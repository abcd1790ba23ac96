"""How many independent sources say a thing, and which say it otherwise.

Copies of one story are one voice, however many print it. Two sentences are about the same
thing where they share most of their informative words; they disagree where each then gives a
figure that the other does not, or tells of the opposite deed. Asked for a figure, two sentences
that both answer in the question's own words are about the same thing, whatever else they say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.answer.figures import figures as in_figures
from retrieval.answer.matters import at_odds
from retrieval.answer.relevant import same_matter
from retrieval.answer.when import apart
from retrieval.search.evidence import Evidence
from retrieval.search.hybrid import Hit
from retrieval.search.kinds import asks_for_a_figure
from retrieval.search.places import same_voice
from retrieval.search.words import informative

SAME_MATTER = 0.6
"""Share of the shorter sentence's informative words; at less, another event may be meant."""

ANSWERS_OVERLAP = 0.4
ANSWERS_COSINE = 0.6
ANSWERS_READING = -1.0
"""Words, meaning and reading with which a sentence with another figure answers as well."""

FEWEST_TERMS = 2
"""A question of fewer informative words may mean any event."""

Said = tuple[Hit, Evidence]


@dataclass(frozen=True, slots=True)
class Voices:
    """What other sources say on the matter of a sentence: the same, or another figure."""

    agreeing: tuple[Said, ...] = ()
    differing: tuple[Said, ...] = ()


def voices(hit: Hit, evidence: Evidence, hits: Sequence[Hit], question: str = "") -> Voices:
    """The other sources on the matter of one sentence, each named once.

    Args:
        hit: The passage that the sentence stands in.
        evidence: The sentence.
        hits: All passages.
        question: What the sentence answers, if it does.
    """
    agreeing: list[Said] = []
    differing: list[Said] = []
    for said in _others(hit, hits):
        other_figure = _answers_otherwise(question, evidence, said[1])
        if not other_figure and same_matter(evidence.text, said[1].text) < SAME_MATTER:
            continue
        differs = other_figure or disagree(evidence.text, said[1].text)
        found = differing if differs else agreeing
        if not any(_one_source(said[0], other) for other, _ in (*agreeing, *differing)):
            found.append(said)
    return Voices(tuple(agreeing), tuple(differing))


def disagree(one: str, other: str) -> bool:
    """Whether two sentences on one matter give other figures for a thing, or opposite deeds."""
    return at_odds(one, other)


def _answers_otherwise(question: str, one: Evidence, other: Evidence) -> bool:
    """Whether another sentence answers a question for a figure as plainly, with other figures."""
    if not asks_for_a_figure(question) or len(informative(question)) < FEWEST_TERMS:
        return False
    ours, theirs = (in_figures(apart(sentence.text)[0]) for sentence in (one, other))
    both = _answers(one) and _answers(other)
    return both and bool(ours and theirs) and ours.isdisjoint(theirs)


def _answers(sentence: Evidence) -> bool:
    by_words = sentence.overlap >= ANSWERS_OVERLAP and sentence.cosine >= ANSWERS_COSINE
    read = sentence.reads is None or sentence.reads >= ANSWERS_READING
    return sentence.kind == 1.0 and by_words and read


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
