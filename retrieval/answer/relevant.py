"""Which sentences of the passages are about a topic, and which of them say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.answer.differences import among
from retrieval.answer.draft import DraftStatement, Quote
from retrieval.answer.facts import names
from retrieval.answer.leaning import follows, leans, written_out
from retrieval.answer.when import apart
from retrieval.search.evidence import Evidence
from retrieval.search.expansion import stood_for
from retrieval.search.hybrid import Hit
from retrieval.search.words import informative, stem, stems, stop_words, words

SAME = 0.7
"""Two sentences that share this much of their words say the same."""

ABOUT_WORDS = 0.5
"""A sentence with this share of a topic's rare words is about it."""

ABOUT_MEANING = 0.45
"""So is one whose vector has this cosine to the topic's, with some of its words."""

SOME_WORDS = 0.2

ON_TOPIC = 0.55
"""A passage with less than this share of the best one's score is beside the topic."""

HALF_ITS_NAMES = 0.5

FEWEST_SHARED = 3

SHORTEST_ACRONYM = 3

_FIGURE = re.compile(r"\d[\d.,]*")


def on_topic(topic: str, hits: Sequence[Hit], best: float | None = None) -> list[Hit]:
    """The passages that are near the best one, and hold at least half of the topic's names.

    Args:
        topic: What was searched for; its dates are no names.
        hits: The passages.
        best: The best score, if these are only some of the passages.
    """
    scores = [hit.passage.score for hit in hits]
    least = ON_TOPIC * max([0.0, *scores] if best is None else [best])
    wanted = list(names(apart(topic)[0]))
    return [hit for hit in hits if hit.passage.score >= least and _named(wanted, hit)]


def _named(wanted: Sequence[str], hit: Hit) -> bool:
    return sum(holds_name(name, hit) for name in wanted) >= HALF_ITS_NAMES * len(wanted)


def holds_name(name: str, hit: Hit) -> bool:
    """Whether a passage, its title or its outlet has a name, in another spelling or form too."""
    passage = hit.passage
    found = words(f"{passage.text} {passage.title or ''} {passage.outlet or ''}")
    stood = stood_for(hit.names, [stem(word) for word in found])
    wanted = [word for word in words(name) if word not in stop_words()]
    return all(stem(word) in stood or among(word, found) for word in wanted)


def about_its_bodies(question: str, hits: Sequence[Hit]) -> set[str]:
    """The articles, by id, that hold an acronym of the question or what it stands for.

    All of them, where none does: who chairs the CSTO is not told by who chairs CICA.
    """
    asked = [word for word in names(question) if len(word) >= SHORTEST_ACRONYM and word.isupper()]
    held = {hit.passage.article for hit in hits if any(holds_name(one, hit) for one in asked)}
    return held or {hit.passage.article for hit in hits}


def in_context(hit: Hit, evidence: Evidence) -> list[Evidence]:
    """A sentence after those that it leans on; where these are not to be had, nothing.

    "It has ten members" comes after the sentence that names it, or else the one before; "a day
    later" after the one before.
    """
    place = hit.evidence.index(evidence)
    written = written_out([one.text for one in hit.evidence], place, hit.passage.title)
    before = set(written.namers) if written else set()
    if follows(evidence.text) or (leans(evidence.text) and not written):
        if not place:
            return []
        before.add(place - 1)
    return [*(hit.evidence[one] for one in sorted(before)), evidence]


def relevant(hits: Sequence[Hit]) -> Iterator[tuple[Hit, Evidence]]:
    """The sentences that are about what was searched for, in the order of the passages."""
    for hit in hits:
        for evidence in hit.evidence:
            by_words = evidence.overlap >= ABOUT_WORDS
            by_meaning = evidence.cosine >= ABOUT_MEANING and evidence.overlap >= SOME_WORDS
            if by_words or by_meaning:
                yield hit, evidence


def alike(one: str, other: str, least: float = SAME) -> bool:
    """Whether two sentences say the same; with other figures in them they don't."""
    if set(_FIGURE.findall(one)) != set(_FIGURE.findall(other)):
        return False
    return _share(set(stems(one)), set(stems(other))) >= least


def same_matter(one: str, other: str) -> float:
    """How much of the shorter sentence's informative words the other has too, 0..1.

    Fewer than three words in common are chance: a name alone is not yet the same event.
    """
    a, b = set(informative(one)), set(informative(other))
    return _share(a, b) if len(a & b) >= FEWEST_SHARED else 0.0


def _share(a: set[str], b: set[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def quote_of(hit: Hit, evidence: Evidence) -> Quote:
    """A sentence as the place that bears it out."""
    return Quote(hit.passage, evidence.span)


def said(hit: Hit, evidence: Evidence, heading: str) -> DraftStatement:
    """A sentence, verbatim, under a heading."""
    return DraftStatement(evidence.text, (quote_of(hit, evidence),), heading)
