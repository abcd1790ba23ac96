"""What a search brings back."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.search.expansion import Expansion
from retrieval.search.sentences import Sentence
from retrieval.types import Passage


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that came back, and its sentences weighed.

    `names` are the names of the question that the archive also holds in other spellings.
    """

    passage: Passage
    sentences: tuple[Sentence, ...]
    names: tuple[Expansion, ...] = ()
