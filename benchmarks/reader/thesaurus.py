"""Other words for a question's words, from WordNet's own files.

WordNet 3.0 (Princeton; https://wordnet.princeton.edu/documentation/wndb5wn for the form of the
files) comes as a folder with `index.noun`, `data.noun` and so on: Debian's `wordnet-base` puts it
in /usr/share/wordnet. Inflection is lemminflect's.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lemminflect import getInflection, getLemma

from benchmarks.reader.text import STOP, WORD

CLASSES = {"noun": ("NOUN", 1), "verb": ("VERB", 2), "adj": ("ADJ", 3)}
"""WordNet's name of a word class; lemminflect's, and the number in a sense key."""

SENSES = 1
"""Only a word's commonest senses are looked up: rarer ones give other questions."""

LEAST_COUNT = 2
"""A synonym must stand so often in the texts that WordNet's makers counted."""


class Thesaurus:
    """Synonyms by word class, commonest senses only."""

    def __init__(self, folder: Path) -> None:
        self._counts = Counter(dict(_counted(folder / "cntlist.rev")))
        self._senses: dict[tuple[str, str], list[str]] = {}
        self._members: dict[tuple[str, str], list[str]] = {}
        for name in CLASSES:
            for lemma, offsets in _index(folder / f"index.{name}"):
                self._senses[lemma, name] = offsets
            for offset, words in _data(folder / f"data.{name}"):
                self._members[offset, name] = words

    def like(self, word: str) -> list[str]:
        """Other words for this one in its most likely class, inflected as it is; may be none."""
        found = max(self._lemmas(word), key=lambda pair: self._counts[pair], default=None)
        if found is None:
            return []
        members = [
            other
            for offset in self._senses[found][:SENSES]
            for other in self._members[offset, found[1]]
            if other != found[0] and self._counts[other, found[1]] >= LEAST_COUNT
        ]
        inflected = (_inflected(other, word, found) for other in dict.fromkeys(members))
        return [other for other in inflected if other and other != word]

    def _lemmas(self, word: str) -> Iterator[tuple[str, str]]:
        for name, (upos, _) in CLASSES.items():
            for lemma in getLemma(word, upos):
                if (lemma, name) in self._senses:
                    yield lemma, name

    def reworded(self, rng: random.Random, question: str, share: float) -> str:
        """The question with about this share of its common words in other words.

        Words with a capital are left alone, as they may be names.
        """

        def put(match: re.Match[str]) -> str:
            word = match.group()
            plain = word.islower() and len(word) > 3 and word not in STOP
            others = self.like(word) if plain and rng.random() < share else []
            return rng.choice(others) if others else word

        return WORD.sub(put, question)


def _inflected(other: str, word: str, found: tuple[str, str]) -> str | None:
    """Another lemma in the form that the word has of its own; its first word, if it has several."""
    lemma, name = found
    if word == lemma:
        return other.replace("_", " ")
    head, *rest = other.split("_")
    if rest and name != "verb":
        return None
    for tag in {"noun": ("NNS",), "verb": ("VBD", "VBG", "VBZ", "VBN"), "adj": ()}[name]:
        if word in getInflection(lemma, tag):
            forms = getInflection(head, tag)
            return " ".join([forms[0], *rest]) if forms else None
    return None


def _counted(path: Path) -> Iterator[tuple[tuple[str, str], int]]:
    """How often each lemma was counted in each class, all senses together."""
    names = {str(number): name for name, (_, number) in CLASSES.items()}
    total: Counter[tuple[str, str]] = Counter()
    for line in path.read_text("utf-8").splitlines():
        key, _, count = line.split()
        lemma, _, rest = key.partition("%")
        if rest[0] in names:
            total[lemma, names[rest[0]]] += int(count)
    yield from total.items()


def _index(path: Path) -> Iterator[tuple[str, list[str]]]:
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith(" "):  # the licence
            lemma, _, senses, *rest = line.split()
            yield lemma, rest[-int(senses) :]


def _data(path: Path) -> Iterator[tuple[str, list[str]]]:
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith(" "):
            offset, _, _, count, *rest = line.split()
            words = rest[: 2 * int(count, 16) : 2]
            yield offset, [re.sub(r"\(\w+\)$", "", word).lower() for word in words]
