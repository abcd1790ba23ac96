"""What a search brings back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from retrieval.search.expansion import Expansion
from retrieval.search.sentences import Sentence
from retrieval.types import Passage, Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that came back, and its sentences weighed.

    `names` are the names of the question that the archive also holds in other spellings.
    """

    passage: Passage
    sentences: tuple[Sentence, ...]
    names: tuple[Expansion, ...] = ()

    @property
    def place(self) -> tuple[str, int]:
        """Its article and where it begins there: two passages differ in one of them."""
        return self.passage.article, self.passage.start


@dataclass(frozen=True, slots=True)
class HitSentence:
    """A sentence of a hit, by its place among the hit's sentences."""

    hit: Hit
    at: int

    @property
    def passage(self) -> Passage:
        """The passage it stands in."""
        return self.hit.passage

    @property
    def span(self) -> Span:
        """Its place in its article."""
        return self.hit.sentences[self.at].span

    @property
    def text(self) -> str:
        """The sentence."""
        return self.hit.sentences[self.at].text

    @property
    def published(self) -> str:
        """The day of its article, ISO; nothing, which is before all days, where it states none."""
        return self.passage.published or ""

    @property
    def nearness(self) -> float:
        """How near it comes to the question, by meaning and by words."""
        return self.hit.sentences[self.at].nearness


def each_sentence(hits: Iterable[Hit]) -> Iterator[HitSentence]:
    """The sentences of hits, one by one."""
    return (HitSentence(hit, at) for hit in hits for at in range(len(hit.sentences)))
